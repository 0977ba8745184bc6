//! Formats made of tokens: `yyyy-MM-dd HH:mm`.

mod datetime;
mod parser;
pub mod presets;
pub(crate) mod tokens;

pub(crate) use datetime::{Style, format_date_time};
pub use parser::FormatParser;
pub(crate) use parser::{Found, OwnedToken, expand, preset_tokens};
