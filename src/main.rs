//! The `cablelint` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    cablelint::cli::main()
}
