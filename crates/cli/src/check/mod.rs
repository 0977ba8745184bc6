//! Looking descriptions over, and running their cases.

mod cases;
mod scripted;

use std::path::{Path, PathBuf};

use nodewright::Runtime;

use crate::failure::Failure;

/// What was found at a path.
pub struct Found {
    /// Lines for people.
    pub lines: Vec<String>,
    /// Whether something does not work.
    pub has_errors: bool,
}

/// Looks over what is at a path.
pub async fn check(path: &Path) -> Result<Found, Failure> {
    let runtime = Runtime::builder().nodes(path).build()?;
    let problems = runtime.check_nodes(path)?;
    let mut has_errors = problems.iter().any(|one| one.problem.severity == nodewright::Severity::Error);
    let mut lines: Vec<_> = problems.iter().map(|one| format!("{}: {}", one.file, one.problem)).collect();
    let mut count = 0;
    for file in cases_at(path) {
        let (cases, wrong) = cases::run(&runtime, &file).await?;
        count += cases;
        has_errors |= !wrong.is_empty();
        lines.extend(wrong);
    }
    let nodes = runtime.registry().types().count() - nodewright::Registry::linked().types().count();
    lines.push(match lines.len() {
        0 => format!("nothing wrong: {nodes} node types, {count} cases"),
        problems => format!("{problems} problems: {nodes} node types, {count} cases"),
    });
    Ok(Found { lines, has_errors })
}

/// Files of cases in a folder, or beside a file.
fn cases_at(path: &Path) -> Vec<PathBuf> {
    let is_cases = |path: &Path| path.to_string_lossy().ends_with(".cases.json");
    if path.is_file() {
        let name = path.to_string_lossy();
        let stem = name.strip_suffix(".node.json").or_else(|| name.strip_suffix(".json")).unwrap_or(&name);
        let beside = PathBuf::from(format!("{stem}.cases.json"));
        return if beside.is_file() { vec![beside] } else { Vec::new() };
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if is_cases(&path) => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    files
}
