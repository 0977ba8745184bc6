//! What luxon keeps in global variables: default zone, default locale and the clock.

use std::fmt;
use std::sync::Arc;

use crate::locale::Locale;
use crate::zone::Zone;

/// The surroundings of a call. Nothing is global: each evaluation passes its own.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The zone of a `DateTime` that is not given one.
    pub default_zone: Zone,
    /// What `"local"` and `"system"` mean as zones.
    pub system_zone: Zone,
    /// The locale of values that are not given one.
    pub locale: Locale,
    /// Two-digit years above this one belong to the 20th century.
    pub two_digit_cutoff_year: u8,
    clock: Clock,
}

#[derive(Clone)]
enum Clock {
    System,
    Fixed(f64),
    Custom(Arc<dyn Fn() -> f64 + Send + Sync>),
}

impl Settings {
    /// The surroundings of a process in UTC and en-US, with this default zone and the machine's clock.
    #[must_use]
    pub fn new(default_zone: Zone) -> Self {
        Self {
            default_zone,
            system_zone: Zone::system("UTC"),
            locale: Locale::default(),
            two_digit_cutoff_year: 60,
            clock: Clock::System,
        }
    }

    /// With the clock stopped at an instant, in milliseconds since 1970.
    #[must_use]
    pub fn at(mut self, ts: f64) -> Self {
        self.clock = Clock::Fixed(ts);
        self
    }

    /// With another clock, which tells milliseconds since 1970.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.clock = Clock::Custom(Arc::new(clock));
        self
    }

    /// Now, in whole milliseconds since 1970.
    #[must_use]
    pub fn now(&self) -> f64 {
        match &self.clock {
            Clock::System => jiff::Timestamp::now().as_millisecond() as f64,
            Clock::Fixed(ts) => *ts,
            Clock::Custom(clock) => clock(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::new(Zone::system("UTC"))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("System"),
            Self::Fixed(ts) => write!(f, "Fixed({ts})"),
            Self::Custom(_) => f.write_str("Custom"),
        }
    }
}
