//! What `for … of`, spreading and destructuring read.

use super::{Evaluation, Throw};
use crate::value::{Kind, Text, Value};

impl<'a> Evaluation<'a> {
    /// Everything that iterating gives.
    pub fn list(&self, value: Value<'a>) -> Result<Vec<Value<'a>>, Throw<'a>> {
        let list: Vec<Value<'a>> = match self.resolve(value) {
            Value::JsonArray(array) => array.iter().map(Value::from_json).collect(),
            Value::String(text) => self.characters(text)?,
            Value::Object(object) => match &object.kind {
                Kind::Array(elements) => elements.borrow().iter().map(|value| value.or_undefined()).collect(),
                Kind::Set(set) => set.borrow().values().copied().collect(),
                Kind::Map(map) => {
                    let entries: Vec<_> = map.borrow().values().copied().collect();
                    entries.into_iter().map(|(key, value)| self.array(vec![key, value])).collect::<Result<_, _>>()?
                }
                Kind::Iterator(rest) => std::mem::take(&mut *rest.borrow_mut()).collect(),
                _ => return Err(self.not_iterable(value)),
            },
            _ => return Err(self.not_iterable(value)),
        };
        self.steps(list.len())?;
        self.count(list.len() * std::mem::size_of::<Value<'a>>())?;
        Ok(list)
    }

    fn not_iterable(&self, value: Value<'a>) -> Throw<'a> {
        let text = match value {
            Value::Undefined | Value::Null | Value::Bool(_) | Value::Number(_) => self.to_str(value).unwrap_or("value"),
            other => other.type_of(),
        };
        self.type_error(&format!("{text} is not iterable"))
    }

    /// The code points of a text, each as text; a half of a pair counts as one.
    fn characters(&self, text: Text<'a>) -> Result<Vec<Value<'a>>, Throw<'a>> {
        let count = match text.flat() {
            Text::Utf8(text) => text.chars().count(),
            units => units.size() / 2,
        };
        self.steps(count / 8)?;
        self.check_memory(count.saturating_mul(size_of::<Value<'a>>()))?;
        if let Some(text) = text.as_str() {
            return Ok(text.char_indices().map(|(at, c)| Value::from(&text[at..at + c.len_utf8()])).collect());
        }
        let characters = char::decode_utf16(text.to_units()).map(|unit| match unit {
            Ok(c) => Value::from(self.heap.text(c.encode_utf8(&mut [0; 4]))),
            Err(half) => Value::String(Text::from_units(self.heap, &[half.unpaired_surrogate()])),
        });
        Ok(characters.collect())
    }

    /// An iterator over these.
    pub fn iterator(&self, values: Vec<Value<'a>>) -> Value<'a> {
        self.special(Kind::Iterator(std::cell::RefCell::new(values.into_iter())))
    }
}
