//! Shapes that many operations share.

mod json;
mod json_or;
mod key;
mod list;
mod one_time_password;
mod query_options;
mod return_all;
mod send_binary;
mod split;

pub use json::{JsonBody, JsonObject};
pub use json_or::{JsonOr, ListJson, QueryJson};
pub use key::Key;
pub use list::ListQuery;
pub use one_time_password::OneTimePassword;
pub use query_options::QueryOptions;
pub use return_all::{AllPages, ReturnAll};
pub use send_binary::{SendBinary, attach};
pub use split::SplitIntoItems;
