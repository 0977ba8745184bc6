//! Structs of parameters, and the attributes `param` and `wire`.

use nodewright_core::{Collection, Group};

#[derive(Group)]
struct Unnamed(String);

#[derive(Group)]
enum NotAStruct {
    A,
}

#[derive(Collection)]
struct Generic<T> {
    value: T,
}

#[derive(Group)]
struct NoSuchKey {
    #[param(label = "Name")]
    name: String,
}

#[derive(Group)]
struct NoSuchRange {
    #[param(range = 1..100)]
    limit: i64,
}

#[derive(Group)]
struct RangeOfText {
    #[param(range = "a"..="z")]
    letter: i64,
}

#[derive(Group)]
struct NoSuchDefault {
    #[param(default = [1, 2])]
    list: String,
}

#[derive(Group)]
struct NoSuchWire {
    #[wire(header)]
    name: String,
}

fn main() {}
