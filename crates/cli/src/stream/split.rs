//! Where one item ends and the next begins, in bytes that come in pieces: JSON Lines, or the elements of a list.

use nodewright::{ErrorKind, NodeError, Result};

/// The longest item that is read, in bytes.
const LONGEST: usize = 256 << 20;

const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// What the input has turned out to be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Shape {
    /// Nothing but white space so far.
    #[default]
    Unknown,
    Lines,
    List,
    /// The list has ended.
    Ended,
}

/// Splits bytes into the texts of items, which are not looked into any further than that takes.
#[derive(Debug, Default)]
pub struct Split {
    shape: Shape,
    /// The text of the item that is not complete.
    text: Vec<u8>,
    count: usize,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Split {
    /// Takes further bytes; gives `each` the texts that end in them.
    pub fn feed(&mut self, bytes: &[u8], each: &mut impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut rest = bytes;
        if self.shape == Shape::Unknown {
            let skipped = |byte: &u8| byte.is_ascii_whitespace() || BYTE_ORDER_MARK.contains(byte);
            let Some(start) = rest.iter().position(|byte| !skipped(byte)) else { return Ok(()) };
            rest = &rest[start..];
            self.shape = Shape::Lines;
            if rest[0] == b'[' {
                (self.shape, rest) = (Shape::List, &rest[1..]);
            }
        }
        if self.shape == Shape::Lines { self.lines(rest, each) } else { self.elements(rest, each) }
    }

    /// Ends the input.
    pub fn finish(&mut self, each: &mut impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        match self.shape {
            Shape::Lines => self.take(each),
            Shape::List => Err(refused(format!("The input ends within its list, after item {}", self.count))),
            Shape::Unknown | Shape::Ended => Ok(()),
        }
    }

    fn lines(&mut self, bytes: &[u8], each: &mut impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.add(line)?;
            if line.ends_with(b"\n") {
                self.take(each)?;
            }
        }
        Ok(())
    }

    /// Hands on the text of a line, unless it is blank.
    fn take(&mut self, each: &mut impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        if !self.text.trim_ascii().is_empty() {
            each(&self.text)?;
            self.count += 1;
        }
        self.text.clear();
        Ok(())
    }

    fn elements(&mut self, bytes: &[u8], each: &mut impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut start = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if self.shape == Shape::Ended {
                match byte.is_ascii_whitespace() {
                    true => continue,
                    false => return Err(refused("The input goes on behind the end of its list".to_owned())),
                }
            }
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                _ if self.in_string => {}
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => self.depth -= 1,
                b',' | b']' if self.depth == 0 => {
                    self.add(&bytes[start..at])?;
                    start = at + 1;
                    let is_end = *byte == b']';
                    // Between the brackets of an empty list there is no item.
                    if !is_end || self.count > 0 || !self.text.trim_ascii().is_empty() {
                        each(&self.text)?;
                        self.count += 1;
                    }
                    self.text.clear();
                    if is_end {
                        self.shape = Shape::Ended;
                    }
                }
                _ => {}
            }
        }
        if self.shape == Shape::Ended { Ok(()) } else { self.add(&bytes[start..]) }
    }

    fn add(&mut self, bytes: &[u8]) -> Result<()> {
        if self.text.len() + bytes.len() > LONGEST {
            let message = format!("Item {} of the input is longer than {} MiB", self.count, LONGEST >> 20);
            return Err(refused(message));
        }
        self.text.extend_from_slice(bytes);
        Ok(())
    }
}

fn refused(message: String) -> NodeError {
    NodeError::new(ErrorKind::Input, message)
}

#[cfg(test)]
mod tests {
    use super::Split;

    /// The texts in an input that comes in pieces of this many bytes, and the error at its end.
    fn split(input: &str, piece: usize) -> (Vec<String>, Option<String>) {
        let (mut split, mut texts) = (Split::default(), Vec::new());
        let mut each = |text: &[u8]| {
            texts.push(String::from_utf8_lossy(text.trim_ascii()).into_owned());
            Ok(())
        };
        let mut pieces = input.as_bytes().chunks(piece);
        let fed = pieces.try_for_each(|piece| split.feed(piece, &mut each));
        let ended = fed.and_then(|()| split.finish(&mut each));
        (texts, ended.err().map(|error| error.message().to_owned()))
    }

    #[test]
    fn items_are_found_wherever_the_pieces_end() {
        let within = |n| Some(format!("The input ends within its list, after item {n}"));
        let behind = Some("The input goes on behind the end of its list".to_owned());
        for (input, texts, error) in [
            ("", &[][..], None),
            (" \n\n", &[], None),
            ("\u{feff}{\"a\":1}\n", &["{\"a\":1}"], None),
            ("1\n\n 2 \r\n3", &["1", "2", "3"], None),
            ("{\"a\":\n1}", &["{\"a\":", "1}"], None),
            ("[]", &[], None),
            (" \n [ ] \n", &[], None),
            ("\u{feff}[1]", &["1"], None),
            ("[1,]", &["1", ""], None),
            ("[,]", &["", ""], None),
            (
                "[{\"a\":[1,{}]}, {\"b\":\"],\\\"{\\\\\"} ,\n3 ]\n",
                &["{\"a\":[1,{}]}", "{\"b\":\"],\\\"{\\\\\"}", "3"],
                None,
            ),
            ("[\"\u{e4}\u{1f600}\",\"]\"]", &["\"\u{e4}\u{1f600}\"", "\"]\""], None),
            ("[1}", &[], within(0)),
            ("[1,2", &["1"], within(1)),
            ("[1,\"]", &["1"], within(1)),
            ("[", &[], within(0)),
            ("[1] 2", &["1"], behind.clone()),
            ("[1][2]", &["1"], behind),
        ] {
            for piece in [1, 2, 3, 7, 1000] {
                let found = split(input, piece);
                assert_eq!(found.0, texts, "{input:?} in pieces of {piece}");
                assert_eq!(found.1, error, "{input:?} in pieces of {piece}");
            }
        }
    }
}
