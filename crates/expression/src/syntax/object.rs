//! Object literals and the keys they share with classes.

use super::SyntaxError;
use super::ast::{Expr, Function, Property, PropertyKey, Text};
use super::lexer::Kind;
use super::parser::{Parser, Result};

/// What may stand before a method's name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Modifiers {
    pub is_async: bool,
    pub generator: bool,
    pub getter: bool,
    pub setter: bool,
}

impl Parser<'_> {
    pub fn object(&mut self) -> Result<Expr> {
        self.expect("{")?;
        self.with_in(|parser| {
            let mut properties = Vec::new();
            while !parser.eat("}")? {
                properties.push(parser.property()?);
                if !parser.at("}") {
                    parser.expect(",")?;
                }
            }
            Ok(Expr::Object(properties))
        })
    }

    /// An array or object literal that a declaration binds to.
    pub fn binding_literal(&mut self) -> Result<Expr> {
        if self.at("{") { self.object() } else { self.array() }
    }

    fn property(&mut self) -> Result<Property> {
        if self.eat("...")? {
            return Ok(Property::Spread(self.assignment()?));
        }
        let start = self.token.start;
        let modifiers = self.modifiers()?;
        let is_name = matches!(self.token.kind, Kind::Name { .. });
        let key = self.property_key()?;
        if modifiers.getter || modifiers.setter {
            let function = Box::new(self.method(modifiers, start)?);
            return Ok(match modifiers.getter {
                true => Property::Getter { key, function },
                false => Property::Setter { key, function },
            });
        }
        if self.at("(") {
            let function = Box::new(self.method(modifiers, start)?);
            return Ok(Property::Method { key, function });
        }
        if modifiers.is_async || modifiers.generator {
            return Err(SyntaxError);
        }
        if self.eat(":")? {
            return Ok(Property::Init { key, value: self.assignment()?, shorthand: false });
        }
        let PropertyKey::Name(name) = key else { return Err(SyntaxError) };
        if !is_name || self.is_reserved(&name) {
            return Err(SyntaxError);
        }
        if self.at("=") {
            self.cover_default.get_or_insert(self.token.start);
            self.advance()?;
            return Ok(Property::CoverDefault { name, value: self.assignment()? });
        }
        let value = Expr::Identifier(name.clone());
        Ok(Property::Init { key: PropertyKey::Name(name), value, shorthand: true })
    }

    /// `async`, `*`, `get` and `set`, where they are not themselves the name.
    pub fn modifiers(&mut self) -> Result<Modifiers> {
        let mut modifiers = Modifiers::default();
        for word in ["async", "get", "set"] {
            if !self.at_word(word) {
                continue;
            }
            let next = self.peek()?;
            let is_name = matches!(next.kind, Kind::Punctuator("(" | ":" | "," | "}" | "=" | ";") | Kind::End);
            if is_name || (word == "async" && next.newline_before) {
                continue;
            }
            self.advance()?;
            match word {
                "async" => modifiers.is_async = true,
                "get" => modifiers.getter = true,
                _ => modifiers.setter = true,
            }
            break;
        }
        modifiers.generator = self.eat("*")?;
        if modifiers.generator && (modifiers.getter || modifiers.setter) {
            return Err(SyntaxError);
        }
        Ok(modifiers)
    }

    pub fn property_key(&mut self) -> Result<PropertyKey> {
        Ok(match self.advance()?.kind {
            Kind::Name { name, .. } => PropertyKey::Name(name),
            Kind::String(text) => PropertyKey::String(text),
            Kind::Number(number) => PropertyKey::Number(number),
            Kind::BigInt(digits) => PropertyKey::String(Text::Utf8(digits)),
            Kind::Private(name) => PropertyKey::Private(name),
            Kind::Punctuator("[") => {
                let key = self.with_in(Self::assignment)?;
                self.expect("]")?;
                PropertyKey::Computed(Box::new(key))
            }
            _ => return Err(SyntaxError),
        })
    }

    pub fn method(&mut self, modifiers: Modifiers, start: usize) -> Result<Function> {
        self.function_rest(None, modifiers.is_async, modifiers.generator, start)
    }
}
