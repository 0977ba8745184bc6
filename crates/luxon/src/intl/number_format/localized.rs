//! Signs, separators and affixes of locales.

use super::options::{CurrencyDisplay, CurrencySign, Notation, NumberFormatOptions, NumberStyle, SignDisplay};
use super::symbols::{currency_code, currency_columns};
use crate::error::{Error, Result};
use crate::intl::Part;
use crate::intl::locale_data::LocaleData;
use crate::locale::Language;

/// What stands between the digits of a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Separators {
    pub decimal: &'static str,
    pub group: &'static str,
    /// So many digits before the point are grouped.
    pub least_grouped: usize,
    /// Digits of a group, but for the last one.
    pub group_size: usize,
}

/// Signs, and the text for NaN.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    pub minus: &'static str,
    pub plus: &'static str,
    pub percent: &'static str,
    pub nan: &'static str,
}

/// Patterns around a number: `{n}` the number, `{-}` the sign, `{c}` the currency, `{%}` the percent sign.
#[derive(Debug, Clone)]
pub(super) enum LocalizedAffixes {
    Fixed {
        /// Without sign, with plus and with minus.
        patterns: [&'static str; 3],
        /// The same where no digits are, from which letters need no distance.
        without_digits: [&'static str; 3],
        currency: String,
        digits: u8,
    },
    /// The forms of a unit for numbers, by their key.
    Unit { key: String, data: &'static LocaleData },
}

impl Separators {
    pub fn of(language: Language, style: NumberStyle) -> Self {
        let Language::Other(data) = language else {
            return Self { decimal: ".", group: ",", least_grouped: 4, group_size: 3 };
        };
        let key = if style == NumberStyle::Currency { "amounts" } else { "numbers" };
        let number = |index: usize, usual: usize| data.column(key, index).parse().unwrap_or(usual).max(1);
        Self {
            decimal: data.column(key, 0),
            group: data.column(key, 1),
            least_grouped: 3 + number(2, 1),
            group_size: number(3, 3),
        }
    }
}

impl Signs {
    pub fn of(language: Language) -> Self {
        let Language::Other(data) = language else { return Self { minus: "-", plus: "+", percent: "%", nan: "NaN" } };
        let sign = |index| data.column("signs", index);
        Self { minus: sign(0), plus: sign(1), percent: sign(2), nan: sign(3) }
    }
}

impl LocalizedAffixes {
    /// # Errors
    /// When the options are wrong, or the locale's table does not have what they ask for.
    pub fn new(options: &NumberFormatOptions, data: &'static LocaleData) -> Result<Self> {
        let missing = |what: &str| Error::unsupported(format!("numbers in locale '{}' cannot have {what}", data.tag()));
        if options.notation != Notation::Standard {
            return Err(missing(&format!("the notation '{}'", options.notation.name())));
        }
        match options.style {
            NumberStyle::Decimal => Ok(Self::plain("decimal", data)),
            NumberStyle::Percent => Ok(Self::plain("percent", data)),
            NumberStyle::Currency => {
                let code = currency_code(options)?;
                if options.currency_display == CurrencyDisplay::Name {
                    return Err(missing("the name of a currency"));
                }
                Ok(Self::currency(code, options, data))
            }
            NumberStyle::Unit => {
                let unit = options.unit.as_deref().unwrap_or_default();
                let key = format!("unit {unit} {}", options.unit_display.name());
                data.value(&key).ok_or_else(|| missing(&format!("the unit '{unit}'")))?;
                Ok(Self::Unit { key, data })
            }
        }
    }

    fn plain(key: &str, data: &'static LocaleData) -> Self {
        let patterns = [0, 1, 2].map(|index| data.column(key, index));
        Self::Fixed { patterns, without_digits: patterns, currency: String::new(), digits: 2 }
    }

    fn currency(code: String, options: &NumberFormatOptions, data: &'static LocaleData) -> Self {
        let display = options.currency_display;
        let digits = currency_columns(&code).get(1).and_then(|digits| digits.parse().ok()).unwrap_or(2);
        let narrow = display == CurrencyDisplay::NarrowSymbol;
        let symbols = if display == CurrencyDisplay::Code { None } else { data.marked("currencies", &code) };
        let symbol = symbols.and_then(|symbols| symbols.split('=').nth(usize::from(narrow)));
        // A star marks a symbol of letters, which stand apart from the digits.
        let (currency, letters) = match symbol.map(|symbol| (symbol, symbol.strip_suffix('*'))) {
            Some((_, Some(letters))) => (letters.to_owned(), true),
            Some((symbol, None)) => (symbol.to_owned(), false),
            None => (code, true),
        };
        // Without signs there is no account to keep.
        let in_accounts =
            options.currency_sign == CurrencySign::Accounting && options.sign_display != SignDisplay::Never;
        let first = if in_accounts { 3 } else { 0 };
        let patterns = |key| [0, 1, 2].map(|index| data.column(key, first + index));
        let without_digits = patterns("symbol");
        let patterns = if letters { patterns("letters") } else { without_digits };
        Self::Fixed { patterns, without_digits, currency, digits }
    }

    /// How many digits an amount of the currency has after the point.
    pub fn currency_digits(&self) -> u8 {
        match self {
            Self::Fixed { digits, .. } => *digits,
            Self::Unit { .. } => 2,
        }
    }

    /// The number with what stands around it; `plain` is its magnitude in ASCII.
    pub fn wrap(&self, number: Vec<Part>, sign: Option<char>, signs: &Signs, plain: &str) -> Vec<Part> {
        let sign_part = sign.map(|sign| match sign {
            '-' => Part::new("minusSign", signs.minus),
            _ => Part::new("plusSign", signs.plus),
        });
        let (pattern, currency) = match self {
            Self::Unit { key, data } => (data.plural(key, plain).unwrap_or("{n}"), ""),
            Self::Fixed { patterns, without_digits, currency, .. } => {
                let patterns = if plain.is_empty() { without_digits } else { patterns };
                (patterns[sign.map_or(0, |sign| if sign == '+' { 1 } else { 2 })], currency.as_str())
            }
        };
        let is_unit = matches!(self, Self::Unit { .. });
        // The space beside a unit is not part of its name.
        let text = |text: &str| {
            let word = if is_unit { text.trim() } else { "" };
            let (before, after) = text.split_once(word).filter(|_| !word.is_empty()).unwrap_or((text, ""));
            let pieces = [("literal", before), ("unit", word), ("literal", after)];
            pieces
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(kind, text)| Part::new(kind, text))
                .collect::<Vec<_>>()
        };
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (field, after) = after.split_once('}').unwrap_or_default();
            parts.extend(text(before));
            match field {
                "n" => {
                    parts.extend(sign_part.clone().filter(|_| is_unit));
                    parts.extend(number.iter().cloned());
                }
                "-" => parts.extend(sign_part.clone()),
                "c" => parts.push(Part::new("currency", currency)),
                _ => parts.push(Part::new("percentSign", signs.percent)),
            }
            rest = after;
        }
        parts.extend(text(rest));
        parts
    }
}
