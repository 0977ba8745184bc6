//! What the README shows is what happens.

use nodewright_tests::{command::run, root};

/// The text between ```` ```language ```` and the end of the block, block by block.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let start = format!("```{language}\n");
    text.split(&start).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

#[test]
fn the_quick_start_prints_what_it_says() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    let (commands, outputs) = (blocks(&readme, "sh"), blocks(&readme, "json"));
    let arguments = commands[0].trim().strip_prefix("cargo run -q -p nodewright-cli -- ").expect("the first command");
    let finished = run(&arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(finished.code, 0, "{finished:?}");
    assert_eq!(finished.stdout.trim(), outputs[0].trim());
}

#[test]
fn the_commands_are_there() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    let blocks = blocks(&readme, "sh");
    let lines: Vec<_> =
        blocks.iter().flat_map(|block| block.lines()).filter(|line| line.starts_with("nodewright ")).collect();
    assert!(lines.len() >= 10, "only {} commands", lines.len());
    for line in lines {
        let command = line.split(' ').nth(1).expect("a command");
        assert_eq!(run(&[command, "--help"]).code, 0, "{line}");
    }
}

#[test]
fn links_lead_somewhere() {
    for path in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "crates/server/README.md",
        "crates/server/page/README.md",
        "nodes/README.md",
        "nodes/directus/README.md",
    ] {
        let path = root().join(path);
        let (readme, folder) = (std::fs::read_to_string(&path).expect("a README"), path.parent().expect("a folder"));
        let links = readme.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
        let links: Vec<_> = links.collect();
        assert!(!links.is_empty(), "no links in {}", path.display());
        for link in links {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            assert!(link.starts_with("http") || folder.join(file).exists(), "{link} in {}", path.display());
            if !part.is_empty() {
                let page = if file.is_empty() { path.clone() } else { folder.join(file) };
                let linked = std::fs::read_to_string(page).expect("a page");
                let anchor = |line: &str| line.trim_start_matches(['#', ' ']).to_lowercase().replace(' ', "-");
                assert!(linked.lines().any(|line| line.starts_with('#') && anchor(line) == part), "{link}");
            }
        }
    }
}

/// The tables and the plot are what was measured beside n8n last.
#[test]
fn the_figures_are_those_that_were_measured() {
    let folder = root().join("tests/bench/n8n");
    let report = |what: &str| {
        let told = std::process::Command::new("node")
            .arg(folder.join("report.js"))
            .arg(what)
            .arg(folder.join("results.json"))
            .output();
        let told = match told {
            Ok(told) => told,
            Err(why) => {
                nodewright_testkit::skip(&format!("the figures need node: {why}"));
                return None;
            }
        };
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        Some(String::from_utf8_lossy(&told.stdout).trim().to_owned())
    };
    let (Some(tables), Some(plot)) = (report("tables"), report("plot")) else { return };
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    for line in tables.lines().filter(|line| !line.is_empty()) {
        assert!(readme.lines().any(|other| other == line), "README.md lacks what report.js prints: {line}");
    }
    let committed = std::fs::read_to_string(folder.join("plot.svg")).expect("a plot");
    assert_eq!(committed.trim(), plot, "node report.js plot results.json > plot.svg");
}
