//! Signs and names of currencies in front of or behind an amount.

use std::sync::LazyLock;

/// Longest first where one starts another, as they are looked for from the left.
const SIGNS: &[&str] = &[
    "Lek", "؋", "$b", "$U", "$", "ƒ", "₼", "Br", "BZ$", "KM", "лв", "R$", "៛", "¥", "₡", "kn", "₱", "Kč", "kr", "RD$",
    "£", "€", "¢", "Ft", "₹", "Rp", "Rs", "﷼", "₪", "J$", "₩", "₭", "ден", "RM", "₨", "₮", "MT", "C$", "₦", "B/.",
    "Gs", "S/.", "zł", "lei", "₽", "Дин.", "CHF", "NT$", "฿", "TT$", "₺", "₴", "Bs", "₫", "Z$",
];

/// Letters that are a currency on their own.
const LETTERS: &[char] = &['P', 'Q', 'L', 'S', 'R'];

/// What a sign can begin with, of ASCII one bit each.
static STARTS: LazyLock<u128> = LazyLock::new(|| {
    let starts = SIGNS.iter().filter_map(|sign| sign.bytes().next()).filter(u8::is_ascii);
    starts.fold(0, |bits, start| bits | 1 << start)
});

/// The text without any of them.
pub fn remove(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let may_start = !c.is_ascii() || *STARTS >> u32::from(c) & 1 == 1;
        if may_start && let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            rest = &rest[sign.len()..];
        } else {
            if !LETTERS.contains(&c) {
                result.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    result
}
