//! The parser's state and its entry.

use super::ast::Statement;
use super::lexer::{Kind, Lexer, Token};
use super::{MAX_DEPTH, ParseError, SyntaxError};
use std::collections::HashMap;

pub(super) type Result<T> = std::result::Result<T, SyntaxError>;

/// The statements of a source.
pub struct Program {
    pub statements: Vec<Statement>,
    /// How many levels the tree has at most.
    pub depth: usize,
}

/// Reads a program. An expression is a program whose first statement is an expression.
pub fn parse(source: &str) -> std::result::Result<Program, ParseError> {
    let mut parser = Parser::new(source).map_err(|_| ParseError::Syntax)?;
    match parser.program() {
        Ok(statements) if parser.cover_default.is_none() => Ok(Program { statements, depth: parser.deepest }),
        _ if parser.deepest > MAX_DEPTH => Err(ParseError::TooDeep),
        _ => Err(ParseError::Syntax),
    }
}

pub(super) struct Parser<'s> {
    pub lexer: Lexer<'s>,
    pub token: Token,
    /// End of the token before this one.
    pub last_end: usize,
    depth: usize,
    /// The most levels so far.
    deepest: usize,
    /// For the parentheses looked at so far, by where they start: whether `=>` follows the one that closes it.
    pub arrow_heads: HashMap<usize, bool>,
    /// Where an object literal holds `a = 1` and has not turned out to be a pattern yet.
    pub cover_default: Option<usize>,
    pub in_async: bool,
    pub in_generator: bool,
    /// In the head of `for`, `in` is not an operator.
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
            deepest: 0,
            arrow_heads: HashMap::new(),
            cover_default: None,
            in_async: false,
            in_generator: false,
            no_in: false,
        })
    }

    fn program(&mut self) -> Result<Vec<Statement>> {
        let mut statements = Vec::new();
        while self.token.kind != Kind::End {
            statements.push(self.statement()?);
        }
        Ok(statements)
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
        self.fits(1)?;
        self.depth += 1;
        // Each level takes several frames of this parser.
        let result = stacker::maybe_grow(128 * 1024, 1024 * 1024, || read(self));
        self.depth -= 1;
        result
    }

    /// Whether a tree that grows by one level here still fits.
    pub fn fits(&mut self, levels: usize) -> Result<()> {
        self.deepest = self.deepest.max(self.depth + levels);
        if self.deepest > MAX_DEPTH { Err(SyntaxError) } else { Ok(()) }
    }

    /// The end of a statement: `;`, or where one may be left out.
    pub fn semicolon(&mut self) -> Result<()> {
        if self.eat(";")? || self.at("}") || self.token.kind == Kind::End || self.token.newline_before {
            return Ok(());
        }
        Err(SyntaxError)
    }

    /// A name that is not a reserved word here.
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
