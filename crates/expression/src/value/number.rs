//! Numbers and their text.

/// What `Number(text)` gives.
#[must_use]
pub fn parse(text: &str) -> f64 {
    let text = trim(text);
    if text.is_empty() {
        return 0.0;
    }
    let radix = match text.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => 10,
    };
    if radix != 10 {
        let digits = &text[2..];
        if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
            return f64::NAN;
        }
        return from_digits(digits, radix);
    }
    match decimal_prefix(text) {
        Some(length) if length == text.len() => parse_decimal(text),
        _ => f64::NAN,
    }
}

/// What `parseFloat(text)` gives.
#[must_use]
pub fn parse_float(text: &str) -> f64 {
    let text = trim(text);
    decimal_prefix(text).map_or(f64::NAN, |length| parse_decimal(&text[..length]))
}

/// The result of `parseInt(text, radix)`; radix 0 means that none was given.
#[must_use]
pub fn parse_int(text: &str, radix: i32) -> f64 {
    let text = trim(text);
    let (negative, text) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let is_hex = text.starts_with("0x") || text.starts_with("0X");
    let (radix, text) = match radix {
        0 if is_hex => (16, &text[2..]),
        16 if is_hex => (16, &text[2..]),
        0 => (10, text),
        2..=36 => (radix.unsigned_abs(), text),
        _ => return f64::NAN,
    };
    let length = text.find(|c: char| !c.is_digit(radix)).unwrap_or(text.len());
    if length == 0 {
        return f64::NAN;
    }
    let value = from_digits(&text[..length], radix);
    if negative { -value } else { value }
}

fn from_digits(digits: &str, radix: u32) -> f64 {
    if radix == 10 {
        return digits.parse().unwrap_or(f64::NAN);
    }
    digits.chars().fold(0.0, |sum, digit| sum * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or(0)))
}

fn parse_decimal(text: &str) -> f64 {
    match text.trim_start_matches(['+', '-']) {
        "Infinity" if text.starts_with('-') => f64::NEG_INFINITY,
        "Infinity" => f64::INFINITY,
        _ => text.parse().unwrap_or(f64::NAN),
    }
}

/// Bytes of the decimal number that the text starts with.
fn decimal_prefix(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let start = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    if text[start..].starts_with("Infinity") {
        return Some(start + "Infinity".len());
    }
    let whole = digits(start);
    let mut end = start + whole;
    let mut fraction = 0;
    if bytes.get(end) == Some(&b'.') {
        fraction = digits(end + 1);
        if whole + fraction > 0 {
            end += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits((end + 1 + sign).min(bytes.len()));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    Some(end)
}

/// Whether JavaScript counts the character as a blank.
#[must_use]
pub fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c != '\u{85}' && c.is_whitespace())
}

/// Without blanks at both ends.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Modulo 2^32, as the bit operators see it.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // that is what is wanted
pub fn to_int32(number: f64) -> i32 {
    if number.is_finite() && number.abs() < 2_147_483_648.0 {
        return number as i32;
    }
    if !number.is_finite() {
        return 0;
    }
    number.trunc().rem_euclid(4_294_967_296.0) as u32 as i32
}

/// The text of a number in a base other than ten.
#[must_use]
pub fn to_radix(number: f64, radix: u32) -> String {
    if !number.is_finite() {
        return ryu_js::Buffer::new().format(number).to_owned();
    }
    let mut whole = number.abs().trunc();
    let fraction = fraction_digits(number.abs(), radix).unwrap_or_else(|| {
        whole += 1.0;
        Vec::new()
    });
    let mut digits = Vec::new();
    let base = f64::from(radix);
    // Where even the next digits lie beyond 2^53 there are none to tell.
    while whole / base >= 9_007_199_254_740_992.0 {
        whole /= base;
        digits.push('0');
    }
    loop {
        let last = whole % base;
        digits.push(digit(last, radix));
        whole = (whole - last) / base;
        if whole <= 0.0 {
            break;
        }
    }
    if number < 0.0 {
        digits.push('-');
    }
    digits.reverse();
    if !fraction.is_empty() {
        digits.push('.');
        digits.extend(fraction);
    }
    digits.into_iter().collect()
}

/// As many digits after the point as tell the number from its neighbours; nothing where they round up to one.
fn fraction_digits(number: f64, radix: u32) -> Option<Vec<char>> {
    let base = f64::from(radix);
    let mut fraction = number.fract();
    let mut delta = (0.5 * (number.next_up() - number)).max(f64::from_bits(1));
    let mut digits = Vec::new();
    while fraction >= delta {
        fraction *= base;
        delta *= base;
        let next = fraction.trunc();
        fraction -= next;
        digits.push(digit(next, radix));
        if (fraction > 0.5 || (fraction == 0.5 && next % 2.0 == 1.0)) && fraction + delta > 1.0 {
            // The last digits go, up to one that can be raised.
            loop {
                let last = digits.pop()?.to_digit(radix).unwrap_or(0);
                if last + 1 < radix {
                    digits.push(char::from_digit(last + 1, radix).unwrap_or('0'));
                    return Some(digits);
                }
            }
        }
    }
    Some(digits)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // digits are small
fn digit(value: f64, radix: u32) -> char {
    char::from_digit(value as u32, radix).unwrap_or('0')
}

/// The array index that a property's name stands for.
#[must_use]
pub fn index(name: &str) -> Option<usize> {
    let bytes = name.as_bytes();
    if bytes.is_empty() || bytes.len() > 10 || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    if bytes[0] == b'0' && bytes.len() > 1 {
        return None;
    }
    name.parse().ok().filter(|index| *index < 4_294_967_295)
}

/// The array index that a number stands for.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, clippy::float_cmp)]
pub fn exact_index(number: f64) -> Option<usize> {
    let index = number as usize;
    (index as f64 == number && number < 4_294_967_295.0).then_some(index)
}

/// The length of an array that a number stands for.
#[must_use]
pub fn exact_length(number: f64) -> Option<usize> {
    // No place is the last of so many.
    exact_index(number).or_else(|| (number == 4_294_967_295.0).then_some(0xffff_ffff))
}

/// Hands on the text of a number as JavaScript writes it.
pub fn with_text<T>(number: f64, take: impl FnOnce(&str) -> T) -> T {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    if number.trunc() == number && number.abs() <= LARGEST {
        return take(itoa::Buffer::new().format(number as i64));
    }
    take(ryu_js::Buffer::new().format(number))
}
