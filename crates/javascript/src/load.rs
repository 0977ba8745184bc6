//! Loading a package: its classes are made, and what they declare is read.

use std::path::{Component, Path};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use nodewright_core::{CredentialType, NodeDescription, Version, VersionedNode};
use nodewright_quickjs::{Failure, Limit, Realm};
use serde_json::{Value, json};

use crate::credential::Functions;
use crate::host::Job;
use crate::node::PackageNode;
use crate::package::{Loaded, Package, Problem};
use crate::{
    error, realm,
    realms::{Ended, Limits},
};

/// What loading a file may take, where its executions may compute as long.
const TIME: Duration = Duration::from_secs(20);
const GRACE: Duration = Duration::from_millis(500);
const STACK: usize = 24 << 20;

/// Everything that the `n8n` key of a package names. `home` is its folder.
pub fn load(package: Package, home: &str, manifest: &Value) -> Loaded {
    let package = Arc::new(package);
    let mut loaded = Loaded::default();
    let problem = |loaded: &mut Loaded, file: Option<&str>, reason: String| {
        let problem = Problem { package: package.name.clone(), file: file.map(str::to_owned), reason };
        loaded.problems.push(problem);
    };
    let mut listed = |kind: &str| {
        files_of(&manifest[kind]).unwrap_or_else(|| {
            let reason = format!("\"n8n.{kind}\" must be a list of files, as in [\"dist/nodes/Example.node.js\"]");
            problem(&mut loaded, Some("package.json"), reason);
            Vec::new()
        })
    };
    let (credentials, nodes) = (listed("credentials"), listed("nodes"));
    if credentials.is_empty() && nodes.is_empty() && loaded.problems.is_empty() {
        problem(&mut loaded, Some("package.json"), "its \"n8n\" key names no nodes and no credentials".to_owned());
    }
    let mut loader = Loader { package: Arc::clone(&package), thread: None };
    for file in &credentials {
        let path = format!("{home}/{}", file.trim_start_matches("./"));
        match inside(file)
            .and_then(|()| loader.ask("credential", &path))
            .and_then(|found| credential(&package, &path, found))
        {
            Ok(kind) => loaded.credential_types.push(kind),
            Err(reason) => problem(&mut loaded, Some(file), reason),
        }
    }
    for file in &nodes {
        let path = format!("{home}/{}", file.trim_start_matches("./"));
        match inside(file).and_then(|()| loader.ask("node", &path)) {
            Ok(found) => {
                let (node, reasons) = node(&package, &path, found);
                loaded.nodes.extend(node);
                reasons.into_iter().for_each(|reason| problem(&mut loaded, Some(file), reason));
            }
            Err(reason) => problem(&mut loaded, Some(file), reason),
        }
    }
    loaded
}

/// The files of a list; nothing where it is not a list of texts.
fn files_of(list: &Value) -> Option<Vec<String>> {
    match list {
        Value::Null => Some(Vec::new()),
        Value::Array(list) => list.iter().map(|file| file.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// A package names files of its own folder.
fn inside(file: &str) -> Result<(), String> {
    let parts = Path::new(file).components();
    match parts.into_iter().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        true => Ok(()),
        false => Err("the file is outside of the package".to_owned()),
    }
}

/// A realm on a thread of its own, which is left to itself where it does not end.
struct Loader {
    package: Arc<Package>,
    thread: Option<Thread>,
}

impl Loader {
    /// What a file declares, or why it does not load.
    fn ask(&mut self, call: &'static str, file: &str) -> Result<Value, String> {
        if self.package.files.text(file).is_none() {
            return Err("the file is missing or cannot be read; install the package again".to_owned());
        }
        let limits = self.package.limits;
        let ended = |ended: Ended| error::of_ended(&ended, &self.package.name, limits).message().to_owned();
        let thread = match self.thread.take() {
            Some(thread) => thread,
            None => start(&self.package).map_err(|_| ended(Ended::Lost))?,
        };
        thread.0.send((call, file.to_owned())).map_err(|_| ended(Ended::Lost))?;
        let time = limits.busy.min(TIME);
        let late = || format!("it took more than {} s to load", time.as_secs_f64());
        let answer = thread.1.recv_timeout(time + GRACE).map_err(|_| late())?;
        let answer = match answer {
            Ok(answer) => answer,
            Err(Failure::OutOfTime) => return Err(late()),
            Err(failure) => return Err(ended(Ended::Failed(failure))),
        };
        self.thread = Some(thread);
        match answer.get("thrown") {
            Some(thrown) => Err(reason(thrown)),
            None => Ok(answer.get("value").cloned().unwrap_or_default()),
        }
    }
}

type Thread = (mpsc::Sender<(&'static str, String)>, mpsc::Receiver<Result<Value, Failure>>);

fn start(package: &Arc<Package>) -> std::io::Result<Thread> {
    let (ask, asked) = mpsc::channel::<(&'static str, String)>();
    let (answer, answered) = mpsc::channel();
    let (files, limits) = (Arc::clone(&package.files), package.limits);
    std::thread::Builder::new().name("package".to_owned()).stack_size(STACK).spawn(move || {
        let mut realm: Option<Realm> = None;
        while let Ok((call, file)) = asked.recv() {
            let job = Job::new(call, json!({ "file": file }), Arc::clone(&files));
            let found = described(&mut realm, limits, &job);
            if !realm.as_ref().is_some_and(Realm::is_reusable) {
                realm = None;
            }
            if answer.send(found).is_err() {
                return;
            }
        }
    })?;
    Ok((ask, answered))
}

fn described(realm: &mut Option<Realm>, limits: Limits, job: &Job) -> Result<Value, Failure> {
    let realm = match realm {
        Some(realm) => realm,
        None => realm.insert(realm::new(limits.memory)?),
    };
    let clock = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let clock = clock.map_err(|error| Failure::Result(error.to_string()))?;
    clock.block_on(async {
        let time = limits.busy.min(TIME);
        let limit = Limit::within(time);
        let described = realm::run(realm, job, time, &limit);
        tokio::time::timeout(time, described).await.unwrap_or(Err(Failure::OutOfTime))
    })
}

/// Why a file does not load, in a line.
fn reason(thrown: &Value) -> String {
    let text = |name: &str| thrown.get(name).and_then(Value::as_str);
    let (name, message) = (text("name").unwrap_or("Error"), text("message").unwrap_or_default());
    let place = text("place").map(|place| format!(" (at {place})")).unwrap_or_default();
    if let Some(missing) = message.strip_prefix("Cannot find module '").and_then(|rest| rest.split_once('\'')) {
        let is_file = missing.0.starts_with(['.', '/']);
        let advice = match is_file {
            true => "install the package again".to_owned(),
            false => format!("install it beside the package with `npm install {}`", missing.0),
        };
        return format!("it needs the module '{}', which is not installed; {advice}", missing.0);
    }
    match name {
        "Error" => format!("{message}{place}"),
        name => format!("{name}: {message}{place}"),
    }
}

fn credential(package: &Arc<Package>, file: &str, found: Value) -> Result<CredentialType, String> {
    let kind: CredentialType = nodewright_json::from_value(found["type"].clone())
        .map_err(|error| format!("its credential type is malformed: {error}"))?;
    if kind.name.is_empty() {
        return Err("its credential type has no name".to_owned());
    }
    let kind = kind.leaving_out_unknown();
    let does = |name: &str| found["does"].as_array().into_iter().flatten().any(|does| does == name);
    let (signs, renews) = (does("authenticate"), does("preAuthentication"));
    if !signs && !renews {
        return Ok(kind);
    }
    let functions = Functions::new(Arc::clone(package), file.to_owned(), &kind, signs, renews);
    Ok(kind.signed_by(functions))
}

fn node(package: &Arc<Package>, file: &str, found: Value) -> (Option<VersionedNode>, Vec<String>) {
    let mut problems = Vec::new();
    let mut whole: Option<VersionedNode> = None;
    for one in found["versions"].as_array().into_iter().flatten() {
        match version(package, file, one) {
            Ok(node) => {
                let description = Arc::clone(&node.description);
                let name = description.name.to_string();
                let known = whole.take().unwrap_or_else(|| VersionedNode::new(name, &[&package.name]));
                whole = Some(
                    description
                        .version
                        .as_slice()
                        .iter()
                        .fold(known, |known, one| known.version(*one, Arc::new(node.in_version(*one)))),
                );
            }
            Err(reason) => problems.push(match one.get("key").and_then(Value::as_str) {
                Some(key) => format!("version {key}: {reason}"),
                None => reason,
            }),
        }
    }
    let default = found["defaultVersion"].as_f64().map(Version::new);
    let default =
        default.filter(|default| whole.iter().flat_map(VersionedNode::versions).any(|(one, _)| one == *default));
    if let Some(default) = default {
        whole = whole.map(|node| node.default_version(default));
    }
    (whole, problems)
}

fn version(package: &Arc<Package>, file: &str, found: &Value) -> Result<PackageNode, String> {
    let Some(data) = found.get("description") else {
        return Err("its class has no description".to_owned());
    };
    let does = |name: &str| found["does"].as_array().into_iter().flatten().any(|does| does == name);
    let executes = does("execute");
    match ["webhook", "trigger", "poll", "supplyData"].into_iter().find(|name| !executes && does(name)) {
        Some("supplyData") => return Err("it serves an AI agent (supplyData), which is not supported".to_owned()),
        Some(kind) => return Err(format!("it is a trigger ({kind}), which is not supported")),
        None => {}
    }
    let description: NodeDescription =
        nodewright_json::from_value(data.clone()).map_err(|error| format!("its description is malformed: {error}"))?;
    if description.name.is_empty() {
        return Err("its description has no name".to_owned());
    }
    let methods = found["methods"].as_array().into_iter().flatten();
    let methods = methods.filter_map(Value::as_str).map(str::to_owned).collect();
    let key = found.get("key").cloned().unwrap_or_default();
    let node = PackageNode::new(Arc::clone(package), file.to_owned(), key, description, methods, executes);
    node.checked().map_err(|error| error.message().to_owned())
}
