//! Operators and how tight they bind.

use super::SyntaxError;
use super::ast::{BinaryOp, Expr, LogicalOp};
use super::parser::Result;

/// `a ?? b || c` needs parentheses.
pub fn refuse_mixed(op: LogicalOp, side: &Expr) -> Result<()> {
    match side {
        Expr::Logical { op: other, .. } if (op == LogicalOp::Coalesce) != (*other == LogicalOp::Coalesce) => {
            Err(SyntaxError)
        }
        _ => Ok(()),
    }
}

pub fn power_of(rest: &[(BinaryOp, Expr)]) -> u8 {
    rest.first().map_or(0, |(op, _)| precedence(*op))
}

pub fn logical_op(operator: &str) -> Option<(LogicalOp, u8)> {
    Some(match operator {
        "??" => (LogicalOp::Coalesce, 1),
        "||" => (LogicalOp::Or, 1),
        "&&" => (LogicalOp::And, 2),
        _ => return None,
    })
}

pub fn binary_op(operator: &str) -> Option<(BinaryOp, u8)> {
    let op = match operator {
        "|" => BinaryOp::BitOr,
        "^" => BinaryOp::BitXor,
        "&" => BinaryOp::BitAnd,
        "==" => BinaryOp::Equal,
        "!=" => BinaryOp::NotEqual,
        "===" => BinaryOp::StrictEqual,
        "!==" => BinaryOp::StrictNotEqual,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterEqual,
        "in" => BinaryOp::In,
        "instanceof" => BinaryOp::InstanceOf,
        "<<" => BinaryOp::ShiftLeft,
        ">>" => BinaryOp::ShiftRight,
        ">>>" => BinaryOp::ShiftRightUnsigned,
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Remainder,
        "**" => BinaryOp::Power,
        _ => return None,
    };
    Some((op, precedence(op)))
}

pub fn precedence(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::BitOr => 3,
        BinaryOp::BitXor => 4,
        BinaryOp::BitAnd => 5,
        BinaryOp::Equal | BinaryOp::NotEqual | BinaryOp::StrictEqual | BinaryOp::StrictNotEqual => 6,
        BinaryOp::Less
        | BinaryOp::LessEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterEqual
        | BinaryOp::In
        | BinaryOp::InstanceOf => 7,
        BinaryOp::ShiftLeft | BinaryOp::ShiftRight | BinaryOp::ShiftRightUnsigned => 8,
        BinaryOp::Add | BinaryOp::Subtract => 9,
        BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Remainder => 10,
        BinaryOp::Power => 11,
    }
}
