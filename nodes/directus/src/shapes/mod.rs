//! Shapes that many operations share.

mod json;
mod json_or;
mod key;
mod list;
mod one_time_password;
mod query_options;
mod return_all;
mod split;

pub use json::{JsonBody, JsonObject};
pub use json_or::{JsonOr, ListJson, QueryJson};
pub use key::Key;
pub use list::ListQuery;
pub use one_time_password::OneTimePassword;
pub use query_options::QueryOptions;
pub use return_all::ReturnAll;
pub use split::SplitIntoItems;
