//! What `for … of`, spreading and destructuring read.

use super::{Evaluation, Throw};
use crate::value::{Kind, Text, Value};

impl<'a> Evaluation<'a> {
    /// Everything that iterating gives.
    pub fn list(&self, value: Value<'a>) -> Result<Vec<Value<'a>>, Throw<'a>> {
        let mut list = Vec::new();
        self.extend_list(&mut list, value)?;
        Ok(list)
    }

    /// The same, behind what is in `list` already.
    pub fn extend_list(&self, list: &mut impl Extend<Value<'a>>, value: Value<'a>) -> Result<(), Throw<'a>> {
        match value {
            Value::JsonArray(array) => {
                self.room(array.len())?;
                list.extend(array.iter().map(Value::from_json));
            }
            Value::String(text) => {
                self.room(text.size())?;
                list.extend(self.characters(text)?);
            }
            Value::Object(object) => match &object.kind {
                Kind::Array(elements) => {
                    let elements = elements.borrow();
                    self.room(elements.len())?;
                    list.extend(elements.iter().map(|value| value.or_undefined()));
                }
                Kind::Set(members) => list.extend(members.iter().copied()),
                Kind::Map(entries) => {
                    for (key, value) in entries {
                        list.extend([self.array(vec![*key, *value])?]);
                    }
                }
                Kind::Iterator(rest) => list.extend(std::mem::take(&mut *rest.borrow_mut())),
                _ => return Err(self.not_iterable(value)),
            },
            _ => return Err(self.not_iterable(value)),
        }
        Ok(())
    }

    /// Counts elements that are about to be copied.
    pub fn room(&self, elements: usize) -> Result<(), Throw<'a>> {
        self.steps(elements)?;
        self.check_memory(elements.saturating_mul(std::mem::size_of::<Value<'a>>()))
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
