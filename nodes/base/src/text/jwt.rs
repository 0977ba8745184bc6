//! `jwt`: what a JSON Web Token says. Its signature is not checked here: keys are in a credential.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use nodewright_core::{
    Call, ErrorKind, NodeError, Output, Parameters, Result, Value, Version, json as exact, serde_json::json,
};

use super::per_item;
use crate::{
    node::{Planned, as_json},
    read,
};

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    match read::text(parameters, "operation") {
        "decode" => Ok(Planned::each_item_or(version, |parameters, _| per_item(parameters, decode), as_json)),
        operation @ ("sign" | "verify") => {
            let message = format!(
                "The operation '{operation}' needs a credential of the type 'jwtAuth', which is not supported yet"
            );
            Err(read::refused(message))
        }
        other => Err(read::refused(format!("The operation '{other}' is not known"))),
    }
}

fn decode(parameters: &Parameters, call: &Call<'_>) -> Result<Output> {
    let wrong = || NodeError::new(ErrorKind::Operation, "The token is not a JSON Web Token").at_item(call.index());
    let token = read::text(parameters, "token").trim();
    let [header, payload, signature] = token.split('.').collect::<Vec<_>>()[..] else { return Err(wrong()) };
    let text = |part: &str| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
        String::from_utf8(bytes).ok()
    };
    let header = text(header).and_then(|text| exact::parse(&text).ok()).filter(Value::is_object).ok_or_else(wrong)?;
    let payload = text(payload).ok_or_else(wrong)?;
    let payload = exact::parse(&payload).unwrap_or_else(|_| payload.into());
    Ok(Output::one(match read::flag(parameters, "options.complete", false) {
        true => json!({ "header": header, "payload": payload, "signature": signature }),
        false => json!({ "payload": payload }),
    }))
}
