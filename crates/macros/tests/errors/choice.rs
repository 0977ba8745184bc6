//! Lists of values.

use nodewright_core::Choice;

#[derive(Choice)]
struct NotAnEnum;

#[derive(Choice)]
enum WithData {
    Plain,
    Custom(String),
}

fn main() {}
