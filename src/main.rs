//! The `cablelint` program.

fn main() {}
