use std::{fmt, marker::PhantomData};

use serde_json::Value;

use super::{Parameter, value::text};
use crate::{Field, Form, Issues, Kind, Parameters, Request, options::LoaderName};

/// The id of a resource, which people pick from a list that `L` searches or enter by hand: n8n's resource locator.
///
/// ```
/// use nodewright_core::{Field, Locator, LoaderInfo, LoaderName, Parameter, serde_json::json};
///
/// struct Boards;
/// impl LoaderName for Boards {
///     const INFO: &'static LoaderInfo = &LoaderInfo { method: "searchBoards", depends_on: &[] };
/// }
/// let field = Field::new("board", "Board", Locator::<Boards>::FORM);
/// let stored = json!({ "board": { "__rl": true, "mode": "list", "value": 7, "cachedResultName": "Plans" } });
/// let board = Locator::<Boards>::read(stored.as_object().unwrap(), &field).ok().unwrap();
/// assert_eq!(board.as_str(), "7");
/// ```
pub struct Locator<L>(String, PhantomData<fn() -> L>);

impl<L> Locator<L> {
    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<L> fmt::Debug for Locator<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<L: LoaderName> Parameter for Locator<L> {
    const FORM: Form = Form::of(Kind::Locate(L::INFO));

    /// Takes a bare id as well, as expressions give one.
    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        let value = match field.stored(from) {
            Some(Value::Object(locator)) => locator.get("value"),
            value => value,
        };
        match value {
            None | Some(Value::Null) => Err(field.missing()),
            Some(Value::String(id)) if id.is_empty() => Err(field.missing()),
            Some(id) => text(id).map(|id| Self(id, PhantomData)).ok_or_else(|| field.invalid("an id")),
        }
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set(name, &self.0);
    }
}
