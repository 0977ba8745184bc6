//! The examples run; they check what they get.

#[path = "../examples/mount.rs"]
mod mount;

#[test]
fn the_api_is_mounted() {
    mount::main().expect("it runs");
}
