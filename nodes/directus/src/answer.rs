//! From Directus' answer to items.

use futures_util::TryFutureExt;
use nodewright_core::prelude::*;

use crate::shapes::SplitIntoItems;

/// Whether a list becomes one item per element even if there is `meta`.
pub fn wants_split(request: &Request) -> bool {
    request.extensions.get::<SplitIntoItems>().is_none_or(|split| split.0)
}

/// `data` if there is one, else the whole body; a list as one item per element. No content is a success.
pub fn items(answer: Response, split: bool) -> impl Future<Output = Result<Output>> + Send {
    answer.checked_value().map_ok(move |body| from_body(body, split))
}

/// The same for a body that has been read already.
pub fn from_body(body: Option<Value>, split: bool) -> Output {
    match body {
        None => success(),
        Some(Value::Object(mut body)) => match body.shift_remove("data") {
            // `meta` would be lost in a list of items.
            Some(data) if body.contains_key("meta") && !split => {
                Output::one(json!({ "data": data, "meta": body["meta"] }))
            }
            Some(data) => Output::each(data),
            None => Output::one(body),
        },
        Some(other) => Output::each(other),
    }
}

/// The item of a response without content.
pub fn success() -> Output {
    Output::one(json!({ "success": true }))
}

/// `data` of an answer; null if it has none.
pub async fn data(answer: Response) -> Result<Value> {
    Ok(match answer.checked_value().await? {
        Some(Value::Object(mut body)) => body.shift_remove("data").unwrap_or_default(),
        _ => Value::Null,
    })
}
