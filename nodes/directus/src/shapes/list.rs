use nodewright_core::prelude::*;

use super::{JsonOr, ListJson, QueryOptions, ReturnAll, SplitIntoItems};

/// The parameters of a list: which rows, and how they come out.
#[derive(Group)]
pub struct ListQuery {
    split: SplitIntoItems,
    query: JsonOr<Page, ListJson>,
}

/// Which rows, field by field.
#[derive(Group)]
pub struct Page {
    #[wire("limit")]
    rows: ReturnAll,
    additional_fields: QueryOptions,
}
