//! Two instants as a range: what they have in common is written once.

mod fields;

use super::options::{DateTimeFormatOptions, MonthStyle, NumericStyle, TextStyle, TimeZoneNameStyle};
use super::pattern::{Pattern, Piece};
use super::{DateTimeFormat, Moment, Part, RangePart, Source, date, time};
use crate::error::{Error, Result};
use crate::locale::Language;

use fields::{Difference, add_missing, plain};

const DASH: &str = "\u{2009}–\u{2009}";

impl DateTimeFormat {
    /// Two instants as a range; as one, if they look the same.
    ///
    /// # Errors
    /// When one is out of JavaScript's range of time, or they lie in different eras and eras are written, or the
    /// locale is not English.
    pub fn format_range(&self, start: f64, end: f64) -> Result<String> {
        let parts = self.format_range_to_parts(start, end)?;
        let text: String = parts.iter().map(|range| range.part.value.as_str()).collect();
        // As a whole, what looks the same has plain spaces.
        let is_range = parts.iter().any(|range| range.source != Source::Shared);
        Ok(if is_range { text } else { text.replace('\u{202f}', " ") })
    }

    /// The same in parts.
    ///
    /// # Errors
    /// As [`format_range`](Self::format_range).
    pub fn format_range_to_parts(&self, start: f64, end: f64) -> Result<Vec<RangePart>> {
        if let Language::Other(data) = self.language {
            return Err(Error::unsupported(format!("a range of dates in locale '{}' is not built in", data.tag())));
        }
        let (from, to) = (self.moment(start)?, self.moment(end)?);
        let range = Range { options: plain(&self.options, self.language), language: self.language, from, to };
        let difference = Difference::between(&from.civil, &to.civil);
        if difference > range.finest() {
            let parts = self.format_to_parts(start)?.into_iter();
            return Ok(parts.map(|part| RangePart { part, source: Source::Shared }).collect());
        }
        let mut parts = if range.has_time() { range.with_time(difference) } else { range.date(difference) }?;
        if let Some(digits) = self.digits()? {
            parts.iter_mut().for_each(|range| range.part.value = digits.localize(&range.part.value));
        }
        Ok(parts)
    }
}

struct Range<'a> {
    options: DateTimeFormatOptions,
    language: Language,
    from: Moment<'a>,
    to: Moment<'a>,
}

impl Range<'_> {
    fn has_time(&self) -> bool {
        self.options.has_time()
    }

    /// The smallest field that is written.
    fn finest(&self) -> Difference {
        let options = &self.options;
        if options.fractional_second_digits.is_some() {
            Difference::Fraction
        } else if options.second.is_some() {
            Difference::Second
        } else if options.minute.is_some() {
            Difference::Minute
        } else if options.hour.is_some() || options.day_period.is_some() {
            Difference::Hour
        } else if options.day.is_some() || options.weekday.is_some() {
            Difference::Day
        } else if options.month.is_some() {
            Difference::Month
        } else {
            Difference::Year
        }
    }

    fn date(&self, difference: Difference) -> Result<Vec<RangePart>> {
        let mut options = self.options.clone();
        let era = options.era.take();
        if let Some(era) = era {
            let mut parts = Range { options, ..*self }.date(difference)?;
            let [from, to] = [self.from, self.to].map(|moment| Piece::Era(era).part(&moment, self.language).value);
            if from != to {
                return Err(Error::unsupported("a range over two eras is not built in"));
            }
            parts.push(shared(Part::new("literal", " ")));
            parts.push(shared(Part::new("era", to)));
            return Ok(parts);
        }
        if options.day.is_some() && options.weekday.is_none() || options.month.is_some() && options.day.is_some() {
            add_missing(&mut options, difference, false);
        }
        let month = options.month.filter(|month| !matches!(month, MonthStyle::Numeric | MonthStyle::TwoDigit));
        match month {
            Some(month) if options.time_zone_name.is_none() => self.text_date(&options, month, difference),
            _ => self.whole(&options),
        }
    }

    /// Dates whose month is a word.
    fn text_date(
        &self,
        options: &DateTimeFormatOptions,
        month: MonthStyle,
        difference: Difference,
    ) -> Result<Vec<RangePart>> {
        use Piece::{Day, Literal, Month, Weekday, Year};
        let us = self.language == Language::EnUs;
        let numeric = NumericStyle::Numeric;
        let month_day = if us {
            vec![Month(month), Literal(" "), Day(numeric)]
        } else {
            vec![Day(numeric), Literal(" "), Month(month)]
        };
        let year = options.year.map(|year| vec![Literal(if us { ", " } else { " " }), Year(year)]).unwrap_or_default();
        let (from, to) = match (options.weekday, options.day, options.year) {
            (None, Some(_), _) => match difference {
                Difference::Day if us => (month_day, [vec![Day(numeric)], year].concat()),
                Difference::Day => (vec![Day(numeric)], [month_day, year].concat()),
                Difference::Month => (month_day.clone(), [month_day, year].concat()),
                _ => return self.whole(options),
            },
            (None, None, Some(year)) if difference == Difference::Month => {
                (vec![Month(month)], vec![Month(month), Literal(" "), Year(year)])
            }
            (Some(weekday), Some(_), Some(_)) => {
                // In British ranges only a short weekday has its comma.
                let comma = if us || weekday == TextStyle::Short { ", " } else { " " };
                let date = [vec![Weekday(weekday), Literal(comma)], month_day].concat();
                let dated = [date.clone(), year].concat();
                match difference {
                    // CLDR has its thin spaces in odd places here.
                    Difference::Day if !us => {
                        let day = [Weekday(weekday), Literal(comma), Day(numeric), Literal("\u{2009}"), Month(month)];
                        return Ok(self.joined(&day, " –\u{2009}", &dated));
                    }
                    Difference::Day | Difference::Month => (date, dated),
                    _ if us => return self.whole(options),
                    _ => (dated.clone(), dated),
                }
            }
            _ => return self.whole(options),
        };
        Ok(self.joined(&from, DASH, &to))
    }

    fn with_time(&self, difference: Difference) -> Result<Vec<RangePart>> {
        let mut options = self.options.clone();
        if difference <= Difference::Day {
            if options.has_date() {
                add_missing(&mut options, difference, true);
            } else {
                add_missing(&mut options, Difference::Year, true);
            }
            return self.whole(&options);
        }
        let zone = options.time_zone_name.take();
        let date = date::pieces(&options, self.language)?;
        let seconds = options.second.is_some() || options.fractional_second_digits.is_some();
        // There is one name of the zone for both ends, and it is short; only where times stand alone it is as asked for.
        let zone = if seconds && date.is_empty() { zone } else { zone.map(|_| TimeZoneNameStyle::Short) };
        let mut parts = self.parts(&date, &self.from, Source::Shared);
        if !date.is_empty() {
            parts.push(shared(Part::new("literal", ", ")));
        }
        if seconds || options.hour.is_none() {
            let time = self.time(&DateTimeFormatOptions { time_zone_name: zone, ..options })?;
            parts.extend(self.joined(&time, DASH, &time));
            return Ok(parts);
        }
        let whole = self.time(&options)?;
        let halves = whole.iter().position(|piece| matches!(piece, Piece::AmPm | Piece::DayPeriod(..)));
        let same_half = |at: usize| {
            let [from, to] = [self.from, self.to].map(|moment| whole[at].part(&moment, self.language).value);
            from == to
        };
        let first = match halves {
            // The space before it goes as well.
            Some(at) if same_half(at) => &whole[..at - 1],
            _ => &whole[..],
        };
        let close = self.language == Language::EnGb
            && (halves.is_none() || options.minute.is_none() && first.len() < whole.len());
        let dash = if close { "–" } else { DASH };
        parts.extend(self.joined(first, dash, &whole));
        if let Some(style) = zone {
            let zone_only = DateTimeFormatOptions { time_zone_name: Some(style), ..DateTimeFormatOptions::default() };
            parts.push(shared(Part::new("literal", " ")));
            parts.extend(self.parts(&time::pieces(&zone_only, self.language)?, &self.to, Source::Shared));
        }
        Ok(parts)
    }

    /// Both in full.
    fn whole(&self, options: &DateTimeFormatOptions) -> Result<Vec<RangePart>> {
        let mut pattern = Pattern::new(options, self.language)?;
        if options.has_time() {
            pattern.time = self.time(options)?;
            if pattern.glue == " " {
                pattern.glue = ", ";
            }
        }
        let pieces: Vec<_> = pattern.pieces().collect();
        Ok(self.joined(&pieces, DASH, &pieces))
    }

    /// A time whose hours are padded by how they are counted alone.
    fn time(&self, options: &DateTimeFormatOptions) -> Result<Vec<Piece>> {
        let mut pieces = time::pieces(options, self.language)?;
        for piece in &mut pieces {
            if let Piece::Hour(cycle, style) = piece {
                *style = if cycle.is_12() { NumericStyle::Numeric } else { NumericStyle::TwoDigit };
            }
        }
        Ok(pieces)
    }

    /// The first end, what is between, and the last end. What is written once, before or behind the rest, is of both.
    fn joined(&self, from: &[Piece], dash: &'static str, to: &[Piece]) -> Vec<RangePart> {
        let is_in = |piece: &Piece, pieces: &[Piece]| {
            let same = |other: &Piece| std::mem::discriminant(other) == std::mem::discriminant(piece);
            !matches!(piece, Piece::Literal(_)) && pieces.iter().any(same)
        };
        let start = from.iter().position(|piece| is_in(piece, to)).unwrap_or(0);
        let end = to.iter().rposition(|piece| is_in(piece, from)).map_or(to.len(), |last| last + 1);
        let mut parts = self.parts(&from[..start], &self.from, Source::Shared);
        parts.extend(self.parts(&from[start..], &self.from, Source::Start));
        parts.push(shared(Part::new("literal", dash)));
        parts.extend(self.parts(&to[..end], &self.to, Source::End));
        parts.extend(self.parts(&to[end..], &self.to, Source::Shared));
        parts
    }

    fn parts(&self, pieces: &[Piece], moment: &Moment<'_>, source: Source) -> Vec<RangePart> {
        pieces.iter().map(|piece| RangePart { part: piece.part(moment, self.language), source }).collect()
    }
}

fn shared(part: Part) -> RangePart {
    RangePart { part, source: Source::Shared }
}
