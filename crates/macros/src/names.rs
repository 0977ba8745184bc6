//! Names by rule: a field's own name gives the parameter's name and title.

/// `refresh_token` → `refreshToken`.
pub fn camel(name: &str) -> String {
    let mut words = plain(name).split('_').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}

/// `refresh_token` → `Refresh Token`; words that are abbreviations are written in capitals.
pub fn title(name: &str) -> String {
    let words = plain(name).split('_').filter(|word| !word.is_empty()).map(|word| match word {
        "id" | "url" | "otp" | "json" | "csv" | "ip" | "api" => word.to_uppercase(),
        word => capital(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `AvgDistinct` → `avgDistinct`.
pub fn lower_first(name: &str) -> String {
    let mut chars = plain(name).chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str())
}

/// `AvgDistinct` → `Avg Distinct`.
pub fn spaced(name: &str) -> String {
    let mut out = String::new();
    for (n, c) in plain(name).chars().enumerate() {
        if n > 0 && c.is_uppercase() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Without the `r#` of a raw identifier.
pub fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_rule() {
        for (field, name, shown) in [
            ("refresh_token", "refreshToken", "Refresh Token"),
            ("id", "id", "ID"),
            ("r#type", "type", "Type"),
            ("reset_url", "resetUrl", "Reset URL"),
        ] {
            assert_eq!((camel(field).as_str(), title(field).as_str()), (name, shown));
        }
        assert_eq!(
            (lower_first("AvgDistinct").as_str(), spaced("AvgDistinct").as_str()),
            ("avgDistinct", "Avg Distinct")
        );
    }
}
