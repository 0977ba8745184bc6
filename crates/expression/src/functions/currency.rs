//! Signs and names of currencies in front of or behind an amount.

/// Longest first where one starts another, as they are looked for from the left.
const SIGNS: &[&str] = &[
    "Lek", "؋", "$b", "$U", "$", "ƒ", "₼", "Br", "BZ$", "KM", "лв", "R$", "៛", "¥", "₡", "kn", "₱", "Kč", "kr", "RD$",
    "£", "€", "¢", "Ft", "₹", "Rp", "Rs", "﷼", "₪", "J$", "₩", "₭", "ден", "RM", "₨", "₮", "MT", "C$", "₦", "B/.",
    "Gs", "S/.", "zł", "lei", "₽", "Дин.", "CHF", "NT$", "฿", "TT$", "₺", "₴", "Bs", "₫", "Z$",
];

/// Letters that are a currency on their own.
const LETTERS: &[char] = &['P', 'Q', 'L', 'S', 'R'];

/// The text without any of them.
pub fn remove(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
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
