//! Escape sequences of strings and templates.

/// Reads what stands after a backslash into `units`: its length in bytes, or None where it is invalid.
pub fn read(text: &str, units: &mut Vec<u16>) -> Option<usize> {
    let first = text.chars().next()?;
    let simple = match first {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        '0' if !text[1..].starts_with(|c: char| c.is_ascii_digit()) => '\0',
        '0'..='9' => return None,
        'x' => {
            let code = u8::from_str_radix(text.get(1..3).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))?, 16);
            units.push(u16::from(code.ok()?));
            return Some(3);
        }
        'u' => {
            let (code, length) = unicode(&text[1..])?;
            match char::from_u32(code) {
                Some(c) => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
                None => units.push(u16::try_from(code).ok()?),
            }
            return Some(1 + length);
        }
        // A line that goes on.
        '\r' if text[1..].starts_with('\n') => return Some(2),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => return Some(first.len_utf8()),
        other => other,
    };
    units.extend(simple.encode_utf16(&mut [0; 2]).iter());
    Some(first.len_utf8())
}

/// `1f600` in braces, or four digits: the code point and the length in bytes.
pub fn unicode(text: &str) -> Option<(u32, usize)> {
    let (digits, length) = match text.strip_prefix('{') {
        Some(rest) => {
            let end = rest.find('}')?;
            (&rest[..end], end + 2)
        }
        None => (text.get(..4)?, 4),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, 16).ok()?;
    (code <= 0x0010_ffff).then_some((code, length))
}

/// Up to three octal digits, which only strings may hold: the length in bytes.
pub fn octal(text: &str, units: &mut Vec<u16>) -> Option<usize> {
    let digits = text.bytes().take_while(|digit| (b'0'..b'8').contains(digit)).count();
    let most = if text.starts_with(['0', '1', '2', '3']) { 3 } else { 2 };
    let length = digits.min(most);
    if length == 0 || (length == 1 && text.starts_with('0')) {
        return None;
    }
    units.push(u16::from_str_radix(&text[..length], 8).ok()?);
    Some(length)
}
