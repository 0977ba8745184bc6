//! What a node is called, in all places where it has a name.

use nodewright::Registry;

use crate::failure::Failure;

/// Longer names make crates that nobody can type.
const LONGEST: usize = 40;

/// n8n's own nodes are found under `n8n-nodes-base`.
const RESERVED: [&str; 1] = ["base"];

const PREFIX: &str = "nodewright-node-";

/// The name that everything in a new crate is called after: lowercase words with hyphens between them, `help-desk`.
#[derive(Debug, PartialEq)]
pub struct Name(String);

impl Name {
    /// Checks a name, also against the node types that there are.
    ///
    /// # Errors
    /// It has other characters, is too long, is reserved, or a node type has it.
    pub fn of(name: &str, known: &Registry) -> Result<Self, Failure> {
        if let Some(rest) = name.strip_prefix(PREFIX) {
            return Err(Failure::usage(format!("'{name}' is the name of a crate; name the node alone: '{rest}'")));
        }
        let is_word =
            |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.split('-').all(is_word) {
            return Err(Failure::usage(format!(
                "'{name}' cannot be the name of a node: use lowercase letters and digits, a letter first, with single \
                 hyphens between words, as in 'help-desk'"
            )));
        }
        if name.len() > LONGEST {
            return Err(Failure::usage(format!("the name of the node is too long: use at most {LONGEST} characters")));
        }
        let own = Self(name.to_owned());
        if RESERVED.contains(&name) {
            return Err(Failure::usage(format!("the name '{name}' is reserved; choose another")));
        }
        if known.types().any(|node| node.name() == own.node()) {
            return Err(Failure::usage(format!("there already is a node type '{}'; choose another name", own.node())));
        }
        Ok(own)
    }

    /// Name of the crate.
    pub fn package(&self) -> String {
        format!("{PREFIX}{}", self.0)
    }

    /// Name of its files.
    pub fn file(&self) -> &str {
        &self.0
    }

    /// Name of the node type: `helpDesk`.
    fn node(&self) -> String {
        let mut words = self.0.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| name + &capital(word))
    }

    /// Name for people: `Help Desk`.
    fn title(&self) -> String {
        self.0.split('-').map(capital).collect::<Vec<_>>().join(" ")
    }

    /// A text of the template with the name in its places.
    pub fn fill_in(&self, text: &str) -> String {
        text.replace("{{package}}", &self.package())
            .replace("{{crate}}", &self.package().replace('-', "_"))
            .replace("{{n8n-package}}", &format!("n8n-nodes-{}", self.0))
            .replace("{{file}}", &self.0)
            .replace("{{name}}", &self.node())
            .replace("{{Title}}", &self.title())
    }
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use nodewright::VersionedNode;

    #[test]
    fn a_name_is_usable_everywhere_or_refused() {
        let mut known = Registry::new();
        known.register(VersionedNode::new("issueBoard", &[]));
        let long = "a".repeat(41);
        let invalid = |name: &str| {
            format!(
                "'{name}' cannot be the name of a node: use lowercase letters and digits, a letter first, with single \
                 hyphens between words, as in 'help-desk'"
            )
        };
        let mut cases: Vec<(&str, Result<[&str; 3], String>)> = vec![
            ("tickets", Ok(["nodewright-node-tickets", "tickets", "Tickets"])),
            ("help-desk", Ok(["nodewright-node-help-desk", "helpDesk", "Help Desk"])),
            ("s3-files-2", Ok(["nodewright-node-s3-files-2", "s3Files2", "S3 Files 2"])),
            ("type", Ok(["nodewright-node-type", "type", "Type"])),
            (
                &long[1..],
                Ok([
                    "nodewright-node-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                    &long[1..],
                    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                ]),
            ),
            (&long, Err("the name of the node is too long: use at most 40 characters".into())),
            ("base", Err("the name 'base' is reserved; choose another".into())),
            ("issue-board", Err("there already is a node type 'issueBoard'; choose another name".into())),
            (
                "nodewright-node-tickets",
                Err("'nodewright-node-tickets' is the name of a crate; name the node alone: 'tickets'".into()),
            ),
        ];
        for name in ["", "Tickets", "helpDesk", "help_desk", "-a", "a-", "a--b", "3d", "a b", "../a", "a/b", "tïckets"]
        {
            cases.push((name, Err(invalid(name))));
        }
        for (name, expected) in cases {
            let found = match Name::of(name, &known) {
                Ok(name) => Ok([name.package(), name.node(), name.title()]),
                Err(Failure::Usage(said)) => Err(said),
                Err(_) => panic!("{name}: another failure"),
            };
            assert_eq!(found, expected.map(|names| names.map(str::to_owned)), "{name}");
        }
    }
}
