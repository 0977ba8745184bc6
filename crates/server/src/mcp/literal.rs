//! Texts of an agent are texts: what starts with `=` is not evaluated.

use std::sync::Arc;

use nodewright::{Expression, Expressions, Result, Scope, Value};

/// Takes every text as it stands. A model repeats what it has read, and what it has read must not run.
pub(super) struct Literal;

impl Expressions for Literal {
    fn compile(&self, text: &str) -> Result<Arc<dyn Expression>> {
        Ok(Arc::new(Text(text.to_owned())))
    }
}

struct Text(String);

impl Expression for Text {
    fn evaluate(&self, _: &Scope<'_>) -> Result<Option<Value>> {
        Ok(Some(Value::String(self.0.clone())))
    }
}
