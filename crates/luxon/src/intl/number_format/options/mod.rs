//! Options of numbers.

mod read;

use std::cmp::Ordering;

use crate::intl::named::named;
use crate::locale::LocaleOptions;
use crate::value::Object;

/// How `Intl.NumberFormat` is to write a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberFormatOptions {
    /// A plain number, a percentage, an amount of money, or of a unit.
    pub style: NumberStyle,
    /// The code of the currency.
    pub currency: Option<String>,
    /// How the currency is named.
    pub currency_display: CurrencyDisplay,
    /// How a negative amount of money is marked.
    pub currency_sign: CurrencySign,
    /// The unit, such as `kilometer`.
    pub unit: Option<String>,
    /// How the unit is named.
    pub unit_display: UnitDisplay,
    /// Whether a power of ten is written apart.
    pub notation: Notation,
    /// How the power is named in compact notation.
    pub compact_display: CompactDisplay,
    /// When a sign is written.
    pub sign_display: SignDisplay,
    /// Whether thousands are set apart; `None` leaves it to the notation.
    pub use_grouping: Option<Grouping>,
    /// 1 to 21.
    pub minimum_integer_digits: Option<f64>,
    /// 0 to 100.
    pub minimum_fraction_digits: Option<f64>,
    /// 0 to 100.
    pub maximum_fraction_digits: Option<f64>,
    /// 1 to 21; wins over the digits of the fraction.
    pub minimum_significant_digits: Option<f64>,
    /// 1 to 21; wins over the digits of the fraction.
    pub maximum_significant_digits: Option<f64>,
    /// Which way a number is rounded.
    pub rounding_mode: RoundingMode,
    /// Whether a fraction of only zeros is left out.
    pub strip_if_integer: bool,
    /// The digits, such as `beng`.
    pub numbering_system: Option<String>,
}

named! {
    /// What a number is.
    #[derive(Default)]
    NumberStyle {
        /// A plain number.
        #[default] Decimal = "decimal",
        /// A percentage.
        Percent = "percent",
        /// An amount of money.
        Currency = "currency",
        /// An amount of a unit.
        Unit = "unit",
    }
}

named! {
    /// How a currency is named.
    #[derive(Default)]
    CurrencyDisplay {
        /// `US$`
        #[default] Symbol = "symbol",
        /// `$`
        NarrowSymbol = "narrowSymbol",
        /// `USD`
        Code = "code",
        /// `US dollars`
        Name = "name",
    }
}

named! {
    /// How a negative amount of money is marked.
    #[derive(Default)]
    CurrencySign {
        /// By a minus sign.
        #[default] Standard = "standard",
        /// By parentheses.
        Accounting = "accounting",
    }
}

named! {
    /// How a unit is named.
    #[derive(Default)]
    UnitDisplay {
        /// Shortened.
        #[default] Short = "short",
        /// As short as possible.
        Narrow = "narrow",
        /// In full.
        Long = "long",
    }
}

named! {
    /// Whether a power of ten is written apart.
    #[derive(Default)]
    Notation {
        /// It is not.
        #[default] Standard = "standard",
        /// `1.2E4`
        Scientific = "scientific",
        /// `12E3`
        Engineering = "engineering",
        /// `12K`
        Compact = "compact",
    }
}

named! {
    /// How the power of ten is named in compact notation.
    #[derive(Default)]
    CompactDisplay {
        /// `K`
        #[default] Short = "short",
        /// `thousand`
        Long = "long",
    }
}

named! {
    /// When a sign is written.
    #[derive(Default)]
    SignDisplay {
        /// Before negative numbers, zero included.
        #[default] Auto = "auto",
        /// Always.
        Always = "always",
        /// Before all numbers but zero.
        ExceptZero = "exceptZero",
        /// Before negative numbers, zero not included.
        Negative = "negative",
        /// Never.
        Never = "never",
    }
}

named! {
    /// Whether thousands are set apart.
    #[derive(Default)]
    Grouping {
        /// As the language does it.
        #[default] Auto = "auto",
        /// Always.
        Always = "always",
        /// From five digits on.
        Min2 = "min2",
        /// Never.
        Never = "false",
    }
}

named! {
    /// Which way a number is rounded.
    #[derive(Default)]
    RoundingMode {
        /// To the nearest, halves away from zero.
        #[default] HalfExpand = "halfExpand",
        /// To the nearest, halves up.
        HalfCeil = "halfCeil",
        /// To the nearest, halves down.
        HalfFloor = "halfFloor",
        /// To the nearest, halves towards zero.
        HalfTrunc = "halfTrunc",
        /// To the nearest, halves to the even digit.
        HalfEven = "halfEven",
        /// Up.
        Ceil = "ceil",
        /// Down.
        Floor = "floor",
        /// Away from zero.
        Expand = "expand",
        /// Towards zero.
        Trunc = "trunc",
    }
}

impl RoundingMode {
    /// Whether a magnitude goes up, given what is cut off compared to a half, and the last digit that stays.
    pub(super) fn rounds_up(self, half: Ordering, odd: bool, negative: bool) -> bool {
        let at_half = match self {
            Self::Expand => return true,
            Self::Trunc => return false,
            Self::Ceil => return !negative,
            Self::Floor => return negative,
            Self::HalfExpand => true,
            Self::HalfTrunc => false,
            Self::HalfCeil => !negative,
            Self::HalfFloor => negative,
            Self::HalfEven => odd,
        };
        half == Ordering::Greater || (half == Ordering::Equal && at_half)
    }
}

impl NumberFormatOptions {
    /// Whether thousands are set apart, decided.
    pub(super) fn grouping(&self) -> Grouping {
        match (self.use_grouping, self.notation) {
            (Some(grouping), _) => grouping,
            (None, Notation::Compact) => Grouping::Min2,
            (None, _) => Grouping::Auto,
        }
    }

    pub(super) fn numbering(&self) -> LocaleOptions {
        LocaleOptions { numbering_system: self.numbering_system.clone(), ..LocaleOptions::default() }
    }

    /// What `resolvedOptions()` tells before the digits.
    pub(super) fn resolve_style_into(&self, object: &mut Object) {
        object.insert("style", self.style.name());
        if let (NumberStyle::Currency, Some(currency)) = (self.style, &self.currency) {
            object.insert("currency", currency.to_ascii_uppercase());
            object.insert("currencyDisplay", self.currency_display.name());
            object.insert("currencySign", self.currency_sign.name());
        }
        if let (NumberStyle::Unit, Some(unit)) = (self.style, &self.unit) {
            object.insert("unit", unit.as_str());
            object.insert("unitDisplay", self.unit_display.name());
        }
    }

    /// What it tells after them.
    pub(super) fn resolve_notation_into(&self, object: &mut Object, rounding_priority: &'static str) {
        match self.grouping() {
            Grouping::Never => object.insert("useGrouping", false),
            grouping => object.insert("useGrouping", grouping.name()),
        }
        object.insert("notation", self.notation.name());
        if self.notation == Notation::Compact {
            object.insert("compactDisplay", self.compact_display.name());
        }
        object.insert("signDisplay", self.sign_display.name());
        object.insert("roundingIncrement", 1u8);
        object.insert("roundingMode", self.rounding_mode.name());
        object.insert("roundingPriority", rounding_priority);
        object.insert("trailingZeroDisplay", if self.strip_if_integer { "stripIfInteger" } else { "auto" });
    }
}
