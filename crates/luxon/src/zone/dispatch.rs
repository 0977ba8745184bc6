//! Members of `Zone` by their JavaScript names.

use super::{OffsetStyle, Zone};
use crate::arguments::Arguments;
use crate::error::{Error, Result};
use crate::locale::Locale;
use crate::value::Value;

impl Zone {
    /// The names that [`Zone::get`] knows.
    pub const GETTERS: &'static [&'static str] = &["type", "name", "ianaName", "isUniversal", "isValid"];
    /// The names that [`Zone::call`] knows.
    pub const METHODS: &'static [&'static str] = &["offset", "offsetName", "formatOffset", "equals"];

    /// A property by its JavaScript name; `None` if there is none of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value> {
        Some(match name {
            "type" => self.kind().into(),
            "name" => self.name().into(),
            "ianaName" => self.iana_name().into(),
            "isUniversal" => self.is_universal().into(),
            "isValid" => self.is_valid().into(),
            _ => return None,
        })
    }

    /// Calls a method by its JavaScript name.
    ///
    /// # Errors
    /// What luxon throws, and a type error for a method that there is not.
    pub fn call(&self, method: &str, args: &[Value]) -> Result<Value> {
        let args = Arguments(args);
        let ts = args.get(0).to_number();
        Ok(match method {
            "offset" => self.offset(ts).into(),
            "offsetName" => {
                let options = args.options(1)?;
                let locale = options.text("locale").map_or_else(Locale::default, |tag| Locale::new(&tag));
                let long = matches!(options.get("format"), Value::String(format) if format == "long");
                self.offset_name(ts, long, &locale)?.into()
            }
            "formatOffset" => match args.text(1).as_str() {
                "narrow" => self.format_offset(ts, OffsetStyle::Narrow).into(),
                "short" => self.format_offset(ts, OffsetStyle::Short).into(),
                "techie" => self.format_offset(ts, OffsetStyle::Techie).into(),
                other => {
                    let message = format!("Value format {other} is out of range for property format");
                    return Err(Error::range(message));
                }
            },
            "equals" => matches!(args.get(0), Value::Zone(other) if other == self).into(),
            _ => return Err(Error::not_a_function("Zone", method)),
        })
    }
}
