//! Programs: what code finds, what it may do, and how it ends.

#![cfg(feature = "js")]

use nodewright_expression::{Engine, JsonContext, Limits, Outside, Pending, Program, ProgramError};
use nodewright_quickjs::Limit;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::time::Duration;

/// A program over two items, and what it gives: the result of each run, an error as `{name, message, line}`; or how it ends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    code: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    each: bool,
    #[serde(default)]
    continues: bool,
    results: Option<Vec<Value>>,
    ends: Option<String>,
    kept: Option<Map<String, Value>>,
    printed: Option<Value>,
}

#[derive(Default)]
struct Clock {
    printed: RefCell<Vec<(String, String)>>,
}

impl Outside for Clock {
    fn sleep(&self, milliseconds: f64) -> Pending {
        Box::pin(async move {
            tokio::time::sleep(Duration::from_secs_f64(milliseconds / 1000.0)).await;
            Ok(Value::Null)
        })
    }

    fn request(&self, helper: &str, arguments: Value) -> Result<Pending, String> {
        match helper {
            "httpRequest" => Ok(Box::pin(async move { Ok(json!({ "asked": arguments })) })),
            other => Err(format!("no {other}")),
        }
    }

    fn print(&self, level: &str, text: &str) {
        self.printed.borrow_mut().push((level.to_owned(), text.to_owned()));
    }
}

#[test]
fn programs_give_what_the_table_says() {
    let cases = include_str!("programs.jsonl").lines().filter(|line| !line.is_empty());
    let cases: Vec<Case> =
        cases.map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect();
    assert!(cases.len() > 40, "only {} cases", cases.len());
    let failed: Vec<String> = cases.iter().filter_map(|case| check(case).err()).collect();
    assert!(failed.is_empty(), "{} of {}\n{}", failed.len(), cases.len(), failed.join("\n"));
}

fn check(case: &Case) -> Result<(), String> {
    let limits = Limits { memory: 32 * 1024 * 1024, ..Limits::default() };
    let engine = Engine::builder().zone("UTC").map_err(|e| e.to_string())?.limits(limits).build();
    let data = JsonContext::of_items(vec![
        json!({ "json": { "n": 1, "list": [1, 2] }, "pairedItem": { "item": 0 } }),
        json!({ "json": { "n": 2 }, "binary": { "data": { "data": "aGk=", "mimeType": "text/plain" } } }),
    ]);
    let program = Program {
        source: case.code.clone(),
        before: case.before.clone(),
        after: case.after.clone(),
        each_item: case.each,
        continues: case.continues,
    };
    let clock = Clock::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(|e| e.to_string())?;
    // Much longer than any case takes that ends by itself.
    let time = if case.ends.as_deref() == Some(&*ProgramError::OutOfTime.to_string()) { 300 } else { 20_000 };
    let limit = Limit::within(Duration::from_millis(time));
    let kept = Map::from_iter([("before".to_owned(), json!(1))]);
    let ended = runtime.block_on(async {
        tokio::select! {
            ended = program.run(&engine, &data, &clock, &kept, &limit) => ended,
            () = tokio::time::sleep_until(limit.until.into()) => Err(ProgramError::OutOfTime),
        }
    });
    let said = |seen: Value, wanted: Value| match seen == wanted {
        true => Ok(()),
        false => Err(format!("{}: {seen} instead of {wanted}", case.code)),
    };
    match ended {
        Err(error) => said(json!(error.to_string()), json!(case.ends)),
        Ok(ran) => {
            let results: Vec<Value> = ran.results.iter().map(|result| match result {
                Ok(value) => value.clone().unwrap_or_else(|| json!("undefined")),
                Err(thrown) => json!({ "name": thrown.name, "message": thrown.message, "line": thrown.place.map(|(line, _)| line) }),
            }).collect();
            said(json!(results), json!(case.results))?;
            said(json!(ran.kept), json!(case.kept))?;
            match &case.printed {
                Some(printed) => said(json!(*clock.printed.borrow()), printed.clone()),
                None => Ok(()),
            }
        }
    }
}
