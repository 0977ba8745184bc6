//! All of an error as JSON, for journals: n8n's JSON, and what that leaves out.

use std::time::Duration;

use serde_json::{Map, Value};

use super::{ErrorKind, NodeError};

/// What n8n's JSON of an error does not hold.
const REST: &str = "nodewright";

const KINDS: [(ErrorKind, &str); 12] = [
    (ErrorKind::Api, "api"),
    (ErrorKind::Network, "network"),
    (ErrorKind::Timeout, "timeout"),
    (ErrorKind::Parameter, "parameter"),
    (ErrorKind::Operation, "operation"),
    (ErrorKind::Expression, "expression"),
    (ErrorKind::Credential, "credential"),
    (ErrorKind::Input, "input"),
    (ErrorKind::Unknown, "unknown"),
    (ErrorKind::Denied, "denied"),
    (ErrorKind::Cancelled, "cancelled"),
    (ErrorKind::Unfinished, "unfinished"),
];

impl NodeError {
    /// Everything it holds, so that [`from_record`](Self::from_record) gives the same error: n8n's JSON of it, with a key
    /// `nodewright` for what that leaves out (`{kind, named?, shown?, retryAfterMs?}`).
    ///
    /// ```
    /// use std::time::Duration;
    /// use nodewright_core::{ErrorKind, NodeError};
    /// let error = NodeError::new(ErrorKind::Network, "No answer").with_retry_after(Duration::from_secs(2));
    /// assert_eq!(NodeError::from_record(error.to_record()), Some(error));
    /// ```
    #[must_use]
    pub fn to_record(&self) -> Value {
        let kind = KINDS.iter().find(|(kind, _)| *kind == self.kind());
        let mut rest = Map::new();
        rest.insert("kind".into(), kind.map_or("operation", |(_, name)| name).into());
        rest.extend(self.0.name.as_ref().map(|name| ("named".into(), name.as_str().into())));
        rest.extend(self.0.shown.clone().map(|shown| ("shown".into(), shown.into())));
        let wait = self.0.retry_after.map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
        rest.extend(wait.map(|wait| ("retryAfterMs".into(), wait.into())));
        let mut record = serde_json::to_value(self).unwrap_or_default();
        if let Value::Object(record) = &mut record {
            record.insert(REST.into(), rest.into());
        }
        record
    }

    /// The error of a [record](Self::to_record); of an error's plain JSON what that says. `None` where it is neither.
    pub fn from_record(mut record: Value) -> Option<Self> {
        let rest = record.as_object_mut()?.remove(REST);
        let mut error: Self = serde_json::from_value(record).ok()?;
        let Some(Value::Object(mut rest)) = rest else { return Some(error) };
        let kind = KINDS.iter().find(|(_, name)| rest.get("kind").and_then(Value::as_str) == Some(name));
        let details = &mut *error.0;
        if let Some((kind, _)) = kind {
            details.kind = *kind;
        }
        details.name = rest.get("named").and_then(Value::as_str).map(str::to_owned);
        details.retry_after = rest.get("retryAfterMs").and_then(Value::as_u64).map(Duration::from_millis);
        details.shown = match rest.remove("shown") {
            Some(Value::Object(shown)) => Some(shown),
            _ => None,
        };
        Some(error)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_is_lost() {
        for (kind, _) in KINDS {
            let plain = NodeError::new(kind, "a message");
            let full = plain
                .clone()
                .named("AxiosError")
                .with_description("more")
                .with_http_code("ECONNRESET")
                .with_status(429)
                .with_code("LIMIT")
                .with_messages(vec!["raw".into()])
                .with_data(json!({ "a": [1, null] }))
                .with_context("runIndex", 0)
                .with_cause("Error", "below")
                .shown_as(Map::from_iter([("error".to_owned(), json!("text"))]))
                .with_retry_after(Duration::from_millis(1500))
                .at_item(3)
                .at_parameter("id")
                .in_node("A node");
            for error in [plain, full] {
                let text = error.to_record().to_string();
                let read = NodeError::from_record(serde_json::from_str(&text).unwrap()).unwrap();
                // The time is part of it too, which `==` leaves out.
                assert_eq!(
                    (&read, serde_json::to_value(&read).unwrap()),
                    (&error, serde_json::to_value(&error).unwrap())
                );
                assert_eq!(read.name(), error.name());
            }
        }
    }

    #[test]
    fn plain_json_is_read_as_well() {
        let json = json!({ "name": "NodeApiError", "message": "m", "httpCode": "404" });
        let error = NodeError::from_record(json).unwrap();
        assert_eq!((error.kind(), error.http_code()), (ErrorKind::Api, Some("404")));
        assert_eq!(NodeError::from_record(json!("m")), None);
        assert_eq!(NodeError::from_record(json!({})), None);
    }

    #[test]
    fn what_passes_is_told_from_what_stays() {
        let api = |code: &str| NodeError::new(ErrorKind::Api, "m").with_http_code(code);
        for code in ["408", "425", "429", "500", "502", "503", "504", "521"] {
            assert!(api(code).is_passing(), "{code}");
        }
        for code in ["400", "401", "403", "404", "409", "422", "501", "505", "ERR_INVALID_URL"] {
            assert!(!api(code).is_passing(), "{code}");
        }
        assert!(NodeError::new(ErrorKind::Timeout, "m").is_passing());
        assert!(!NodeError::new(ErrorKind::Operation, "m").is_passing());
    }
}
