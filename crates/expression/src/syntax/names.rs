//! The names that an expression declares.

use super::ast::{Expr, ForBinding, Pattern, Statement};
use super::walk::{self, Node};
use std::collections::{HashMap, HashSet};

/// Names of variables, parameters, functions and classes anywhere in the expression; what is only assigned is none.
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
