//! Requests in n8n's form, as core sends them.

use std::time::Duration;

use nodewright_core::{Request, Result, javascript::is_truthy};
use nodewright_http::options;
use serde_json::{Map, Value};

/// What n8n says where nothing else is said, in milliseconds: how long a request may take is up to the host then.
pub const TIMEOUT: u64 = 300_000;

/// A request and which statuses its answer may have.
pub struct Prepared {
    pub request: Request,
    pub ignore: Ignore,
}

/// Statuses that are no errors besides 2xx.
pub enum Ignore {
    None,
    AllBut(Vec<u16>),
}

impl Ignore {
    fn of(value: Option<&Value>) -> Self {
        let Some(value) = value.filter(|value| is_truthy(value)) else { return Self::None };
        let except = value.get("except").filter(|_| value.get("ignore").is_some_and(is_truthy));
        let except = except.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        Self::AllBut(except.iter().filter_map(|code| u16::try_from(code.as_u64()?).ok()).collect())
    }

    /// Whether a status is an error.
    pub fn is_error(&self, status: nodewright_core::http::StatusCode) -> bool {
        match self {
            Self::None => !status.is_success(),
            Self::AllBut(codes) => codes.contains(&status.as_u16()),
        }
    }
}

/// Makes a request.
///
/// # Errors
/// A method, a header or a body that cannot be sent.
pub fn prepare(given: &Map<String, Value>, has_undefined: bool) -> Result<Prepared> {
    let mut request = options::request(given, has_undefined)?;
    if request.options.timeout == Some(Duration::from_millis(TIMEOUT)) {
        request.options.timeout = None;
    }
    Ok(Prepared { request, ignore: Ignore::of(given.get("ignoreHttpStatusErrors")) })
}
