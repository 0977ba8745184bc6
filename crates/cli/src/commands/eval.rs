//! `nodewright eval`

use nodewright::{Runtime, serde_json::json};
use nodewright_server::{evaluate, requests::Evaluate};

use super::print;
use crate::{arguments::Eval, failure::Failure, input};

/// Evaluates an expression and prints its value.
pub async fn eval(eval: Eval) -> Result<(), Failure> {
    let items = match (&eval.json, &eval.items) {
        (Some(path), _) => Some(vec![json!({ "json": input::json(path, "input")? })]),
        (_, Some(path)) => Some(input::item_values(path)?),
        (None, None) => None,
    };
    let call = Evaluate {
        // A parameter's text is an expression where it starts with `=`; here nothing else makes sense.
        expression: if eval.expression.starts_with('=') { eval.expression } else { format!("={}", eval.expression) },
        items,
        item_index: Some(eval.item),
        zone: Some(eval.zone),
        ..Evaluate::default()
    };
    match evaluate::plain(&Runtime::builder().build()?, call).await? {
        Some(value) => print(&value, false),
        None => Ok(()),
    }
}
