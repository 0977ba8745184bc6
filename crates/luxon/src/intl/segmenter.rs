//! `Intl.Segmenter`: where characters, words and sentences begin.

use super::named::named;
use super::option::IntlOptions;
use super::requested::{Requested, requested};
use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::value::{Object, Value};

use icu_segmenter::{GraphemeClusterSegmenter, SentenceSegmenter, WordSegmenter};

named! {
    /// What a text is cut into.
    Granularity {
        /// What a reader takes for characters.
        Grapheme = "grapheme",
        /// Words, and what is between them.
        Word = "word",
        /// Sentences.
        Sentence = "sentence",
    }
}

/// Cuts texts, as `new Intl.Segmenter(locales, options)` does.
#[derive(Debug)]
pub struct Segmenter {
    requested: Requested,
    granularity: Granularity,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where it ends, in UTF-16 units.
    pub end: usize,
    /// Whether it is a word; only where words are cut.
    pub is_word: Option<bool>,
}

impl Segmenter {
    /// A segmenter for the first of the locales that there is.
    ///
    /// # Errors
    /// When a locale or an option is malformed.
    pub fn new(locales: &Value, options: &Value) -> Result<Self> {
        let requested = requested(locales)?.keeping(|_, _| false);
        let options = IntlOptions::new(Options::read(options)?, "Segmenter");
        let granularity = options.choice("granularity", Granularity::parse)?.unwrap_or(Granularity::Grapheme);
        Ok(Self { requested, granularity })
    }

    /// The pieces of a text.
    ///
    /// # Errors
    /// For words of scripts that are written without spaces, which take a dictionary.
    pub fn segments(&self, text: &str) -> Result<Vec<Segment>> {
        let mut at = (0, 0);
        // Units up to a byte; asked for in rising order.
        let mut units = |byte: usize| {
            let (start, before) = at;
            let end = before + text[start..byte].encode_utf16().count();
            at = (byte, end);
            end
        };
        let mut segment = |end: usize, is_word: Option<bool>| Segment { end: units(end), is_word };
        let segments = match self.granularity {
            Granularity::Grapheme => {
                let ends = GraphemeClusterSegmenter::new().segment_str(text);
                ends.skip(1).map(|end| segment(end, None)).collect()
            }
            Granularity::Sentence => {
                let segmenter = SentenceSegmenter::new(Default::default());
                segmenter.segment_str(text).skip(1).map(|end| segment(end, None)).collect()
            }
            Granularity::Word => {
                if let Some(found) = text.chars().find(|c| needs_dictionary(*c)) {
                    let missing = format!("Intl.Segmenter for words of the script of '{found}' is not built in");
                    return Err(Error::unsupported(missing));
                }
                let segmenter = WordSegmenter::new_for_non_complex_scripts(Default::default());
                let ends = segmenter.segment_str(text).iter_with_word_type();
                let mut start = 0;
                ends.skip(1)
                    .map(|(end, kind)| {
                        // The kind is that of the last character, which may be an accent of its own.
                        let has_letter = text[start..end].chars().any(char::is_alphabetic);
                        start = end;
                        segment(end, Some(has_letter || kind.is_word_like()))
                    })
                    .collect()
            }
        };
        Ok(segments)
    }

    /// What the segmenter decided on, as `resolvedOptions()` tells it.
    #[must_use]
    pub fn resolved_options(&self) -> Object {
        let texts = [("locale", self.requested.tag()), ("granularity", self.granularity.name().to_owned())];
        texts.into_iter().collect()
    }
}

/// Thai, Lao, Burmese, Khmer and their like; Chinese characters and kana.
fn needs_dictionary(c: char) -> bool {
    matches!(u32::from(c),
        0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x1950..=0x19df | 0x1a20..=0x1aaf | 0xa9e0..=0xa9ff
        | 0xaa60..=0xaadf | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3041..=0x30ff | 0x31f0..=0x31ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x11700..=0x1174f | 0x1aff0..=0x1b16f | 0x20000..=0x3ffff)
}
