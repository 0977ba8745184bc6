//! Functions of the rows of a group.

use nodewright_core::{Result, Value};
use sqlparser::ast::{DuplicateTreatment, Function, FunctionArg, FunctionArgExpr, FunctionArguments};

use super::{
    failed,
    function::arguments,
    scope::Scope,
    value::{Field, equals, is_less, is_null, number, of_number},
};

/// Whether a function is about the rows of a group.
pub fn is_one(name: &str) -> bool {
    ["COUNT", "SUM", "AVG", "MIN", "MAX"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

pub fn value(scope: &Scope<'_, '_>, function: &Function) -> Result<Field> {
    let name = function.name.to_string().to_uppercase();
    let group = scope.group.ok_or_else(|| failed(format!("{name} can only stand in the columns and in HAVING")))?;
    let FunctionArguments::List(list) = &function.args else { return Err(failed(format!("{name} needs an argument"))) };
    if let [FunctionArg::Unnamed(FunctionArgExpr::Wildcard)] = list.args.as_slice() {
        return match name.as_str() {
            "COUNT" => Ok(of_number(group.len() as f64)),
            _ => Err(failed(format!("{name} needs a column"))),
        };
    }
    let [argument] = arguments(function)?[..] else { return Err(failed(format!("{name} needs one argument"))) };
    let mut values: Vec<Field> = Vec::new();
    for row in group {
        let value = Scope { row, group: None, ..*scope }.value(argument)?;
        if !is_null(&value) {
            values.push(value);
        }
    }
    if list.duplicate_treatment == Some(DuplicateTreatment::Distinct) {
        let all = std::mem::take(&mut values);
        for value in all {
            if !values.iter().any(|known| equals(known, &value)) {
                values.push(value);
            }
        }
    }
    let sum = || values.iter().map(number).sum::<f64>();
    let most = |is_better: fn(&Field, &Field) -> bool| {
        values.iter().fold(
            None,
            |best: Field, value| if is_null(&best) || is_better(value, &best) { value.clone() } else { best },
        )
    };
    Ok(match name.as_str() {
        "COUNT" => of_number(values.len() as f64),
        _ if values.is_empty() => Some(Value::Null),
        "SUM" => of_number(sum()),
        "AVG" => of_number(sum() / values.len() as f64),
        "MIN" => most(is_less),
        _ => most(|a, b| is_less(b, a)),
    })
}
