//! Dates by tokens.

use super::presets::token_options;
use super::tokens::tokens;
use crate::calendar::{Civil, WeekRule};
use crate::datetime::DateTime;
use crate::error::Result;
use crate::intl::{TextStyle, names};
use crate::locale::Locale;
use crate::number::{Rounding, number_text};
use crate::zone::OffsetStyle;

/// Whether a technical format is written, which is the same in every locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// In the locale's digits.
    Local,
    /// In plain digits, with `Z` for the offset of UTC.
    Technical,
}

/// A valid date by a format.
pub(crate) fn format_date_time(
    date: &DateTime,
    civil: Civil,
    format: &str,
    locale: &Locale,
    style: Style,
) -> Result<String> {
    let mut writer = Writer { date, civil, locale, style, text: String::with_capacity(format.len() + 16) };
    for token in tokens(format) {
        match token.literal {
            true => writer.text.push_str(token.text),
            false => writer.token(token.text)?,
        }
    }
    Ok(writer.text)
}

struct Writer<'a> {
    date: &'a DateTime,
    civil: Civil,
    locale: &'a Locale,
    style: Style,
    text: String,
}

impl Writer<'_> {
    fn token(&mut self, token: &str) -> Result<()> {
        let Civil { year, month, day, hour, minute, second, millisecond } = self.civil;
        let number = |value: i32, width: usize| Some((value, width));
        let hour12 = if hour % 12 == 0 { 12 } else { hour % 12 };
        let week = || self.civil.week_date(WeekRule::ISO);
        let numeric = match token {
            "S" => number(millisecond.into(), 0),
            "u" | "SSS" => number(millisecond.into(), 3),
            "uu" => number((millisecond / 10).into(), 2),
            "uuu" => number((millisecond / 100).into(), 0),
            "s" => number(second.into(), 0),
            "ss" => number(second.into(), 2),
            "m" => number(minute.into(), 0),
            "mm" => number(minute.into(), 2),
            "h" => number(hour12.into(), 0),
            "hh" => number(hour12.into(), 2),
            "H" => number(hour.into(), 0),
            "HH" => number(hour.into(), 2),
            "d" => number(day.into(), 0),
            "dd" => number(day.into(), 2),
            "c" | "E" => number(self.civil.weekday().into(), 0),
            "L" | "M" => number(month.into(), 0),
            "LL" | "MM" => number(month.into(), 2),
            "y" => number(year, 0),
            "yy" => number(last_two(year), 2),
            "yyyy" => number(year, 4),
            "yyyyyy" => number(year, 6),
            "kk" => number(last_two(week().week_year), 2),
            "kkkk" => number(week().week_year, 4),
            "W" => number(week().week_number.into(), 0),
            "WW" => number(week().week_number.into(), 2),
            "o" => number(self.civil.ordinal().into(), 0),
            "ooo" => number(self.civil.ordinal().into(), 3),
            "q" => number(self.civil.quarter().into(), 0),
            "qq" => number(self.civil.quarter().into(), 2),
            "n" | "nn" | "ii" | "iiii" => {
                let week = self.civil.week_date(self.locale.week_rule()?);
                match token {
                    "n" => number(week.week_number.into(), 0),
                    "nn" => number(week.week_number.into(), 2),
                    "ii" => number(last_two(week.week_year), 2),
                    _ => number(week.week_year, 4),
                }
            }
            _ => None,
        };
        match numeric {
            Some((value, width)) => self.number(value, width),
            None => self.word(token),
        }
    }

    fn word(&mut self, token: &str) -> Result<()> {
        let (weekday, month) = (usize::from(self.civil.weekday()) - 1, usize::from(self.civil.month) - 1);
        match token {
            "Z" => self.offset(OffsetStyle::Narrow),
            "ZZ" => self.offset(OffsetStyle::Short),
            "ZZZ" => self.offset(OffsetStyle::Techie),
            "ZZZZ" | "ZZZZZ" => {
                let name = self.date.zone().offset_name(self.date.to_millis(), token.len() == 5, self.locale)?;
                self.text.push_str(&name.unwrap_or_default());
            }
            "z" => self.text.push_str(&self.date.zone().name()),
            "a" => self.text.push_str(names::meridiems(self.texts()?).get(usize::from(self.civil.hour >= 12))),
            "ccc" | "EEE" | "cccc" | "EEEE" | "ccccc" | "EEEEE" => {
                self.text.push_str(names::weekdays(self.texts()?, width(token), token.starts_with('c')).get(weekday));
            }
            "LLL" | "MMM" | "LLLL" | "MMMM" | "LLLLL" | "MMMMM" => {
                self.text.push_str(names::months(self.texts()?, width(token), token.starts_with('L')).get(month));
            }
            "G" => self.text.push_str(names::eras(self.texts()?, TextStyle::Short).get(self.era())),
            "GG" => self.text.push_str(names::eras(self.texts()?, TextStyle::Long).get(self.era())),
            "GGGGG" => self.text.push_str(names::eras(self.texts()?, TextStyle::Narrow).get(self.era())),
            "X" => self.float((self.date.to_millis() / 1000.0).floor())?,
            "x" => self.float(self.date.to_millis())?,
            _ => match token_options(token) {
                Some(options) => self.text.push_str(&self.date.localized(options, self.locale)?.text()?),
                None => self.text.push_str(token),
            },
        }
        Ok(())
    }

    fn texts(&self) -> Result<crate::locale::Language> {
        match self.style {
            Style::Technical => Ok(crate::locale::Language::EnUs),
            Style::Local => self.locale.texts(),
        }
    }

    fn era(&self) -> usize {
        usize::from(self.civil.year >= 0)
    }

    fn offset(&mut self, style: OffsetStyle) {
        if self.style == Style::Technical && self.date.zone().is_universal() && self.date.offset() == 0.0 {
            self.text.push('Z');
            return;
        }
        self.text.push_str(&self.date.zone().format_offset(self.date.to_millis(), style));
    }

    fn number(&mut self, value: i32, width: usize) -> Result<()> {
        let start = self.text.len();
        if value < 0 {
            self.text.push('-');
        }
        crate::datetime::push_padded(&mut self.text, value.unsigned_abs(), width.max(1));
        self.localize(start)
    }

    fn float(&mut self, value: f64) -> Result<()> {
        let start = self.text.len();
        self.text.push_str(&number_text(Rounding::Round.apply(value, 3)));
        self.localize(start)
    }

    /// Puts the digits that were just written into the locale's numbering system.
    fn localize(&mut self, start: usize) -> Result<()> {
        if self.style == Style::Technical {
            return Ok(());
        }
        if let Some(digits) = self.locale.digits()? {
            let local = digits.localize(&self.text[start..]);
            self.text.replace_range(start.., &local);
        }
        Ok(())
    }
}

fn width(token: &str) -> TextStyle {
    match token.len() {
        3 => TextStyle::Short,
        4 => TextStyle::Long,
        _ => TextStyle::Narrow,
    }
}

/// luxon cuts the last two characters off the year, a minus sign included.
fn last_two(year: i32) -> i32 {
    let text = year.to_string();
    text[text.len().saturating_sub(2)..].parse().unwrap_or(0)
}
