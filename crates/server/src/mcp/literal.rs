//! Texts of an agent are texts: what starts with `=` is not evaluated.

use std::sync::Arc;

use nodewright::{Expression, Expressions, Result, Scope, Value};

/// Takes every text literally. A model may repeat untrusted content, which must not be evaluated.
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
