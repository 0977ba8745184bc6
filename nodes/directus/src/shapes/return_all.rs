use nodewright_core::{self as core, prelude::*};

/// "Return All", and the limit if it is off.
pub type ReturnAll = core::ReturnAll<Rows>;

/// As the original node words it.
#[derive(Debug)]
pub enum Rows {}

impl ListForm for Rows {
    const RETURN_ALL: Field = Field::new("returnAll", "Return All", <bool as Parameter>::FORM)
        .description("Whether to return every row, however many there are");

    const ALL_BY_DEFAULT: bool = true;

    const LIMIT: Field =
        Field::new("limit", "Limit", LIMIT).default(Literal::Int(50)).description("How many rows to return at most");

    const NO_LIMIT: Option<i64> = Some(-1);
}

const LIMIT: Form = <i64 as Parameter>::FORM.range(Some(1), Some(100));
