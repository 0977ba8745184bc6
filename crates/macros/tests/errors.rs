//! What the derives say when they are used wrongly. The texts are part of the interface.

#[test]
fn misuse_is_explained() {
    trybuild::TestCases::new().compile_fail("tests/errors/*.rs");
}
