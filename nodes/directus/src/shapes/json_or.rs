use std::marker::PhantomData;

use nodewright_core::prelude::*;

use super::{JsonBody, JsonObject};

/// The switch "JSON/RAW Parameters" and both of its sides: the whole body (or query) as JSON, or the fields of `T`.
#[derive(Debug)]
pub enum JsonOr<T, J = BodyJson> {
    /// As JSON.
    Json(Value, PhantomData<J>),
    /// Field by field.
    Fields(T),
}

/// The JSON field on the other side of the switch.
pub trait JsonField {
    /// The field.
    const FIELD: Field;

    /// Reads it.
    fn read(from: &Parameters) -> Result<Value, Issues> {
        JsonObject::read(from, &Self::FIELD).map(|JsonObject(map)| Value::Object(map))
    }
}

/// "Body Parameters".
#[derive(Debug)]
pub struct BodyJson;

/// "Query Parameters".
#[derive(Debug)]
pub struct QueryJson;

/// The query of a list, which the form also calls "Body Parameters"; it has older names.
#[derive(Debug)]
pub struct ListJson;

const fn json(name: &'static str, title: &'static str) -> Field {
    Field::new(name, title, JsonBody::FORM).default(Literal::Str(""))
}

impl JsonField for BodyJson {
    const FIELD: Field =
        json("bodyParametersJson", "Body Parameters").description("The whole body as JSON, in Directus' own names");

    fn read(from: &Parameters) -> Result<Value, Issues> {
        JsonBody::read(from, &Self::FIELD).map(|JsonBody(value)| value)
    }
}

impl JsonField for QueryJson {
    const FIELD: Field =
        json("queryParametersJson", "Query Parameters").description("The whole query as JSON, in Directus' own names");
}

impl JsonField for ListJson {
    const FIELD: Field = json("bodyParametersJson", "Body Parameters")
        .description("The whole query as JSON, in Directus' own names")
        .placeholder(r#"{ "fields": "id,title", "limit": 10 }"#)
        .aliases(&["queryParametersJson", "data"]);
}

const SWITCH: Field = Field::new("jsonParameters", "JSON/RAW Parameters", bool::FORM)
    .description("Whether to give the parameters as JSON instead of field by field");

impl<T: Group, J: JsonField> JsonOr<T, J> {
    const TOGGLE: Toggle = Toggle { switch: SWITCH, default: false, on: &[J::FIELD], off: T::FIELDS, hide: true };
}

impl<T: Group, J: JsonField> Parameter for JsonOr<T, J> {
    const FORM: Form = Form::of(Kind::Toggle(&Self::TOGGLE));

    fn read(from: &Parameters, _: &Field) -> Result<Self, Issues> {
        if Self::TOGGLE.is_on(from)? {
            J::read(from).map(|value| Self::Json(value, PhantomData))
        } else {
            T::read_all(from).map(Self::Fields)
        }
    }

    fn put(&self, _: &str, to: &mut Request) {
        match self {
            Self::Json(value, _) => to.set_all(value.clone()),
            Self::Fields(fields) => fields.put_all(to),
        }
    }
}
