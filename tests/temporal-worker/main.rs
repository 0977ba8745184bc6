//! The command with a worker for Temporal, which the command of its own crate has as a feature.

use nodewright_node_base as _;
use nodewright_node_directus as _;

fn main() -> std::process::ExitCode {
    nodewright_cli::main()
}
