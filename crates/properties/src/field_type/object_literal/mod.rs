//! Objects written as JavaScript writes them: `{a: 'x', b: [1, -2]}`.
//!
//! n8n takes the JavaScript apart without running it: it keeps literals, gives names as text, and leaves out whatever
//! would have to be computed.

mod computed;
mod token;

use serde_json::{Map, Value};

use crate::ParameterValue;
use crate::javascript::{format_number, is_space, json, to_text};

/// How deep lists and objects may be nested.
const MAX_DEPTH: usize = 128;

/// The value of JSON, or of a JavaScript object literal if it is not JSON; `None` for other JavaScript. n8n's `jsonParse` with
/// `acceptJSObject`.
///
/// # Errors
/// What is wrong with the JSON, if it is no JavaScript either.
pub(super) fn parse_json_or_literal(text: &str) -> Result<Option<Value>, String> {
    let error = match json::parse(text) {
        Ok(value) => return Ok(Some(without_prototype(value))),
        Err(error) => error,
    };
    let mut reader = Reader { rest: text, depth: 0 };
    let mut value = reader.value();
    while value.is_some() && reader.eat(",") {
        // Of several expressions nothing is known.
        value = reader.value().map(|_| None);
    }
    match value {
        Some(value) if reader.is_at_end() => Ok(value.filter(Value::is_object)),
        _ => Err(error),
    }
}

/// A value without keys that JavaScript takes for the prototype of an object.
fn without_prototype(value: Value) -> Value {
    match value {
        Value::Array(list) => list.into_iter().map(without_prototype).collect(),
        Value::Object(map) => {
            let own = map.into_iter().filter(|(key, _)| key != "__proto__");
            own.map(|(key, value)| (key, without_prototype(value))).collect()
        }
        value => value,
    }
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

/// A value, or `None` for what would have to be computed.
type Known = Option<Value>;

impl<'t> Reader<'t> {
    fn is_at_end(&mut self) -> bool {
        self.skip_space();
        self.rest.is_empty()
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self, length: usize) -> &'t str {
        let (skipped, rest) = self.rest.split_at(length);
        self.rest = rest;
        skipped
    }

    fn eat(&mut self, text: &str) -> bool {
        self.skip_space();
        let found = self.rest.starts_with(text);
        if found {
            self.skip(text.len());
        }
        found
    }

    /// White space and comments.
    fn skip_space(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches(is_space);
            let comment = match self.rest.get(..2) {
                Some("//") => self.rest.find(['\n', '\r', '\u{2028}', '\u{2029}']),
                Some("/*") => self.rest[2..].find("*/").map(|at| at + 4),
                _ => return,
            };
            match comment {
                Some(length) => self.skip(length),
                // Nothing can follow, not even what closes the expression.
                None => return,
            };
        }
    }

    /// An expression, up to what may follow it. `None` if it is not an expression.
    fn value(&mut self) -> Option<Known> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let start = self.rest;
        let value = self.operand();
        self.skip_space();
        let is_whole = matches!(self.peek(), None | Some(',' | '}' | ']' | ')'));
        let value = match value {
            Some(value) if is_whole => Some(value),
            // Lists and objects are parsed part by part, so an invalid one is nothing else either.
            None if start.trim_start_matches(is_space).starts_with(['{', '[']) => None,
            _ => {
                self.rest = start;
                self.computed().map(|()| None)
            }
        };
        self.depth -= 1;
        value
    }

    /// A literal, a name, a list, an object or one of these in parentheses or behind an operator.
    fn operand(&mut self) -> Option<Known> {
        self.skip_space();
        match self.peek()? {
            '{' => self.object(),
            '[' => self.list(),
            '(' => {
                self.skip(1);
                let value = self.value()?;
                self.eat(")").then_some(value)
            }
            '"' | '\'' => self.string().map(|text| Some(text.into())),
            '0'..='9' | '.' => self.number().map(|number| Some(number_value(number))),
            sign @ ('-' | '+' | '!' | '~') => {
                self.skip(1);
                if self.peek() == Some(sign) && sign != '!' && sign != '~' {
                    return None;
                }
                let value = self.operand()?;
                Some(match value {
                    Some(Value::Number(number)) if sign == '-' => Some(number_value(-number.as_f64()?)),
                    // n8n looks through all other operators.
                    value => value,
                })
            }
            _ => self.word(),
        }
    }

    /// A name or a word of the language.
    fn word(&mut self) -> Option<Known> {
        match self.name()? {
            "null" => Some(Some(Value::Null)),
            "true" => Some(Some(true.into())),
            "false" => Some(Some(false.into())),
            "typeof" | "void" | "delete" => self.operand(),
            "this" | "function" | "class" | "new" | "async" | "await" | "super" | "import" => None,
            name => Some(Some(name.into())),
        }
    }

    fn name(&mut self) -> Option<&'t str> {
        self.skip_space();
        let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '$' | '_' | '\u{200c}' | '\u{200d}');
        let length = self.rest.find(|letter| !is_part(letter)).unwrap_or(self.rest.len());
        let starts_well = self.peek().is_some_and(|letter| is_part(letter) && !letter.is_numeric());
        starts_well.then(|| self.skip(length))
    }

    fn object(&mut self) -> Option<Known> {
        self.eat("{");
        let mut map = Map::new();
        while !self.eat("}") {
            if self.eat("...") {
                self.value()?;
            } else {
                let (key, value) = self.property()?;
                if let Some(value) = value.filter(|_| key != "__proto__") {
                    map.insert(key, value);
                }
            }
            if !self.eat(",") {
                return self.eat("}").then_some(Some(map.into()));
            }
        }
        Some(Some(map.into()))
    }

    fn property(&mut self) -> Option<(String, Known)> {
        self.skip_space();
        let key = match self.peek()? {
            '"' | '\'' => self.string()?,
            '0'..='9' | '.' => format_number(self.number()?),
            '[' => {
                self.skip(1);
                let key = self.value()?.map_or_else(|| "undefined".to_owned(), |key| to_text(&key));
                if !self.eat("]") {
                    return None;
                }
                key
            }
            _ => {
                let name = self.name()?;
                self.skip_space();
                if matches!(self.peek()?, ',' | '}')
                    && !matches!(name, "if" | "class" | "function" | "this" | "null" | "true" | "false")
                {
                    return Some((name.to_owned(), Some(name.into())));
                }
                name.to_owned()
            }
        };
        if self.eat(":") {
            return Some((key, self.value()?));
        }
        match key.as_str() {
            "get" | "set" | "async" if self.peek() != Some('(') => self.property().map(|(key, _)| (key, None)),
            // A method.
            _ => self.eat("(").then(|| self.computed_rest(vec![')'], false)).flatten().map(|()| (key, None)),
        }
    }

    fn list(&mut self) -> Option<Known> {
        self.eat("[");
        let mut list = Vec::new();
        while !self.eat("]") {
            // A place that is left free and what would have to be computed are `undefined`, for which JSON has `null`.
            let is_free = self.rest.starts_with(',');
            let value = if is_free { None } else { self.value()? };
            list.push(value.unwrap_or_default());
            if !self.eat(",") {
                return self.eat("]").then_some(Some(list.into()));
            }
        }
        Some(Some(list.into()))
    }
}

fn number_value(number: f64) -> Value {
    match ParameterValue::number(number) {
        ParameterValue::Json(value) => value,
        _ => Value::Null,
    }
}
