//! The columns that a query makes.

use nodewright_core::{Result, serde_json::Map};
use sqlparser::ast::{Expr, Function, SelectItem, SelectItemQualifiedWildcardKind};

use super::{
    aggregate, failed,
    function::arguments,
    scope::{Entry, Scope},
    unsupported,
    value::Field,
};

/// The columns of a row. With `*` it is linked to the item whose fields came last, otherwise to those of all tables; a
/// group is linked to none.
pub fn projected(scope: &Scope<'_, '_>, projection: &[SelectItem], is_grouped: bool) -> Result<Entry> {
    let mut fields = Map::new();
    let mut put = |name: String, value: Field| {
        if let Some(value) = value {
            fields.insert(name, value);
        }
    };
    let mut takes_all = false;
    for item in projection {
        match item {
            SelectItem::UnnamedExpr(expression) => put(column_name(expression), scope.value(expression)?),
            SelectItem::ExprWithAlias { expr, alias } => put(alias.value.clone(), scope.value(expr)?),
            SelectItem::Wildcard(_) => {
                takes_all = true;
                let fields = scope.row.iter().flatten().flat_map(|entry| entry.fields.clone());
                fields.for_each(|(name, value)| put(name, Some(value)));
            }
            SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(table), _) => {
                let table = table.to_string();
                let place = scope.names.iter().position(|name| *name == table);
                let place = place.ok_or_else(|| failed(format!("Table does not exist: {table}")))?;
                let fields = scope.row.get(place).copied().flatten().map(|entry| entry.fields.clone());
                fields.into_iter().flatten().for_each(|(name, value)| put(name, Some(value)));
            }
            other => return Err(unsupported(other)),
        }
    }
    let mut links: Vec<_> = match is_grouped {
        true => Vec::new(),
        false => scope.row.iter().flatten().map(|entry| entry.links.clone()).collect(),
    };
    if takes_all {
        links = links.pop().into_iter().collect();
    }
    Ok(Entry { fields, links: links.concat() })
}

fn column_name(expression: &Expr) -> String {
    match expression {
        Expr::Identifier(name) => name.value.clone(),
        Expr::CompoundIdentifier(path) => path.last().map(|name| name.value.clone()).unwrap_or_default(),
        other => other.to_string(),
    }
}

/// Whether a column is about the rows of a group.
pub fn is_aggregate(item: &SelectItem) -> bool {
    match item {
        SelectItem::UnnamedExpr(expression) | SelectItem::ExprWithAlias { expr: expression, .. } => {
            has_aggregate(expression)
        }
        _ => false,
    }
}

/// Whether an aggregate function stands in an expression.
fn has_aggregate(expression: &Expr) -> bool {
    match expression {
        Expr::Function(Function { name, .. }) if aggregate::is_one(&name.to_string()) => true,
        Expr::Function(function) => arguments(function).is_ok_and(|all| all.into_iter().any(has_aggregate)),
        Expr::BinaryOp { left, right, .. } => has_aggregate(left) || has_aggregate(right),
        Expr::Nested(inner) | Expr::UnaryOp { expr: inner, .. } | Expr::Cast { expr: inner, .. } => {
            has_aggregate(inner)
        }
        Expr::Floor { expr: inner, .. } | Expr::Ceil { expr: inner, .. } => has_aggregate(inner),
        Expr::Case { conditions, else_result, .. } => {
            let parts = conditions.iter().flat_map(|when| [&when.condition, &when.result]);
            parts.chain(else_result.as_deref()).any(has_aggregate)
        }
        _ => false,
    }
}
