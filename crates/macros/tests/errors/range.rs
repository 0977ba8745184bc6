//! A range is for numbers.

use nodewright_core::{Group, Parameter};

#[derive(Group)]
struct RangeOnText {
    #[param(range = 1..=100)]
    name: String,
}

#[derive(Group)]
struct RangeOnSwitch {
    #[param(range = 1..)]
    on: Option<bool>,
}

fn main() {
    let _ = (RangeOnText::FORM, RangeOnSwitch::FORM);
}
