//! Texts as bytes, in the encodings that the forms offer.

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use encoding_rs::Encoding;
use nodewright_core::{NodeError, Result};

use crate::read;

/// base64 as Node.js reads it: with or without padding.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes that base64 stands for, whatever else is between.
pub fn from_base64(text: &str) -> Vec<u8> {
    let mut letters: Vec<u8> = text
        .bytes()
        .take_while(|byte| *byte != b'=')
        .filter_map(|byte| match byte {
            b'-' => Some(b'+'),
            b'_' => Some(b'/'),
            byte if byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/') => Some(byte),
            _ => None,
        })
        .collect();
    // One letter more than a group holds no byte.
    if letters.len() % 4 == 1 {
        letters.pop();
    }
    LENIENT.decode(letters).unwrap_or_default()
}

pub fn to_base64(bytes: &[u8]) -> String {
    base64::prelude::BASE64_STANDARD.encode(bytes)
}

/// Encodings that are looked at as they are.
enum Kind {
    Utf8,
    Utf16 { little: bool, mark: bool },
    Latin1,
    Ascii,
    Base64,
    Hex,
    Other(&'static Encoding),
}

fn kind(name: &str) -> Result<Kind> {
    let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Ok(match plain.as_str() {
        "" | "utf8" | "unicode11utf8" | "cesu8" => Kind::Utf8,
        "utf16" => Kind::Utf16 { little: true, mark: true },
        "utf16le" | "ucs2" => Kind::Utf16 { little: true, mark: false },
        "utf16be" => Kind::Utf16 { little: false, mark: false },
        "latin1" | "binary" | "iso88591" => Kind::Latin1,
        "ascii" | "usascii" => Kind::Ascii,
        "base64" => Kind::Base64,
        "hex" => Kind::Hex,
        _ => {
            let labels = [name.to_lowercase(), plain.clone(), with_dash(&plain)];
            let found = labels.iter().find_map(|label| Encoding::for_label(label.as_bytes()));
            Kind::Other(found.ok_or_else(|| unknown(name))?)
        }
    })
}

/// `iso88592` as `iso-8859-2`, `windows1250` as `windows-1250`, `koi8r` as `koi8-r`.
fn with_dash(plain: &str) -> String {
    match plain {
        "koi8r" | "koi8u" => format!("{}-{}", &plain[..4], &plain[4..]),
        "eucjp" => "euc-jp".into(),
        "big5hkscs" => "big5-hkscs".into(),
        _ => match (plain.strip_prefix("iso8859"), plain.strip_prefix("windows"), plain.strip_prefix("win")) {
            (Some(part), ..) => format!("iso-8859-{part}"),
            (None, Some(page), _) | (None, None, Some(page)) => format!("windows-{page}"),
            _ => plain.to_owned(),
        },
    }
}

fn unknown(name: &str) -> NodeError {
    read::refused(format!("The encoding '{name}' is not supported"))
}

/// The text that bytes are; the mark of Unicode at their start is taken off if `strip`.
pub fn decode(bytes: &[u8], encoding: &str, strip: bool) -> Result<String> {
    let text = match kind(encoding)? {
        Kind::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Kind::Utf16 { little, .. } => {
            let unit = |pair: &[u8]| match little {
                true => u16::from_le_bytes([pair[0], pair[1]]),
                false => u16::from_be_bytes([pair[0], pair[1]]),
            };
            String::from_utf16_lossy(&bytes.chunks_exact(2).map(unit).collect::<Vec<_>>())
        }
        Kind::Latin1 => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Kind::Ascii => bytes.iter().map(|byte| char::from(byte & 0x7f)).collect(),
        Kind::Base64 => to_base64(bytes),
        Kind::Hex => hex(bytes),
        Kind::Other(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
    };
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) if strip => rest.to_owned(),
        _ => text,
    })
}

/// The bytes of a text, with the mark of Unicode before them if `mark`.
pub fn encode(text: &str, encoding: &str, mark: bool) -> Result<Vec<u8>> {
    let marked = |marked: bool| match marked {
        true => format!("\u{feff}{text}"),
        false => text.to_owned(),
    };
    Ok(match kind(encoding)? {
        Kind::Utf8 => marked(mark).into_bytes(),
        Kind::Utf16 { little, mark: always } => {
            let units = marked(mark || always);
            let bytes =
                units.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
            bytes.collect()
        }
        Kind::Latin1 => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect(),
        Kind::Ascii => text.chars().map(|letter| if letter.is_ascii() { letter as u8 } else { b'?' }).collect(),
        Kind::Base64 => from_base64(text),
        Kind::Hex => from_hex(text),
        Kind::Other(encoding) => encoding.encode(text).0.into_owned(),
    })
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Pairs of digits up to the first that is none.
fn from_hex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks_exact(2);
    pairs.map_while(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_from_bytes() {
        for (encoding, bytes) in [
            ("utf8", &b"\xc3\xa9"[..]),
            ("utf16le", b"\xe9\0"),
            ("utf16be", b"\0\xe9"),
            ("latin1", b"\xe9"),
            ("win1250", b"\xe9"),
            ("iso88592", b"\xe9"),
            ("cp866", b"?"),
            ("hex", b""),
        ] {
            if encoding != "cp866" && encoding != "hex" {
                assert_eq!(encode("é", encoding, false).unwrap(), bytes, "{encoding}");
                assert_eq!(decode(bytes, encoding, true).unwrap(), "é", "{encoding}");
            }
        }
        assert_eq!(from_base64("not base64 !!"), from_base64("notbase6"));
        assert!(decode(b"", "armscii8", true).is_err());
    }
}
