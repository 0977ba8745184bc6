//! Texts in the standard formats: ISO 8601, RFC 2822, HTTP and SQL.

pub(crate) mod duration;
mod english;
mod http;
mod iso;
mod rfc2822;
mod scanner;
mod sql;

use crate::datetime::Fields;
use crate::zone::Zone;

pub(crate) use english::untruncate_year;
pub(crate) use http::http;
pub(crate) use iso::{iso, millis};
pub(crate) use rfc2822::rfc2822;
pub(crate) use sql::sql;

/// The content of a text: some fields of a date, and perhaps their zone.
#[derive(Debug, Clone)]
pub(crate) struct Parsed {
    pub fields: Fields,
    pub zone: Option<Zone>,
}
