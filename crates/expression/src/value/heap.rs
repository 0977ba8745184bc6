//! Where the values of one evaluation live.

use super::object::Object;
use super::text::{Places, Rope};
use bumpalo::Bump;
use std::cell::{Cell, OnceCell};
use typed_arena::Arena;

/// Everything that one evaluation makes. It is dropped as a whole, when the evaluation is over.
pub struct Heap<'a> {
    objects: Lazy<Object<'a>>,
    ropes: Lazy<Rope<'a>>,
    /// Texts, and the variables of functions: nothing that needs dropping.
    bump: Bump,
    json: Lazy<serde_json::Value>,
    templates: Lazy<std::sync::Arc<crate::template::Template>>,
    places: OnceCell<Box<Places<'a>>>,
    used: Cell<usize>,
    /// Bytes that may be used.
    limit: Cell<usize>,
}

impl<'a> Heap<'a> {
    pub fn new() -> Self {
        Self {
            objects: Lazy::default(),
            ropes: Lazy::default(),
            bump: Bump::new(),
            json: Lazy::default(),
            templates: Lazy::default(),
            places: OnceCell::new(),
            used: Cell::new(0),
            limit: Cell::new(usize::MAX),
        }
    }

    pub fn set_limit(&self, bytes: usize) {
        self.limit.set(bytes);
    }

    /// Gives what comes now as much room as there was at the beginning; what has been made stays.
    #[cfg(feature = "js")]
    pub fn start_over(&self, limit: usize) {
        self.used.set(0);
        self.limit.set(limit.saturating_add(self.bump.allocated_bytes()));
    }

    /// Whether so many bytes more may be used. If not, the evaluation is over: the caller cannot end it, but whatever
    /// looks at the limit next does.
    pub fn has_room(&self, bytes: usize) -> bool {
        let has_room = self.used().saturating_add(bytes) <= self.limit.get();
        if !has_room {
            self.used.set(usize::MAX / 2);
        }
        has_room
    }

    /// What is known of its long texts.
    pub fn places(&self) -> &Places<'a> {
        self.places.get_or_init(Box::default)
    }

    /// Bytes counted so far, about.
    pub fn used(&self) -> usize {
        self.used.get() + self.bump.allocated_bytes()
    }

    /// Counts what is kept outside of the heap's own blocks.
    pub fn count(&self, bytes: usize) {
        self.used.set(self.used.get() + bytes);
    }

    pub fn object(&'a self, object: Object<'a>) -> &'a Object<'a> {
        self.count(std::mem::size_of::<Object<'a>>());
        self.objects.alloc(object)
    }

    pub fn rope(&'a self, rope: Rope<'a>) -> &'a Rope<'a> {
        self.count(std::mem::size_of::<Rope<'a>>());
        self.ropes.alloc(rope)
    }

    pub fn text(&'a self, text: &str) -> &'a str {
        self.bump.alloc_str(text)
    }

    pub fn units(&'a self, units: &[u16]) -> &'a [u16] {
        self.bump.alloc_slice_copy(units)
    }

    /// The pieces as one text.
    pub fn join(&'a self, pieces: &[&str]) -> &'a str {
        let size = pieces.iter().map(|piece| piece.len()).sum();
        let mut text = bumpalo::collections::String::with_capacity_in(size, &self.bump);
        for piece in pieces {
            text.push_str(piece);
        }
        text.into_bump_str()
    }

    pub fn bump(&'a self) -> &'a Bump {
        &self.bump
    }

    /// Keeps JSON that the host made for this evaluation.
    pub fn json(&'a self, json: serde_json::Value) -> &'a serde_json::Value {
        self.json.alloc(json)
    }

    /// Keeps an expression that is evaluated inside of another.
    pub fn template(&'a self, template: std::sync::Arc<crate::template::Template>) -> &'a crate::template::Template {
        self.templates.alloc(template)
    }
}

/// An arena that takes no memory until something is kept: most evaluations keep nothing of most kinds.
struct Lazy<T>(OnceCell<Arena<T>>);

impl<T> Lazy<T> {
    fn alloc(&self, value: T) -> &mut T {
        self.0.get_or_init(|| Arena::with_capacity(1)).alloc(value)
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}
