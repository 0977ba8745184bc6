//! Rows of several tables together.

use std::{borrow::Cow, collections::HashMap};

use nodewright_core::Result;
use sqlparser::ast::{BinaryOperator, Expr, Ident, Join, JoinConstraint, JoinOperator, ObjectName};

use super::{
    scope::{Entry, Joined, Scope},
    unsupported,
    value::{holds, is_null},
};
use crate::flow::merge::{MOST_ITEMS, equality::group as key, too_many};

/// Every row with every one of a table.
pub fn product<'d>(rows: &[Joined<'d>], entries: &'d [Entry]) -> Result<Vec<Joined<'d>>> {
    if rows.len().saturating_mul(entries.len()) > MOST_ITEMS {
        return Err(too_many());
    }
    Ok(rows.iter().flat_map(|row| entries.iter().map(|entry| with(row, Some(entry)))).collect())
}

fn with<'d>(row: &Joined<'d>, entry: Option<&'d Entry>) -> Joined<'d> {
    row.iter().copied().chain([entry]).collect()
}

/// Rows joined with those of one more table, the last of `names`.
pub fn join_rows<'d>(
    names: &[String],
    rows: Vec<Joined<'d>>,
    entries: &'d [Entry],
    join: &Join,
) -> Result<Vec<Joined<'d>>> {
    use JoinOperator::{CrossJoin, FullOuter, Inner, Join as Plain, Left, LeftOuter, Right, RightOuter};
    let (constraint, keeps_left, keeps_right) = match &join.join_operator {
        CrossJoin(constraint) | Plain(constraint) | Inner(constraint) => (constraint, false, false),
        Left(constraint) | LeftOuter(constraint) => (constraint, true, false),
        Right(constraint) | RightOuter(constraint) => (constraint, false, true),
        FullOuter(constraint) => (constraint, true, true),
        _ => return Err(unsupported(join)),
    };
    let condition = match constraint {
        JoinConstraint::On(condition) => Some(Cow::Borrowed(condition)),
        JoinConstraint::Using(columns) => using(names, columns).map(Cow::Owned),
        JoinConstraint::None => None,
        _ => return Err(unsupported("NATURAL joins; write ON")),
    };
    let condition = condition.as_deref();
    let index = condition.map(|condition| Index::new(names, entries, condition)).transpose()?.flatten();
    let everything: Vec<usize> = (0..entries.len()).collect();
    let (mut joined, mut used) = (Vec::new(), vec![false; entries.len()]);
    for row in &rows {
        let candidates = match &index {
            Some(index) => index.candidates(names, row)?,
            None => &everything,
        };
        let before = joined.len();
        for candidate in candidates {
            let both = with(row, Some(&entries[*candidate]));
            let scope = Scope { names, row: &both, group: None };
            if condition.map_or(Ok(true), |condition| scope.value(condition).map(|value| holds(&value)))? {
                used[*candidate] = true;
                joined.push(both);
            }
            if joined.len() > MOST_ITEMS {
                return Err(too_many());
            }
        }
        if keeps_left && joined.len() == before {
            joined.push(with(row, None));
        }
    }
    if keeps_right {
        let unused = entries.iter().zip(&used).filter(|(_, used)| !**used);
        joined.extend(unused.map(|(entry, _)| with(&vec![None; names.len() - 1], Some(entry))));
    }
    Ok(joined)
}

/// Columns that the last table and one before it have in common, as a condition.
fn using(names: &[String], columns: &[ObjectName]) -> Option<Expr> {
    let table = Ident::new(names.last()?);
    let equations = columns.iter().map(|column| {
        let column = Ident::new(column.to_string());
        let right = Expr::CompoundIdentifier(vec![table.clone(), column.clone()]);
        both(Expr::Identifier(column), BinaryOperator::Eq, right)
    });
    equations.reduce(|a, b| both(a, BinaryOperator::And, b))
}

fn both(left: Expr, op: BinaryOperator, right: Expr) -> Expr {
    Expr::BinaryOp { left: Box::new(left), op, right: Box::new(right) }
}

/// The rows of a table by the value of an equation with the others, so that not each is compared with each.
struct Index<'e> {
    other: &'e Expr,
    rows: HashMap<String, Vec<usize>>,
}

impl<'e> Index<'e> {
    fn new(names: &[String], entries: &[Entry], condition: &'e Expr) -> Result<Option<Self>> {
        let Some(table) = names.last() else { return Ok(None) };
        let is_own = |side: &Expr| matches!(side, Expr::CompoundIdentifier(path) if path[0].value == *table);
        let is_other = |side: &Expr| matches!(side, Expr::CompoundIdentifier(path) if path[0].value != *table);
        let (own, other) = match condition {
            Expr::BinaryOp { left, op: BinaryOperator::And, right } => {
                return match Self::new(names, entries, left)? {
                    Some(index) => Ok(Some(index)),
                    None => Self::new(names, entries, right),
                };
            }
            Expr::BinaryOp { left, op: BinaryOperator::Eq, right } if is_own(right) && is_other(left) => (right, left),
            Expr::BinaryOp { left, op: BinaryOperator::Eq, right } if is_own(left) && is_other(right) => (left, right),
            _ => return Ok(None),
        };
        let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let row = with(&vec![None; names.len() - 1], Some(entry));
            let value = Scope { names, row: &row, group: None }.value(own)?;
            if !is_null(&value) {
                rows.entry(key(value.as_ref(), true)).or_default().push(index);
            }
        }
        Ok(Some(Self { other, rows }))
    }

    fn candidates(&self, names: &[String], row: &Joined<'_>) -> Result<&[usize]> {
        let value = Scope { names, row, group: None }.value(self.other)?;
        let found = (!is_null(&value)).then(|| self.rows.get(&key(value.as_ref(), true))).flatten();
        Ok(found.map_or(&[], Vec::as_slice))
    }
}
