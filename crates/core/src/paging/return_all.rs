use std::{fmt, marker::PhantomData};

use crate::{Field, Form, Issues, Kind, Literal, Parameter, Parameters, Request, Toggle};

/// "Return All", and the limit if it is off. A limit is sent under the name of the field that this is the type of; where
/// all rows are wanted, the request carries [`AllPages`], which the node's client looks for:
///
/// ```
/// use nodewright_core::{AllPages, Parameter, Request, ReturnAll, UsualList};
///
/// let mut request = Request::get("/tickets");
/// ReturnAll::<UsualList>::limited(20).put("per_page", &mut request);
/// assert_eq!(request.query["per_page"], 20);
///
/// let mut request = Request::get("/tickets");
/// ReturnAll::<UsualList>::ALL.put("per_page", &mut request);
/// assert!(AllPages::are_wanted(&request) && request.query.is_empty());
/// ```
///
/// Fetching them is the work of [`Pages`](crate::Pages). `F` is how the form words it.
pub struct ReturnAll<F = UsualList> {
    limit: Option<i64>,
    form: PhantomData<fn() -> F>,
}

/// How [`ReturnAll`] shows itself in the form of a node, and what it sends.
pub trait ListForm: 'static {
    /// The switch.
    const RETURN_ALL: Field = Field::new("returnAll", "Return All", bool::FORM)
        .description("Whether to return all results or only up to a given limit");

    /// Whether the switch is on until it is touched.
    const ALL_BY_DEFAULT: bool = false;

    /// The limit. Its range is a hint to people: any whole number that the service takes is accepted.
    const LIMIT: Field = Field::new("limit", "Limit", i64::FORM.range(Some(1), None))
        .default(Literal::Int(50))
        .description("Max number of results to return");

    /// The limit by which the service understands that all rows are wanted, if it has one.
    const NO_LIMIT: Option<i64> = None;
}

/// n8n's usual form: off until it is touched, and a limit of 50.
#[derive(Debug)]
pub enum UsualList {}

impl ListForm for UsualList {}

/// Tells the node's client that a request is for every row, in as many answers as it takes.
#[derive(Clone, Copy, Debug)]
pub struct AllPages;

impl AllPages {
    /// Whether a request is for every row.
    pub fn are_wanted(request: &Request) -> bool {
        request.extensions.get::<Self>().is_some()
    }
}

impl<F: ListForm> ReturnAll<F> {
    /// Every row.
    pub const ALL: Self = Self { limit: None, form: PhantomData };

    const TOGGLE: Toggle =
        Toggle { switch: F::RETURN_ALL, default: F::ALL_BY_DEFAULT, on: &[], off: &[F::LIMIT], hide: false };

    /// At most so many rows.
    #[must_use]
    pub const fn limited(rows: i64) -> Self {
        Self { limit: Some(rows), form: PhantomData }
    }

    /// How many rows at most; `None` for all.
    #[must_use]
    pub const fn limit(&self) -> Option<i64> {
        self.limit
    }
}

impl<F: ListForm> Parameter for ReturnAll<F> {
    const FORM: Form = Form::of(Kind::Toggle(&Self::TOGGLE));

    fn read(from: &Parameters, _: &Field) -> Result<Self, Issues> {
        if Self::TOGGLE.is_on(from)? {
            return Ok(Self::ALL);
        }
        i64::read(from, &Field { form: i64::FORM, ..F::LIMIT }).map(Self::limited)
    }

    fn put(&self, name: &str, to: &mut Request) {
        if self.limit.is_none() {
            to.extensions.insert(AllPages);
        }
        if let Some(limit) = self.limit.or(F::NO_LIMIT) {
            to.set(name, limit);
        }
    }
}

impl<F> Clone for ReturnAll<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for ReturnAll<F> {}

impl<F> fmt::Debug for ReturnAll<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReturnAll").field("limit", &self.limit).finish()
    }
}
