//! The fields of an operation or a credential.

use nodewright_core::{Choice, Field, JsonShape, Kind, Literal, Value, json};

use super::{Checked, Placed, router::repeated};

/// What chooses the operation, so that no parameter can be stored under it.
const RESERVED: [&str; 2] = ["resource", "operation"];

pub fn reserved(operation: &Checked) -> impl Iterator<Item = String> {
    let taken = operation.fields.iter().filter(|placed| RESERVED.contains(&placed.path.as_str()));
    taken.map(|placed| {
        let (of, name) = (&operation.name, &placed.path);
        format!("{of}: a parameter cannot be called '{name}', which chooses the operation; give it another `name`")
    })
}

pub fn secrets_in_query(operation: &Checked) -> impl Iterator<Item = String> {
    let secret = |placed: &&Placed| placed.in_query && matches!(placed.field.form.kind, Kind::Password);
    operation.fields.iter().filter(secret).map(|placed| {
        let (of, path) = (&operation.name, &placed.path);
        format!("{of}, parameter '{path}': a secret must not be in the query, which servers log; send it in the body or a header")
    })
}

/// What is wrong with each field of `of`, and between them.
pub fn problems(of: &str, noun: &str, all: &[Placed]) -> Vec<String> {
    let mut problems: Vec<_> =
        more_than_once(all).into_iter().map(|path| format!("{of}: {noun} '{path}' is there more than once")).collect();
    for Placed { path, field, .. } in all {
        problems.extend(of_field(field).into_iter().map(|wrong| format!("{of}, {noun} '{path}': {wrong}")));
    }
    problems
}

/// The paths that are shown more than once at the same time. On the two sides of a switch they may be the same.
fn more_than_once(all: &[Placed]) -> Vec<&str> {
    let mut paths = Vec::new();
    for (n, placed) in all.iter().enumerate() {
        let again = all[..n].iter().any(|earlier| earlier.path == placed.path && earlier.meets(placed));
        if again && !paths.contains(&placed.path.as_str()) {
            paths.push(placed.path.as_str());
        }
    }
    paths
}

fn of_field(field: &Field) -> Vec<String> {
    let mut wrong = Vec::new();
    match field.form.kind {
        Kind::Number { min: Some(min), max: Some(max) } if min > max => {
            wrong.push(format!("no number is in its range, at least {min} and at most {max}"));
            // Any default would be outside.
            return wrong;
        }
        Kind::Options(choices) | Kind::MultiOptions(choices) => wrong.extend(of_choices(choices)),
        _ => {}
    }
    wrong.extend(of_default(field).map(|wrong| format!("its default {wrong}")));
    wrong
}

fn of_choices(choices: &[Choice]) -> Vec<String> {
    if choices.is_empty() {
        return vec!["it has no choices".to_owned()];
    }
    let values: Vec<_> = choices.iter().map(|choice| choice.value).collect();
    repeated(&values).map(|value| format!("its choice '{value}' is there more than once")).collect()
}

/// What is wrong with a default, as the end of a sentence.
fn of_default(field: &Field) -> Option<String> {
    let must_be = |what: &str| Some(format!("must be {what}"));
    match (field.form.kind, field.default) {
        (_, Literal::Unset | Literal::Null) => None,
        // An expression gives what it gives.
        (_, Literal::Str(text)) if text.starts_with('=') => None,
        (Kind::String | Kind::Password | Kind::DateTime | Kind::Load(_) | Kind::Locate(_), Literal::Str(_)) => None,
        (Kind::String | Kind::Password | Kind::DateTime | Kind::Load(_) | Kind::Locate(_), _) => must_be("text"),
        (Kind::Boolean, Literal::Bool(_)) => None,
        (Kind::Boolean, _) => must_be("true or false"),
        (Kind::Number { min, max }, Literal::Int(number)) => match (min, max) {
            (Some(min), _) if number < min => Some(format!("is {number}, but its range starts at {min}")),
            (_, Some(max)) if number > max => Some(format!("is {number}, but its range ends at {max}")),
            _ => None,
        },
        (Kind::Number { .. }, _) => must_be("a number"),
        (Kind::Options(choices), Literal::Str(text)) => {
            // An empty text is no choice yet.
            let known = text.is_empty() || choices.iter().any(|choice| choice.value == text);
            let values = || choices.iter().map(|choice| choice.value).collect::<Vec<_>>().join(", ");
            (!known).then(|| format!("'{text}' is not one of its choices: {}", values()))
        }
        (Kind::Options(_), _) => must_be("one of its choices"),
        (Kind::Json(shape), default) => of_json(shape, default),
        (Kind::MultiOptions(_) | Kind::LoadMany(_) | Kind::Rows(_), _) => must_be("left out: a list starts empty"),
        (Kind::Collection(_), _) => must_be("left out: a collection starts empty"),
        // These are taken apart before they get here.
        (Kind::Inline(_) | Kind::Toggle(_), _) => None,
    }
}

fn of_json(shape: JsonShape, default: Literal) -> Option<String> {
    let value = match default {
        Literal::Str("") => return None,
        Literal::Str(text) => match json::read(text.as_bytes()) {
            Ok(value) => value,
            Err(_) => return Some("is not valid JSON".to_owned()),
        },
        Literal::Bool(value) => value.into(),
        Literal::Int(value) => value.into(),
        Literal::Unset | Literal::Null => Value::Null,
    };
    let list_of = |is: fn(&Value) -> bool| value.as_array().is_some_and(|list| list.iter().all(is));
    let (fits, expected) = match shape {
        JsonShape::Any => (true, ""),
        JsonShape::Object => (value.is_object(), "a JSON object"),
        JsonShape::Objects => (list_of(Value::is_object), "a JSON list of objects"),
        JsonShape::Texts => (list_of(Value::is_string), "a JSON list of texts"),
        JsonShape::Numbers => (list_of(Value::is_number), "a JSON list of numbers"),
    };
    (!fits).then(|| format!("must be {expected}"))
}
