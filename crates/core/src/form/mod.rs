//! What a parameter shows in a form: constants, so that describing a node costs nothing until it is needed.

mod issues;
mod properties;
mod read;
mod rename;
mod schema;

use serde_json::{Map, Value, json};

use crate::Parameters;

pub use issues::{Issue, Issues, Problem};
pub use properties::properties;
pub use read::{locates_nothing, put_whole, read_collection, read_row, required, row_on_the_wire};
pub use rename::renamed;
pub use schema::{choices as choices_schema, object as object_schema};

/// What a type of parameter shows.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The control.
    pub kind: Kind,
    /// Whether it may be left out.
    pub optional: bool,
}

impl Form {
    /// A control that must be filled in.
    #[must_use]
    pub const fn of(kind: Kind) -> Self {
        Self { kind, optional: false }
    }

    /// The same, may be left out.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same with bounds, for a number; a compile-time error otherwise.
    #[must_use]
    pub const fn range(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        match self.kind {
            Kind::Number { .. } => self.kind = Kind::Number { min, max },
            _ => panic!("`range` is for numbers"),
        }
        self
    }

    /// The same for JSON of this shape; a compile-time error for other parameters.
    #[must_use]
    pub const fn json(mut self, shape: JsonShape) -> Self {
        match self.kind {
            Kind::Json(_) => self.kind = Kind::Json(shape),
            _ => panic!("`json` is for JSON parameters"),
        }
        self
    }
}

/// A control of a form.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line of text.
    String,
    /// Text that is not shown.
    Password,
    /// A switch.
    Boolean,
    /// A number, with bounds.
    Number {
        /// Smallest value.
        min: Option<i64>,
        /// Largest value.
        max: Option<i64>,
    },
    /// A JSON editor: text, or the value itself.
    Json(JsonShape),
    /// Date and time.
    DateTime,
    /// One of a list.
    Options(&'static [Choice]),
    /// Several of a list.
    MultiOptions(&'static [Choice]),
    /// One of a list that a loader gives.
    Load(&'static LoaderInfo),
    /// Several of a list that a loader gives.
    LoadMany(&'static LoaderInfo),
    /// A resource that is picked from a list which a loader searches, or named by its id.
    Locate(&'static LoaderInfo),
    /// Fields to be added one by one; n8n's `fixedCollection` where all of them are repeated groups.
    Collection(&'static [Field]),
    /// Rows, each with these fields; only inside a collection.
    Rows(&'static [Field]),
    /// Several fields at this level.
    Inline(&'static [Field]),
    /// A switch and what is shown on each of its sides.
    Toggle(&'static Toggle),
}

/// What the value of a JSON parameter usually is, told to those who need one type, such as tools of language models.
/// What the parameter takes is decided when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonShape {
    /// Not known: told as a text that holds JSON.
    Any,
    /// An object.
    Object,
    /// A list of objects.
    Objects,
    /// A list of texts, such as primary keys.
    Texts,
    /// A list of numbers.
    Numbers,
}

impl JsonShape {
    /// As a property's `typeOptions.jsonShape` says it.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::Object => Some("object"),
            Self::Objects => Some("objects"),
            Self::Texts => Some("texts"),
            Self::Numbers => Some("numbers"),
        }
    }
}

/// A switch that shows other fields on each of its sides.
#[derive(Clone, Copy, Debug)]
pub struct Toggle {
    /// The switch itself.
    pub switch: Field,
    /// Side shown until it is touched.
    pub default: bool,
    /// Fields shown when it is on.
    pub on: &'static [Field],
    /// Fields shown when it is off.
    pub off: &'static [Field],
    /// Whether the off side is written as "hide when on", which also shows it when the switch is an expression.
    pub hide: bool,
}

impl Toggle {
    /// The side that resolved parameters choose. A switch that is neither on nor off, such as a text, leaves the side whose
    /// parameters are shown; where an expression gave it, both are, and its value is read as people mean it.
    ///
    /// # Errors
    /// A switch whose value is neither on nor off where both sides are shown.
    pub fn is_on(&self, from: &Parameters) -> Result<bool, Issues> {
        if let Some(Value::Bool(on)) = from.get(self.switch.name) {
            return Ok(*on);
        }
        match (shows(self.on, from), shows(self.off, from)) {
            (true, false) => Ok(true),
            (false, true) => Ok(false),
            _ => <bool as crate::Parameter>::read(from, &self.switch.default(Literal::Bool(self.default))),
        }
    }
}

/// Whether any of the fields is among resolved parameters.
fn shows(fields: &[Field], from: &Parameters) -> bool {
    fields.iter().any(|field| match field.form.kind {
        Kind::Inline(inner) => shows(inner, from),
        Kind::Toggle(toggle) => from.contains_key(toggle.switch.name),
        _ => from.contains_key(field.name),
    })
}

/// What a form needs to know of an options loader.
#[derive(Clone, Copy, Debug)]
pub struct LoaderInfo {
    /// Name of the method.
    pub method: &'static str,
    /// Parameters whose change makes its options stale.
    pub depends_on: &'static [&'static str],
}

/// One entry of a list.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// What is stored and sent.
    pub value: &'static str,
    /// What people see.
    pub title: &'static str,
    /// Help.
    pub description: &'static str,
}

/// A default as a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// The kind's own.
    Unset,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text.
    Str(&'static str),
}

/// Where the request of a derived operation carries a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Where the parameters around it are.
    WithOthers,
    /// In the query.
    InQuery,
    /// Not as a field: in the path, where a function of its own puts it, or nowhere.
    Apart,
}

/// A parameter of a form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Name in the node's JSON.
    pub name: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// Help.
    pub description: &'static str,
    /// Text of the empty control.
    pub placeholder: &'static str,
    /// Value until it is touched.
    pub default: Literal,
    /// Older names, read if nothing is stored under the current one. Forms do not show them.
    pub aliases: &'static [&'static str],
    /// The control.
    pub form: Form,
    /// Where a request carries it, for checks of a definition.
    pub carried: Carried,
}

impl Field {
    /// A field with nothing but its control.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str, form: Form) -> Self {
        let carried = Carried::WithOthers;
        Self { name, title, description: "", placeholder: "", default: Literal::Unset, aliases: &[], form, carried }
    }

    /// With help.
    #[must_use]
    pub const fn description(mut self, text: &'static str) -> Self {
        self.description = text;
        self
    }

    /// With a text for the empty control.
    #[must_use]
    pub const fn placeholder(mut self, text: &'static str) -> Self {
        self.placeholder = text;
        self
    }

    /// With a value until it is touched.
    #[must_use]
    pub const fn default(mut self, value: Literal) -> Self {
        self.default = value;
        self
    }

    /// With older names.
    #[must_use]
    pub const fn aliases(mut self, names: &'static [&'static str]) -> Self {
        self.aliases = names;
        self
    }

    /// Carried elsewhere than the parameters around it.
    #[must_use]
    pub const fn carried(mut self, carried: Carried) -> Self {
        self.carried = carried;
        self
    }

    /// Its value among resolved parameters. Null is no value.
    #[must_use]
    pub fn stored<'a>(&self, from: &'a Parameters) -> Option<&'a Value> {
        from.get(self.name).filter(|value| !value.is_null())
    }

    /// The value until it is touched, as n8n stores it.
    #[must_use]
    pub fn default_value(&self) -> Value {
        match (self.default, self.form.kind) {
            (Literal::Null, _) => Value::Null,
            (Literal::Bool(b), _) => b.into(),
            (Literal::Int(n), _) => n.into(),
            (Literal::Str(s), _) => s.into(),
            (Literal::Unset, Kind::Boolean) => false.into(),
            (Literal::Unset, Kind::Number { .. } | Kind::Json(_)) => Value::Null,
            (Literal::Unset, Kind::MultiOptions(_) | Kind::LoadMany(_) | Kind::Rows(_)) => Value::Array(Vec::new()),
            (Literal::Unset, Kind::Collection(_)) => Value::Object(Map::new()),
            (literal, Kind::Locate(_)) => {
                let id = if let Literal::Str(id) = literal { id } else { "" };
                json!({ "__rl": true, "mode": if id.is_empty() { "list" } else { "id" }, "value": id })
            }
            (Literal::Unset, Kind::Toggle(toggle)) => toggle.default.into(),
            (Literal::Unset, _) => "".into(),
        }
    }

    /// An issue: it is missing.
    #[must_use]
    pub fn missing(&self) -> Issues {
        Issues::one(self.name, self.title, Problem::Missing)
    }

    /// An issue: its value cannot be read; `expected` completes "'Title' must be …". The value is not quoted.
    pub fn invalid(&self, expected: impl Into<String>) -> Issues {
        Issues::one(self.name, self.title, Problem::Invalid(expected.into()))
    }

    /// That it is wrong, as a whole sentence.
    pub fn wrong(&self, sentence: impl Into<String>) -> Issues {
        Issues::one(self.name, self.title, Problem::Sentence(sentence.into()))
    }
}
