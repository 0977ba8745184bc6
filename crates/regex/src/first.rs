//! How a match can begin, which saves most attempts.

use crate::character_class::CharacterClass;
use crate::syntax::Node;

/// Whether a match can only begin at the start of the text.
pub(crate) fn is_text_start(node: &Node) -> bool {
    match node {
        Node::Start { multiline } => !multiline,
        Node::Sequence(nodes) => nodes.first().is_some_and(is_text_start),
        Node::Choice(nodes) => nodes.iter().all(is_text_start),
        Node::Capture { node, .. } => is_text_start(node),
        _ => false,
    }
}

/// The letters that a match can begin with; `None` if it may be empty, or with any letter.
pub(crate) fn letters(node: &Node) -> Option<CharacterClass> {
    let begin = begin(node)?;
    (!begin.may_be_empty).then_some(begin.letters)
}

/// What a part of a pattern can begin with.
struct Begin {
    letters: CharacterClass,
    may_be_empty: bool,
}

/// `None` if it cannot be told.
fn begin(node: &Node) -> Option<Begin> {
    Some(match node {
        Node::One(class) => Begin { letters: class.clone(), may_be_empty: false },
        // These look at the text but take nothing of it.
        Node::Empty | Node::Start { .. } | Node::End { .. } | Node::WordBoundary { .. } | Node::Look { .. } => {
            Begin { letters: CharacterClass::default(), may_be_empty: true }
        }
        Node::Capture { node, .. } => begin(node)?,
        Node::Backreference { .. } => return None,
        Node::Repeat { max: 0, .. } => Begin { letters: CharacterClass::default(), may_be_empty: true },
        Node::Repeat { node, min, .. } => {
            let inner = begin(node)?;
            Begin { may_be_empty: inner.may_be_empty || *min == 0, ..inner }
        }
        Node::Choice(nodes) => {
            let mut all = Begin { letters: CharacterClass::default(), may_be_empty: false };
            for node in nodes {
                let side = begin(node)?;
                all.letters = all.letters.union(&side.letters);
                all.may_be_empty |= side.may_be_empty;
            }
            all
        }
        Node::Sequence(nodes) => {
            let mut all = Begin { letters: CharacterClass::default(), may_be_empty: true };
            for node in nodes {
                let next = begin(node)?;
                all.letters = all.letters.union(&next.letters);
                if !next.may_be_empty {
                    return Some(Begin { may_be_empty: false, ..all });
                }
            }
            all
        }
    })
}
