//! What n8n adds to dates: its extension functions, and how it takes any value for a date.

mod functions;
mod parse;

pub use functions::{FUNCTIONS, call};
pub use parse::{number_to_date_time, to_date_time, try_to_parse_date_time};
