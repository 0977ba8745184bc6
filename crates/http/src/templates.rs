//! Expressions of credentials, each distinct text compiled once.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use nodewright_core::{Expression, Expressions, Result};

/// Compiles the texts of credential types, and keeps them.
pub(crate) struct Templates {
    expressions: Arc<dyn Expressions>,
    compiled: RwLock<HashMap<String, Arc<dyn Expression>>>,
}

/// Templates belong to credential types, of which a program has few; more than these are not kept.
const KEPT: usize = 1024;

impl Templates {
    pub(crate) fn new(expressions: Arc<dyn Expressions>) -> Self {
        Self { expressions, compiled: RwLock::default() }
    }
}

impl Expressions for Templates {
    fn compile(&self, text: &str) -> Result<Arc<dyn Expression>> {
        let known = self.compiled.read().unwrap_or_else(PoisonError::into_inner).get(text).cloned();
        if let Some(expression) = known {
            return Ok(expression);
        }
        let expression = self.expressions.compile(text)?;
        let mut compiled = self.compiled.write().unwrap_or_else(PoisonError::into_inner);
        if compiled.len() < KEPT {
            compiled.insert(text.to_owned(), Arc::clone(&expression));
        }
        Ok(expression)
    }
}
