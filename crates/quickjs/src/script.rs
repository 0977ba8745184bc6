//! Code that is compiled once in a realm.

use crate::failure::Failure;
use crate::host::Js;
use lru::LruCache;
use rquickjs::context::EvalOptions;
use rquickjs::{Function, Persistent};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};

static NEXT_ID: AtomicU64 = AtomicU64::new(0);

/// Scripts that a realm keeps compiled.
const COMPILED: NonZeroUsize = NonZeroUsize::new(128).unwrap();

/// The source of a function. Each realm that runs it compiles it once.
#[derive(Debug)]
pub struct Script {
    /// Unique in the process, so that realms can keep it compiled.
    id: u64,
    source: String,
    file: Option<String>,
}

impl Script {
    /// The source: an expression that gives a function. It is in sloppy mode, as files of packages are, unless it starts
    /// with `'use strict'` inside.
    #[must_use]
    pub fn new(source: impl Into<String>) -> Self {
        Self { id: NEXT_ID.fetch_add(1, Ordering::Relaxed), source: source.into(), file: None }
    }

    /// The name that stack traces call it by.
    #[must_use]
    pub fn named(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }
}

/// What a realm has compiled.
pub struct Scripts(LruCache<u64, Persistent<Function<'static>>>);

impl Scripts {
    pub(crate) fn new() -> Self {
        Self(LruCache::new(COMPILED))
    }

    /// The script as a function of this realm.
    ///
    /// # Errors
    /// It is not JavaScript, gives no function, or runs into a limit.
    pub fn function<'js>(&mut self, js: &Js<'js>, script: &Script) -> Result<Function<'js>, Failure> {
        if let Some(function) = self.0.get(&script.id) {
            return Ok(function.clone().restore(&js.ctx)?);
        }
        let mut options = EvalOptions::default();
        options.strict = false;
        options.filename.clone_from(&script.file);
        let compiled = js.ctx.eval_with_options::<Function<'js>, _>(script.source.as_str(), options);
        let function = compiled.map_err(|error| match js.failure(error) {
            Failure::Exception(thrown) if thrown.message.contains("stack") => Failure::TooDeep,
            Failure::Exception(thrown) if thrown.name == "SyntaxError" => Failure::Syntax(thrown.message),
            failure => failure,
        })?;
        self.0.put(script.id, Persistent::save(&js.ctx, function.clone()));
        Ok(function)
    }
}
