//! The command `nodewright`: the library with the nodes of this repository.

// A node crate that nothing names would not be linked.
use nodewright_node_base as _;
use nodewright_node_directus as _;

// The command's alone: a program that embeds the library chooses its own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    nodewright_cli::main()
}
