//! Lists: rows of a fixed collection, several choices.

use serde_json::Value;

use super::{Parameter, Pick};
use crate::{Field, Form, Issues, Kind, Parameters, Request, options::LoaderName};

/// What a list parameter may consist of. `derive(Group)` and `derive(Choice)` implement it.
pub trait Element: Sized {
    /// The form of a list of these.
    const LIST: Form;

    /// Reads one of them.
    ///
    /// # Errors
    /// The value is of another kind.
    fn read_one(value: &Value, field: &Field) -> Result<Self, Issues>;

    /// What one of them is on the wire.
    fn wire(&self) -> Value;
}

impl<T: Element> Parameter for Vec<T> {
    const FORM: Form = T::LIST;

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        let list = match from.get(field.name) {
            None | Some(Value::Null) if field.form.optional => return Ok(Vec::new()),
            None | Some(Value::Null) => return Err(field.missing()),
            Some(Value::Array(list)) if list.is_empty() && !field.form.optional => return Err(field.missing()),
            Some(Value::Array(list)) => list,
            Some(_) => return Err(field.invalid("a list")),
        };
        let mut issues = Issues::default();
        let read =
            |(n, value)| issues.keep(T::read_one(value, field).map_err(|i| i.below(&format!("{}[{n}]", field.name))));
        let all: Vec<T> = list.iter().enumerate().filter_map(read).collect();
        if issues.is_empty() { Ok(all) } else { Err(issues) }
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set(name, self.iter().map(T::wire).collect::<Vec<_>>());
    }
}

impl<L: LoaderName> Element for Pick<L> {
    const LIST: Form = Form::of(Kind::LoadMany(L::INFO));

    fn read_one(value: &Value, field: &Field) -> Result<Self, Issues> {
        value.as_str().map(Self::new).ok_or_else(|| field.invalid("a list of texts"))
    }

    fn wire(&self) -> Value {
        self.value().clone()
    }
}
