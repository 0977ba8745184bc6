//! `Intl.NumberFormat`.

mod amount;
mod decimal;
mod localized;
mod notation;
mod options;
mod range;
mod rounding;
mod symbols;

use crate::error::{Error, Result};
use crate::intl::Part;
use crate::locale::{Digits, Language, Locale};
use crate::value::Object;

pub(crate) use amount::Amount;
use amount::Magnitude;
use localized::{Separators, Signs};
pub use options::{
    CompactDisplay, CurrencyDisplay, CurrencySign, Grouping, Notation, NumberFormatOptions, NumberStyle, RoundingMode,
    SignDisplay, UnitDisplay,
};
use rounding::Precision;
use symbols::Affixes;

/// A formatter of numbers, as `new Intl.NumberFormat(locale, options)` makes one.
///
/// ```
/// use nodewright_luxon::Locale;
/// use nodewright_luxon::intl::{NumberFormat, NumberFormatOptions, NumberStyle};
/// let options = NumberFormatOptions {
///     style: NumberStyle::Currency,
///     currency: Some("EUR".to_owned()),
///     ..Default::default()
/// };
/// let format = NumberFormat::new(&Locale::new("en-US"), &options).unwrap();
/// assert_eq!(format.format(-1234.5), "-€1,234.50");
/// ```
#[derive(Debug, Clone)]
pub struct NumberFormat {
    options: NumberFormatOptions,
    precision: Precision,
    affixes: Affixes,
    language: Language,
    digits: Option<Digits>,
    signs: Signs,
    separators: Separators,
    locale: Locale,
}

impl NumberFormat {
    /// A formatter.
    ///
    /// # Errors
    /// When options are wrong or contradict each other, or when the locale, the currency or the unit is not built in.
    pub fn new(locale: &Locale, options: &NumberFormatOptions) -> Result<Self> {
        let language = locale.texts()?;
        let affixes = Affixes::new(options, language)?;
        let precision = Precision::new(options, affixes.currency_digits())?;
        let locale_with_digits = locale.with(&options.numbering());
        match (locale_with_digits.numbering_system(), language) {
            // Separators and signs go with the digits.
            (Some(system), Language::Other(data)) if system != data.column("digits", 0) => {
                let tag = data.tag();
                return Err(Error::unsupported(format!("numbers in locale '{tag}' cannot have '{system}' digits")));
            }
            (Some(system @ ("arab" | "arabext")), Language::EnUs | Language::EnGb) => {
                return Err(Error::unsupported(format!("English numbers cannot have '{system}' digits")));
            }
            _ => {}
        }
        let digits = locale_with_digits.digits()?;
        let (signs, separators) = (Signs::of(language), Separators::of(language, options.style));
        let (options, locale) = (options.clone(), locale.clone());
        Ok(Self { options, precision, affixes, language, digits, signs, separators, locale })
    }

    /// A number as text.
    #[must_use]
    pub fn format(&self, number: f64) -> String {
        self.format_to_parts(number).into_iter().map(|part| part.value).collect()
    }

    /// A number as parts, each with its kind.
    #[must_use]
    pub fn format_to_parts(&self, number: f64) -> Vec<Part> {
        self.parts_of(&number.into())
    }

    pub(crate) fn parts_of(&self, amount: &Amount) -> Vec<Part> {
        let (mut negative, zero, plural_one, mut parts) = self.magnitude(amount);
        let sign = match self.options.sign_display {
            SignDisplay::Never => None,
            SignDisplay::Auto => negative.then_some('-'),
            SignDisplay::Negative => (negative && !zero).then_some('-'),
            SignDisplay::Always => Some(if negative { '-' } else { '+' }),
            SignDisplay::ExceptZero if zero || amount.is_nan() => None,
            SignDisplay::ExceptZero => Some(if negative { '-' } else { '+' }),
        };
        if let Affixes::Localized(affixes) = &self.affixes {
            parts = affixes.wrap(parts, sign, &self.signs, &self.plain_of(amount));
            return self.in_digits(parts);
        }
        negative = sign == Some('-');
        parts = self.affixes.wrap(parts, plural_one);
        if negative && self.is_accounting() {
            parts.insert(0, Part::new("literal", "("));
            parts.push(Part::new("literal", ")"));
        } else if let Some(sign) = sign {
            parts.insert(0, Part::new(if sign == '-' { "minusSign" } else { "plusSign" }, sign));
        }
        self.in_digits(parts)
    }

    fn in_digits(&self, mut parts: Vec<Part>) -> Vec<Part> {
        if let Some(digits) = &self.digits {
            for part in &mut parts {
                part.value = digits.localize(&part.value);
            }
        }
        parts
    }

    /// The magnitude in plain digits, as rules of plurals read it.
    pub(crate) fn plain(&self, number: f64) -> String {
        self.plain_of(&number.into())
    }

    fn plain_of(&self, amount: &Amount) -> String {
        let (_, _, _, parts) = self.magnitude(amount);
        let digits = parts.into_iter().filter_map(|part| match part.kind {
            "integer" | "fraction" => Some(part.value),
            "decimal" => Some(".".to_owned()),
            _ => None,
        });
        digits.collect()
    }

    /// What the formatter decided on, as `resolvedOptions()` tells it.
    #[must_use]
    pub fn resolved_options(&self) -> Object {
        let mut object = Object::new();
        let numbering = self.options.numbering_system.as_deref().or(self.locale.numbering_system());
        let numbering = numbering.or(self.language.numbering_system());
        object.insert("locale", self.locale.intl_tag());
        object.insert("numberingSystem", numbering.unwrap_or("latn"));
        self.options.resolve_style_into(&mut object);
        self.precision.resolve_into(&mut object);
        self.options.resolve_notation_into(&mut object, self.precision.priority());
        object
    }

    fn is_plain_notation(&self) -> bool {
        self.options.notation == Notation::Standard
    }

    fn is_accounting(&self) -> bool {
        self.options.style == NumberStyle::Currency
            && self.options.currency_sign == CurrencySign::Accounting
            && self.options.currency_display != CurrencyDisplay::Name
    }

    /// The number without its sign: whether it is negative, zero, exactly "1", and its parts.
    fn magnitude(&self, amount: &Amount) -> (bool, bool, bool, Vec<Part>) {
        let negative = amount.negative;
        let mut decimal = match &amount.magnitude {
            Magnitude::NotANumber => return (false, false, false, vec![Part::new("nan", self.signs.nan)]),
            Magnitude::Infinite => return (negative, false, false, vec![Part::new("infinity", "∞")]),
            Magnitude::Finite(decimal) => decimal.clone(),
        };
        if self.options.style == NumberStyle::Percent {
            decimal.shift(2);
        }
        let scaled = notation::scale(&mut decimal, &self.options, &self.precision, negative);
        let zero = decimal.is_zero();
        let text = self.precision.digits(&decimal);
        let one = text.integer.trim_start_matches('0') == "1" && text.fraction.is_empty() && scaled == 0;
        let mut parts = self.number_parts(&text.integer, &text.fraction);
        notation::suffix(&mut parts, scaled, &self.options, self.language);
        (negative, zero, one, parts)
    }

    fn number_parts(&self, integer: &str, fraction: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        let grouped = match self.options.grouping() {
            Grouping::Never => false,
            Grouping::Min2 => integer.len() > 4,
            Grouping::Auto => integer.len() >= self.separators.least_grouped,
            Grouping::Always => integer.len() > 3,
        };
        if grouped {
            // The last group has three digits, the others three or two.
            let (rest, last) = integer.split_at(integer.len() - 3);
            let first = (rest.len() - 1) % self.separators.group_size + 1;
            parts.push(Part::new("integer", &rest[..first]));
            let middle = (first..rest.len()).step_by(self.separators.group_size);
            for group in middle.map(|start| &rest[start..start + self.separators.group_size]).chain([last]) {
                parts.push(Part::new("group", self.separators.group));
                parts.push(Part::new("integer", group));
            }
        } else {
            parts.push(Part::new("integer", integer));
        }
        if !fraction.is_empty() {
            parts.push(Part::new("decimal", self.separators.decimal));
            parts.push(Part::new("fraction", fraction));
        }
        parts
    }
}
