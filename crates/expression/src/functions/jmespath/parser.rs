//! Tokens → tree.

use super::lexer::{Token, tokens};

#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Current,
    Field(String),
    Literal(serde_json::Value),
    Index(i64),
    Slice([Option<i64>; 3]),
    /// The right side on what the left gives.
    Then(Box<Node>, Box<Node>),
    /// The right side on each element of what the left gives.
    Project(Box<Node>, Box<Node>),
    /// The same on each value of an object.
    ProjectValues(Box<Node>, Box<Node>),
    Filter {
        source: Box<Node>,
        condition: Box<Node>,
        each: Box<Node>,
    },
    Flatten(Box<Node>),
    Compare(&'static str, Box<Node>, Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Not(Box<Node>),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    Call(String, Vec<Node>),
    /// `&expression`
    Reference(Box<Node>),
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

type Result<T> = std::result::Result<T, String>;

const MAX_DEPTH: usize = 100;

pub fn parse(query: &str) -> Result<Node> {
    let mut parser = Parser { tokens: tokens(query)?, at: 0, depth: 0 };
    let node = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(node),
        other => Err(format!("Unexpected token type: {other:?}")),
    }
}

/// How tight a token binds to what stands before it.
fn power(token: &Token) -> u8 {
    match token {
        Token::Symbol(symbol) => match *symbol {
            "|" => 1,
            "||" => 2,
            "&&" => 3,
            "==" | "!=" | "<" | ">" | "<=" | ">=" => 5,
            "[]" => 9,
            "*" => 20,
            "[?" => 21,
            "." => 40,
            "{" => 50,
            "[" => 55,
            "(" => 60,
            _ => 0,
        },
        _ => 0,
    }
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).unwrap_or(&Token::End)
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn eat(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Token::Symbol(other) if *other == symbol);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<()> {
        if self.eat(symbol) { Ok(()) } else { Err(format!("Expected {symbol}, got: {:?}", self.peek())) }
    }

    fn expression(&mut self, least: u8) -> Result<Node> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("The query nests too deep".to_owned());
        }
        let mut left = self.prefix()?;
        while least < power(self.peek()) {
            left = self.infix(left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn prefix(&mut self) -> Result<Node> {
        match self.next() {
            Token::Literal(value) => Ok(Node::Literal(value)),
            Token::Name(name) => Ok(Node::Field(name)),
            Token::Quoted(_) if matches!(self.peek(), Token::Symbol("(")) => {
                Err("Quoted identifier not allowed for function names.".to_owned())
            }
            Token::Quoted(name) => Ok(Node::Field(name)),
            Token::Symbol("!") => Ok(Node::Not(Box::new(self.expression(45)?))),
            Token::Symbol("*") => {
                let each = if self.eat("]") { Node::Current } else { self.projection(20)? };
                Ok(Node::ProjectValues(Box::new(Node::Current), Box::new(each)))
            }
            Token::Symbol("[?") => self.filter(Node::Current),
            Token::Symbol("{") => self.object(),
            Token::Symbol("[]") => {
                let each = self.projection(9)?;
                Ok(Node::Project(Box::new(Node::Flatten(Box::new(Node::Current))), Box::new(each)))
            }
            Token::Symbol("[") => match (self.peek().clone(), self.tokens.get(self.at + 1)) {
                (Token::Number(_) | Token::Symbol(":"), _) => {
                    let index = self.index()?;
                    self.indexed(Node::Current, index)
                }
                (Token::Symbol("*"), Some(Token::Symbol("]"))) => {
                    self.at += 2;
                    let each = self.projection(20)?;
                    Ok(Node::Project(Box::new(Node::Current), Box::new(each)))
                }
                _ => self.list(),
            },
            Token::Symbol("@") => Ok(Node::Current),
            Token::Symbol("&") => Ok(Node::Reference(Box::new(self.expression(0)?))),
            Token::Symbol("(") => {
                let inner = self.expression(0)?;
                self.expect(")")?;
                Ok(inner)
            }
            other => Err(format!("Invalid token: {other:?}")),
        }
    }

    fn infix(&mut self, left: Node) -> Result<Node> {
        let left = Box::new(left);
        let token = self.next();
        let Token::Symbol(symbol) = token else { return Err(format!("Unexpected token: {token:?}")) };
        Ok(match symbol {
            "." => {
                if self.eat("*") {
                    let each = self.projection(20)?;
                    return Ok(Node::ProjectValues(left, Box::new(each)));
                }
                Node::Then(left, Box::new(self.after_dot(40)?))
            }
            "|" => Node::Then(left, Box::new(self.expression(1)?)),
            "||" => Node::Or(left, Box::new(self.expression(2)?)),
            "&&" => Node::And(left, Box::new(self.expression(3)?)),
            "(" => {
                let Node::Field(name) = *left else { return Err("Invalid function call".to_owned()) };
                let mut arguments = Vec::new();
                while !self.eat(")") {
                    arguments.push(self.expression(0)?);
                    if !matches!(self.peek(), Token::Symbol(")")) {
                        self.expect(",")?;
                    }
                }
                Node::Call(name, arguments)
            }
            "[?" => return self.filter(*left),
            "[]" => {
                let each = self.projection(9)?;
                Node::Project(Box::new(Node::Flatten(left)), Box::new(each))
            }
            "==" | "!=" | "<" | ">" | "<=" | ">=" => Node::Compare(symbol, left, Box::new(self.expression(5)?)),
            "[" => {
                if matches!(self.peek(), Token::Number(_) | Token::Symbol(":")) {
                    let index = self.index()?;
                    return self.indexed(*left, index);
                }
                self.expect("*")?;
                self.expect("]")?;
                let each = self.projection(20)?;
                Node::Project(left, Box::new(each))
            }
            other => return Err(format!("Unexpected token: {other}")),
        })
    }

    fn after_dot(&mut self, least: u8) -> Result<Node> {
        match self.peek() {
            Token::Name(_) | Token::Quoted(_) | Token::Symbol("*") => self.expression(least),
            Token::Symbol("[") => {
                self.at += 1;
                self.list()
            }
            Token::Symbol("{") => {
                self.at += 1;
                self.object()
            }
            other => Err(format!("Unexpected token: {other:?}")),
        }
    }

    /// What is done with each element of a projection.
    fn projection(&mut self, least: u8) -> Result<Node> {
        if power(self.peek()) < 10 {
            return Ok(Node::Current);
        }
        match self.peek() {
            Token::Symbol("[" | "[?") => self.expression(least),
            Token::Symbol(".") => {
                self.at += 1;
                self.after_dot(least)
            }
            other => Err(format!("Syntax error, unexpected token: {other:?}")),
        }
    }

    fn filter(&mut self, source: Node) -> Result<Node> {
        let condition = self.expression(0)?;
        self.expect("]")?;
        let each = if matches!(self.peek(), Token::Symbol("[]")) { Node::Current } else { self.projection(21)? };
        Ok(Node::Filter { source: Box::new(source), condition: Box::new(condition), each: Box::new(each) })
    }

    /// `1]` or `1:2:3]`.
    fn index(&mut self) -> Result<Node> {
        let mut parts = [None; 3];
        let mut part = 0;
        loop {
            match self.next() {
                Token::Number(number) => parts[part] = Some(number),
                Token::Symbol(":") if part < 2 => part += 1,
                Token::Symbol("]") => break,
                other => return Err(format!("Syntax error, unexpected token: {other:?}")),
            }
        }
        match (part, parts[0]) {
            (0, Some(index)) => Ok(Node::Index(index)),
            (0, None) => Err("Syntax error: an index is missing".to_owned()),
            _ => Ok(Node::Slice(parts)),
        }
    }

    fn indexed(&mut self, left: Node, index: Node) -> Result<Node> {
        let is_slice = matches!(index, Node::Slice(_));
        let node = Node::Then(Box::new(left), Box::new(index));
        if !is_slice {
            return Ok(node);
        }
        let each = self.projection(20)?;
        Ok(Node::Project(Box::new(node), Box::new(each)))
    }

    fn list(&mut self) -> Result<Node> {
        let mut all = Vec::new();
        loop {
            all.push(self.expression(0)?);
            if self.eat("]") {
                return Ok(Node::List(all));
            }
            self.expect(",")?;
        }
    }

    fn object(&mut self) -> Result<Node> {
        let mut all = Vec::new();
        loop {
            let (Token::Name(name) | Token::Quoted(name)) = self.next() else {
                return Err("Expecting an identifier token".to_owned());
            };
            self.expect(":")?;
            all.push((name, self.expression(0)?));
            if self.eat("}") {
                return Ok(Node::Object(all));
            }
            self.expect(",")?;
        }
    }
}
