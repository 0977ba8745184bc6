//! One evaluation: its heap, its data, its limits, and what values do in it.

mod call;
mod compare;
mod convert;
mod enumerate;
mod error;
mod iterate;
mod make;
mod property;
mod writer;

pub use compare::{power, text_order};
pub use convert::Hint;
pub use error::{Completion, Throw};
pub use writer::Writer;

use crate::data::DataContext;
use crate::engine::{Engine, Settings};
use crate::value::{Heap, Object, Value};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::time::Instant;

/// What is known while an expression runs.
pub struct Evaluation<'a> {
    pub heap: &'a Heap<'a>,
    pub engine: &'a Engine,
    pub settings: &'a Settings,
    pub data: &'a dyn DataContext,
    /// Index of the item that the expression is evaluated for.
    pub item: usize,
    /// Expressions evaluated inside of each other.
    nesting: usize,
    /// Arrays and objects of the data that the expression has written to, by address.
    written: RefCell<FxHashMap<usize, &'a Object<'a>>>,
    has_written: Cell<bool>,
    /// Names that the expression assigned without declaring them.
    pub assigned: RefCell<FxHashMap<&'a str, Value<'a>>>,
    /// `$now` is one moment.
    now: Cell<Option<f64>>,
    /// Frames of functions that cannot outlive their call, for the next call.
    pub spare_scopes: RefCell<Vec<&'a crate::native::Scope<'a>>>,
    /// Names of all members of a join or stringification under way, so a cycle ends.
    pub visiting: RefCell<Vec<usize>>,
    depth: Cell<usize>,
    fuel: Cell<u32>,
    /// When this has to be over; known from the first look at the clock on, which most evaluations end before.
    deadline: Cell<Option<Instant>>,
}

/// Steps between two looks at the clock.
const FUEL: u32 = 4096;
/// Calls of functions inside each other. Node.js allows about this many.
const MAX_CALL_DEPTH: usize = 9000;
/// Expressions that parameters refer to, and those in these.
const MAX_NESTING: usize = 32;

impl<'a> Evaluation<'a> {
    pub fn new(heap: &'a Heap<'a>, engine: &'a Engine, settings: &'a Settings, data: &'a dyn DataContext) -> Self {
        heap.set_limit(settings.limits.memory);
        Self {
            heap,
            engine,
            settings,
            data,
            item: data.item_index(),
            nesting: 0,
            written: RefCell::default(),
            has_written: Cell::new(false),
            assigned: RefCell::default(),
            now: Cell::new(None),
            spare_scopes: RefCell::default(),
            visiting: RefCell::default(),
            depth: Cell::new(0),
            fuel: Cell::new(FUEL),
            deadline: Cell::new(None),
        }
    }

    /// When this evaluation has to be over.
    pub fn deadline(&self) -> Instant {
        self.deadline.get().unwrap_or_else(|| {
            let deadline = Instant::now() + self.settings.limits.time;
            self.deadline.set(Some(deadline));
            deadline
        })
    }

    /// Evaluates an expression inside of this one, for an item of the same input.
    pub fn evaluate(&self, text: &str, item: usize) -> Completion<'a> {
        if self.nesting >= MAX_NESTING {
            return Err(Throw::timeout());
        }
        let template = self.heap.template(self.engine.compile(text)?);
        let mut inner = Self::new(self.heap, self.engine, self.settings, self.data);
        inner.deadline.set(Some(self.deadline()));
        inner.item = item;
        inner.nesting = self.nesting + 1;
        inner.now.set(self.now.get());
        self.deeper(|| template.run(&inner))
    }

    /// One moment for the whole evaluation, in milliseconds since 1970.
    pub fn now(&self) -> f64 {
        if let Some(now) = self.now.get() {
            return now;
        }
        let now = self.settings.now();
        self.now.set(Some(now));
        now
    }

    /// Counts a step; stops the evaluation that takes too long.
    #[inline]
    pub fn step(&self) -> Result<(), Throw<'a>> {
        let fuel = self.fuel.get();
        if fuel == 0 {
            return self.look_at_limits();
        }
        self.fuel.set(fuel - 1);
        Ok(())
    }

    /// Counts work where nothing can be stopped; the next step looks at the clock.
    pub fn tire(&self, steps: usize) {
        self.fuel.set(self.fuel.get().saturating_sub(u32::try_from(steps).unwrap_or(u32::MAX)));
    }

    /// Counts many steps at once: work that a library function does in one go.
    pub fn steps(&self, count: usize) -> Result<(), Throw<'a>> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let fuel = self.fuel.get();
        if fuel <= count {
            return self.look_at_limits();
        }
        self.fuel.set(fuel - count);
        Ok(())
    }

    #[cold]
    fn look_at_limits(&self) -> Result<(), Throw<'a>> {
        self.fuel.set(FUEL);
        if Instant::now() >= self.deadline() {
            return Err(Throw::timeout());
        }
        self.check_memory(0)
    }

    /// Refuses what would take more memory than is allowed.
    pub fn check_memory(&self, more: usize) -> Result<(), Throw<'a>> {
        if self.heap.used().saturating_add(more) > self.settings.limits.memory {
            return Err(Throw::out_of_memory());
        }
        Ok(())
    }

    /// Counts bytes kept outside of the heap's own blocks, such as the elements of an array.
    pub fn count(&self, bytes: usize) -> Result<(), Throw<'a>> {
        self.heap.count(bytes);
        self.check_memory(0)
    }

    /// Runs a call one level deeper.
    pub fn deeper<T>(&self, call: impl FnOnce() -> Result<T, Throw<'a>>) -> Result<T, Throw<'a>> {
        let depth = self.depth.get();
        if depth >= MAX_CALL_DEPTH {
            return Err(self.range_error("Maximum call stack size exceeded"));
        }
        self.depth.set(depth + 1);
        // A body may nest as deep as the parser allows, each level several frames.
        let result = stacker::maybe_grow(STACK_LEFT, STACK_MORE, call);
        self.depth.set(depth);
        result
    }

    /// What the data's array or object has become, if the expression wrote to it.
    #[inline]
    pub fn resolve(&self, value: Value<'a>) -> Value<'a> {
        if !self.has_written.get() {
            return value;
        }
        let address = match value {
            Value::JsonArray(array) => std::ptr::from_ref(array) as usize,
            Value::JsonObject(object) => std::ptr::from_ref(object) as usize,
            _ => return value,
        };
        self.written.borrow().get(&address).map_or(value, |object| Value::Object(object))
    }

    /// Whether the expression has written to data.
    pub fn has_written(&self) -> bool {
        self.has_written.get()
    }

    /// An object that can be written to: the data itself never changes.
    pub fn writable(&self, value: Value<'a>) -> Result<Option<&'a Object<'a>>, Throw<'a>> {
        let (address, copy) = match self.resolve(value) {
            Value::Object(object) => return Ok(Some(object)),
            Value::JsonArray(array) => {
                (std::ptr::from_ref(array) as usize, self.array_object(array.iter().map(Value::from_json).collect())?)
            }
            Value::JsonObject(object) => {
                let properties = object.iter().map(|(key, value)| (key.as_str(), Value::from_json(value))).collect();
                (std::ptr::from_ref(object) as usize, self.plain_object(properties)?)
            }
            _ => return Ok(None),
        };
        self.written.borrow_mut().insert(address, copy);
        self.has_written.set(true);
        Ok(Some(copy))
    }
}

/// What must be left of the stack before a call; debug builds have far larger frames.
const STACK_LEFT: usize = if cfg!(debug_assertions) { 4 } else { 1 } * 512 * 1024;
const STACK_MORE: usize = 8 * 1024 * 1024;
