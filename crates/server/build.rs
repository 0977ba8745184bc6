//! Sees to it that the page is embedded again when it is built again.

fn main() {
    // Cargo takes a path that is not there for changed, and would build this crate every time.
    let watched = ["page/dist", "page", "build.rs"].into_iter().find(|path| std::path::Path::new(path).exists());
    println!("cargo:rerun-if-changed={}", watched.unwrap_or("build.rs"));
}
