//! Lists that a service gives in pages.

mod pages;
mod return_all;

pub use pages::{Page, Pages};
pub use return_all::{AllPages, ListForm, ReturnAll, UsualList};
