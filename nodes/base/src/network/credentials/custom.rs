//! `httpCustomAuth`: headers, query and body as JSON.

use nodewright_core::{
    Authenticate, Body, Credential, ErrorKind, NodeError, Part, Request, Result, Signing, Value, async_trait,
    javascript, json, serde_json::Map,
};

use crate::network::headers;

pub struct Custom;

#[async_trait]
impl Authenticate for Custom {
    async fn sign(&self, request: &mut Request, credential: &Credential, _: &dyn Signing) -> Result<()> {
        let refuse =
            |advice: String| NodeError::new(ErrorKind::Credential, "Invalid Custom Auth JSON").with_description(advice);
        let text = credential.text("json").unwrap_or_default();
        let Value::Object(mut added) = json::parse(text).map_err(|error| refuse(error.to_string()))? else {
            return Err(refuse("It is to be an object with headers, qs and body".to_owned()));
        };
        let mut part = |name: &str| match added.remove(name) {
            Some(Value::Object(map)) => map,
            _ => Map::new(),
        };
        let (own_headers, query, body) = (part("headers"), part("qs"), part("body"));
        hide(request, [&own_headers, &query, &body]);
        for (name, value) in &own_headers {
            headers::set(&mut request.headers, name, value)?;
        }
        request.query.extend(query);
        if !body.is_empty() {
            request.mark_body_as_signed();
            add(request, body)?;
        }
        Ok(())
    }
}

/// What it adds stands inside the text of the credential, and is hidden by itself.
fn hide(request: &mut Request, added: [&Map<String, Value>; 3]) {
    for text in added.iter().flat_map(|map| map.values()).filter_map(Value::as_str) {
        request.hide(text.to_owned());
    }
}

fn add(request: &mut Request, body: Map<String, Value>) -> Result<()> {
    match &mut request.body {
        Body::None => {
            request.body = Body::Json(body.into());
            request.options.body_with_get = true;
        }
        Body::Json(Value::Object(map)) | Body::Form(map) => map.extend(body),
        Body::Multipart(parts) => {
            for (name, value) in body {
                parts.retain(|part| part.name != name);
                parts.push(Part::field(name, javascript::text(&value).into_owned()));
            }
        }
        Body::Json(_) | Body::Bytes { .. } => {
            let message = "The credential adds fields to the body, but this body has no fields";
            return Err(NodeError::new(ErrorKind::Credential, message));
        }
    }
    Ok(())
}
