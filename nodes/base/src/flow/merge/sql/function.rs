//! Functions of one row.

use nodewright_core::{Result, Value};
use sqlparser::ast::{CeilFloorKind, DateTimeField, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments};

use super::{
    failed,
    scope::Scope,
    unsupported,
    value::{Field, equals, is_null, number, of_number, text_of},
};

/// What an expression gives that is a function, or written like one.
pub fn value(scope: &Scope<'_, '_>, expression: &Expr) -> Result<Field> {
    let plain = |field: &CeilFloorKind| matches!(field, CeilFloorKind::DateTimeField(DateTimeField::NoDateTime));
    match expression {
        Expr::Ceil { expr, field } if plain(field) => call("CEIL", &[scope.value(expr)?]),
        Expr::Floor { expr, field } if plain(field) => call("FLOOR", &[scope.value(expr)?]),
        Expr::Trim { expr, trim_where: None, trim_what: None, trim_characters: None } => {
            call("TRIM", &[scope.value(expr)?])
        }
        Expr::Substring { expr, substring_from, substring_for, .. } => {
            let mut arguments = vec![scope.value(expr)?];
            for position in [substring_from, substring_for].into_iter().flatten() {
                arguments.push(scope.value(position)?);
            }
            call("SUBSTRING", &arguments)
        }
        Expr::Function(function) => {
            let arguments = arguments(function)?.into_iter().map(|argument| scope.value(argument));
            call(&function.name.to_string().to_uppercase(), &arguments.collect::<Result<Vec<_>>>()?)
        }
        other => Err(unsupported(other)),
    }
}

/// The arguments of a call that has nothing beside them.
pub fn arguments(function: &Function) -> Result<Vec<&Expr>> {
    if function.over.is_some() || function.filter.is_some() || !function.within_group.is_empty() {
        return Err(unsupported(function));
    }
    let FunctionArguments::List(list) = &function.args else { return Ok(Vec::new()) };
    let one = |argument| match argument {
        &FunctionArg::Unnamed(FunctionArgExpr::Expr(ref expression)) => Ok(expression),
        other => Err(unsupported(other)),
    };
    list.args.iter().map(one).collect()
}

fn call(name: &str, arguments: &[Field]) -> Result<Field> {
    let first = || arguments.first().ok_or_else(|| failed(format!("{name} needs an argument")));
    let text = |change: fn(&str) -> String| -> Result<Field> {
        let value = first()?;
        Ok(if is_null(value) { None } else { Some(change(&text_of(value)).into()) })
    };
    let math = |change: fn(f64) -> f64| -> Result<Field> {
        let value = first()?;
        Ok(if is_null(value) { None } else { of_number(change(number(value))) })
    };
    match name {
        "UPPER" | "UCASE" => text(str::to_uppercase),
        "LOWER" | "LCASE" => text(str::to_lowercase),
        "TRIM" => text(|text| text.trim().to_owned()),
        "LTRIM" => text(|text| text.trim_start().to_owned()),
        "RTRIM" => text(|text| text.trim_end().to_owned()),
        "REVERSE" => text(|text| text.chars().rev().collect()),
        "LENGTH" | "LEN" | "CHAR_LENGTH" => {
            let value = first()?;
            Ok(if is_null(value) { None } else { of_number(text_of(value).encode_utf16().count() as f64) })
        }
        "ABS" => math(f64::abs),
        "CEIL" | "CEILING" => math(f64::ceil),
        "FLOOR" => math(f64::floor),
        "SQRT" => math(f64::sqrt),
        "ROUND" => {
            let digits = arguments.get(1).map_or(0.0, number);
            let scale = 10_f64.powi(digits.clamp(-300.0, 300.0) as i32);
            let value = first()?;
            Ok(if is_null(value) { None } else { of_number((number(value) * scale + 0.5).floor() / scale) })
        }
        "CONCAT" => Ok(Some(arguments.iter().map(text_of).collect::<String>().into())),
        "COALESCE" | "IFNULL" => Ok(arguments.iter().find(|value| !is_null(value)).cloned().flatten()),
        "NULLIF" => match arguments {
            [a, b] => Ok(if equals(a, b) { Some(Value::Null) } else { a.clone() }),
            _ => Err(failed("NULLIF needs two arguments")),
        },
        "REPLACE" => match arguments {
            [value, from, to] => Ok(Some(text_of(value).replace(&text_of(from), &text_of(to)).into())),
            _ => Err(failed("REPLACE needs three arguments")),
        },
        "SUBSTRING" | "SUBSTR" | "MID" => {
            let text: Vec<char> = text_of(first()?).chars().collect();
            // Positions count from 1.
            let from = (arguments.get(1).map_or(1.0, number) - 1.0).clamp(0.0, text.len() as f64) as usize;
            let count = arguments.get(2).map_or(f64::INFINITY, number).clamp(0.0, (text.len() - from) as f64) as usize;
            Ok(Some(text[from..from + count].iter().collect::<String>().into()))
        }
        other => Err(unsupported(format_args!("the function {other}"))),
    }
}
