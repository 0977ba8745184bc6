//! Names of months, weekdays, eras and halves of the day.

use super::TextStyle;
use super::locale_data::LocaleData;
use crate::locale::Language;

const MONTHS_LONG: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub(crate) const MONTHS_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_SHORT_GB: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
const MONTHS_NARROW: [&str; 12] = ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"];
const WEEKDAYS_LONG: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub(crate) const WEEKDAYS_SHORT: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WEEKDAYS_NARROW: [&str; 7] = ["M", "T", "W", "T", "F", "S", "S"];

/// The names of one kind in one width.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    kind: Kind,
    width: TextStyle,
    /// Not as part of a date.
    alone: bool,
    /// In luxon's lists, which it draws from other dates than single names.
    listed: bool,
    language: Language,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Months,
    Weekdays,
    Eras,
    Meridiems,
}

/// January first; `alone` if they are not part of a date.
pub(crate) fn months(language: Language, width: TextStyle, alone: bool) -> Names {
    Names { kind: Kind::Months, width, alone, listed: false, language }
}

/// January first, as luxon lists them.
pub(crate) fn listed_months(language: Language, width: TextStyle, alone: bool) -> Names {
    Names { listed: true, ..months(language, width, alone) }
}

/// Monday first, as luxon lists them.
pub(crate) fn listed_weekdays(language: Language, width: TextStyle, alone: bool) -> Names {
    Names { listed: true, ..weekdays(language, width, alone) }
}

/// Monday first; `alone` if they are not part of a date.
pub(crate) fn weekdays(language: Language, width: TextStyle, alone: bool) -> Names {
    Names { kind: Kind::Weekdays, width, alone, listed: false, language }
}

/// Before and since the year 1.
pub(crate) fn eras(language: Language, width: TextStyle) -> Names {
    Names { kind: Kind::Eras, width, alone: false, listed: false, language }
}

/// Before and after noon.
pub(crate) fn meridiems(language: Language) -> Names {
    Names { kind: Kind::Meridiems, width: TextStyle::Short, alone: false, listed: false, language }
}

impl Names {
    /// The name at an index from 0.
    pub fn get(&self, index: usize) -> &'static str {
        match self.language {
            Language::Other(data) => self.local(data).get(index).copied().unwrap_or_default(),
            _ => self.english().get(index).copied().unwrap_or_default(),
        }
    }

    pub fn all(&self) -> Vec<&'static str> {
        match self.language {
            Language::Other(data) => self.local(data),
            _ => self.english().to_vec(),
        }
    }

    fn local(&self, data: &'static LocaleData) -> Vec<&'static str> {
        let width = match self.width {
            TextStyle::Narrow => 'n',
            TextStyle::Short => 's',
            TextStyle::Long => 'l',
        };
        let key = match (self.kind, self.listed) {
            (Kind::Months, true) => format!("months {width} listed"),
            (Kind::Weekdays, true) if !self.alone => format!("weekdays {width} listed"),
            _ => return data.names(&self.key(width)),
        };
        data.value(&key).map_or_else(|| data.names(&self.key(width)), |names| names.split('|').collect())
    }

    fn key(&self, width: char) -> String {
        let alone = if self.alone { " alone" } else { "" };
        match self.kind {
            Kind::Months => format!("months {width}{alone}"),
            Kind::Weekdays => format!("weekdays {width}{alone}"),
            Kind::Eras => format!("G{width}"),
            Kind::Meridiems => "halves".to_owned(),
        }
    }

    fn english(&self) -> &'static [&'static str] {
        let british = self.language == Language::EnGb;
        match (self.kind, self.width) {
            (Kind::Months, TextStyle::Long) => &MONTHS_LONG,
            (Kind::Months, TextStyle::Short) if british => &MONTHS_SHORT_GB,
            (Kind::Months, TextStyle::Short) => &MONTHS_SHORT,
            (Kind::Months, TextStyle::Narrow) => &MONTHS_NARROW,
            (Kind::Weekdays, TextStyle::Long) => &WEEKDAYS_LONG,
            (Kind::Weekdays, TextStyle::Short) => &WEEKDAYS_SHORT,
            (Kind::Weekdays, TextStyle::Narrow) => &WEEKDAYS_NARROW,
            (Kind::Eras, TextStyle::Long) => &["Before Christ", "Anno Domini"],
            (Kind::Eras, TextStyle::Short) => &["BC", "AD"],
            (Kind::Eras, TextStyle::Narrow) => &["B", "A"],
            (Kind::Meridiems, _) if british => &["am", "pm"],
            (Kind::Meridiems, _) => &["AM", "PM"],
        }
    }
}
