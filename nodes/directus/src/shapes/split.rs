use nodewright_core::prelude::*;

/// "Split Into Items": part of how the answer is read, not of the request's fields.
#[derive(Clone, Copy, Debug)]
pub struct SplitIntoItems(pub bool);

const SWITCH: Field = Field::new("splitIntoItems", "Split Into Items", bool::FORM)
    .description("Whether each element of the list becomes a separate item");

impl Parameter for SplitIntoItems {
    const FORM: Form = Form::of(Kind::Inline(&[SWITCH]));

    fn read(from: &Parameters, _: &Field) -> Result<Self, Issues> {
        bool::read(from, &SWITCH).map(Self)
    }

    fn put(&self, _: &str, to: &mut Request) {
        to.extensions.insert(*self);
    }
}
