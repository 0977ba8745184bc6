//! Percent signs, currencies and units around a number.

use super::localized::LocalizedAffixes;
use super::options::{CurrencyDisplay, NumberFormatOptions, NumberStyle};
use crate::error::{Error, Result};
use crate::intl::Part;
use crate::locale::Language;

/// What stands around a number.
#[derive(Debug, Clone)]
pub(super) enum Affixes {
    None,
    /// As another locale than English has it.
    Localized(LocalizedAffixes),
    Percent,
    /// The symbol before the number.
    Symbol {
        symbol: String,
        digits: u8,
    },
    /// The name of one, and of several, after the number.
    Name {
        one: String,
        several: String,
        digits: u8,
    },
    /// With the number where `{}` stands; for one, and for several.
    Unit {
        one: &'static str,
        several: &'static str,
    },
}

impl Affixes {
    pub fn new(options: &NumberFormatOptions, language: Language) -> Result<Self> {
        if let Language::Other(data) = language {
            return LocalizedAffixes::new(options, data).map(Self::Localized);
        }
        match options.style {
            NumberStyle::Decimal => Ok(Self::None),
            NumberStyle::Percent => Ok(Self::Percent),
            NumberStyle::Currency => currency(options, language),
            NumberStyle::Unit => unit(options, language),
        }
    }

    /// How many digits an amount of the currency has after the point.
    pub fn currency_digits(&self) -> u8 {
        match self {
            Self::Symbol { digits, .. } | Self::Name { digits, .. } => *digits,
            Self::Localized(affixes) => affixes.currency_digits(),
            _ => 2,
        }
    }

    pub fn wrap(&self, mut parts: Vec<Part>, one: bool) -> Vec<Part> {
        match self {
            Self::None | Self::Localized(_) => {}
            Self::Percent => parts.push(Part::new("percentSign", "%")),
            Self::Symbol { symbol, .. } => {
                // A letter must not touch the digits.
                let has_digits = parts.first().is_some_and(|part| part.kind == "integer");
                if has_digits && symbol.ends_with(char::is_alphanumeric) {
                    parts.insert(0, Part::new("literal", "\u{a0}"));
                }
                parts.insert(0, Part::new("currency", symbol.as_str()));
            }
            Self::Name { one: name, several, .. } => {
                parts.push(Part::new("literal", " "));
                parts.push(Part::new("currency", if one { name } else { several }.as_str()));
            }
            Self::Unit { one: template, several } => {
                let template = if one { template } else { several };
                let (before, after) = template.split_once("{}").unwrap_or(("", template));
                let space = after.len() - after.trim_start().len();
                if space > 0 {
                    parts.push(Part::new("literal", &after[..space]));
                }
                let kind = if after == "%" { "percentSign" } else { "unit" };
                parts.push(Part::new(kind, &after[space..]));
                if !before.is_empty() {
                    parts.insert(0, Part::new("unit", before));
                }
            }
        }
        parts
    }
}

fn currency(options: &NumberFormatOptions, language: Language) -> Result<Affixes> {
    let code = currency_code(options)?;
    let columns = currency_columns(&code);
    let column = |index: usize| columns.get(index).copied().unwrap_or(&code).to_owned();
    let digits = columns.get(1).and_then(|digits| digits.parse().ok()).unwrap_or(2);
    Ok(match options.currency_display {
        CurrencyDisplay::Name => Affixes::Name { one: column(5), several: column(6), digits },
        CurrencyDisplay::Code => Affixes::Symbol { symbol: code, digits },
        CurrencyDisplay::NarrowSymbol => Affixes::Symbol { symbol: column(4), digits },
        CurrencyDisplay::Symbol if language == Language::EnGb => Affixes::Symbol { symbol: column(3), digits },
        CurrencyDisplay::Symbol => Affixes::Symbol { symbol: column(2), digits },
    })
}

/// The code in capitals.
pub(super) fn currency_code(options: &NumberFormatOptions) -> Result<String> {
    let Some(code) = &options.currency else {
        return Err(Error::type_error("Currency code is required with currency style."));
    };
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Err(Error::range(format!("Invalid currency code : {code}")));
    }
    Ok(code.to_ascii_uppercase())
}

/// The line of a currency: code, digits, and what it is called in English.
pub(super) fn currency_columns(code: &str) -> Vec<&'static str> {
    let known = include_str!("../currencies.tsv").lines().find(|line| line.starts_with(code));
    known.map(|line| line.split('\t').collect()).unwrap_or_default()
}

fn unit(options: &NumberFormatOptions, language: Language) -> Result<Affixes> {
    let name = options.unit.as_deref().unwrap_or_default();
    let display = options.unit_display.name();
    let mut known = include_str!("../units.tsv").lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let columns = known.find(|columns| columns.first() == Some(&name) && columns.get(1) == Some(&display));
    let first = if language == Language::EnGb { 4 } else { 2 };
    match columns.as_deref().and_then(|columns| Some((*columns.get(first)?, *columns.get(first + 1)?))) {
        Some((one, several)) => Ok(Affixes::Unit { one, several }),
        None if name.contains("-per-") => Err(Error::unsupported(format!("the unit '{name}' is not built in"))),
        None => Err(Error::range(format!("Invalid unit argument for Intl.NumberFormat() '{name}'"))),
    }
}
