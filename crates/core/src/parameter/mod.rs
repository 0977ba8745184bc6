//! Parameters: what they show, how they are read, what they put into a request.

mod json_text;
mod list;
mod locator;
mod pick;
mod segment;
mod text;
mod value;

use serde_json::Value;

use crate::{Field, Form, Issues, Kind, Parameters, Request, form};

pub use json_text::JsonText;
pub use list::Element;
pub use locator::Locator;
pub use pick::Pick;
pub use segment::{Segment, push_segment};
pub use text::Text;

/// One parameter, or several that belong together.
///
/// A value is stored under its field's name; a shape (a toggle, a shared group) is several parameters at the same
/// level and ignores the name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a parameter",
    note = "a parameter is a `Text`, `String`, number, boolean, `Secret`, `Pick`, `Locator`, `JsonText`, an `Option` of those, or a type with `derive(Group)`, `derive(Collection)` or `derive(Choice)`"
)]
pub trait Parameter: Sized {
    /// What a form shows.
    const FORM: Form;

    /// Reads it from a node's resolved parameters, coercing as a user expects.
    ///
    /// # Errors
    /// What is missing or cannot be read, as issues, which never quote the value.
    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues>;

    /// What it adds to a request: a value sets the field `name`, a shape puts its members, `None` puts nothing.
    fn put(&self, name: &str, to: &mut Request);
}

/// Several parameters as one struct. `derive(Group)` puts them at the level of the field, `derive(Collection)`
/// below it, `derive(Operation)` gives them a route.
pub trait Group: Sized {
    /// The fields, in the order in which a form shows them.
    const FIELDS: &'static [Field];

    /// Reads all of them.
    ///
    /// # Errors
    /// All issues at once.
    fn read_all(from: &Parameters) -> Result<Self, Issues>;

    /// Puts all of them.
    fn put_all(&self, to: &mut Request);
}

/// An optional parameter is left out if it is absent or null, or an empty JSON text.
impl<T: Parameter> Parameter for Option<T> {
    const FORM: Form = T::FORM.optional();

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        match field.stored(from) {
            None => Ok(None),
            Some(value) if is_left_out(value, T::FORM.kind) => Ok(None),
            _ => T::read(from, field).map(Some),
        }
    }

    fn put(&self, name: &str, to: &mut Request) {
        if let Some(value) = self {
            value.put(name, to);
        }
    }
}

/// Whether a value counts as left out: an empty text is not JSON, a number or a choice, and an empty locator selects
/// nothing.
fn is_left_out(value: &Value, kind: Kind) -> bool {
    match (value, kind) {
        (Value::Object(locator), Kind::Locate(_)) => form::locates_nothing(locator),
        (Value::String(text), kind) => text.trim().is_empty() && left_out_when_empty(kind),
        _ => false,
    }
}

fn left_out_when_empty(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Json(_) | Kind::Number { .. } | Kind::DateTime | Kind::Options(_) | Kind::Boolean | Kind::Locate(_)
    )
}
