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
use crate::pace::Pace;
use crate::value::Heap;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
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
    /// Whether the JavaScript engine evaluates the segment at hand, so that there is nothing to fall back on.
    in_engine: Cell<bool>,
    /// What the thread may do.
    pace: &'a Pace,
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
/// Steps of one piece of work that a brief evaluation still does.
const AT_ONCE: u32 = 50_000;
/// Calls of functions inside each other. Node.js allows about this many.
const MAX_CALL_DEPTH: usize = 9000;
/// Expressions that parameters refer to, and those in these.
const MAX_NESTING: usize = 32;

impl<'a> Evaluation<'a> {
    pub fn new(heap: &'a Heap<'a>, engine: &'a Engine, data: &'a dyn DataContext, pace: &'a Pace) -> Self {
        heap.set_limit(engine.settings().limits.memory);
        Self {
            heap,
            engine,
            settings: engine.settings(),
            data,
            item: data.item_index(),
            nesting: 0,
            in_engine: Cell::new(false),
            pace,
            now: Cell::new(None),
            spare_scopes: RefCell::default(),
            visiting: RefCell::default(),
            depth: Cell::new(0),
            fuel: Cell::new(FUEL),
            deadline: Cell::new(None),
        }
    }

    /// One that has to be over at `until`, whatever the limits of an expression are.
    #[cfg(feature = "js")]
    pub fn until(
        heap: &'a Heap<'a>,
        engine: &'a Engine,
        data: &'a dyn DataContext,
        pace: &'a Pace,
        until: Instant,
    ) -> Self {
        let made = Self::new(heap, engine, data, pace);
        made.deadline.set(Some(until));
        made
    }

    /// When this evaluation has to be over. Counts from the first call.
    pub fn deadline(&self) -> Instant {
        self.deadline.get().unwrap_or_else(|| {
            let deadline = self.pace.deadline(self.settings.limits.time);
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
        let mut inner = Self::new(self.heap, self.engine, self.data, self.pace);
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
        if count > AT_ONCE && self.pace.is_brief() {
            return Err(Throw::Unfinished);
        }
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
        self.check_time()?;
        self.check_memory(0)
    }

    /// Looks at the clock, and whether the host waits any longer.
    pub fn check_time(&self) -> Result<(), Throw<'a>> {
        if self.pace.is_stopped() || Instant::now() >= self.deadline() {
            return Err(self.out_of_time());
        }
        Ok(())
    }

    /// Ends an evaluation that ran out of time; a brief one is tried again elsewhere.
    pub fn out_of_time(&self) -> Throw<'a> {
        if self.pace.is_brief() { Throw::Unfinished } else { Throw::timeout() }
    }

    /// Leaves the segment to the JavaScript engine, or ends it where that is at work already. Where it is not built in, the
    /// expression is refused: what it would give there is not known.
    pub fn needs_engine(&self, reason: &'static str, otherwise: impl FnOnce() -> Throw<'a>) -> Throw<'a> {
        match self.in_engine.get() {
            true => otherwise(),
            false if cfg!(feature = "js") => Throw::Engine(reason),
            false => crate::Error::needs_engine(reason).into(),
        }
    }

    /// Hands evaluation over to the JavaScript engine, which has all of the memory again.
    #[cfg(feature = "js")]
    pub fn start_in_engine(&self) {
        self.in_engine.set(true);
        self.heap.start_over(self.settings.limits.memory);
    }

    /// The JavaScript engine is done with the segment.
    #[cfg(feature = "js")]
    pub fn leave_engine(&self) {
        self.in_engine.set(false);
    }

    #[cfg(feature = "js")]
    pub fn is_brief(&self) -> bool {
        self.pace.is_brief()
    }

    /// What the host sets to end it.
    #[cfg_attr(not(feature = "js"), expect(dead_code))]
    pub fn stop(&self) -> Option<&'a Arc<AtomicBool>> {
        self.pace.flag()
    }

    /// Refuses what would take more memory than is allowed. Nothing is freed here before the end, so garbage counts; the
    /// JavaScript engine frees it.
    pub fn check_memory(&self, more: usize) -> Result<(), Throw<'a>> {
        if !self.heap.has_room(more) {
            // Without the engine that is all there is.
            let more = cfg!(feature = "js").then(|| self.needs_engine("more memory", Throw::out_of_memory));
            return Err(more.unwrap_or_else(Throw::out_of_memory));
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
}

/// What must be left of the stack before a call; debug builds have far larger frames.
const STACK_LEFT: usize = if cfg!(debug_assertions) { 4 } else { 1 } * 512 * 1024;
const STACK_MORE: usize = 8 * 1024 * 1024;
