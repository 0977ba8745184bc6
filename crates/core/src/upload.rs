//! Files that go out with a request.

use serde_json::Value;

use crate::{Body, Call, Field, Form, Issues, Kind, Literal, Parameter, Parameters, Part, Request, Result, Toggle};

/// "Send Binary Data", and the binary property to send if it is on. In a request it is nothing by itself: the operation
/// [attaches](Self::attach) the file, which may have to be read first.
#[derive(Clone, Debug)]
pub struct SendBinary(Option<String>);

const SWITCH: Field = Field::new("sendBinaryData", "Send Binary Data", bool::FORM)
    .description("Whether to send a file of the input item");

const PROPERTY: Field = Field::new("binaryPropertyName", "Binary Property", String::FORM)
    .default(Literal::Str("data"))
    .description("Name of the input item's binary property that holds the file");

const TOGGLE: Toggle = Toggle { switch: SWITCH, default: false, on: &[PROPERTY], off: &[], hide: false };

impl Parameter for SendBinary {
    const FORM: Form = Form::of(Kind::Toggle(&TOGGLE));

    fn read(from: &Parameters, _: &Field) -> Result<Self, Issues> {
        if TOGGLE.is_on(from)? { String::read(from, &PROPERTY).map(|name| Self(Some(name))) } else { Ok(Self(None)) }
    }

    fn put(&self, _: &str, _: &mut Request) {}
}

impl SendBinary {
    /// The binary property to send; `None` if no file is sent.
    #[must_use]
    pub fn property(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Puts the file into the request as [`Call::attach`] does, if one is sent.
    ///
    /// # Errors
    /// The item has no such file, or its bytes are not there.
    pub async fn attach(&self, call: &Call<'_>, part: &str, request: &mut Request) -> Result<()> {
        match &self.0 {
            Some(property) => call.attach(property, part, request).await,
            None => Ok(()),
        }
    }
}

impl Call<'_> {
    /// Makes the body of a request multipart: first the fields of its JSON, since services tend to ignore fields behind a
    /// file, then the file of the input item, as the part of this name. A field that is a text is sent as it is, any other
    /// as JSON. The file is read while it is sent.
    ///
    /// # Errors
    /// The item has no such file, or its bytes are not there.
    pub async fn attach(&self, property: &str, part: &str, request: &mut Request) -> Result<()> {
        let file = self.binary(property)?;
        let content = self.content(file).await?;
        let mut parts: Vec<_> = match request.json_body() {
            Some(Value::Object(fields)) => fields.iter().map(field).collect(),
            _ => Vec::new(),
        };
        parts.push(Part::file(part, file, content));
        request.body = Body::Multipart(parts);
        Ok(())
    }

    /// A file of the input item as a whole body, under its own content type.
    ///
    /// # Errors
    /// The item has no such file, or its bytes are not there.
    pub async fn file_body(&self, property: &str) -> Result<Body> {
        let file = self.binary(property)?;
        Ok(Body::Bytes { mime: file.mime_type.clone(), bytes: self.content(file).await? })
    }
}

/// A plain field: a text as it is, anything else as JSON.
fn field((name, value): (&String, &Value)) -> Part {
    Part::field(name, value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}
