//! `Intl.RelativeTimeFormat`.

use super::number_format::{NumberFormat, NumberFormatOptions};
use crate::error::Result;
use crate::intl::Part;
use crate::locale::{Language, Locale};
use crate::number::number_text;
use crate::unit::Unit;

/// How long the unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RelativeStyle {
    /// `3 minutes ago`
    #[default]
    Long,
    /// `3 min. ago`
    Short,
    /// `3m ago`
    Narrow,
}

impl RelativeStyle {
    /// Reads the name in JavaScript.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "long" => Some(Self::Long),
            "short" => Some(Self::Short),
            "narrow" => Some(Self::Narrow),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Short => "short",
            Self::Narrow => "narrow",
        }
    }
}

/// So many units from now: `in 3 days`, or with `auto` also `tomorrow`.
pub(crate) fn format(amount: f64, unit: Unit, style: RelativeStyle, auto: bool, locale: &Locale) -> Result<String> {
    let parts = parts(amount, unit, style, auto, locale)?;
    Ok(parts.into_iter().map(|(part, _)| part.value).collect())
}

/// The same in parts, with whether a part belongs to the number.
pub(crate) fn parts(
    amount: f64,
    unit: Unit,
    style: RelativeStyle,
    auto: bool,
    locale: &Locale,
) -> Result<Vec<(Part, bool)>> {
    let language = locale.texts()?;
    let number = NumberFormat::new(locale, &NumberFormatOptions::default())?;
    let past = amount.is_sign_negative();
    let form = match language {
        Language::Other(data) => {
            let unit = if unit == Unit::Milliseconds { Unit::Seconds } else { unit };
            let name = format!("{} {}", unit.singular(), style.name());
            if let Some(word) = data.marked(&format!("auto {name}"), &number_text(amount)).filter(|_| auto) {
                return Ok(vec![(Part::new("literal", word), false)]);
            }
            let tense = if past { "past" } else { "future" };
            data.plural(&format!("{tense} {name}"), &number.plain(amount)).unwrap_or("{n}").to_owned()
        }
        _ => {
            if let Some(word) = word(amount, unit, style, language).filter(|_| auto) {
                return Ok(vec![(Part::new("literal", word), false)]);
            }
            let unit = unit_name(unit, number.plain(amount) == "1", style, language);
            if past { format!("{{n}}{unit} ago") } else { format!("in {{n}}{unit}") }
        }
    };
    let literal = |text: &str| (!text.is_empty()).then(|| (Part::new("literal", text), false));
    // One and two may be words.
    let Some((before, after)) = form.split_once("{n}") else { return Ok(literal(&form).into_iter().collect()) };
    let number = number.format_to_parts(amount.abs()).into_iter().map(|part| (part, true));
    Ok(literal(before).into_iter().chain(number).chain(literal(after)).collect())
}

/// `yesterday`, `this week`, `next year`.
fn word(amount: f64, unit: Unit, style: RelativeStyle, language: Language) -> Option<String> {
    let direction = match amount {
        -1.0 => "last",
        0.0 => "this",
        1.0 => "next",
        _ => return None,
    };
    let long = style == RelativeStyle::Long;
    let dot = if language == Language::EnUs || unit == Unit::Quarters { "." } else { "" };
    let name = match unit {
        Unit::Days => return Some(["yesterday", "today", "tomorrow"][(amount + 1.0) as usize].to_owned()),
        Unit::Seconds if amount == 0.0 => return Some("now".to_owned()),
        Unit::Hours | Unit::Minutes if amount == 0.0 => return Some(format!("this {}", unit.singular())),
        Unit::Hours | Unit::Minutes | Unit::Seconds | Unit::Milliseconds => return None,
        _ if long => return Some(format!("{direction} {}", unit.singular())),
        Unit::Years => "yr",
        Unit::Quarters => "qtr",
        Unit::Months => "mo",
        Unit::Weeks => "wk",
    };
    Some(format!("{direction} {name}{dot}"))
}

fn unit_name(unit: Unit, one: bool, style: RelativeStyle, language: Language) -> String {
    let british = language == Language::EnGb;
    let short = match unit {
        Unit::Years => "yr",
        Unit::Quarters => "qtr",
        Unit::Months => "mo",
        Unit::Weeks => "wk",
        Unit::Days => "day",
        Unit::Hours => "hr",
        Unit::Minutes => "min",
        Unit::Seconds | Unit::Milliseconds => "sec",
    };
    let narrow = match unit {
        Unit::Months => "mo",
        _ => &short[..1],
    };
    match style {
        RelativeStyle::Long => format!(" {}", if one { unit.singular() } else { unit.name() }),
        _ if unit == Unit::Days && (british || style == RelativeStyle::Short) => {
            if one { " day" } else { " days" }.to_owned()
        }
        _ if british => format!(" {short}"),
        RelativeStyle::Short if unit == Unit::Quarters && !one => " qtrs.".to_owned(),
        RelativeStyle::Short => format!(" {short}."),
        RelativeStyle::Narrow => narrow.to_owned(),
    }
}
