//! What an expression sees: the row of each table, and the rows of its group.

use nodewright_core::{NodeError, Result, Value, serde_json::Map};
use sqlparser::ast::{
    BinaryOperator, CaseWhen, CastKind, DataType, Expr, Ident, InTarget, UnaryOperator, Value as Literal,
};

use super::{
    aggregate, failed, function, unsupported,
    value::{Field, equals, holds, is_less, is_like, is_null, number, of_number, text_of},
};

/// The item of an input that a row comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub input: usize,
    pub item: usize,
}

/// A row of a table.
#[derive(Clone)]
pub struct Entry {
    pub fields: Map<String, Value>,
    pub links: Vec<Link>,
}

/// A row of joined tables: of each its row, if it has one.
pub type Joined<'t> = Vec<Option<&'t Entry>>;

/// What an expression sees.
#[derive(Clone, Copy)]
pub struct Scope<'s, 't> {
    /// The names of the tables.
    pub names: &'s [String],
    pub row: &'s [Option<&'t Entry>],
    /// The rows that aggregate functions go over.
    pub group: Option<&'s [Joined<'t>]>,
}

impl Scope<'_, '_> {
    pub fn value(&self, expression: &Expr) -> Result<Field> {
        Ok(match expression {
            Expr::Identifier(name) => self.column(name),
            Expr::CompoundIdentifier(names) => self.path(names),
            Expr::Value(literal) => self.literal(&literal.value)?,
            Expr::Nested(inner) => self.value(inner)?,
            Expr::IsNull(inner) => truth(is_null(&self.value(inner)?)),
            Expr::IsNotNull(inner) => truth(!is_null(&self.value(inner)?)),
            Expr::IsTrue(inner) => truth(holds(&self.value(inner)?)),
            Expr::IsFalse(inner) => truth(!holds(&self.value(inner)?)),
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => truth(!holds(&self.value(expr)?)),
            Expr::UnaryOp { op: UnaryOperator::Minus, expr } => of_number(-number(&self.value(expr)?)),
            Expr::UnaryOp { op: UnaryOperator::Plus, expr } => of_number(number(&self.value(expr)?)),
            Expr::BinaryOp { .. } => self.chain(expression)?,
            Expr::Between { expr, negated, low, high } => {
                let (value, low, high) = (self.value(expr)?, self.value(low)?, self.value(high)?);
                let is_between = !is_null(&value) && !is_less(&value, &low) && !is_less(&high, &value);
                truth(is_between != *negated)
            }
            Expr::In { expr, target: InTarget::List(list), negated, .. } => {
                let value = self.value(expr)?;
                let mut found = false;
                for other in list {
                    found = found || equals(&value, &self.value(other)?);
                }
                truth(found != *negated)
            }
            Expr::Like { negated, any: false, expr, pattern, escape_char: None }
            | Expr::ILike { negated, any: false, expr, pattern, escape_char: None } => {
                let (value, pattern) = (self.value(expr)?, self.value(pattern)?);
                let is_like = !is_null(&value) && is_like(&text_of(&value), &text_of(&pattern));
                truth(is_like != *negated)
            }
            Expr::Case { operand, conditions, else_result, .. } => {
                let operand = operand.as_deref().map(|operand| self.value(operand)).transpose()?;
                for CaseWhen { condition, result } in conditions {
                    let condition = self.value(condition)?;
                    let is_case = operand.as_ref().map_or_else(|| holds(&condition), |value| equals(value, &condition));
                    if is_case {
                        return self.value(result);
                    }
                }
                else_result.as_deref().map_or(Ok(None), |result| self.value(result))?
            }
            Expr::Cast { kind: CastKind::Cast, expr, data_type, .. } => cast(self.value(expr)?, data_type)?,
            Expr::Function(call) if aggregate::is_one(&call.name.to_string()) => aggregate::value(self, call)?,
            other => function::value(self, other)?,
        })
    }

    /// Operators of which each takes what those before it give: a loop, as there may be hundreds in a row.
    fn chain(&self, expression: &Expr) -> Result<Field> {
        let (mut first, mut steps) = (expression, Vec::new());
        while let Expr::BinaryOp { left, op, right } = first {
            steps.push((op, right));
            first = left;
        }
        let first = self.value(first);
        steps.into_iter().rev().fold(first, |value, (operator, right)| self.step(value?, operator, right))
    }

    fn step(&self, a: Field, operator: &BinaryOperator, right: &Expr) -> Result<Field> {
        match operator {
            BinaryOperator::And if !holds(&a) => return Ok(truth(false)),
            BinaryOperator::Or if holds(&a) => return Ok(truth(true)),
            BinaryOperator::And | BinaryOperator::Or => return Ok(truth(holds(&self.value(right)?))),
            BinaryOperator::Arrow => return Ok(member(a, &self.name(right)?)),
            _ => {}
        }
        let b = self.value(right)?;
        let known = !is_null(&a) && !is_null(&b);
        Ok(match operator {
            BinaryOperator::Eq => truth(equals(&a, &b)),
            BinaryOperator::NotEq => truth(known && !equals(&a, &b)),
            BinaryOperator::Lt => truth(is_less(&a, &b)),
            BinaryOperator::Gt => truth(is_less(&b, &a)),
            BinaryOperator::LtEq => truth(is_less(&a, &b) || equals(&a, &b)),
            BinaryOperator::GtEq => truth(is_less(&b, &a) || equals(&a, &b)),
            BinaryOperator::StringConcat => Some(format!("{}{}", text_of(&a), text_of(&b)).into()),
            BinaryOperator::Plus
                if known && [&a, &b].iter().any(|field| field.as_ref().is_some_and(Value::is_string)) =>
            {
                Some(format!("{}{}", text_of(&a), text_of(&b)).into())
            }
            _ if !known => None,
            BinaryOperator::Plus => of_number(number(&a) + number(&b)),
            BinaryOperator::Minus => of_number(number(&a) - number(&b)),
            BinaryOperator::Multiply => of_number(number(&a) * number(&b)),
            BinaryOperator::Divide => of_number(number(&a) / number(&b)),
            BinaryOperator::Modulo => of_number(number(&a) % number(&b)),
            other => return Err(unsupported(format_args!("the operator {other}"))),
        })
    }

    /// A column of the first table that has it in this row. What stands in double quotes and is no column is
    /// a text.
    fn column(&self, name: &Ident) -> Field {
        let found = self.row.iter().flatten().find_map(|entry| entry.fields.get(&name.value));
        match found {
            None if name.quote_style == Some('"') => Some(Value::from(name.value.clone())),
            found => found.cloned(),
        }
    }

    /// `table.column`, and what is inside of it.
    fn path(&self, names: &[Ident]) -> Field {
        let [first, rest @ ..] = names else { return None };
        let inside = |value, names: &[Ident]| names.iter().fold(value, |value, name| member(value, &name.value));
        match (self.names.iter().position(|name| *name == first.value), rest) {
            (Some(table), [column, rest @ ..]) => {
                let entry = self.row.get(table).copied().flatten();
                inside(entry.and_then(|entry| entry.fields.get(&column.value)).cloned(), rest)
            }
            _ => inside(self.column(first), rest),
        }
    }

    fn name(&self, expression: &Expr) -> Result<String> {
        match expression {
            Expr::Identifier(name) => Ok(name.value.clone()),
            other => Ok(text_of(&self.value(other)?)),
        }
    }

    fn literal(&self, literal: &Literal) -> Result<Field> {
        Ok(match literal {
            Literal::Number(digits, _) => {
                of_number(digits.parse().map_err(|_| failed(format!("Invalid number {digits}")))?)
            }
            Literal::SingleQuotedString(text) | Literal::DoubleQuotedString(text) => Some(text.clone().into()),
            Literal::Boolean(value) => Some((*value).into()),
            Literal::Null => Some(Value::Null),
            Literal::Placeholder(name) => return Err(unsupported(format_args!("the placeholder {name}"))),
            other => return Err(unsupported(format_args!("the literal {other}"))),
        })
    }
}

pub fn truth(value: bool) -> Field {
    Some(value.into())
}

fn member(value: Field, name: &str) -> Field {
    match value? {
        Value::Object(mut map) => map.shift_remove(name),
        Value::Array(list) => list.into_iter().nth(name.parse().ok()?),
        _ => None,
    }
}

fn cast(value: Field, kind: &DataType) -> Result<Field, NodeError> {
    if is_null(&value) {
        return Ok(value);
    }
    let name = kind.to_string().to_uppercase();
    let is = |names: &[&str]| names.iter().any(|known| name.starts_with(known));
    Ok(match () {
        () if is(&["INT", "BIGINT", "SMALLINT", "TINYINT"]) => of_number(number(&value).trunc()),
        () if is(&["FLOAT", "DOUBLE", "REAL", "NUMERIC", "DECIMAL", "NUMBER"]) => of_number(number(&value)),
        () if is(&["VARCHAR", "CHAR", "STRING", "TEXT", "NVARCHAR"]) => Some(text_of(&value).into()),
        () if is(&["BOOL"]) => truth(holds(&value)),
        () => return Err(unsupported(format_args!("CAST to {kind}"))),
    })
}
