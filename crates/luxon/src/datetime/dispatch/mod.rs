//! Members of `DateTime` by their JavaScript names.

mod getters;
mod methods;
mod options;
mod statics;

use super::DateTime;

impl DateTime {
    /// The names that [`DateTime::get`] knows.
    pub const GETTERS: &'static [&'static str] = getters::NAMES;
    /// The names that [`DateTime::call`] knows.
    pub const METHODS: &'static [&'static str] = methods::NAMES;
    /// The names that [`DateTime::call_static`] knows.
    pub const STATIC_METHODS: &'static [&'static str] = statics::METHODS;
    /// The names that [`DateTime::get_static`] knows: the presets.
    pub const STATIC_PROPERTIES: &'static [&'static str] = &statics::PRESET_NAMES;
}
