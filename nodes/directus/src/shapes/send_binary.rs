use nodewright_core::{
    Body, Call, Field, Form, Issues, Kind, Literal, Parameter, Parameters, Part, Request, Result, Toggle, Value,
};

/// "Send Binary Data", and the binary property to send if it is on.
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
    /// Puts the file into the request, if one is sent.
    pub async fn attach(&self, call: &Call<'_>, request: &mut Request) -> Result<()> {
        match &self.0 {
            Some(property) => attach(call, property, request).await,
            None => Ok(()),
        }
    }
}

/// Makes the body multipart: first the fields of its JSON, because Directus ignores fields after a file, then the file.
pub async fn attach(call: &Call<'_>, property: &str, request: &mut Request) -> Result<()> {
    let file = call.binary(property)?;
    let content = call.content(file).await?;
    let mut parts: Vec<_> = match request.json_body() {
        Some(Value::Object(fields)) => fields.iter().map(field).collect(),
        _ => Vec::new(),
    };
    parts.push(Part::file("file", file, content));
    request.body = Body::Multipart(parts);
    Ok(())
}

/// A plain field: a text as it is, anything else as JSON.
fn field((name, value): (&String, &Value)) -> Part {
    Part::field(name, value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}
