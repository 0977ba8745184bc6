//! The names that an expression declares.

#[cfg(feature = "js")]
use super::ast::UnaryOp;
use super::ast::{Expr, ForBinding, Pattern, Statement};
use super::walk::{self, Node};
use std::collections::{HashMap, HashSet};

/// Names of variables, parameters, functions and classes anywhere in the expression; names that are only assigned are
/// left out.
pub fn declared(whole: &Expr) -> HashSet<&str> {
    // Patterns of assignments look like those of declarations, so the former are counted off.
    let mut balance: HashMap<&str, isize> = HashMap::new();
    walk::expr(whole, &mut |node| match node {
        Node::Pattern(Pattern::Identifier(name)) => *balance.entry(name).or_default() += 1,
        Node::Function(function) => {
            function.name.iter().for_each(|name| *balance.entry(name).or_default() += 1);
        }
        Node::Class(class) => class.name.iter().for_each(|name| *balance.entry(name).or_default() += 1),
        Node::Expr(Expr::Assign { target, .. }) => assigned(target, &mut balance),
        Node::Statement(
            Statement::ForIn { binding: ForBinding { declare: None, target }, .. }
            | Statement::ForOf { binding: ForBinding { declare: None, target }, .. },
        ) => assigned(target, &mut balance),
        _ => {}
    });
    balance.into_iter().filter(|(_, count)| *count > 0).map(|(name, _)| name).collect()
}

/// Names that the expression does more with than read: patterns (of assignments, and of declarations too), `++`, `delete`.
#[cfg(feature = "js")]
pub fn written(whole: &Expr) -> HashSet<&str> {
    let mut written = HashSet::new();
    walk::expr(whole, &mut |node| match node {
        Node::Pattern(Pattern::Identifier(name)) => {
            written.insert(&**name);
        }
        Node::Expr(Expr::Update { argument, .. } | Expr::Unary { op: UnaryOp::Delete, argument }) => {
            let mut inner = &**argument;
            while let Expr::Paren(next) = inner {
                inner = next;
            }
            if let Expr::Identifier(name) = inner {
                written.insert(&**name);
            }
        }
        _ => {}
    });
    written
}

fn assigned<'t>(target: &'t Pattern, balance: &mut HashMap<&'t str, isize>) {
    match target {
        Pattern::Identifier(name) => *balance.entry(name).or_default() -= 1,
        Pattern::Member(_) => {}
        Pattern::Default { target, .. } => assigned(target, balance),
        Pattern::Array { elements, rest } => {
            elements.iter().flatten().for_each(|element| assigned(element, balance));
            rest.iter().for_each(|rest| assigned(rest, balance));
        }
        Pattern::Object { properties, rest } => {
            properties.iter().for_each(|property| assigned(&property.value, balance));
            rest.iter().for_each(|rest| assigned(rest, balance));
        }
    }
}
