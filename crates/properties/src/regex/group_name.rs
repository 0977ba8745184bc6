//! The names of groups.

/// The name of a group.
#[derive(Debug)]
pub(super) struct GroupName {
    pub(super) name: Vec<u32>,
    pub(super) group: usize,
    /// Which side of which choice the group stands on: two groups may share a name when never both take part.
    path: Vec<(usize, usize)>,
}

/// The number of groups, the match as a whole being one, and their names. They are counted ahead, because a backreference
/// may stand before its group.
pub(super) fn scan(letters: &[u32]) -> Result<(usize, Vec<GroupName>), &'static str> {
    let (mut groups, mut names) = (1, Vec::new());
    let mut at = 0;
    let mut is_in_class = false;
    // For each open parenthesis its position and the side of its choice that is being read.
    let mut path = vec![(0, 0)];
    let is = |at: usize, letter: char| letters.get(at) == Some(&u32::from(letter));
    while let Some(letter) = letters.get(at).copied().map(|letter| char::from_u32(letter).unwrap_or('\u{fffd}')) {
        match letter {
            '\\' => at += 1,
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            _ if is_in_class => {}
            '|' => {
                if let Some((_, side)) = path.last_mut() {
                    *side += 1;
                }
            }
            ')' if path.len() > 1 => {
                path.pop();
            }
            '(' => {
                let is_named = is(at + 1, '?') && is(at + 2, '<') && !is(at + 3, '=') && !is(at + 3, '!');
                if is_named {
                    let name = letters[at + 3..].iter().copied().take_while(|letter| *letter != u32::from('>'));
                    names.push(GroupName { name: name.collect(), group: groups, path: path.clone() });
                }
                if is_named || !is(at + 1, '?') {
                    groups += 1;
                }
                path.push((at, 0));
            }
            _ => {}
        }
        at += 1;
    }
    check(&names)?;
    Ok((groups, names))
}

fn check(names: &[GroupName]) -> Result<(), &'static str> {
    for (index, group) in names.iter().enumerate() {
        let is_start = |letter: char| letter.is_alphabetic() || matches!(letter, '$' | '_' | '\\' | '\u{fffd}');
        let mut name = group.name.iter().map(|letter| char::from_u32(*letter).unwrap_or('\u{fffd}'));
        let is_name = name.next().is_some_and(is_start)
            && name.all(|letter| is_start(letter) || letter.is_numeric() || "{}\u{200c}\u{200d}".contains(letter));
        if !is_name {
            return Err("Invalid capture group name");
        }
        let twice = names[..index].iter().any(|other| other.name == group.name && !other.excludes(group));
        if twice {
            return Err("Duplicate capture group name");
        }
    }
    Ok(())
}

impl GroupName {
    /// Whether only one of two groups can take part in a match: they stand on different sides of a choice.
    fn excludes(&self, other: &Self) -> bool {
        self.path
            .iter()
            .zip(&other.path)
            .any(|((choice, side), (other, other_side))| choice == other && side != other_side)
    }
}
