//! Markdown as the parser is to see it.

/// Stand for letters that the parser is not to see.
pub const STANDING_FOR: &[(&str, char, &str)] =
    &[("\\<", '\u{e000}', "\\<"), ("<", '\u{e001}', "&lt;"), (">", '\u{e002}', "&gt;"), ("*", '\u{e003}', "*")];

/// The source as CommonMark has it, where showdown takes more: headings without a space, sizes of images, tags behind a
/// backslash.
pub fn prepared(markdown: &str, flag: &dyn Fn(&str, bool) -> bool) -> String {
    let mut lines = Vec::new();
    let mut fence = None;
    for line in markdown.replace("\r\n", "\n").lines() {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        if fence.is_some() || mark.is_some() || line.starts_with("    ") {
            lines.push(line.to_owned());
            continue;
        }
        let hashes = line.len() - line.trim_start_matches('#').len();
        let heading = (1..=6).contains(&hashes) && !line[hashes..].is_empty() && !line[hashes..].starts_with(' ');
        let line = match heading && !flag("requireSpaceBeforeHeadingText", false) {
            true => format!("{} {}", &line[..hashes], &line[hashes..]),
            false => line.to_owned(),
        };
        lines.push(backslashes(&sizes(&line), flag));
    }
    lines.join("\n")
}

/// `![a](b.png =1x2)` as an image whose title holds the size.
fn sizes(line: &str) -> String {
    let mut result = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once(" =") {
        let end = behind.find(')');
        let size = end.map(|end| &behind[..end]).filter(|size| size.contains('x') && before.contains("!["));
        let fits = |size: &&str| {
            size.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '*' | '%' | '.'))
        };
        match (size.filter(fits), end) {
            (Some(size), Some(end)) => {
                result.push_str(&format!("{before} \"{SIZE}{size}\""));
                rest = &behind[end..];
            }
            _ => {
                result.push_str(&format!("{before} ="));
                rest = behind;
            }
        }
    }
    result + rest
}

/// Begins the title of an image that has a size.
pub const SIZE: char = '\u{e004}';

fn backslashes(line: &str, flag: &dyn Fn(&str, bool) -> bool) -> String {
    let mut result = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("\\<") {
        result.push_str(before);
        match (flag("backslashEscapesHTMLTags", false), behind.split_once('>')) {
            (true, Some((tag, after))) => {
                result.push_str(&format!("\u{e001}{tag}\u{e002}"));
                rest = after;
            }
            _ => {
                result.push('\u{e000}');
                rest = behind;
            }
        }
    }
    result.push_str(rest);
    if !flag("literalMidWordAsterisks", false) {
        return result;
    }
    let letters: Vec<char> = result.chars().collect();
    let word = |index: Option<usize>| {
        index.and_then(|index| letters.get(index)).is_some_and(|letter| letter.is_alphanumeric())
    };
    let literal = |index: usize| letters[index] == '*' && word(index.checked_sub(1)) && word(Some(index + 1));
    (0..letters.len()).map(|index| if literal(index) { '\u{e003}' } else { letters[index] }).collect()
}
