//! Names that are not known: the error suggests the nearest and lists those there are.

use crate::{ErrorKind, NodeError};

impl NodeError {
    /// "Unknown operation 'lgout' of resource 'auth'; did you mean 'logout'? known: list, logout".
    ///
    /// `what` says what the name stands for, and `of` where it was looked for, such as `" of resource 'auth'"`.
    pub fn unknown<'a>(what: &str, name: &str, of: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new(ErrorKind::Unknown, unknown(what, name, of, known))
    }
}

/// The text of [`NodeError::unknown`], for errors of another kind.
pub fn unknown<'a>(what: &str, name: &str, of: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    let mut text = format!("Unknown {what} '{name}'{of}");
    let nearest = nearest(name, known.iter().copied());
    if let Some(nearest) = nearest {
        text.push_str(&format!("; did you mean '{nearest}'?"));
    }
    if !known.is_empty() {
        let before = if nearest.is_some() { " " } else { "; " };
        text.push_str(&format!("{before}known: {}", known.join(", ")));
    }
    text
}

/// The known name that `name` is most likely a misspelling of; `None` where none is near enough. Case and the `_`, `-` and
/// blanks between words do not count, and one in three letters may be wrong.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = plain(name);
    let allowed = (name.chars().count() + 1) / 3;
    let near = known.into_iter().map(|one| (strsim::osa_distance(&name, &plain(one)), one));
    near.filter(|(distance, _)| *distance <= allowed).min_by_key(|(distance, _)| *distance).map(|(_, one)| one)
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::unknown;

    #[test]
    fn the_nearest_name_is_suggested() {
        let known = ["list", "login", "logout", "refreshToken", "getAll"];
        for (name, suggested) in [
            ("lgout", Some("logout")),
            ("logotu", Some("logout")),
            ("LogOut", Some("logout")),
            ("log_in", Some("login")),
            ("log out", Some("logout")),
            ("refresh_tokens", Some("refreshToken")),
            ("lists", Some("list")),
            ("lost", Some("list")),
            ("nope", None),
            ("x", None),
            ("", None),
            ("délete", None),
        ] {
            let expected = match suggested {
                Some(nearest) => format!("; did you mean '{nearest}'? known: {}", known.join(", ")),
                None => format!("; known: {}", known.join(", ")),
            };
            let text = unknown("operation", name, " of resource 'auth'", known);
            assert_eq!(text, format!("Unknown operation '{name}' of resource 'auth'{expected}"));
        }
        assert_eq!(unknown("node", "a", "", []), "Unknown node 'a'");
    }
}
