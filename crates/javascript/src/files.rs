//! Files of packages: what `require` may read, and nothing else.
//!
//! JavaScript sees paths below a root of its own, which is the folder that holds the packages; where that is on the host it
//! does not learn.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// A folder of packages. Texts are kept, so that further realms read no files.
pub struct Files {
    root: PathBuf,
    texts: Mutex<HashMap<PathBuf, Option<Arc<str>>>>,
    resolved: Mutex<HashMap<(String, String), Option<String>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Files {
    /// Of a folder; nothing outside it is read.
    pub fn new(root: &Path) -> std::io::Result<Self> {
        Ok(Self { root: root.canonicalize()?, texts: Mutex::default(), resolved: Mutex::default() })
    }

    /// How JavaScript calls a path of the host.
    pub fn shown(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).ok()?;
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_str()).collect::<Option<_>>()?;
        Some(format!("/{}", parts.join("/")))
    }

    fn real(&self, shown: &str) -> PathBuf {
        self.root.join(plain(Path::new(shown)).strip_prefix("/").unwrap_or(Path::new("")))
    }

    /// The text of a file, by its path as JavaScript has it.
    pub fn text(&self, shown: &str) -> Option<Arc<str>> {
        self.read(&self.real(shown))
    }

    fn read(&self, path: &Path) -> Option<Arc<str>> {
        if let Some(known) = lock(&self.texts).get(path) {
            return known.clone();
        }
        // Links may lead out: what counts is where they end.
        let real = path.canonicalize().ok().filter(|real| real.starts_with(&self.root) && real.is_file());
        let bytes = real.and_then(|real| std::fs::read(real).ok());
        let text = bytes.map(|bytes| Arc::<str>::from(String::from_utf8_lossy(&bytes)));
        lock(&self.texts).insert(path.to_owned(), text.clone());
        text
    }

    fn manifest(&self, folder: &Path) -> Option<Value> {
        nodewright_json::parse(&self.read(&folder.join("package.json"))?).ok()
    }

    /// Whether a file is an ECMAScript module: by its extension, or by the `type` of the package that it is in.
    pub fn is_module(&self, shown: &str) -> bool {
        let path = self.real(shown);
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("mjs") => true,
            Some("js") => {
                let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root));
                folders.into_iter().find_map(|folder| self.manifest(folder)).is_some_and(|one| one["type"] == "module")
            }
            _ => false,
        }
    }

    /// Node.js' algorithm for `require`: files, folders, `node_modules` upwards, `main` and `exports`.
    pub fn resolve(&self, from: &str, request: &str) -> Option<String> {
        let key = (from.to_owned(), request.to_owned());
        if let Some(known) = lock(&self.resolved).get(&key) {
            return known.clone();
        }
        let found = self.find(&self.real(from), request).and_then(|path| self.shown(&path));
        lock(&self.resolved).insert(key, found.clone());
        found
    }

    fn find(&self, from: &Path, request: &str) -> Option<PathBuf> {
        if request.starts_with('/') {
            return self.file_or_folder(&self.real(request));
        }
        if matches!(request, "." | "..") || request.starts_with("./") || request.starts_with("../") {
            return self.file_or_folder(&plain(&from.join(request)));
        }
        let parts = if request.starts_with('@') { 2 } else { 1 };
        let package: String = request.splitn(parts + 1, '/').take(parts).collect::<Vec<_>>().join("/");
        let inner = request[package.len()..].trim_start_matches('/');
        // A package that a link leads to has its own beside where it really is.
        let real = from.canonicalize().unwrap_or_else(|_| from.to_owned());
        let folders = from.ancestors().chain(real.ancestors()).filter(|folder| folder.starts_with(&self.root));
        let homes = folders.flat_map(|folder| {
            let beside = folder.file_name().is_some_and(|name| name == "node_modules").then(|| folder.join(&package));
            beside.into_iter().chain([folder.join("node_modules").join(&package)])
        });
        // The root may be a folder of packages under another name.
        let homes = homes.chain([self.root.join(&package)]);
        let home = homes.into_iter().find(|home| home.is_dir())?;
        let manifest = self.manifest(&home).unwrap_or_default();
        let subpath = if inner.is_empty() { ".".to_owned() } else { format!("./{inner}") };
        match exported(&manifest["exports"], &subpath) {
            Some(target) => self.file_or_folder(&plain(&home.join(target))),
            None if inner.is_empty() => self.file_or_folder(&home),
            None => self.file_or_folder(&plain(&home.join(inner))),
        }
    }

    /// Whether there is a file, and not a link that leads out.
    fn has(&self, file: &Path) -> bool {
        file.is_file() && file.canonicalize().is_ok_and(|real| real.starts_with(&self.root))
    }

    fn file_or_folder(&self, path: &Path) -> Option<PathBuf> {
        if !path.starts_with(&self.root) {
            return None;
        }
        let with = |extension: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(extension);
            PathBuf::from(name)
        };
        let files = [path.to_owned(), with(".js"), with(".json"), with(".cjs"), with(".mjs")];
        if let Some(file) = files.into_iter().find(|file| self.has(file)) {
            return Some(file);
        }
        let main = self.manifest(path).and_then(|manifest| manifest["main"].as_str().map(str::to_owned));
        let main = main.map(|main| plain(&path.join(main))).filter(|main| main != path && main.starts_with(path));
        let main = main.and_then(|main| self.file_or_folder(&main));
        main.or_else(|| {
            ["index.js", "index.json", "index.cjs"].map(|name| path.join(name)).into_iter().find(|file| self.has(file))
        })
    }
}

/// Where the `exports` of a package lead for `require`.
fn exported(exports: &Value, subpath: &str) -> Option<String> {
    fn pick(value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Object(map) => ["require", "node", "default", "import"].iter().find_map(|key| pick(map.get(*key)?)),
            Value::Array(list) => list.iter().find_map(pick),
            _ => None,
        }
    }
    match exports {
        Value::Object(map) if map.keys().any(|key| key.starts_with('.')) => {
            if let Some(exact) = map.get(subpath) {
                return pick(exact);
            }
            map.iter().find_map(|(pattern, target)| {
                let (before, after) = pattern.split_once('*')?;
                let middle = subpath.strip_prefix(before)?.strip_suffix(after)?;
                Some(pick(target)?.replace('*', middle))
            })
        }
        Value::Null => None,
        other if subpath == "." => pick(other),
        _ => None,
    }
}

/// Without `.` and `..`, and without looking at the disk.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
