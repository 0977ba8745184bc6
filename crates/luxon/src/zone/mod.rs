//! Time zones: named ones of the tz database, fixed offsets, and the machine's.

mod dispatch;
mod iana;

use std::sync::Arc;

use crate::datetime::push_padded;
use crate::error::{Error, Result};
use crate::intl::zone_names::{self, ZoneNameStyle};
use crate::locale::Locale;
use crate::settings::Settings;

use iana::Iana;

/// A time zone. Cheap to clone; a name that the tz database does not know is an invalid zone, as in luxon.
#[derive(Debug, Clone)]
pub struct Zone(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Iana(Arc<Iana>),
    /// The zone of the process, which luxon tells apart from the same zone by name.
    System(Arc<Iana>),
    /// Minutes east of UTC.
    Fixed(f64),
    Invalid(Arc<str>),
}

/// How an offset is written: `+5:30`, `+05:30` or `+0530`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffsetStyle {
    /// `+5:30`, `+5`
    Narrow,
    /// `+05:30`
    Short,
    /// `+0530`
    Techie,
}

impl Zone {
    /// UTC as a fixed offset: the zone whose times end in `Z`.
    pub const UTC: Self = Self(Kind::Fixed(0.0));

    /// A zone of the tz database, whatever the case of its name; invalid when there is none.
    ///
    /// ```
    /// use nodewright_luxon::Zone;
    /// assert!(Zone::iana("Europe/Berlin").is_valid());
    /// assert!(!Zone::iana("Europe/Atlantis").is_valid());
    /// ```
    #[must_use]
    pub fn iana(name: &str) -> Self {
        match Iana::find(name) {
            Some(zone) => Self(Kind::Iana(Arc::new(zone))),
            None => Self::invalid(name),
        }
    }

    /// A fixed offset in minutes east of UTC.
    #[must_use]
    pub fn fixed(minutes: f64) -> Self {
        Self(Kind::Fixed(minutes))
    }

    /// A zone that exists only by its name.
    #[must_use]
    pub fn invalid(name: &str) -> Self {
        Self(Kind::Invalid(name.into()))
    }

    /// The zone of a process that runs in the zone `name`; UTC when there is no such zone.
    pub fn system(name: &str) -> Self {
        let zone = Iana::find(name).unwrap_or_else(Iana::utc);
        Self(Kind::System(Arc::new(zone)))
    }

    /// Reads what luxon's `setZone` takes: `"utc"`, `"utc+5:30"`, `"local"`, `"default"` or a name of the tz database.
    #[must_use]
    pub fn resolve(name: &str, settings: &Settings) -> Self {
        match name.to_lowercase().as_str() {
            "default" => settings.default_zone.clone(),
            "local" | "system" => settings.system_zone.clone(),
            lowered => Self::specifier(lowered).unwrap_or_else(|| Self::iana(name)),
        }
    }

    /// `utc`, `gmt` and `utc±h[h][:mm]`, in lower case.
    fn specifier(lowered: &str) -> Option<Self> {
        if lowered == "gmt" {
            return Some(Self::UTC);
        }
        let offset = lowered.strip_prefix("utc")?;
        if offset.is_empty() {
            return Some(Self::UTC);
        }
        let digits = offset.strip_prefix(['+', '-'])?;
        let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "00"));
        let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !matches!(hours.len(), 1 | 2) || minutes.len() != 2 || !numeric(hours) || !numeric(minutes) {
            return None;
        }
        let total = hours.parse::<f64>().ok()? * 60.0 + minutes.parse::<f64>().ok()?;
        Some(Self::fixed(if offset.starts_with('-') { -total } else { total }))
    }

    /// luxon's `type`: `iana`, `system`, `fixed` or `invalid`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.0 {
            Kind::Iana(_) => "iana",
            Kind::System(_) => "system",
            Kind::Fixed(_) => "fixed",
            Kind::Invalid(_) => "invalid",
        }
    }

    /// The name as luxon shows it: `Europe/Berlin`, `UTC`, `UTC+5:30`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.0 {
            Kind::Iana(zone) | Kind::System(zone) => zone.name().to_owned(),
            Kind::Fixed(0.0) => "UTC".to_owned(),
            Kind::Fixed(minutes) => format!("UTC{}", format_offset(*minutes, OffsetStyle::Narrow)),
            Kind::Invalid(name) => name.to_string(),
        }
    }

    /// The name in the tz database, which a fixed offset has as well: `Etc/GMT-3`.
    #[must_use]
    pub fn iana_name(&self) -> String {
        match &self.0 {
            Kind::Fixed(0.0) => "Etc/UTC".to_owned(),
            Kind::Fixed(minutes) => format!("Etc/GMT{}", format_offset(-minutes, OffsetStyle::Narrow)),
            _ => self.name(),
        }
    }

    /// Whether the zone exists.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        !matches!(self.0, Kind::Invalid(_))
    }

    /// Whether the offset is the same at all times.
    #[must_use]
    pub fn is_universal(&self) -> bool {
        matches!(self.0, Kind::Fixed(_))
    }

    /// Minutes east of UTC at an instant in milliseconds since 1970; NaN in an invalid zone.
    #[must_use]
    pub fn offset(&self, ts: f64) -> f64 {
        match &self.0 {
            Kind::Iana(zone) => zone.offset_seconds(ts) / 60.0,
            // JavaScript has this one from Date, which counts whole minutes and counts them west of Greenwich.
            Kind::System(zone) => -((-zone.offset_seconds(ts) / 60.0).trunc() + 0.0),
            Kind::Fixed(minutes) => *minutes,
            Kind::Invalid(_) => f64::NAN,
        }
    }

    /// The offset at an instant as text; empty in an invalid zone.
    #[must_use]
    pub fn format_offset(&self, ts: f64, style: OffsetStyle) -> String {
        if self.is_valid() { format_offset(self.offset(ts), style) } else { String::new() }
    }
}

impl Zone {
    /// The zone's name at an instant (`EST`, or `Eastern Standard Time` when `long`); `None` in an invalid zone.
    ///
    /// # Errors
    /// When the locale's names are not built in.
    pub fn offset_name(&self, ts: f64, long: bool, locale: &Locale) -> Result<Option<String>> {
        match &self.0 {
            Kind::Invalid(_) => Ok(None),
            Kind::Fixed(_) => Ok(Some(self.name())),
            Kind::Iana(zone) | Kind::System(zone) => {
                let language = locale.language().ok_or_else(|| Error::locale(locale.tag()))?;
                let style = if long { ZoneNameStyle::Long } else { ZoneNameStyle::Short };
                let name = zone_names::name(zone.name(), zone.offset_seconds(ts), ts, style, language);
                Ok(Some(locale.digits()?.map(|digits| digits.localize(&name)).unwrap_or(name)))
            }
        }
    }
}

/// luxon's `equals`: by kind, and by name as it was given.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kind::Iana(one), Kind::Iana(other)) => Arc::ptr_eq(one, other) || one.name() == other.name(),
            (Kind::System(_), Kind::System(_)) => true,
            (Kind::Fixed(one), Kind::Fixed(other)) => one == other,
            _ => false,
        }
    }
}

/// Minutes as text.
pub(crate) fn format_offset(minutes: f64, style: OffsetStyle) -> String {
    let sign = if minutes >= 0.0 { '+' } else { '-' };
    let whole = minutes.abs() as u32;
    let (hours, rest) = (whole / 60, whole % 60);
    match style {
        OffsetStyle::Narrow if rest > 0 => format!("{sign}{hours}:{rest}"),
        OffsetStyle::Narrow => format!("{sign}{hours}"),
        OffsetStyle::Short | OffsetStyle::Techie => {
            let mut text = String::with_capacity(6);
            text.push(sign);
            push_padded(&mut text, hours, 2);
            if style == OffsetStyle::Short {
                text.push(':');
            }
            push_padded(&mut text, rest, 2);
            text
        }
    }
}
