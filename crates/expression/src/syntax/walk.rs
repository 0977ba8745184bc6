//! Every node of a tree, outermost first.

use super::ast::{
    Class, ClassMember, Element, Expr, Function, FunctionBody, MemberKey, Pattern, Property, PropertyKey, Statement,
};

/// What a walk comes by.
#[derive(Clone, Copy)]
pub enum Node<'t> {
    Expr(&'t Expr),
    Function(&'t Function),
    Class(&'t Class),
    Statement(&'t Statement),
    Pattern(&'t Pattern),
    Key(&'t PropertyKey),
}

type Visit<'v, 't> = &'v mut dyn FnMut(Node<'t>);

pub fn statements<'t>(all: &'t [Statement], visit: Visit<'_, 't>) {
    all.iter().for_each(|statement| self::statement(statement, visit));
}

pub fn statement<'t>(statement: &'t Statement, visit: Visit<'_, 't>) {
    visit(Node::Statement(statement));
    match statement {
        Statement::Empty
        | Statement::Debugger
        | Statement::With
        | Statement::Break(_)
        | Statement::Continue(_)
        | Statement::Return(None) => {}
        Statement::Expression(value) | Statement::Throw(value) | Statement::Return(Some(value)) => expr(value, visit),
        Statement::Declare { declarations, .. } => {
            for declaration in declarations {
                pattern(&declaration.target, visit);
                declaration.value.iter().for_each(|value| expr(value, visit));
            }
        }
        Statement::Function(inner) => function(inner, visit),
        Statement::Class(inner) => class(inner, visit),
        Statement::If { test, then, otherwise } => {
            expr(test, visit);
            self::statement(then, visit);
            otherwise.iter().for_each(|otherwise| self::statement(otherwise, visit));
        }
        Statement::For { init, test, update, body } => {
            init.iter().for_each(|init| self::statement(init, visit));
            test.iter().chain(update).for_each(|value| expr(value, visit));
            self::statement(body, visit);
        }
        Statement::ForIn { binding, object: value, body } | Statement::ForOf { binding, iterable: value, body, .. } => {
            pattern(&binding.target, visit);
            expr(value, visit);
            self::statement(body, visit);
        }
        Statement::While { test, body } | Statement::DoWhile { body, test } => {
            expr(test, visit);
            self::statement(body, visit);
        }
        Statement::Switch { value, cases } => {
            expr(value, visit);
            for case in cases {
                case.test.iter().for_each(|test| expr(test, visit));
                statements(&case.body, visit);
            }
        }
        Statement::Try { block, handler, finalizer } => {
            statements(block, visit);
            if let Some(handler) = handler {
                handler.param.iter().for_each(|param| pattern(param, visit));
                statements(&handler.body, visit);
            }
            finalizer.iter().for_each(|finalizer| statements(finalizer, visit));
        }
        Statement::Block(inner) => statements(inner, visit),
        Statement::Labeled { body, .. } => self::statement(body, visit),
    }
}

pub fn expr<'t>(value: &'t Expr, visit: Visit<'_, 't>) {
    visit(Node::Expr(value));
    match value {
        Expr::Null
        | Expr::Bool(_)
        | Expr::Number(_)
        | Expr::BigInt(_)
        | Expr::String(_)
        | Expr::Regex { .. }
        | Expr::Identifier(_)
        | Expr::This
        | Expr::Super
        | Expr::NewTarget
        | Expr::Yield { argument: None, .. } => {}
        Expr::Template(template) => template.expressions.iter().for_each(|value| expr(value, visit)),
        Expr::Tagged { tag, template } => {
            expr(tag, visit);
            template.expressions.iter().for_each(|value| expr(value, visit));
        }
        Expr::Array(elements) => self::elements(elements, visit),
        Expr::Object(properties) => properties.iter().for_each(|property| self::property(property, visit)),
        Expr::Function(inner) => function(inner, visit),
        Expr::Class(inner) => class(inner, visit),
        Expr::Unary { argument: inner, .. }
        | Expr::Update { argument: inner, .. }
        | Expr::Chain(inner)
        | Expr::Paren(inner)
        | Expr::Yield { argument: Some(inner), .. }
        | Expr::Await(inner)
        | Expr::Import(inner)
        | Expr::PrivateIn { object: inner, .. } => expr(inner, visit),
        Expr::Binary { first, rest } => {
            expr(first, visit);
            rest.iter().for_each(|(_, right)| expr(right, visit));
        }
        Expr::Logical { left, right, .. } => {
            expr(left, visit);
            expr(right, visit);
        }
        Expr::Assign { target, value, .. } => {
            pattern(target, visit);
            expr(value, visit);
        }
        Expr::Conditional { test, then, otherwise } => {
            expr(test, visit);
            expr(then, visit);
            expr(otherwise, visit);
        }
        Expr::Call { callee, arguments, .. } | Expr::New { callee, arguments } => {
            expr(callee, visit);
            elements(arguments, visit);
        }
        Expr::Member { object, property, .. } => {
            expr(object, visit);
            if let MemberKey::Computed(key) = property {
                expr(key, visit);
            }
        }
        Expr::Sequence(all) => all.iter().for_each(|value| expr(value, visit)),
    }
}

pub fn function<'t>(inner: &'t Function, visit: Visit<'_, 't>) {
    visit(Node::Function(inner));
    inner.params.iter().for_each(|param| pattern(&param.pattern, visit));
    match &inner.body {
        FunctionBody::Expression(value) => expr(value, visit),
        FunctionBody::Block(body) => statements(body, visit),
    }
}

fn class<'t>(inner: &'t Class, visit: Visit<'_, 't>) {
    visit(Node::Class(inner));
    inner.superclass.iter().for_each(|superclass| expr(superclass, visit));
    for member in &inner.members {
        match member {
            ClassMember::Method { key, function: method, .. } => {
                self::key(key, visit);
                function(method, visit);
            }
            ClassMember::Field { key, value, .. } => {
                self::key(key, visit);
                value.iter().for_each(|value| expr(value, visit));
            }
            ClassMember::StaticBlock(body) => statements(body, visit),
        }
    }
}

fn pattern<'t>(target: &'t Pattern, visit: Visit<'_, 't>) {
    visit(Node::Pattern(target));
    match target {
        Pattern::Identifier(_) => {}
        Pattern::Member(value) => expr(value, visit),
        Pattern::Array { elements, rest } => {
            elements.iter().flatten().for_each(|element| pattern(element, visit));
            rest.iter().for_each(|rest| pattern(rest, visit));
        }
        Pattern::Object { properties, rest } => {
            for property in properties {
                key(&property.key, visit);
                pattern(&property.value, visit);
            }
            rest.iter().for_each(|rest| pattern(rest, visit));
        }
        Pattern::Default { target, value } => {
            pattern(target, visit);
            expr(value, visit);
        }
    }
}

fn elements<'t>(all: &'t [Element], visit: Visit<'_, 't>) {
    for element in all {
        match element {
            Element::Hole => {}
            Element::Item(value) | Element::Spread(value) => expr(value, visit),
        }
    }
}

fn property<'t>(property: &'t Property, visit: Visit<'_, 't>) {
    match property {
        Property::Init { key, value, .. } => {
            self::key(key, visit);
            expr(value, visit);
        }
        Property::Method { key, function: method }
        | Property::Getter { key, function: method }
        | Property::Setter { key, function: method } => {
            self::key(key, visit);
            function(method, visit);
        }
        Property::Spread(value) | Property::CoverDefault { value, .. } => expr(value, visit),
    }
}

fn key<'t>(key: &'t PropertyKey, visit: Visit<'_, 't>) {
    visit(Node::Key(key));
    if let PropertyKey::Computed(value) = key {
        expr(value, visit);
    }
}
