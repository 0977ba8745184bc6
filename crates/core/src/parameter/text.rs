use std::{borrow::Cow, fmt};

use serde_json::Value;

use super::Parameter;
use crate::{Field, Form, Issues, Kind, Parameters, Request, form::required, javascript};

/// The value of a text parameter. An expression may give anything in place of the text; a request carries that as it
/// is, as in n8n, and a path carries JavaScript's text of it.
///
/// A node that needs a text for itself takes a `String`, which refuses lists and objects.
///
/// ```
/// use nodewright_core::{Field, Parameter, Request, Text, serde_json::json};
/// let field = Field::new("fields", "Fields", Text::FORM);
/// let evaluated = json!({ "fields": ["id", "title"] });
/// let fields = Text::read(evaluated.as_object().unwrap(), &field).ok().unwrap();
/// assert_eq!(fields.as_str(), "id,title");
///
/// let mut request = Request::get("/items");
/// fields.put("fields", &mut request);
/// assert_eq!(request.query["fields"], json!(["id", "title"]));
/// ```
#[derive(Clone, PartialEq)]
pub struct Text(Value);

impl Text {
    /// JavaScript's text of it.
    #[must_use]
    pub fn as_str(&self) -> Cow<'_, str> {
        javascript::text(&self.0)
    }

    /// The value itself.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.0
    }
}

impl<T: Into<Value>> From<T> for Text {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Parameter for Text {
    const FORM: Form = Form::of(Kind::String);

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        Ok(Self(required(from, field)?.into_owned()))
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set_value(name, self.0.clone());
    }
}
