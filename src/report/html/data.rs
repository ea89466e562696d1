//! The findings as the script reads them: one JSON object in an element that no browser runs.
//!
//! Texts that repeat stand once. `<`, `>` and `&` are written as escapes, so that nothing in it is the end of
//! the element or the beginning of another; everything that acts on what is seen is replaced, as in the page.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::guide::Guide;
use super::worst::{Row, Worst};
use crate::report::json::write_value;
use crate::report::safe::visible;
use crate::report::statistics::Folders;

/// Everything that the table holds.
#[derive(Serialize)]
struct Data<'a> {
    rules: Vec<&'a str>,
    /// Every text that a row names by number.
    texts: Vec<String>,
    rows: Vec<Numbers>,
}

/// Severity (0 is a note), rule, path, line, column, message, help, MRN, source, post, year, folder; a number for the
/// content of the file, by which copies are known.
type Numbers = [usize; 13];

/// Texts, each once.
#[derive(Default)]
struct Texts<'a> {
    numbers: BTreeMap<&'a str, usize>,
    texts: Vec<String>,
}

impl<'a> Texts<'a> {
    fn number(&mut self, text: &'a str) -> usize {
        *self.numbers.entry(text).or_insert_with(|| {
            self.texts.push(visible(text).into_owned());
            self.texts.len() - 1
        })
    }
}

/// Writes the element.
pub(super) fn write(worst: &Worst, guide: &Guide, folders: &Folders, out: &mut dyn Write) -> io::Result<()> {
    let mut texts = Texts::default();
    let mut contents: BTreeMap<&[u8; 32], usize> = BTreeMap::new();
    let rows = worst.rows().map(|row| {
        let next = contents.len();
        numbers(row, folders, *contents.entry(row.content.as_bytes()).or_insert(next), &mut texts)
    });
    let rows = rows.collect();
    let data = Data { rules: guide.ids().collect(), texts: texts.texts, rows };
    out.write_all(b"<script type=\"application/json\" id=\"data\">")?;
    write_value(&data, &mut InScript(out))?;
    out.write_all(b"</script>\n")
}

fn numbers<'a>(row: &'a Row, folders: &Folders, content: usize, texts: &mut Texts<'a>) -> Numbers {
    [
        row.severity as usize,
        row.rule,
        texts.number(&row.path),
        row.line,
        row.column,
        texts.number(&row.message),
        texts.number(&row.help),
        texts.number(&row.mrn),
        texts.number(&row.source),
        texts.number(&row.post),
        texts.number(&row.year),
        texts.number(folders.of(&row.path)),
        content,
    ]
}

/// JSON on its way into an element. What is escaped here stands in strings only.
struct InScript<'a>(&'a mut dyn Write);

impl Write for InScript<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| b"<>&".contains(byte)) {
            let (plain, escape): (&[u8], &[u8]) = match piece {
                [plain @ .., b'<'] => (plain, b"\\u003c"),
                [plain @ .., b'>'] => (plain, b"\\u003e"),
                [plain @ .., b'&'] => (plain, b"\\u0026"),
                plain => (plain, b""),
            };
            self.0.write_all(plain)?;
            self.0.write_all(escape)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
