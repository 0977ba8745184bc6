//! The parser's state and its entry.

use super::ast::Statement;
use super::lexer::{Kind, Lexer, Token};
use super::{MAX_DEPTH, SyntaxError};

pub(super) type Result<T> = std::result::Result<T, SyntaxError>;

/// Reads a program. An expression is a program whose first statement is an expression.
pub fn parse(source: &str) -> Result<Vec<Statement>> {
    let mut parser = Parser::new(source)?;
    let mut statements = Vec::new();
    while parser.token.kind != Kind::End {
        statements.push(parser.statement()?);
    }
    match parser.cover_default {
        Some(_) => Err(SyntaxError),
        None => Ok(statements),
    }
}

pub(super) struct Parser<'s> {
    pub lexer: Lexer<'s>,
    pub token: Token,
    /// End of the token before this one.
    pub last_end: usize,
    depth: usize,
    /// Where an object literal holds `a = 1` and has not turned out to be a pattern yet.
    pub cover_default: Option<usize>,
    pub in_async: bool,
    pub in_generator: bool,
    /// `in` is no operator in the head of `for`.
    pub no_in: bool,
}

impl<'s> Parser<'s> {
    fn new(source: &'s str) -> Result<Self> {
        let mut lexer = Lexer::new(source);
        let token = lexer.next()?;
        Ok(Self {
            lexer,
            token,
            last_end: 0,
            depth: 0,
            cover_default: None,
            in_async: false,
            in_generator: false,
            no_in: false,
        })
    }

    pub fn advance(&mut self) -> Result<Token> {
        let next = self.lexer.next()?;
        self.last_end = self.token.end;
        Ok(std::mem::replace(&mut self.token, next))
    }

    pub fn at(&self, punctuator: &str) -> bool {
        matches!(self.token.kind, Kind::Punctuator(p) if p == punctuator)
    }

    pub fn eat(&mut self, punctuator: &str) -> Result<bool> {
        let found = self.at(punctuator);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub fn expect(&mut self, punctuator: &str) -> Result<()> {
        if self.eat(punctuator)? { Ok(()) } else { Err(SyntaxError) }
    }

    pub fn at_word(&self, word: &str) -> bool {
        matches!(&self.token.kind, Kind::Name { name, escaped: false } if **name == *word)
    }

    pub fn eat_word(&mut self, word: &str) -> Result<bool> {
        let found = self.at_word(word);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub fn expect_word(&mut self, word: &str) -> Result<()> {
        if self.eat_word(word)? { Ok(()) } else { Err(SyntaxError) }
    }

    /// The token after this one, without taking it.
    pub fn peek(&self) -> Result<Token> {
        Lexer { source: self.lexer.source, position: self.lexer.position }.next()
    }

    /// Runs `read` one level deeper.
    pub fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= MAX_DEPTH {
            return Err(SyntaxError);
        }
        self.depth += 1;
        // Each level takes several frames of this parser.
        let result = stacker::maybe_grow(128 * 1024, 1024 * 1024, || read(self));
        self.depth -= 1;
        result
    }

    /// Whether a tree that grows by one level here still fits.
    pub fn fits(&self, levels: usize) -> Result<()> {
        if self.depth + levels > MAX_DEPTH { Err(SyntaxError) } else { Ok(()) }
    }

    /// The end of a statement: `;`, or where one may be left out.
    pub fn semicolon(&mut self) -> Result<()> {
        if self.eat(";")? || self.at("}") || self.token.kind == Kind::End || self.token.newline_before {
            return Ok(());
        }
        Err(SyntaxError)
    }

    /// A name that is no reserved word here.
    pub fn binding_name(&mut self) -> Result<Box<str>> {
        let Kind::Name { name, .. } = &self.token.kind else { return Err(SyntaxError) };
        if self.is_reserved(name) {
            return Err(SyntaxError);
        }
        let name = name.clone();
        self.advance()?;
        Ok(name)
    }

    pub fn is_reserved(&self, name: &str) -> bool {
        match name {
            "await" => self.in_async,
            "yield" => true,
            _ => RESERVED.contains(&name),
        }
    }
}

const RESERVED: &[&str] = &[
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
];
