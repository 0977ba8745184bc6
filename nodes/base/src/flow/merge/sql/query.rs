//! Queries: tables joined, rows chosen, grouped, ordered and made.

use std::collections::HashMap;

use nodewright_core::{Result, Value};
use sqlparser::ast::{
    Distinct, Expr, GroupByExpr, LimitClause, OrderByKind, OrderBySort, Query, Select, SetExpr, SetOperator,
    SetQuantifier, TableFactor, TableWithJoins,
};

use super::{
    column::{is_aggregate, projected},
    failed,
    join::{join_rows, product},
    scope::{Entry, Joined, Scope},
    unsupported,
    value::{Field, holds, number, order},
};
use crate::flow::merge::{MOST_ITEMS, equality::group as key};

/// Works out queries over tables.
pub struct Rows<'t> {
    pub tables: &'t [(String, Vec<Entry>)],
}

impl Rows<'_> {
    pub fn of(&self, query: &Query) -> Result<Vec<Entry>> {
        if query.with.is_some() || query.fetch.is_some() || !query.locks.is_empty() || query.for_clause.is_some() {
            return Err(unsupported("WITH, FETCH and FOR"));
        }
        let keys = match query.order_by.as_ref().map(|order| &order.kind) {
            None => &[][..],
            Some(OrderByKind::Expressions(keys)) => keys,
            Some(OrderByKind::All(_)) => return Err(unsupported("ORDER BY ALL")),
        };
        let mut rows = self.set(&query.body, &keys.iter().map(|key| &key.expr).collect::<Vec<_>>())?;
        rows.sort_by(|(a, _), (b, _)| {
            let ordered = a.iter().zip(b).zip(keys).map(|((a, b), key)| match &key.options.sort {
                Some(OrderBySort::Desc) => order(b, a),
                _ => order(a, b),
            });
            ordered.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        });
        let (offset, limit) = limits(query.limit_clause.as_ref())?;
        Ok(rows.into_iter().skip(offset).take(limit).map(|(_, row)| row).collect())
    }

    /// Rows with the values that they are ordered by.
    fn set(&self, body: &SetExpr, keys: &[&Expr]) -> Result<Vec<(Vec<Field>, Entry)>> {
        match body {
            SetExpr::Select(select) => self.select(select, keys),
            SetExpr::Query(query) => {
                let rows = self.of(query)?;
                rows.into_iter().map(|row| Ok((output_keys(&row, keys)?, row))).collect()
            }
            SetExpr::SetOperation { left, op: SetOperator::Union, set_quantifier, right } => {
                let mut rows = self.set(left, keys)?;
                rows.extend(self.set(right, keys)?);
                match set_quantifier {
                    SetQuantifier::All => Ok(rows),
                    SetQuantifier::None | SetQuantifier::Distinct => Ok(distinct(rows)),
                    other => Err(unsupported(format_args!("UNION {other}"))),
                }
            }
            SetExpr::SetOperation { op, .. } => Err(unsupported(op)),
            _ => Err(unsupported("anything but SELECT")),
        }
    }

    fn select(&self, select: &Select, keys: &[&Expr]) -> Result<Vec<(Vec<Field>, Entry)>> {
        if select.top.is_some()
            || select.into.is_some()
            || select.qualify.is_some()
            || !select.lateral_views.is_empty()
            || !select.connect_by.is_empty()
        {
            return Err(unsupported("TOP, INTO, QUALIFY, LATERAL VIEW and CONNECT BY"));
        }
        if select.projection.is_empty() {
            return Err(failed("SELECT needs columns"));
        }
        let derived = self.derived(&select.from)?;
        let (names, mut rows) = self.joined(&select.from, &derived)?;
        if let Some(condition) = &select.selection {
            rows = kept(rows, &names, condition)?;
        }
        let GroupByExpr::Expressions(by, modifiers) = &select.group_by else { return Err(unsupported("GROUP BY ALL")) };
        if !modifiers.is_empty() {
            return Err(unsupported("modifiers of GROUP BY"));
        }
        let is_grouped = !by.is_empty() || select.having.is_some() || select.projection.iter().any(is_aggregate);
        let groups = match is_grouped {
            true => grouped(rows, &names, by)?,
            false => rows.into_iter().map(|row| vec![row]).collect(),
        };
        let mut made = Vec::new();
        for group in &groups {
            // A group over no rows has none; its columns are those of no table.
            let row: &[_] = group.first().map_or(&[], Vec::as_slice);
            let scope = Scope { names: &names, row, group: is_grouped.then_some(group.as_slice()) };
            if let Some(having) = &select.having
                && !holds(&scope.value(having)?)
            {
                continue;
            }
            let row = projected(&scope, &select.projection, is_grouped)?;
            let values = keys.iter().map(|key| ordered_by(&scope, &row, key)).collect::<Result<_>>()?;
            made.push((values, row));
        }
        match &select.distinct {
            None | Some(Distinct::All) => Ok(made),
            Some(Distinct::Distinct) => Ok(distinct(made)),
            Some(Distinct::On(_)) => Err(unsupported("DISTINCT ON")),
        }
    }

    /// The rows of the queries that stand in the place of tables.
    fn derived(&self, from: &[TableWithJoins]) -> Result<Vec<(String, Vec<Entry>)>> {
        let factors = from
            .iter()
            .flat_map(|table| [&table.relation].into_iter().chain(table.joins.iter().map(|join| &join.relation)));
        let mut derived = Vec::new();
        for factor in factors {
            if let TableFactor::Derived { subquery, alias: Some(alias), lateral: false, .. } = factor {
                derived.push((alias.name.value.clone(), self.of(subquery)?));
            }
        }
        Ok(derived)
    }

    /// The name of a table and its rows.
    fn table<'d>(&'d self, factor: &TableFactor, derived: &'d [(String, Vec<Entry>)]) -> Result<(String, &'d [Entry])> {
        match factor {
            TableFactor::Table { name, alias, args: None, .. } => {
                let name = name.to_string();
                let (_, rows) = self
                    .tables
                    .iter()
                    .find(|(known, _)| known.eq_ignore_ascii_case(&name))
                    .ok_or_else(|| failed(format!("Table does not exist: {name}")))?;
                Ok((alias.as_ref().map_or(name, |alias| alias.name.value.clone()), rows))
            }
            TableFactor::Derived { alias: Some(alias), lateral: false, .. } => {
                let found = derived.iter().find(|(name, _)| *name == alias.name.value);
                found.map(|(name, rows)| (name.clone(), rows.as_slice())).ok_or_else(|| unsupported(factor))
            }
            other => Err(unsupported(other)),
        }
    }

    fn joined<'d>(
        &'d self,
        from: &[TableWithJoins],
        derived: &'d [(String, Vec<Entry>)],
    ) -> Result<(Vec<String>, Vec<Joined<'d>>)> {
        // Without a table there is one row without columns.
        let (mut names, mut rows) = (Vec::new(), vec![Vec::new()]);
        for table in from {
            let (name, entries) = self.table(&table.relation, derived)?;
            names.push(name);
            rows = product(&rows, entries)?;
            for join in &table.joins {
                let (name, entries) = self.table(&join.relation, derived)?;
                names.push(name);
                rows = join_rows(&names, rows, entries, join)?;
            }
        }
        Ok((names, rows))
    }
}

fn kept<'d>(rows: Vec<Joined<'d>>, names: &[String], condition: &Expr) -> Result<Vec<Joined<'d>>> {
    let mut kept = Vec::new();
    for row in rows {
        if holds(&Scope { names, row: &row, group: None }.value(condition)?) {
            kept.push(row);
        }
    }
    Ok(kept)
}

/// Rows in groups of equal values, in the order in which the groups begin; one group of all where there are none to
/// group by.
fn grouped<'d>(rows: Vec<Joined<'d>>, names: &[String], by: &[Expr]) -> Result<Vec<Vec<Joined<'d>>>> {
    if by.is_empty() {
        return Ok(vec![rows]);
    }
    let (mut groups, mut places) = (Vec::<Vec<_>>::new(), HashMap::new());
    for row in rows {
        let scope = Scope { names, row: &row, group: None };
        let values = by.iter().map(|by| Ok(key(scope.value(by)?.as_ref(), false))).collect::<Result<Vec<_>>>()?;
        let place = *places.entry(values).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(row);
    }
    Ok(groups)
}

/// What a row is ordered by: a column that was made, its number, or an expression.
fn ordered_by(scope: &Scope<'_, '_>, row: &Entry, key: &Expr) -> Result<Field> {
    match made_column(row, key) {
        Some(value) => Ok(Some(value)),
        None => scope.value(key),
    }
}

fn made_column(row: &Entry, key: &Expr) -> Option<Value> {
    match key {
        Expr::Identifier(name) => row.fields.get(&name.value).cloned(),
        Expr::Value(literal) => {
            let place = literal.to_string().parse::<usize>().ok()?.checked_sub(1)?;
            row.fields.values().nth(place).cloned()
        }
        _ => None,
    }
}

fn output_keys(row: &Entry, keys: &[&Expr]) -> Result<Vec<Field>> {
    let scope = Scope { names: &[], row: &[Some(row)], group: None };
    keys.iter().map(|key| ordered_by(&scope, row, key)).collect()
}

fn distinct(rows: Vec<(Vec<Field>, Entry)>) -> Vec<(Vec<Field>, Entry)> {
    let mut seen = std::collections::HashSet::new();
    let is_new = |(_, row): &(Vec<Field>, Entry)| seen.insert(key(Some(&Value::Object(row.fields.clone())), false));
    rows.into_iter().filter(is_new).collect()
}

/// How many rows to leave out and how many to take.
fn limits(clause: Option<&LimitClause>) -> Result<(usize, usize)> {
    let scope = Scope { names: &[], row: &[], group: None };
    let count = |expression: Option<&Expr>, otherwise: usize| -> Result<usize> {
        let Some(expression) = expression else { return Ok(otherwise) };
        let count = number(&scope.value(expression)?);
        Ok(if count.is_nan() { otherwise } else { count.clamp(0.0, MOST_ITEMS as f64) as usize })
    };
    match clause {
        None => Ok((0, usize::MAX)),
        Some(LimitClause::LimitOffset { limit, offset, limit_by }) if limit_by.is_empty() => {
            Ok((count(offset.as_ref().map(|offset| &offset.value), 0)?, count(limit.as_ref(), usize::MAX)?))
        }
        Some(LimitClause::OffsetCommaLimit { offset, limit }) => Ok((count(Some(offset), 0)?, count(Some(limit), 0)?)),
        Some(_) => Err(unsupported("LIMIT BY")),
    }
}
