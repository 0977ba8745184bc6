//! Functions, classes, properties and patterns of the printed code.

use super::Printer;
use crate::syntax::ast::{
    Class, ClassMember, Expr, Function, FunctionBody, MethodKind, Pattern, Property, PropertyKey,
};

impl Printer<'_> {
    pub(super) fn key(&mut self, key: &PropertyKey) {
        match key {
            PropertyKey::Name(name) => self.name_text(name),
            PropertyKey::String(text) => self.text(text),
            PropertyKey::Number(number) => {
                let text = ryu_js::Buffer::new().format(*number).to_owned();
                self.name_text(&text);
            }
            PropertyKey::Computed(key) => {
                self.put("[");
                self.expr(key);
                self.put("]");
            }
            PropertyKey::Private(name) => self.put(&format!("#{name}")),
        }
    }

    pub(super) fn property(&mut self, property: &Property) {
        match property {
            Property::Init { key, value, shorthand } => {
                // As a shorthand `__proto__` is a plain name.
                if *shorthand {
                    self.put("[");
                    self.key(key);
                    self.put("]");
                } else {
                    self.key(key);
                }
                self.put(":");
                match key {
                    PropertyKey::Name(name) => self.value(value, &Pattern::Identifier(name.clone())),
                    _ => self.part(value),
                }
            }
            Property::Method { key, function } => self.method(key, function, MethodKind::Method),
            Property::Getter { key, function } => self.method(key, function, MethodKind::Getter),
            Property::Setter { key, function } => self.method(key, function, MethodKind::Setter),
            Property::Spread(value) => {
                self.put("...");
                self.part(value);
            }
            Property::CoverDefault { .. } => {}
        }
        self.put(",");
    }

    pub(super) fn method(&mut self, key: &PropertyKey, function: &Function, kind: MethodKind) {
        self.put(match kind {
            MethodKind::Method => "",
            MethodKind::Getter => "get ",
            MethodKind::Setter => "set ",
        });
        if function.is_async {
            self.put("async ");
        }
        if function.generator {
            self.put("*");
        }
        self.key(key);
        self.function_rest(function);
    }

    /// A value that takes the name of what it is assigned to, where it is a function.
    pub(super) fn value(&mut self, value: &Expr, target: &Pattern) {
        match (value, target) {
            (Expr::Function(_) | Expr::Class(_), Pattern::Identifier(_)) => self.expr(value),
            _ => self.part(value),
        }
    }

    pub(super) fn function_expression(&mut self, function: &Function) {
        // Without parentheses of its own, so that it can take a name from around it.
        if function.is_async {
            self.put("async ");
        }
        if !function.arrow {
            self.put(if function.generator { "function*" } else { "function" });
            if let Some(name) = &function.name {
                self.put(" ");
                self.put(name);
            }
        }
        self.function_rest(function);
    }

    pub(super) fn function_rest(&mut self, function: &Function) {
        self.put("(");
        for param in &function.params {
            if param.rest {
                self.put("...");
            }
            self.pattern(&param.pattern);
            if !param.rest {
                self.put(",");
            }
        }
        self.put(if function.arrow { ")=>" } else { ")" });
        match &function.body {
            FunctionBody::Expression(expr) => self.part(expr),
            FunctionBody::Block(statements) => self.block(statements),
        }
    }

    pub(super) fn class(&mut self, class: &Class) {
        self.put("class");
        if let Some(name) = &class.name {
            self.put(" ");
            self.put(name);
        }
        if let Some(superclass) = &class.superclass {
            self.put(" extends ");
            self.part(superclass);
        }
        self.put("{");
        for member in &class.members {
            match member {
                ClassMember::Method { key, function, kind, is_static } => {
                    self.put(if *is_static { "static " } else { "" });
                    self.method(key, function, *kind);
                }
                ClassMember::Field { key, value, is_static } => {
                    self.put(if *is_static { "static " } else { "" });
                    self.key(key);
                    if let Some(value) = value {
                        self.put("=");
                        self.part(value);
                    }
                    self.put(";");
                }
                ClassMember::StaticBlock(statements) => {
                    self.put("static");
                    self.block(statements);
                }
            }
        }
        self.put("}");
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Identifier(name) => self.identifier(name),
            Pattern::Member(expr) => self.expr(expr),
            Pattern::Default { target, value } => {
                self.pattern(target);
                self.put("=");
                self.value(value, target);
            }
            Pattern::Array { elements, rest } => {
                self.put("[");
                for element in elements {
                    element.iter().for_each(|element| self.pattern(element));
                    self.put(",");
                }
                if let Some(rest) = rest {
                    self.put("...");
                    self.pattern(rest);
                }
                self.put("]");
            }
            Pattern::Object { properties, rest } => {
                self.put("{");
                for property in properties {
                    self.key(&property.key);
                    self.put(":");
                    self.pattern(&property.value);
                    self.put(",");
                }
                if let Some(rest) = rest {
                    self.put("...");
                    self.pattern(rest);
                }
                self.put("}");
            }
        }
    }
}
