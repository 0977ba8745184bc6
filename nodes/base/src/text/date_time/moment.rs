//! moment's formats, by luxon's.

use nodewright_luxon::{CreateOptions, DateTime, Result, Settings};

/// moment's tokens, longest first, with what they are in luxon; an empty text where luxon has none.
const TOKENS: &[(&str, &str)] = &[
    ("YYYYYY", "yyyyyy"),
    ("YYYYY", "yyyyyy"),
    ("YYYY", "yyyy"),
    ("YY", "yy"),
    ("Y", "y"),
    ("GGGG", "kkkk"),
    ("GG", "kk"),
    ("gggg", "iiii"),
    ("gg", "ii"),
    ("Qo", ""),
    ("Q", "q"),
    ("MMMM", "LLLL"),
    ("MMM", "LLL"),
    ("MM", "LL"),
    ("Mo", ""),
    ("M", "L"),
    ("WW", "WW"),
    ("Wo", ""),
    ("W", "W"),
    ("ww", "nn"),
    ("wo", ""),
    ("w", "n"),
    ("DDDD", "ooo"),
    ("DDDo", ""),
    ("DDD", "o"),
    ("DD", "dd"),
    ("Do", ""),
    ("D", "d"),
    ("dddd", "cccc"),
    ("ddd", "ccc"),
    ("dd", ""),
    ("do", ""),
    ("d", ""),
    ("e", ""),
    ("E", "c"),
    ("HH", "HH"),
    ("H", "H"),
    ("hh", "hh"),
    ("h", "h"),
    ("kk", ""),
    ("k", ""),
    ("mm", "mm"),
    ("m", "m"),
    ("ss", "ss"),
    ("s", "s"),
    ("SSSSSSSSS", ""),
    ("SSSSSS", ""),
    ("SSSS", ""),
    ("SSS", "SSS"),
    ("SS", "uu"),
    ("S", "uuu"),
    ("A", "a"),
    ("a", ""),
    ("ZZ", "ZZZ"),
    ("Z", "ZZ"),
    ("zz", ""),
    ("z", ""),
    ("X", "X"),
    ("x", "x"),
];

/// moment's names for whole formats.
const LONG: &[(&str, &str)] = &[
    ("LTS", "h:mm:ss A"),
    ("LT", "h:mm A"),
    ("LLLL", "dddd, MMMM D, YYYY h:mm A"),
    ("LLL", "MMMM D, YYYY h:mm A"),
    ("LL", "MMMM D, YYYY"),
    ("L", "MM/DD/YYYY"),
    ("llll", "ddd, MMM D, YYYY h:mm A"),
    ("lll", "MMM D, YYYY h:mm A"),
    ("ll", "MMM D, YYYY"),
    ("l", "M/D/YYYY"),
];

enum Piece<'f> {
    Token(&'static str, &'static str),
    Literal(&'f str),
}

/// The tokens of a format and the text between them; what stands in brackets is text.
fn pieces(format: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), format);
    while let Some(first) = rest.chars().next() {
        if let Some((text, behind)) = rest.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
            pieces.push(Piece::Literal(text));
            rest = behind;
        } else if let Some((name, whole)) = LONG.iter().find(|(name, _)| rest.starts_with(name)) {
            pieces.extend(self::pieces(whole));
            rest = &rest[name.len()..];
        } else if let Some((name, luxon)) = TOKENS.iter().find(|(name, _)| rest.starts_with(name)) {
            pieces.push(Piece::Token(name, luxon));
            rest = &rest[name.len()..];
        } else {
            let (literal, behind) = rest.split_at(first.len_utf8());
            pieces.push(Piece::Literal(literal));
            rest = behind;
        }
    }
    pieces
}

/// The date in moment's format; without one as ISO 8601 with the offset.
pub fn format(date: &DateTime, format: &str) -> Result<String> {
    let format = if format.is_empty() { "YYYY-MM-DDTHH:mm:ssZ" } else { format };
    let mut text = String::new();
    for piece in pieces(format) {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Token(token, "") => text.push_str(&other(date, token)?),
            Piece::Token("SS", _) => text.push_str(&written(date, "SSS")?[..2]),
            Piece::Token("S", _) => text.push_str(&written(date, "SSS")?[..1]),
            Piece::Token(_, luxon) => text.push_str(&written(date, luxon)?),
        }
    }
    Ok(text)
}

fn written(date: &DateTime, format: &str) -> Result<String> {
    date.to_format(format, &Default::default())
}

/// Tokens that luxon does not have.
fn other(date: &DateTime, token: &str) -> Result<String> {
    let number = |format: &str| Ok(written(date, format)?.parse::<u32>().unwrap_or_default());
    Ok(match token {
        "Qo" => ordinal(number("q")?),
        "Mo" => ordinal(number("L")?),
        "Wo" => ordinal(number("W")?),
        "wo" => ordinal(number("n")?),
        "DDDo" => ordinal(number("o")?),
        "Do" => ordinal(number("d")?),
        // Days of the week are counted from Sunday.
        "do" => ordinal(number("c")? % 7),
        "d" | "e" => (number("c")? % 7).to_string(),
        "dd" => written(date, "ccc")?.chars().take(2).collect(),
        // Hours from 1 to 24.
        "k" => (number("H")? + 23).rem_euclid(24).wrapping_add(1).to_string(),
        "kk" => format!("{:02}", (number("H")? + 23).rem_euclid(24) + 1),
        "a" => written(date, "a")?.to_lowercase(),
        // Of a zone moment names only UTC by itself.
        "z" | "zz" => written(date, "ZZZZ")?,
        fraction => format!("{:0<width$}", written(date, "SSS")?, width = fraction.len()),
    })
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// A text in moment's format as a date.
pub fn parse(text: &str, format: &str, options: &CreateOptions, settings: &Settings) -> Option<DateTime> {
    let number = || text.trim().parse::<f64>().ok();
    match format {
        "X" => return Some(DateTime::from_seconds(number()?, options, settings)),
        "x" => return Some(DateTime::from_millis(number()?, options, settings)),
        _ => {}
    }
    let luxon: String = pieces(format)
        .into_iter()
        .map(|piece| match piece {
            Piece::Literal(literal) if literal.contains(char::is_alphabetic) => format!("'{literal}'"),
            Piece::Literal(literal) => literal.to_owned(),
            Piece::Token("a", _) => "a".to_owned(),
            Piece::Token(_, luxon) => luxon.to_owned(),
        })
        .collect();
    DateTime::from_format(text.trim(), &luxon, options, settings).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_moments_formats() {
        let settings = Settings::default();
        let date = DateTime::from_iso("2024-02-04T00:05:06.078", &Default::default(), &settings);
        for (pattern, expected) in [
            ("dddd Do MMMM YYYY, k:mm a", "Sunday 4th February 2024, 24:05 am"),
            ("[day] d dd DDDo, Qo [quarter]", "day 0 Su 35th, 1st quarter"),
            ("S SS SSS SSSS", "0 07 078 0780"),
            ("LLL", "February 4, 2024 12:05 AM"),
            ("", "2024-02-04T00:05:06+00:00"),
        ] {
            assert_eq!(format(&date, pattern).unwrap(), expected, "{pattern}");
        }
        let date = parse("04/02/24 1:30 pm", "DD/MM/YY h:mm a", &Default::default(), &settings).unwrap();
        assert_eq!(format(&date, "YYYY-MM-DD HH:mm").unwrap(), "2024-02-04 13:30");
    }
}
