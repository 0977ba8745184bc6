//! What is wrong with a node's definition, found before anybody runs it.

mod fields;
mod loaders;
mod placed;
mod router;

use std::fmt;

use nodewright_core::{Connect, Definition};

use placed::{Placed, placed};

/// Looks a definition over, and reports all that is wrong with it at once: a loader that is missing, `depends_on` of an
/// unknown parameter, a default that is not a choice, of the wrong type or out of range, a range without numbers, an unknown
/// default resource or operation, the same operation or parameter twice, a reserved name, an operation of another
/// resource, a [`Secret`](nodewright_core::Secret) in a query.
///
/// As a test of a node it is one line:
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tickets/mod.rs"));
/// # fn main() { the_definition_is_sound().unwrap() }
/// use nodewright_testkit::{Problems, check};
///
/// // With `#[test]` before it.
/// fn the_definition_is_sound() -> Result<(), Problems> {
///     check(&V1)
/// }
/// ```
///
/// What it finds reads like this:
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tickets/mod.rs"));
/// # fn main() {
/// use nodewright_core::Definition;
/// use nodewright_testkit::check;
///
/// let problems = check(&Definition { loaders: &[], ..V1 }).unwrap_err();
/// assert_eq!(
///     problems.to_string(),
///     "tickets.list, parameter 'queue': its loader 'getQueues' is not in the node's `loaders`"
/// );
/// # }
/// ```
///
/// # Errors
/// All that is wrong, sentence by sentence.
pub fn check<C: Connect>(definition: &Definition<C>) -> Result<(), Problems> {
    let operations: Vec<_> = definition.router.operations().map(Checked::of).collect();
    let mut problems = router::problems(&definition.router);
    for operation in &operations {
        problems.extend(fields::reserved(operation).chain(fields::secrets_in_query(operation)));
        problems.extend(fields::problems(&operation.name, "parameter", &operation.fields));
    }
    let credential = format!("credential '{}'", definition.credential.name);
    problems.extend(fields::problems(&credential, "field", &placed(definition.credential.fields)));
    problems.extend(loaders::problems(definition.loaders, &operations));
    if problems.is_empty() { Ok(()) } else { Err(Problems(problems)) }
}

/// An operation with all fields of its form.
struct Checked {
    /// `resource.operation`.
    name: String,
    fields: Vec<Placed>,
}

impl Checked {
    fn of<C>(entry: &nodewright_core::Entry<C>) -> Self {
        let name = format!("{}.{}", entry.info.resource, entry.info.operation);
        Self { name, fields: placed(entry.fields) }
    }
}

/// What is wrong with a definition. Its `Display` and `Debug` are the sentences, one on each line.
#[derive(Clone, PartialEq, Eq)]
pub struct Problems(Vec<String>);

impl Problems {
    /// Sentence by sentence.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} problems\n{self}", self.0.len())
    }
}

impl std::error::Error for Problems {}
