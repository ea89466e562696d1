//! The short format: `path:line:column: severity[rule]: message`, one line a finding, as compilers
//! print them and editors read them. It has no summary: everything on stdout is a finding.

use std::io::{self, Write};

use super::Found;
use super::safe::visible;

pub(super) fn finding(found: Found<'_>, out: &mut dyn Write) -> io::Result<()> {
    let place = found.file.text.position(found.finding.span.start);
    writeln!(
        out,
        "{}:{}:{}: {}[{}]: {}",
        visible(&found.file.path),
        place.line,
        place.column,
        found.finding.severity.name(),
        found.rule.id,
        visible(&found.finding.message),
    )
}
