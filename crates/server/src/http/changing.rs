//! A router that is replaced while it serves.

use std::sync::{Arc, PoisonError, RwLock};

use axum::{Router, extract::Request};
use tower::ServiceExt;

/// A router that can be replaced while it serves, for example when there are other nodes. Calls that run go on where they
/// have come to.
#[derive(Clone)]
pub struct Changing(Arc<RwLock<Router>>);

impl Changing {
    /// Starts with this one.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self(Arc::new(RwLock::new(router)))
    }

    /// From now on this one answers.
    pub fn replace(&self, router: Router) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = router;
    }

    /// What hands every call to the one that answers now.
    pub fn router(&self) -> Router {
        let current = self.clone();
        Router::new().fallback(move |request: Request| {
            let router = current.0.read().unwrap_or_else(PoisonError::into_inner).clone();
            async move { router.oneshot(request).await }
        })
    }
}
