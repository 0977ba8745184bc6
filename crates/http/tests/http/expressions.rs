//! Just enough of expressions for credentials: text with `{{ $credentials.name }}` in it.

use std::sync::Arc;

use nodewright_core::{ErrorKind, Expression, Expressions, NodeError, Result, Scope};
use serde_json::Value;

pub struct CredentialTemplates;

struct Template(Vec<Part>);

enum Part {
    Text(String),
    Field(String),
}

impl Expressions for CredentialTemplates {
    fn compile(&self, text: &str) -> Result<Arc<dyn Expression>> {
        let mut parts = Vec::new();
        let mut rest = &text[1..];
        while let Some((before, after)) = rest.split_once("{{") {
            let (inside, after) = after.split_once("}}").ok_or_else(refuse)?;
            let field = inside.trim().strip_prefix("$credentials.").ok_or_else(refuse)?;
            parts.extend((!before.is_empty()).then(|| Part::Text(before.to_owned())));
            parts.push(Part::Field(field.to_owned()));
            rest = after;
        }
        parts.extend((!rest.is_empty()).then(|| Part::Text(rest.to_owned())));
        Ok(Arc::new(Template(parts)))
    }
}

impl Expression for Template {
    fn evaluate(&self, scope: &Scope<'_>) -> Result<Option<Value>> {
        let field = |name: &str| scope.credentials.and_then(|data| data.get(name)).cloned();
        if let [Part::Field(name)] = &self.0[..] {
            return Ok(field(name));
        }
        let texts = self.0.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Field(name) => match field(name) {
                None | Some(Value::Null) => String::new(),
                Some(Value::String(text)) => text,
                Some(value) => value.to_string(),
            },
        });
        Ok(Some(Value::String(texts.collect())))
    }
}

fn refuse() -> NodeError {
    NodeError::new(ErrorKind::Expression, "not a template of credentials")
}
