//! What of a crate others can name, and the types of its dependencies that it shows there.

use std::collections::BTreeSet;

use syn::{
    Attribute, Block, Expr, Fields, ImplItem, Item, ItemImpl, Path, Type, Visibility,
    visit::{self, Visit},
};

use super::names::{Meaning, Names, Place, imports, is_of_tests, name_of};

/// A foreign path, and the item that shows it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    pub path: String,
    pub by: String,
}

/// The foreign paths in a crate's public signatures, derives and re-exports. What macros make is not seen.
pub fn shown(names: &Names) -> BTreeSet<Shown> {
    let mut surface = Surface { names, seen: BTreeSet::new(), shown: BTreeSet::new() };
    surface.module(&Place::new());
    // What such an import brings cannot be told from the sources.
    for (place, glob) in names.modules.iter().flat_map(|(place, module)| module.globs.iter().map(move |g| (place, g))) {
        if let Meaning::Foreign(path) = names.resolve(place, glob) {
            surface.show(&path, place, "use *");
        }
    }
    // Implementations may show types that others have to be looked at for, so until there is nothing new.
    loop {
        let before = surface.seen.len();
        for (place, module) in &names.modules {
            for item in &module.items {
                if let Item::Impl(item) = item {
                    surface.implementation(place, item);
                }
            }
        }
        if surface.seen.len() == before {
            return surface.shown;
        }
    }
}

struct Surface<'n> {
    names: &'n Names,
    seen: BTreeSet<(Place, String)>,
    shown: BTreeSet<Shown>,
}

impl Surface<'_> {
    fn module(&mut self, place: &Place) {
        if !self.seen.insert((place.clone(), String::new())) {
            return;
        }
        let names = self.names;
        for item in &names.modules[place].items {
            match item {
                Item::Mod(inner) if is_public(&inner.vis) && !is_of_tests(&inner.attrs) => {
                    self.module(&[&place[..], &[inner.ident.to_string()]].concat());
                }
                Item::Use(item) if is_public(&item.vis) => {
                    imports(&item.tree, &mut Vec::new(), &mut |name, path| match names.resolve(place, &path) {
                        Meaning::Foreign(path) => {
                            name.into_iter().for_each(|name| self.show(&path, place, &format!("pub use {name}")));
                        }
                        Meaning::Module(place) => self.module(&place),
                        Meaning::Own(place, name) => self.item(&place, &name),
                        Meaning::Other => {}
                    });
                }
                _ if is_public_item(item) => self.item(place, &name_of(item).expect("a name")),
                _ => {}
            }
        }
    }

    /// Looks at an item of a name once; it is public, or a public signature shows it.
    fn item(&mut self, place: &Place, name: &str) {
        if !self.seen.insert((place.clone(), name.to_owned())) {
            return;
        }
        for item in self.names.modules[place].items.iter().filter(|item| name_of(item).as_deref() == Some(name)) {
            let mut signature = Signature { surface: self, place, by: name.to_owned() };
            match item {
                Item::Struct(item) => {
                    signature.derives(&item.attrs);
                    signature.visit_generics(&item.generics);
                    signature.public_fields(&item.fields);
                }
                Item::Enum(item) => {
                    signature.derives(&item.attrs);
                    signature.visit_generics(&item.generics);
                    item.variants.iter().for_each(|variant| signature.visit_fields(&variant.fields));
                }
                Item::Fn(item) => signature.visit_signature(&item.sig),
                other => signature.visit_item(other),
            }
        }
    }

    fn implementation(&mut self, place: &Place, item: &ItemImpl) {
        let of = self.type_of(place, &item.self_ty);
        let known = |surface: &Self, meaning: &Meaning| match meaning {
            Meaning::Own(place, name) => surface.seen.contains(&(place.clone(), name.clone())),
            Meaning::Module(_) => false,
            Meaning::Foreign(_) | Meaning::Other => true,
        };
        if is_of_tests(&item.attrs) || !known(self, &of) {
            return;
        }
        let by = match &of {
            Meaning::Own(_, name) => format!("impl {name}"),
            _ => "impl".to_owned(),
        };
        let Some((implemented, _)) = &item.trait_ else {
            let mut signature = Signature { surface: self, place, by: by.clone() };
            signature.visit_generics(&item.generics);
            for item in &item.items {
                match item {
                    ImplItem::Fn(item) if is_public(&item.vis) => {
                        signature.by = format!("{by}::{}", item.sig.ident);
                        signature.visit_signature(&item.sig);
                    }
                    ImplItem::Const(item) if is_public(&item.vis) => {
                        signature.by = format!("{by}::{}", item.ident);
                        signature.visit_type(&item.ty);
                    }
                    _ => {}
                }
            }
            return;
        };
        let segments = segments(implemented);
        if !known(self, &self.names.resolve(place, &segments)) {
            return;
        }
        let mut signature = Signature { surface: self, place, by: format!("{by} as {}", segments.join("::")) };
        signature.visit_generics(&item.generics);
        signature.visit_path(implemented);
        signature.visit_type(&item.self_ty);
        for item in &item.items {
            if let ImplItem::Type(item) = item {
                signature.visit_type(&item.ty);
            }
        }
    }

    fn type_of(&self, place: &Place, of: &Type) -> Meaning {
        match of {
            Type::Path(of) if of.qself.is_none() => self.names.resolve(place, &segments(&of.path)),
            Type::Reference(of) => self.type_of(place, &of.elem),
            _ => Meaning::Other,
        }
    }

    fn show(&mut self, path: &[String], place: &Place, by: &str) {
        let by = place.iter().map(String::as_str).chain([by]).collect::<Vec<_>>().join("::");
        self.shown.insert(Shown { path: path.join("::"), by });
    }
}

/// Follows the paths of one signature.
struct Signature<'s, 'n> {
    surface: &'s mut Surface<'n>,
    place: &'s Place,
    by: String,
}

impl Signature<'_, '_> {
    fn derives(&mut self, attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|a| a.path().is_ident("derive")) {
            let derived = attribute.parse_nested_meta(|meta| {
                self.visit_path(&meta.path);
                Ok(())
            });
            derived.expect("a list of derives");
        }
    }

    fn public_fields(&mut self, fields: &Fields) {
        for field in fields.iter().filter(|field| is_public(&field.vis)) {
            self.visit_type(&field.ty);
        }
    }
}

impl<'ast> Visit<'ast> for Signature<'_, '_> {
    fn visit_path(&mut self, path: &'ast Path) {
        let (place, by) = (self.place, self.by.clone());
        match self.surface.names.resolve(place, &segments(path)) {
            Meaning::Foreign(path) => self.surface.show(&path, place, &by),
            Meaning::Own(place, name) => self.surface.item(&place, &name),
            Meaning::Module(_) | Meaning::Other => {}
        }
        visit::visit_path(self, path);
    }

    // Bodies, values and attributes are not part of a signature.
    fn visit_block(&mut self, _: &'ast Block) {}
    fn visit_expr(&mut self, _: &'ast Expr) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

fn is_public_item(item: &Item) -> bool {
    match item {
        Item::Const(item) => is_public(&item.vis),
        Item::Enum(item) => is_public(&item.vis),
        Item::Fn(item) => is_public(&item.vis),
        Item::Static(item) => is_public(&item.vis),
        Item::Struct(item) => is_public(&item.vis),
        Item::Trait(item) => is_public(&item.vis),
        Item::Type(item) => is_public(&item.vis),
        Item::Union(item) => is_public(&item.vis),
        _ => false,
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The names of a path; an empty one stands for a leading `::`.
fn segments(path: &Path) -> Vec<String> {
    let start = path.leading_colon.is_some().then(String::new);
    start.into_iter().chain(path.segments.iter().map(|segment| segment.ident.to_string())).collect()
}
