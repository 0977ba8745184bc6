use nodewright_core::{Field, Form, Issues, Kind, Literal, Parameter, Parameters, Request, Toggle};

/// "Return All", and the limit if it is off.
#[derive(Clone, Copy, Debug)]
pub enum ReturnAll {
    /// Every row.
    All,
    /// This many.
    Limit(i64),
}

/// Tells the client that a request needs every row, in as many responses as it takes.
#[derive(Clone, Copy, Debug)]
pub struct AllPages;

const SWITCH: Field = Field::new("returnAll", "Return All", bool::FORM)
    .description("Whether to return every row, however many there are");

const LIMIT: Field = Field::new("limit", "Limit", i64::FORM.range(Some(1), Some(100)))
    .default(Literal::Int(50))
    .description("How many rows to return at most");

const TOGGLE: Toggle = Toggle { switch: SWITCH, default: true, on: &[], off: &[LIMIT], hide: false };

impl Parameter for ReturnAll {
    const FORM: Form = Form::of(Kind::Toggle(&TOGGLE));

    fn read(from: &Parameters, _: &Field) -> Result<Self, Issues> {
        if TOGGLE.is_on(from)? {
            return Ok(Self::All);
        }
        // The form's bounds are only hints: any limit that Directus takes is accepted.
        i64::read(from, &Field { form: i64::FORM, ..LIMIT }).map(Self::Limit)
    }

    fn put(&self, _: &str, to: &mut Request) {
        match self {
            Self::All => {
                to.set("limit", -1);
                to.extensions.insert(AllPages);
            }
            Self::Limit(limit) => to.set("limit", limit),
        }
    }
}
