//! The little of JavaScript that the cases are written in: literals, members and calls.

use std::iter::Peekable;
use std::str::CharIndices;

use nodewright_luxon::{DateTime, Duration, Error, ErrorKind, Interval, Object, Settings, Value};

/// Evaluates one expression; what luxon throws is an error.
pub fn evaluate(source: &str, settings: &Settings) -> Result<Value, Error> {
    let mut script = Script { source, chars: source.char_indices().peekable(), settings };
    let value = script.expression()?;
    assert!(script.peek().is_none(), "unread: {}", script.rest());
    Ok(value)
}

struct Script<'a> {
    source: &'a str,
    chars: Peekable<CharIndices<'a>>,
    settings: &'a Settings,
}

impl Script<'_> {
    fn expression(&mut self) -> Result<Value, Error> {
        let mut value = match self.peek() {
            Some('"') => Value::String(self.string()),
            Some('[') => Value::Array(self.list('[', ']')?),
            Some('{') => self.object()?,
            Some(c) if c == '-' || c.is_ascii_digit() => Value::Number(self.number()),
            _ => self.named()?,
        };
        loop {
            if self.eat('.') {
                let name = self.word();
                value = match self.peek() {
                    Some('(') => {
                        let args = self.list('(', ')')?;
                        call(&value, &name, &args, self.settings)?
                    }
                    _ => get(&value, &name)?,
                };
            } else if self.eat('[') {
                let index = self.expression()?;
                assert!(self.eat(']'));
                value = match (&value, &index) {
                    (Value::Array(items), Value::Number(at)) => items[*at as usize].clone(),
                    _ => get(&value, &index.to_text())?,
                };
            } else {
                return Ok(value);
            }
        }
    }

    fn named(&mut self) -> Result<Value, Error> {
        let word = self.word();
        match word.as_str() {
            "undefined" => return Ok(Value::Undefined),
            "null" => return Ok(Value::Null),
            "true" => return Ok(Value::Bool(true)),
            "false" => return Ok(Value::Bool(false)),
            "NaN" => return Ok(Value::Number(f64::NAN)),
            "Infinity" => return Ok(Value::Number(f64::INFINITY)),
            "new" => {
                assert_eq!(self.word(), "Date");
                let args = self.list('(', ')')?;
                return Ok(super::members::new_date(args.first(), self.settings));
            }
            _ => {}
        }
        if self.peek() == Some('(') {
            let args = self.list('(', ')')?;
            return super::members::function(&word, &args, self.settings);
        }
        assert!(self.eat('.'), "{word} is not a value: {}", self.source);
        let name = self.word();
        if self.peek() != Some('(') {
            return super::members::static_property(&word, &name);
        }
        let args = self.list('(', ')')?;
        match word.as_str() {
            "DateTime" => DateTime::call_static(&name, &args, self.settings),
            "Duration" => Duration::call_static(&name, &args, self.settings),
            "Interval" => Interval::call_static(&name, &args, self.settings),
            _ => super::members::namespace(&word, &name, &args, self.settings),
        }
    }

    fn object(&mut self) -> Result<Value, Error> {
        let mut object = Object::new();
        assert!(self.eat('{'));
        while !self.eat('}') {
            let key = if self.peek() == Some('"') { self.string() } else { self.word() };
            assert!(self.eat(':'));
            object.insert(key, self.expression()?);
            self.eat(',');
        }
        Ok(Value::Object(object))
    }

    fn list(&mut self, open: char, close: char) -> Result<Vec<Value>, Error> {
        let mut items = Vec::new();
        assert!(self.eat(open));
        while !self.eat(close) {
            items.push(self.expression()?);
            self.eat(',');
        }
        Ok(items)
    }

    fn string(&mut self) -> String {
        let start = self.at();
        self.chars.next();
        while let Some((end, c)) = self.chars.next() {
            match c {
                '\\' => {
                    self.chars.next();
                }
                '"' => return serde_json::from_str(&self.source[start..=end]).expect("a JSON string"),
                _ => {}
            }
        }
        panic!("a string without an end: {}", self.source)
    }

    fn number(&mut self) -> f64 {
        let text = self.take(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'));
        text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
    }

    fn word(&mut self) -> String {
        self.peek();
        self.take(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
    }

    fn take(&mut self, pass: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some((_, c)) = self.chars.next_if(|(_, c)| pass(*c)) {
            taken.push(c);
        }
        taken
    }

    fn peek(&mut self) -> Option<char> {
        while self.chars.next_if(|(_, c)| *c == ' ').is_some() {}
        self.chars.peek().map(|(_, c)| *c)
    }

    fn eat(&mut self, c: char) -> bool {
        self.peek() == Some(c) && self.chars.next().is_some()
    }

    fn at(&mut self) -> usize {
        self.chars.peek().map_or(self.source.len(), |(at, _)| *at)
    }

    fn rest(&mut self) -> String {
        let at = self.at();
        self.source[at..].to_owned()
    }
}

fn get(value: &Value, name: &str) -> Result<Value, Error> {
    let property = match value {
        Value::DateTime(date) => date.get(name),
        Value::Duration(duration) => duration.get(name),
        Value::Interval(interval) => interval.get(name),
        Value::Zone(zone) => zone.get(name).map(Ok),
        Value::Object(object) => object.get(name).cloned().map(Ok),
        Value::Array(items) if name == "length" => Some(Ok((items.len() as f64).into())),
        _ => None,
    };
    property.unwrap_or(Ok(Value::Undefined))
}

fn call(value: &Value, name: &str, args: &[Value], settings: &Settings) -> Result<Value, Error> {
    match value {
        Value::DateTime(date) => date.call(name, args, settings),
        Value::Duration(duration) => duration.call(name, args, settings),
        Value::Interval(interval) => interval.call(name, args, settings),
        Value::Zone(zone) => zone.call(name, args),
        Value::Date(ts) => super::members::call_date(*ts, name, args, settings),
        Value::Object(_) => super::members::call_formatter(value, name, args, settings),
        _ => Err(Error::new(ErrorKind::Type, format!("{name} of {} is not a function", value.to_text()))),
    }
}
