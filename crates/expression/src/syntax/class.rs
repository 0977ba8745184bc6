//! Classes.

use super::SyntaxError;
use super::ast::{Class, ClassMember, Expr, MethodKind, Name, PropertyKey, Statement};
use super::lexer::Kind;
use super::parser::{Parser, Result};

impl Parser<'_> {
    pub fn class_expression(&mut self) -> Result<Expr> {
        self.expect_word("class")?;
        let unnamed = self.at("{") || self.at_word("extends");
        let name = if unnamed { None } else { Some(self.binding_name()?) };
        Ok(Expr::Class(Box::new(self.class_rest(name)?)))
    }

    pub fn class_declaration(&mut self) -> Result<Statement> {
        self.expect_word("class")?;
        let name = self.binding_name()?;
        Ok(Statement::Class(Box::new(self.class_rest(Some(name))?)))
    }

    fn class_rest(&mut self, name: Option<Name>) -> Result<Class> {
        let superclass = if self.eat_word("extends")? { Some(self.left_hand_side()?) } else { None };
        self.expect("{")?;
        let mut members = Vec::new();
        while !self.eat("}")? {
            if !self.eat(";")? {
                members.push(self.nested(Self::class_member)?);
            }
        }
        Ok(Class { name, superclass, members })
    }

    fn class_member(&mut self) -> Result<ClassMember> {
        let start = self.token.start;
        let is_static = self.at_word("static") && !matches!(self.peek()?.kind, Kind::Punctuator("(" | "=" | ";" | "}"));
        if is_static {
            self.advance()?;
            if self.at("{") {
                return Ok(ClassMember::StaticBlock(self.with_in(Self::block)?));
            }
        }
        let modifiers = self.modifiers()?;
        let key = self.property_key()?;
        if self.at("(") {
            let function = Box::new(self.method(modifiers, start)?);
            let kind = match (modifiers.getter, modifiers.setter) {
                (true, _) => MethodKind::Getter,
                (_, true) => MethodKind::Setter,
                _ => MethodKind::Method,
            };
            return Ok(ClassMember::Method { key, function, kind, is_static });
        }
        let is_constructor = matches!(&key, PropertyKey::Name(name) if **name == *"constructor");
        if modifiers.is_async || modifiers.generator || modifiers.getter || modifiers.setter || is_constructor {
            return Err(SyntaxError);
        }
        let value = if self.eat("=")? { Some(self.with_in(Self::assignment)?) } else { None };
        self.semicolon()?;
        Ok(ClassMember::Field { key, value, is_static })
    }
}
