//! What names stand for: the modules of a crate, read from its sources.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use syn::{Attribute, Item, UseTree};

/// A module's path below the crate; empty for its root.
pub type Place = Vec<String>;

/// What a path leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// An item of the crate: its module and its name.
    Own(Place, String),
    /// A module of the crate.
    Module(Place),
    /// A path into a dependency, whose name comes first.
    Foreign(Vec<String>),
    /// A generic parameter, or something of std.
    Other,
}

#[derive(Default)]
pub struct Module {
    pub items: Vec<Item>,
    own: BTreeSet<String>,
    imports: BTreeMap<String, Vec<String>>,
    /// What `*` is imported from.
    pub globs: Vec<Vec<String>>,
}

/// A crate's modules, those of its tests left out.
pub struct Names {
    pub modules: BTreeMap<Place, Module>,
    /// Its dependencies, as they are named in code.
    dependencies: BTreeSet<String>,
}

impl Names {
    /// Reads the crate whose root is `root`; `read` gives a file's text if there is such a file.
    pub fn read(root: &Path, dependencies: BTreeSet<String>, read: &dyn Fn(&Path) -> Option<String>) -> Self {
        let mut names = Self { modules: BTreeMap::new(), dependencies };
        let folder = root.parent().expect("a folder").to_path_buf();
        names.add_file(Place::new(), root, folder, read);
        names
    }

    fn add_file(&mut self, place: Place, file: &Path, folder: PathBuf, read: &dyn Fn(&Path) -> Option<String>) {
        let text = read(file).unwrap_or_else(|| panic!("there is no {}", file.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        self.add(place, parsed.items, &folder, read);
    }

    fn add(&mut self, place: Place, items: Vec<Item>, folder: &Path, read: &dyn Fn(&Path) -> Option<String>) {
        let mut module = Module::default();
        for item in items {
            match &item {
                Item::Mod(inner) if !is_of_tests(&inner.attrs) => {
                    assert!(!inner.attrs.iter().any(|a| a.path().is_ident("path")), "#[path] is not followed");
                    let name = inner.ident.to_string();
                    let (below, inside) = ([&place[..], std::slice::from_ref(&name)].concat(), folder.join(&name));
                    match &inner.content {
                        Some((_, items)) => self.add(below, items.clone(), &inside, read),
                        None => {
                            let files = [folder.join(format!("{name}.rs")), inside.join("mod.rs")];
                            let file = files.iter().find(|file| read(file).is_some());
                            self.add_file(below, file.unwrap_or(&files[0]), inside, read);
                        }
                    }
                }
                Item::Use(item) => imports(&item.tree, &mut Vec::new(), &mut |name, path| match name {
                    Some(name) => drop(module.imports.insert(name, path)),
                    None => module.globs.push(path),
                }),
                _ => {}
            }
            module.own.extend(name_of(&item));
            module.items.push(item);
        }
        self.modules.insert(place, module);
    }

    /// What a path stands for in a module.
    pub fn resolve(&self, place: &[String], path: &[String]) -> Meaning {
        self.follow(place, path, &mut BTreeSet::new())
    }

    /// `asked` is what is being looked for already: modules import everything from each other.
    fn follow(&self, place: &[String], path: &[String], asked: &mut BTreeSet<(Place, Place)>) -> Meaning {
        let Some((first, rest)) = path.split_first() else { return Meaning::Module(place.to_vec()) };
        if !asked.insert((place.to_vec(), path.to_vec())) {
            return Meaning::Other;
        }
        match first.as_str() {
            // A leading `::`.
            "" => self.foreign(rest),
            "crate" => self.inside(&[], rest, asked),
            "self" => self.inside(place, rest, asked),
            "super" => self.inside(&place[..place.len().saturating_sub(1)], rest, asked),
            _ => match self.inside(place, path, asked) {
                Meaning::Other => self.foreign(path),
                found => found,
            },
        }
    }

    fn inside(&self, place: &[String], path: &[String], asked: &mut BTreeSet<(Place, Place)>) -> Meaning {
        let Some((name, rest)) = path.split_first() else { return Meaning::Module(place.to_vec()) };
        if name == "super" {
            return self.follow(place, path, asked);
        }
        let Some(module) = self.modules.get(place) else { return Meaning::Other };
        let below = [place, std::slice::from_ref(name)].concat();
        if self.modules.contains_key(&below) {
            return self.inside(&below, rest, asked);
        }
        if module.own.contains(name) {
            return Meaning::Own(place.to_vec(), name.clone());
        }
        if let Some(target) = module.imports.get(name) {
            let target = [&target[..], rest].concat();
            // `use http;` and `use http::Method;` mean the dependency, not themselves.
            let itself = target.first() == Some(name);
            return if itself { self.foreign(&target) } else { self.follow(place, &target, asked) };
        }
        // A `*` is looked for by its own name only, which no other `*` brings.
        let globs = module.globs.iter().filter(|glob| !path.starts_with(&glob[..1]));
        let mut found = globs.map(|glob| match self.follow(place, glob, asked) {
            Meaning::Module(target) => self.inside(&target, path, asked),
            _ => Meaning::Other,
        });
        found.find(|found| *found != Meaning::Other).unwrap_or(Meaning::Other)
    }

    fn foreign(&self, path: &[String]) -> Meaning {
        match path.split_first() {
            // What a member of the family re-exports as a whole crate is that crate.
            Some((first, rest)) if first.starts_with("nodewright") => {
                match rest.first().is_some_and(|name| is_reexported(name)) {
                    true => Meaning::Foreign(rest.to_vec()),
                    false => Meaning::Other,
                }
            }
            Some((first, _)) if self.dependencies.contains(first) => Meaning::Foreign(path.to_vec()),
            _ => Meaning::Other,
        }
    }
}

/// Crates that core and the runtime re-export.
fn is_reexported(name: &str) -> bool {
    ["async_trait", "http", "inventory", "schemars", "serde_json"].contains(&name)
}

/// Calls `found` with each name that a `use` brings, or none for `*`, and what it stands for.
pub fn imports(tree: &UseTree, path: &mut Vec<String>, found: &mut dyn FnMut(Option<String>, Vec<String>)) {
    let with = |path: &[String], name: &syn::Ident| match name == "self" && !path.is_empty() {
        true => path.to_vec(),
        false => [path, &[name.to_string()]].concat(),
    };
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            imports(&inner.tree, path, found);
            path.pop();
        }
        UseTree::Name(name) => {
            let path = with(path, &name.ident);
            found(path.last().cloned(), path);
        }
        UseTree::Rename(renamed) => found(Some(renamed.rename.to_string()), with(path, &renamed.ident)),
        UseTree::Glob(_) => found(None, path.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imports(tree, path, found)),
    }
}

pub fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

pub fn is_of_tests(attributes: &[Attribute]) -> bool {
    let condition =
        |a: &Attribute| a.parse_args::<syn::Path>().is_ok_and(|p| p.is_ident("test") || p.is_ident("doctest"));
    attributes.iter().any(|a| a.path().is_ident("cfg") && condition(a))
}
