//! `nodewright run --stream`.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
};

use nodewright_tests::command::{binary, peak_memory, run, run_with};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{code, decide, set, with};

/// A folder with the node in `node.json`.
fn folder(node: &Value) -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("node.json");
    std::fs::write(&path, node.to_string()).expect("a file");
    (folder, path.display().to_string())
}

#[test]
fn a_list_and_lines_give_lines() {
    let (_folder, node) = folder(&set("={{ $json.n }}-{{ $itemIndex }}"));
    let expected = "{\"json\":{\"x\":\"a-0\"},\"pairedItem\":{\"item\":0}}\n{\"json\":{\"x\":\"b-1\"},\"pairedItem\":{\"item\":1}}\n";
    for input in [
        "{\"json\":{\"n\":\"a\"}}\n{\"json\":{\"n\":\"b\"}}\n",
        "\n{\"json\":{\"n\":\"a\"}}\r\n\r\n{\"json\":{\"n\":\"b\"}}",
        "[{\"json\":{\"n\":\"a\"}},{\"json\":{\"n\":\"b\"}}]",
        "\u{feff} [ {\"json\":\n{\"n\":\"a\"}} , {\"json\":{\"n\":\"b\"}} ]\n\n",
    ] {
        let finished = run_with(&["run", &node, "--input", "-", "--stream"], input, &[]);
        assert_eq!((finished.code, finished.stdout.as_str(), finished.stderr.as_str()), (0, expected, ""), "{input:?}");
    }
    // What one prints another reads.
    let (_folder, next) = folder(&set("={{ $json.x }}!"));
    let finished = run_with(&["run", &next, "--input", "-", "--stream"], expected, &[]);
    assert!(finished.stdout.starts_with("{\"json\":{\"x\":\"a-0!\"}"), "{finished:?}");
    for nothing in ["", " \n", "[]", "[ ]\n"] {
        let finished = run_with(&["run", &node, "--input", "-", "--stream"], nothing, &[]);
        assert_eq!((finished.code, finished.stdout.as_str(), finished.stderr.as_str()), (0, "", ""), "{nothing:?}");
    }
}

#[test]
fn lines_of_several_outputs_name_theirs() {
    let input = "{\"json\":{\"n\":3}}\n{\"json\":{\"n\":4}}\n{\"json\":{\"n\":\"x\"}}\n";
    let (_folder, node) =
        folder(&with(set("={{ $json.n === 'x' ? $('Nobody').item : $json.n }}"), "onError", "continueErrorOutput"));
    let finished = run_with(&["run", &node, "--input", "-", "--stream"], input, &[]);
    let lines: Vec<Value> =
        finished.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let outputs: Vec<_> = lines.iter().map(|line| (&line["output"], &line["item"]["pairedItem"]["item"])).collect();
    assert_eq!(outputs, [(&json!(0), &json!(0)), (&json!(0), &json!(1)), (&json!(1), &json!(2))], "{finished:?}");
    let (_folder, node) = folder(&decide("if"));
    let finished = run_with(&["run", &node, "--input", "-", "--stream"], "{\"json\":{\"n\":4}}\n", &[]);
    let line = "{\"output\":1,\"item\":{\"json\":{\"n\":4},\"pairedItem\":{\"item\":0}}}\n";
    assert_eq!((finished.code, finished.stdout.as_str()), (0, line), "{finished:?}");
}

#[test]
fn what_is_wrong_is_said_behind_the_results_before_it() {
    let good = "{\"json\":{\"n\":\"a\"}}\n";
    let (_folder, node) = folder(&set("={{ $json.n === 5 ? $('Nobody').item : $json.n }}"));
    for (input, lines, message) in [
        (format!("{good}{good}{{\"json\":"), 2, "Item 2 of the input is not JSON"),
        (format!("{good}{{\"json\":{{}}}} {{}}\n{good}"), 1, "Item 1 of the input is not JSON"),
        (format!("{good}5\n"), 1, "Item 1 of the input is not an item"),
        (format!("[{0},", good.trim()), 1, "The input ends within its list, after item 1"),
        (format!("[{0}],", good.trim()), 1, "The input goes on behind the end of its list"),
        (format!("[{0},]", good.trim()), 1, "Item 1 of the input is not JSON"),
        ("{\n  \"json\": {}\n}\n".to_owned(), 0, "Item 0 of the input is not JSON"),
        (format!("{good}{{\"json\":{{\"n\":5}}}}\n{good}"), 1, "Referenced node doesn't exist"),
    ] {
        let finished = run_with(&["run", &node, "--input", "-", "--stream"], &input, &[]);
        assert_eq!((finished.code, finished.stdout.lines().count()), (1, lines), "{input:?}: {finished:?}");
        assert!(finished.stderr.contains(message), "{input:?}: {finished:?}");
    }
    for (arguments, message) in [
        (&["run", &node, "--stream"][..], "--input"),
        (&["run", &node, "--stream", "--input", &node, "--input", &node], "--stream takes one --input"),
        (&["run", &node, "--stream", "--input", &node, "--pretty"], "--pretty"),
        (&["run", &node, "--stream", "--input", "/no/such/file"], "cannot read the input /no/such/file"),
    ] {
        let finished = run(arguments);
        assert_eq!(finished.code, 2, "{finished:?}");
        assert!(finished.stderr.contains(message), "{finished:?}");
    }
}

/// Starts the command on items that come through a pipe.
fn start(node: &str) -> Child {
    let mut command = Command::new(binary());
    command.args(["run", node, "--input", "-", "--stream"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command")
}

#[test]
fn results_come_while_the_input_is_still_open() {
    let (_folder, node) = folder(&set("={{ $json.n }}"));
    let mut child = start(&node);
    let mut input = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for n in 0..3 {
        writeln!(input, "{{\"json\":{{\"n\":{n}}}}}").expect("it reads");
        let line: Value = serde_json::from_str(&lines.next().expect("a line").expect("text")).expect("JSON");
        assert_eq!(line["pairedItem"]["item"], n);
    }
    drop(input);
    assert!(lines.next().is_none() && child.wait().expect("an end").success());
}

/// Ends by itself, although its input stays open: in the midst of waiting for it, for code, and for a reader of its output.
#[cfg(unix)]
#[test]
fn signals_and_a_reader_that_has_gone_end_it() {
    let endless = code("if ($itemIndex === 1) for (;;) {} return {}");
    for (node, second) in [(set("x"), ""), (endless, "{\"json\":{}}\n")] {
        for (signal, code) in [(Some("-INT"), 130), (Some("-TERM"), 143), (None, 0)] {
            let (_folder, path) = folder(&node);
            let mut child = start(&path);
            let mut input = child.stdin.take().expect("a pipe");
            input.write_all(b"{\"json\":{}}\n").expect("it reads");
            let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
            let mut line = String::new();
            output.read_line(&mut line).expect("a line");
            input.write_all(second.as_bytes()).expect("it reads");
            match signal {
                Some(signal) => {
                    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
                    assert!(sent.expect("kill").success());
                }
                None => drop(output),
            }
            let ended = child.wait().expect("an end");
            assert_eq!(ended.code(), Some(code), "{signal:?} {node}");
            drop(input);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_while_nobody_reads_its_output() {
    let (_folder, node) = folder(&set("={{ 'long'.repeat(1000) }}"));
    let mut child = start(&node);
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    // Far more than the pipes and what is on its way between them hold: it does not read all of it.
    let feed = std::thread::spawn(move || {
        let line = format!("{{\"json\":{{\"filler\":\"{}\"}}}}\n", "x".repeat(1000));
        (0..100_000).take_while(|_| input.write_all(line.as_bytes()).is_ok()).count()
    });
    let mut line = String::new();
    output.read_line(&mut line).expect("a line");
    let sent = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(sent.expect("kill").success());
    assert_eq!(child.wait().expect("an end").code(), Some(143));
    assert!(feed.join().expect("a count") < 10_000, "the input is read although nobody reads the output");
}

#[test]
fn memory_does_not_grow_with_the_input() {
    const ITEMS: usize = 100_000;
    let (folder, node) = folder(&set("={{ $json.n + 1 }}"));
    let input = folder.path().join("items.jsonl");
    let mut lines = String::new();
    for n in 0..ITEMS {
        lines += &format!("{{\"json\":{{\"n\":{n},\"filler\":\"{}\"}}}}\n", "x".repeat(200));
    }
    std::fs::write(&input, lines).expect("a file");
    let printed = folder.path().join("printed.jsonl");
    let mut child = Command::new(binary())
        .args(["run", &node, "--stream", "--input"])
        .arg(&input)
        .stdout(File::create(&printed).expect("a file"))
        .spawn()
        .expect("the command");
    let mut most = None;
    while child.try_wait().expect("a process").is_none() {
        most = most.max(peak_memory(child.id()));
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let printed = BufReader::new(File::open(&printed).expect("a file")).lines();
    let last = printed.last().expect("lines").expect("text");
    let expected = format!("{{\"json\":{{\"x\":\"{ITEMS}\"}},\"pairedItem\":{{\"item\":{}}}}}", ITEMS - 1);
    assert_eq!(last, expected);
    if let Some(most) = most {
        println!("{ITEMS} items: {} MB at most", most >> 20);
        assert!(most < 100 << 20, "{} MB", most >> 20);
    }
}
