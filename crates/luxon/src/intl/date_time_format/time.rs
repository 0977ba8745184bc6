//! The time of a pattern.

use super::options::{DateTimeFormatOptions, DateTimeStyle, HourCycle, NumericStyle, TimeZoneNameStyle};
use super::pattern::{DayPeriodPrecision, Piece};
use crate::error::{Error, Result};
use crate::intl::zone_names::ZoneNameStyle;
use crate::locale::Language;

use NumericStyle::{Numeric, TwoDigit};
use Piece::{AmPm, DayPeriod, Fraction, Hour, Literal, Minute, Second, ZoneName};

const NARROW_SPACE: &str = "\u{202f}";

/// A whole time.
pub(super) fn styled(style: DateTimeStyle, cycle: HourCycle, language: Language) -> Vec<Piece> {
    // Each language pads as in its own way of counting hours, except that 24 hours always have two digits.
    let padded = language == Language::EnGb || !cycle.is_12();
    let mut pieces = vec![Hour(cycle, if padded { TwoDigit } else { Numeric }), Literal(":"), Minute(TwoDigit)];
    if style != DateTimeStyle::Short {
        pieces.extend([Literal(":"), Second(TwoDigit)]);
    }
    if cycle.is_12() {
        pieces.extend([Literal(NARROW_SPACE), AmPm]);
    }
    match style {
        DateTimeStyle::Full => pieces.extend([Literal(" "), ZoneName(ZoneNameStyle::Long)]),
        DateTimeStyle::Long => pieces.extend([Literal(" "), ZoneName(ZoneNameStyle::Short)]),
        _ => {}
    }
    pieces
}

/// The time that single fields ask for; empty if none does.
///
/// # Errors
/// For a few combinations, such as an hour with seconds but no minutes, that CLDR has no pattern for.
pub(super) fn pieces(options: &DateTimeFormatOptions, language: Language) -> Result<Vec<Piece>> {
    let cycle = options.resolved_hour_cycle(language);
    let fraction = options.fractional_second_digits;
    // A fraction brings the seconds with it, once there are minutes.
    let second = options.second.or(fraction.filter(|_| options.minute.is_some()).map(|_| Numeric));
    let mut pieces = match (options.hour, options.minute, second) {
        (Some(_), None, Some(_)) => return Err(unusual("hour and second")),
        (None, None, Some(_)) if fraction.is_some() && options.has_date() => {
            return Err(unusual("fractional second beside a date"));
        }
        (Some(_), None, None) if fraction.is_some() => return Err(unusual("hour and fractional second")),
        (Some(_), ..) => vec![Hour(cycle, hour_style(options, cycle, language))],
        (None, Some(_), None) => vec![Minute(Numeric)],
        (None, Some(_), Some(_)) => vec![Minute(TwoDigit)],
        (None, None, Some(_)) => vec![Second(Numeric)],
        (None, None, None) => Vec::new(),
    };
    if options.hour.is_some() && options.minute.is_some() {
        pieces.extend([Literal(":"), Minute(TwoDigit)]);
    }
    if second.is_some() && options.minute.is_some() {
        pieces.extend([Literal(":"), Second(TwoDigit)]);
    }
    if let Some(digits) = fraction {
        if second.is_some() {
            pieces.push(Literal("."));
        }
        pieces.push(Fraction(digits));
    }
    push_day_period(&mut pieces, options, cycle)?;
    if let Some(style) = options.time_zone_name {
        if !pieces.is_empty() {
            pieces.push(Literal(" "));
        }
        pieces.push(ZoneName(zone_name_style(style)?));
    }
    Ok(pieces)
}

fn push_day_period(pieces: &mut Vec<Piece>, options: &DateTimeFormatOptions, cycle: HourCycle) -> Result<()> {
    let precision = match (options.minute, options.second) {
        (_, Some(_)) => DayPeriodPrecision::Second,
        (Some(_), None) => DayPeriodPrecision::Minute,
        (None, None) => DayPeriodPrecision::Hour,
    };
    match (options.day_period, options.hour) {
        (Some(style), Some(_)) if cycle.is_12() => pieces.extend([Literal(" "), DayPeriod(style, precision)]),
        (None, Some(_)) if cycle.is_12() => pieces.extend([Literal(NARROW_SPACE), AmPm]),
        (_, Some(_)) | (None, None) => {}
        (Some(style), None) if pieces.is_empty() && options.time_zone_name.is_none() => {
            pieces.push(DayPeriod(style, precision));
        }
        (Some(_), None) => return Err(unusual("day period without the hour")),
    }
    Ok(())
}

/// American hours are padded in 24 hours only. British ones in 24 hours too, unless what follows asks for two digits.
fn hour_style(options: &DateTimeFormatOptions, cycle: HourCycle, language: Language) -> NumericStyle {
    if options.hour == Some(TwoDigit) {
        return TwoDigit;
    }
    if cycle.is_12() {
        return Numeric;
    }
    let seconds = options.second.is_some() || options.fractional_second_digits.is_some();
    let named_zone = matches!(options.time_zone_name, Some(TimeZoneNameStyle::Short | TimeZoneNameStyle::Long));
    let padded = match (language, cycle) {
        (Language::EnUs, _) => true,
        (Language::EnGb, _) if options.is_weekday_with_time(language) => true,
        (Language::EnGb, _) if named_zone => !seconds,
        (Language::EnGb, _) if options.minute.is_none() => true,
        (Language::EnGb, HourCycle::H24) => options.minute == Some(Numeric) && options.second == Some(Numeric),
        (Language::EnGb, _) if seconds => options.minute == Some(Numeric) || options.second != Some(TwoDigit),
        _ => options.minute == Some(Numeric),
    };
    if padded { TwoDigit } else { Numeric }
}

pub(super) fn zone_name_style(style: TimeZoneNameStyle) -> Result<ZoneNameStyle> {
    match style {
        TimeZoneNameStyle::Short => Ok(ZoneNameStyle::Short),
        TimeZoneNameStyle::Long => Ok(ZoneNameStyle::Long),
        TimeZoneNameStyle::ShortOffset => Ok(ZoneNameStyle::ShortOffset),
        TimeZoneNameStyle::LongOffset => Ok(ZoneNameStyle::LongOffset),
        TimeZoneNameStyle::ShortGeneric | TimeZoneNameStyle::LongGeneric => {
            Err(Error::unsupported(format!("the time zone name '{}' is not built in", style.name())))
        }
    }
}

fn unusual(fields: &str) -> Error {
    Error::unsupported(format!("a time of {fields} is not built in"))
}
