//! Patterns of locales other than English, which come from the table of the locale.

use super::options::{DateTimeFormatOptions, DateTimeStyle, HourCycle, MonthStyle, NumericStyle, TextStyle};
use super::pattern::{List, Pattern, Piece};
use super::time::zone_name_style;
use crate::error::{Error, Result};
use crate::intl::locale_data::LocaleData;
use crate::intl::zone_names::ZoneNameStyle;

/// The pattern for the options.
///
/// # Errors
/// For combinations of fields that the table does not have.
pub(super) fn pattern(options: &DateTimeFormatOptions, cycle: HourCycle, data: &'static LocaleData) -> Result<Pattern> {
    let request = Request { options, cycle, data };
    let patterns = if options.has_style() { request.styled()? } else { request.fields()? };
    let mut date = Vec::new();
    for pattern in patterns {
        request.push_pieces(&mut date, pattern)?;
    }
    Ok(Pattern { date, glue: "", time: Vec::new() })
}

struct Request<'a> {
    options: &'a DateTimeFormatOptions,
    cycle: HourCycle,
    data: &'static LocaleData,
}

impl Request<'_> {
    fn styled(&self) -> Result<Vec<&'static str>> {
        let value = |key: String| self.data.value(&key).ok_or_else(|| self.missing("this style"));
        let date = self.options.date_style.map(|style| value(format!("date {}", style.name()))).transpose()?;
        let time = self
            .options
            .time_style
            .map(|style| value(format!("time {} {}", style.name(), self.cycle_key())))
            .transpose()?;
        let (Some(date_style), Some(time_style)) = (self.options.date_style, self.options.time_style) else {
            return Ok(date.or(time).into_iter().collect());
        };
        let key = format!("glue {} {}", time_style.name(), self.cycle_key());
        let glue = self.data.marked(&key, &date_style.name()[..1]);
        let glue = glue.ok_or_else(|| self.missing("these styles together"))?;
        if !glue.contains("{0}") {
            return Ok(vec![glue]);
        }
        Ok(joined(glue, date.unwrap_or_default(), time.unwrap_or_default()))
    }

    fn fields(&self) -> Result<Vec<&'static str>> {
        let options = self.options;
        if options.era.is_some() {
            return Err(self.missing("an era"));
        }
        if options.day_period.is_some() {
            return Err(self.missing("parts of the day"));
        }
        let date_key =
            [text_key(options.weekday), number_key(options.year), month_key(options.month), number_key(options.day)];
        // A fraction brings the seconds with it, once there are minutes.
        let fraction = options.fractional_second_digits;
        if fraction.is_some() && options.minute.is_none() && (options.has_date() || options.time_zone_name.is_some()) {
            return Err(self.missing("a fractional second without minutes beside other fields"));
        }
        let second = options.second.or(fraction.filter(|_| options.minute.is_some()).map(|_| NumericStyle::Numeric));
        let zone = match options.time_zone_name {
            Some(style) => match zone_name_style(style)? {
                ZoneNameStyle::Short => 's',
                ZoneNameStyle::Long => 'l',
                ZoneNameStyle::ShortOffset => 'o',
                ZoneNameStyle::LongOffset => 'O',
            },
            None => '-',
        };
        let cycle = if options.hour.is_some() { self.cycle_key() } else { '3' };
        let (hour, minute, second) = (number_key(options.hour), number_key(options.minute), number_key(second));
        let date = match options.has_date() {
            true => Some(self.find("date", &date_key).ok_or_else(|| self.missing("these fields of a date"))?),
            false => None,
        };
        let has_clock = [hour, minute, second] != ['-'; 3] || fraction.is_some();
        let time = if has_clock {
            let key = [hour, minute, second, if fraction.is_some() { 'f' } else { '-' }, cycle, zone];
            Some(self.find("time", &key).ok_or_else(|| self.missing("these fields of a time"))?)
        } else {
            (zone != '-').then_some("{z}")
        };
        let (Some(date), Some(time)) = (date, time) else {
            return Ok(date.or(time).into_iter().collect());
        };
        let plain = |key: char| if key == '2' { 'n' } else { key };
        let [weekday, year, month, day] = date_key.map(plain);
        // Patterns of their own are for a weekday and a plain time only.
        let zone = if zone == '-' && fraction.is_none() { '-' } else { 's' };
        let key = [weekday, year, month, day, plain(hour), plain(minute), plain(second), cycle, zone];
        let glue = self.find("glue", &key).ok_or_else(|| self.missing("these fields together"))?;
        let whole = !glue.contains("{0}");
        if whole && fraction.is_some() {
            return Err(self.missing("these fields together"));
        }
        Ok(if whole { vec![glue] } else { joined(glue, date, time) })
    }

    /// The pattern of a table whose sets of choices have the key.
    fn find(&self, table: &str, key: &[char]) -> Option<&'static str> {
        self.data.columns(table).find_map(|column| {
            let (sets, pattern) = column.split_once('=')?;
            sets.split(' ').zip(key).all(|(set, choice)| set.contains(*choice)).then_some(pattern)
        })
    }

    fn cycle_key(&self) -> char {
        if self.cycle.is_12() { '2' } else { '3' }
    }

    fn push_pieces(&self, pieces: &mut Vec<Piece>, pattern: &'static str) -> Result<()> {
        let literal = |text: &'static str| (!text.is_empty()).then_some(Piece::Literal(text));
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (field, after) = after.split_once('}').ok_or_else(|| self.missing("this pattern"))?;
            pieces.extend(literal(before));
            pieces.push(self.field(field)?);
            rest = after;
        }
        pieces.extend(literal(rest));
        Ok(())
    }

    fn field(&self, field: &str) -> Result<Piece> {
        use NumericStyle::{Numeric, TwoDigit};
        let (letter, width) = field.split_at(1);
        let options = self.options;
        let number = |asked: Option<NumericStyle>| match width {
            "1" => Numeric,
            "2" => TwoDigit,
            _ => asked.unwrap_or(Numeric),
        };
        let list = |list, asked: char| {
            let key = if width.is_empty() { format!("{letter}{asked}") } else { field.to_owned() };
            self.data.value(&key).map(|names| Piece::Name(list, names)).ok_or_else(|| self.missing("these names"))
        };
        Ok(match (letter, options.month) {
            ("M", Some(MonthStyle::Numeric)) if width.is_empty() => Piece::Month(MonthStyle::Numeric),
            ("M", Some(MonthStyle::TwoDigit)) if width.is_empty() => Piece::Month(MonthStyle::TwoDigit),
            ("M", _) if width == "1" => Piece::Month(MonthStyle::Numeric),
            ("M", _) if width == "2" => Piece::Month(MonthStyle::TwoDigit),
            ("M" | "L", month) => list(List::Month, month_key(month))?,
            ("E" | "c", _) => list(List::Weekday, text_key(options.weekday))?,
            ("a", _) => list(List::DayPeriod, '-')?,
            ("y", _) => Piece::Year(number(options.year)),
            ("d", _) => Piece::Day(number(options.day)),
            ("h", _) => Piece::Hour(self.cycle, number(options.hour)),
            ("m", _) => Piece::Minute(number(options.minute)),
            ("s", _) => Piece::Second(number(options.second)),
            ("S", _) => Piece::Fraction(options.fractional_second_digits.unwrap_or(3)),
            ("z", _) => Piece::ZoneName(match (options.time_zone_name, options.time_style) {
                (Some(style), _) => zone_name_style(style)?,
                (None, Some(DateTimeStyle::Full)) => ZoneNameStyle::Long,
                _ => ZoneNameStyle::Short,
            }),
            _ => return Err(self.missing("this pattern")),
        })
    }

    fn missing(&self, what: &str) -> Error {
        Error::unsupported(format!("dates in locale '{}' cannot be written with {what}", self.data.tag()))
    }
}

/// The glue with the date for {1} and the time for {0}.
fn joined(glue: &'static str, date: &'static str, time: &'static str) -> Vec<&'static str> {
    let mut patterns = Vec::new();
    let mut rest = glue;
    while let Some((before, after)) = rest.split_once('{') {
        let (field, after) = after.split_once('}').unwrap_or_default();
        patterns.extend([before, if field == "1" { date } else { time }]);
        rest = after;
    }
    patterns.push(rest);
    patterns
}

fn text_key(style: Option<TextStyle>) -> char {
    match style {
        None => '-',
        Some(TextStyle::Narrow) => 'n',
        Some(TextStyle::Short) => 's',
        Some(TextStyle::Long) => 'l',
    }
}

fn number_key(style: Option<NumericStyle>) -> char {
    match style {
        None => '-',
        Some(NumericStyle::Numeric) => 'n',
        Some(NumericStyle::TwoDigit) => '2',
    }
}

fn month_key(style: Option<MonthStyle>) -> char {
    match style {
        None => '-',
        Some(MonthStyle::Numeric) => 'n',
        Some(MonthStyle::TwoDigit) => '2',
        Some(MonthStyle::Narrow) => 'w',
        Some(MonthStyle::Short) => 's',
        Some(MonthStyle::Long) => 'l',
    }
}
