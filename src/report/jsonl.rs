//! JSON lines: each line is one finding; the last one is the summary.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{FindingShape, write_value};
use super::{Found, Look, SCHEMA_VERSION, Summary};

#[derive(Serialize)]
struct LastLine<'a> {
    schema_version: u32,
    summary: &'a Summary,
}

pub(super) fn finding(found: Found<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    write_value(&FindingShape::new(found, look), out)?;
    out.write_all(b"\n")
}

pub(super) fn finish(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    write_value(&LastLine { schema_version: SCHEMA_VERSION, summary }, out)?;
    out.write_all(b"\n")
}
