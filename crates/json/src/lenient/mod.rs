//! What `JSON.parse` takes and `serde_json` does not. Nesting costs memory here, not stack.

mod open;
mod scalar;

use serde_json::{Map, Value};

use self::open::{Members, Open};
use crate::{Error, Exact, MAX_DEPTH};

type Result<T> = std::result::Result<T, Error>;

pub(crate) fn document(text: &str) -> Result<Exact> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value()?;
    reader.skip_space();
    match reader.peek() {
        Some(_) => Err(reader.error("Unexpected non-whitespace character after JSON")),
        None => Ok(value),
    }
}

/// The first member `name` of an object, if it can be read: what follows it may be anything, or be missing.
#[must_use]
pub fn member(text: &[u8], name: &str) -> Option<Value> {
    let text = match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(e) => std::str::from_utf8(&text[..e.valid_up_to()]).ok()?,
    };
    let mut reader = Reader { text, at: 0 };
    reader.skip_space();
    if reader.peek() != Some(b'{') {
        return None;
    }
    loop {
        reader.at += 1;
        reader.skip_space();
        if reader.peek() != Some(b'"') {
            return None;
        }
        let key = reader.key().ok()?;
        let value = reader.value().ok()?;
        reader.skip_space();
        match reader.peek() {
            // A number that ends with the text may be the start of another.
            Some(b',' | b'}') if key == name => return Some(value.into()),
            Some(b',') => {}
            _ => return None,
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<Exact> {
        let mut open = Vec::new();
        loop {
            self.skip_space();
            let mut value = match self.peek() {
                Some(b'{') => match self.object(&open)? {
                    Some(object) => {
                        open.push(object);
                        continue;
                    }
                    None => Exact::Json(Map::new().into()),
                },
                Some(b'[') => match self.array(&open)? {
                    Some(array) => {
                        open.push(array);
                        continue;
                    }
                    None => Exact::Json(Value::Array(Vec::new())),
                },
                _ => self.scalar()?,
            };
            loop {
                let Some(mut within) = open.pop() else { return Ok(value) };
                within.add(value);
                if self.goes_on(&mut within)? {
                    open.push(within);
                    break;
                }
                value = within.close();
            }
        }
    }

    /// Begins an object; `None` is an empty one, which has ended too.
    fn object(&mut self, around: &[Open]) -> Result<Option<Open>> {
        self.check_depth(around)?;
        self.at += 1;
        self.skip_space();
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                Ok(None)
            }
            Some(b'"') => Ok(Some(Open::Object(Members::new(self.key()?)))),
            _ => Err(self.error("Expected property name or '}' in JSON")),
        }
    }

    /// Begins an array; `None` is an empty one, which has ended too.
    fn array(&mut self, around: &[Open]) -> Result<Option<Open>> {
        self.check_depth(around)?;
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(None);
        }
        Ok(Some(Open::Array(Vec::new())))
    }

    fn check_depth(&self, around: &[Open]) -> Result<()> {
        if around.len() < MAX_DEPTH {
            return Ok(());
        }
        Err(Error::too_deep(self.text, self.at))
    }

    /// Whether another value comes before the array or object ends.
    fn goes_on(&mut self, within: &mut Open) -> Result<bool> {
        self.skip_space();
        match (within, self.peek()) {
            (Open::Array(_), Some(b',')) => {
                self.at += 1;
                return Ok(true);
            }
            (Open::Object(members), Some(b',')) => {
                self.at += 1;
                self.skip_space();
                if self.peek() != Some(b'"') {
                    return Err(self.error("Expected double-quoted property name in JSON"));
                }
                members.next = self.key()?;
                return Ok(true);
            }
            (Open::Array(_), Some(b']')) | (Open::Object(_), Some(b'}')) => self.at += 1,
            (Open::Array(_), _) => return Err(self.error("Expected ',' or ']' after array element in JSON")),
            (Open::Object(_), _) => return Err(self.error("Expected ',' or '}' after property value in JSON")),
        }
        Ok(false)
    }

    /// A key and the colon behind it.
    fn key(&mut self) -> Result<String> {
        let key = lossy(self.string()?);
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.error("Expected ':' after property name in JSON"));
        }
        self.at += 1;
        Ok(key)
    }

    fn error(&self, message: &'static str) -> Error {
        Error::named(message, self.text, self.at)
    }

    fn unexpected(&self) -> Error {
        Error::unexpected(self.text, self.at)
    }
}

/// A key is always text.
fn lossy(string: Exact) -> String {
    match Value::from(string) {
        Value::String(text) => text,
        _ => String::new(),
    }
}
