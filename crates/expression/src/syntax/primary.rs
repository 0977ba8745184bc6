//! Names, literals and what stands in brackets.

use super::SyntaxError;
use super::ast::{Element, Expr, Template};
use super::lexer::Kind;
use super::parser::{Parser, Result};
use super::reprint::reprinted;
use nodewright_regex::{Regex, RegexError};

impl Parser<'_> {
    pub fn primary(&mut self) -> Result<Expr> {
        let token = &self.token;
        let expr = match &token.kind {
            Kind::Number(number) => Expr::Number(*number),
            Kind::BigInt(digits) => Expr::BigInt(digits.clone()),
            Kind::String(text) => Expr::String(text.clone()),
            Kind::Backtick => return Ok(Expr::Template(Box::new(self.template()?))),
            Kind::Name { name, escaped } => {
                let name = name.clone();
                return self.named(&name, *escaped);
            }
            Kind::Punctuator(punctuator) => {
                return match *punctuator {
                    "(" => self.parenthesized(),
                    "[" => self.array(),
                    "{" => self.object(),
                    "/" | "/=" => self.regex(),
                    _ => Err(SyntaxError),
                };
            }
            Kind::End | Kind::Private(_) => return Err(SyntaxError),
        };
        self.advance()?;
        Ok(expr)
    }

    /// What starts with a word: a name, or one of the language's own.
    fn named(&mut self, name: &str, escaped: bool) -> Result<Expr> {
        if !escaped {
            let literal = match name {
                "null" => Some(Expr::Null),
                "true" => Some(Expr::Bool(true)),
                "false" => Some(Expr::Bool(false)),
                "this" => Some(Expr::This),
                "super" => Some(Expr::Super),
                "function" => return self.function_expression(false),
                "class" => return self.class_expression(),
                "import" => return self.import(),
                "async" => {
                    let next = self.peek()?;
                    if !next.newline_before && matches!(&next.kind, Kind::Name { name, .. } if **name == *"function") {
                        self.advance()?;
                        return self.function_expression(true);
                    }
                    None
                }
                _ => None,
            };
            if let Some(literal) = literal {
                self.advance()?;
                return Ok(literal);
            }
        }
        Ok(Expr::Identifier(self.binding_name()?))
    }

    fn import(&mut self) -> Result<Expr> {
        self.advance()?;
        self.expect("(")?;
        let source = self.with_in(Self::assignment)?;
        self.eat(",")?;
        self.expect(")")?;
        Ok(Expr::Import(Box::new(source)))
    }

    /// `( … )` that is not the head of an arrow function.
    fn parenthesized(&mut self) -> Result<Expr> {
        self.expect("(")?;
        let inner = self.expression_with_in()?;
        self.expect(")")?;
        Ok(Expr::Paren(Box::new(inner)))
    }

    pub fn array(&mut self) -> Result<Expr> {
        self.expect("[")?;
        self.with_in(|parser| {
            let mut elements = Vec::new();
            while !parser.eat("]")? {
                if parser.eat(",")? {
                    elements.push(Element::Hole);
                    continue;
                }
                elements.push(parser.element()?);
                if !parser.at("]") {
                    parser.expect(",")?;
                }
            }
            Ok(Expr::Array(elements))
        })
    }

    fn regex(&mut self) -> Result<Expr> {
        let (pattern, flags) = self.lexer.regex(self.token.start)?;
        // One that only a JavaScript engine knows is for it to judge.
        if matches!(Regex::new(pattern, flags), Err(RegexError::InvalidFlags { .. } | RegexError::Syntax { .. })) {
            return Err(SyntaxError);
        }
        self.advance()?;
        Ok(Expr::Regex { pattern: pattern.into(), flags: flags.into() })
    }

    pub fn template(&mut self) -> Result<Template> {
        let mut template = Template { quasis: Vec::new(), expressions: Vec::new() };
        // The token is the backtick or `}`; what follows is read as text.
        self.lexer.position = self.token.end;
        loop {
            let (quasi, ends) = self.lexer.template_part()?;
            template.quasis.push(reprinted(quasi, !ends));
            self.advance()?;
            if ends {
                return Ok(template);
            }
            template.expressions.push(self.expression_with_in()?);
            if !self.at("}") {
                return Err(SyntaxError);
            }
            self.lexer.position = self.token.end;
        }
    }
}
