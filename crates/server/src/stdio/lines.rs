//! Lines of bytes, up to a length.

use std::io::Result;

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// So much is kept of a line that is too long: enough to find its id.
const KEPT: usize = 64 << 10;

/// A line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Whole(Vec<u8>),
    /// Of a longer one only the start is kept.
    TooLong {
        start: Vec<u8>,
        limit: usize,
    },
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Whole(text) if text.trim_ascii().is_empty())
    }
}

pub(super) struct Lines<R> {
    input: R,
    limit: usize,
}

impl<R: AsyncBufRead + Unpin> Lines<R> {
    pub(super) fn new(input: R, limit: usize) -> Self {
        Self { input, limit }
    }

    /// The next line; `None` at the end. Of one that is too long the rest is skipped.
    pub(super) async fn next(&mut self) -> Result<Option<Line>> {
        let (mut line, mut is_too_long) = (Vec::new(), false);
        loop {
            let available = self.input.fill_buf().await?;
            let at_end = available.is_empty();
            let end = available.iter().position(|byte| *byte == b'\n');
            let piece = &available[..end.unwrap_or(available.len())];
            if !is_too_long && line.len() + piece.len() > self.limit {
                is_too_long = true;
                line.extend_from_slice(&piece[..piece.len().min(KEPT)]);
                line.truncate(KEPT.min(self.limit));
                line.shrink_to_fit();
            } else if !is_too_long {
                line.extend_from_slice(piece);
            }
            let read = piece.len() + usize::from(end.is_some());
            self.input.consume(read);
            if end.is_none() && !at_end {
                continue;
            }
            return Ok(match is_too_long {
                true => Some(Line::TooLong { start: line, limit: self.limit }),
                false if at_end && line.is_empty() => None,
                false => Some(Line::Whole(line)),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::BufReader;

    use super::*;

    #[tokio::test]
    async fn lines_end_with_the_limit_or_the_input() {
        let whole = |text: &[u8]| Line::Whole(text.to_vec());
        let long = |start: &[u8]| Line::TooLong { start: start.to_vec(), limit: 5 };
        for (input, expected) in [
            (&b""[..], vec![]),
            (b"\n", vec![whole(b"")]),
            (b"a\r\nb", vec![whole(b"a\r"), whole(b"b")]),
            (b"12345\n\xff\n", vec![whole(b"12345"), whole(b"\xff")]),
            (b"123456\n7\n", vec![long(b"12345"), whole(b"7")]),
            (b"1234567890123\n\n1234567", vec![long(b"12345"), whole(b""), long(b"12345")]),
        ] {
            // Whatever pieces the input comes in.
            for capacity in 1..8 {
                let mut lines = Lines::new(BufReader::with_capacity(capacity, input), 5);
                let mut read = Vec::new();
                while let Some(line) = lines.next().await.unwrap() {
                    read.push(line);
                }
                assert_eq!(read, expected, "{input:?} in pieces of {capacity}");
            }
        }
    }
}
