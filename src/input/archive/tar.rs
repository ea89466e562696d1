//! What a tar file holds, header by header: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended
//! Header", and GNU tar's long names and large sizes.
//!
//! Read here and not by a library, because a name may be as long as the archive claims: what takes it
//! whole lets a small file fill the memory. Blocks of zeros are passed over and what follows them is read,
//! since one archive behind another is an old way to add to it.

use std::io::{self, Read};

use super::{Content, Entry, Listed, Packing, damaged};
use crate::input::Reason;

const BLOCK: usize = 512;

/// A longer name or extended header is refused.
const EXTENDED: u64 = 1 << 20;

/// What extended headers say of the entry after them.
#[derive(Default)]
struct Extended {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    is_sparse: bool,
}

/// A tar file on its way, with the place that was reached.
pub(super) struct Walk<R> {
    from: R,
    position: u64,
    /// How to move forward without reading, where that can be done.
    pass: fn(&mut R, u64) -> io::Result<()>,
}

impl<R: Read> Walk<R> {
    pub(super) const fn new(from: R, pass: fn(&mut R, u64) -> io::Result<()>) -> Self {
        Self { from, position: 0, pass }
    }

    /// Gives every entry to `sink`, in order.
    pub(super) fn list(mut self, sink: &mut dyn FnMut(Listed) -> Result<(), Reason>) -> Result<(), Reason> {
        let mut extended = Extended::default();
        while let Some(header) = self.header()? {
            let size = match extended.size {
                Some(size) => size,
                None => number(field(&header, 124, 12)).ok_or_else(|| damaged("a size is no number"))?,
            };
            match kind(&header) {
                b'L' => extended.name = Some(until_zero(&self.extended(size)?).to_owned()),
                b'x' => extended.read(&self.extended(size)?)?,
                b'g' | b'K' => self.move_past(size)?,
                kind => {
                    let said = std::mem::take(&mut extended);
                    let name = said.name.clone().unwrap_or_else(|| name(&header));
                    let name = String::from_utf8_lossy(&name).into_owned();
                    let content = content(kind, &name, size, self.position, &said);
                    self.move_past(if holds_data(kind) { size } else { 0 })?;
                    sink(Listed { name, content })?;
                }
            }
        }
        Ok(())
    }

    /// The next header; `None` at the end, where blocks of zeros stand. Without them the file may have been
    /// cut off between two entries.
    fn header(&mut self) -> Result<Option<[u8; BLOCK]>, Reason> {
        let mut is_end = false;
        loop {
            let mut block = Vec::with_capacity(BLOCK);
            (&mut self.from).take(BLOCK as u64).read_to_end(&mut block)?;
            self.position += block.len() as u64;
            if block.iter().all(|&byte| byte == 0) {
                if block.len() == BLOCK {
                    is_end = true;
                    continue;
                }
                return if is_end { Ok(None) } else { Err(damaged("it is cut off before its end")) };
            }
            let header = block.first_chunk().copied();
            let header = header.ok_or_else(|| damaged("it is cut off in the middle of a header"))?;
            if is_header(&header) {
                return Ok(Some(header));
            }
            return Err(damaged("what should be a header of tar is none"));
        }
    }

    /// The data of an extended header.
    fn extended(&mut self, size: u64) -> Result<Vec<u8>, Reason> {
        if size > EXTENDED {
            return Err(damaged("a name or an extended header is unreasonably long"));
        }
        let mut data = Vec::new();
        (&mut self.from).take(padded(size)).read_to_end(&mut data)?;
        self.position += data.len() as u64;
        data.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(data)
    }

    fn move_past(&mut self, size: u64) -> Result<(), Reason> {
        let length = padded(size);
        self.position = self.position.checked_add(length).ok_or_else(|| damaged("a size is too large"))?;
        Ok((self.pass)(&mut self.from, length)?)
    }
}

impl Extended {
    /// Reads lines of the form `LENGTH KEY=VALUE\n`, where the length counts all of it.
    fn read(&mut self, mut data: &[u8]) -> Result<(), Reason> {
        while !data.is_empty() {
            let (record, rest) = record(data).ok_or_else(|| damaged("an extended header is ill-formed"))?;
            data = rest;
            let Some(equals) = memchr::memchr(b'=', record) else { continue };
            let (key, value) = record.split_at(equals);
            let value = value.get(1..).unwrap_or_default();
            match key {
                b"path" => self.name = Some(value.to_owned()),
                b"size" => {
                    let size = std::str::from_utf8(value).ok().and_then(|value| value.parse().ok());
                    self.size = Some(size.ok_or_else(|| damaged("a size is no number"))?);
                }
                key => self.is_sparse |= key.starts_with(b"GNU.sparse."),
            }
        }
        Ok(())
    }
}

/// The first record, without its length and its line end, and what follows it.
fn record(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let blank = memchr::memchr(b' ', data)?;
    let length: usize = std::str::from_utf8(data.get(..blank)?).ok()?.parse().ok()?;
    let record = data.get(blank + 1..length)?.strip_suffix(b"\n")?;
    Some((record, data.get(length..)?))
}

fn content(kind: u8, name: &str, size: u64, start: u64, said: &Extended) -> Content {
    match kind {
        b'S' => Content::Problem(sparse()),
        b'0' | b'7' | 0 if said.is_sparse => Content::Problem(sparse()),
        // Before POSIX, a folder was a file whose name ends in a slash.
        0 if name.ends_with('/') && size == 0 => Content::Folder,
        b'0' | b'7' | 0 => Content::File(Entry { start, packed: size, size, packing: Packing::None }),
        b'1' | b'2' => Content::Skipped(super::LINK),
        b'3' | b'4' | b'6' => Content::Skipped("not a regular file"),
        b'5' | b'V' => Content::Folder,
        _ => Content::Problem(Reason::Packed("of a kind of entry that is not known here".to_owned())),
    }
}

fn sparse() -> Reason {
    Reason::Packed("a sparse file of tar, which cannot be read here".to_owned())
}

/// Links, devices and folders have none, whatever their size says.
const fn holds_data(kind: u8) -> bool {
    !matches!(kind, b'1'..=b'6')
}

const fn kind(header: &[u8; BLOCK]) -> u8 {
    header[156]
}

fn name(header: &[u8; BLOCK]) -> Vec<u8> {
    let name = until_zero(field(header, 0, 100));
    let prefix = until_zero(field(header, 345, 155));
    // GNU tar writes other things where POSIX has the prefix, and says so with a blank in the magic.
    if prefix.is_empty() || field(header, 257, 6) != b"ustar\0" {
        return name.to_owned();
    }
    [prefix, b"/", name].concat()
}

/// The sum of all bytes, with blanks for the sum itself.
pub(super) fn is_header(header: &[u8]) -> bool {
    let Some(header) = header.first_chunk::<BLOCK>() else { return false };
    let said = number(field(header, 148, 8));
    let all: u64 = header.iter().map(|&byte| u64::from(byte)).sum();
    let itself: u64 = field(header, 148, 8).iter().map(|&byte| u64::from(byte)).sum();
    said == Some(all - itself + 8 * u64::from(b' '))
}

/// An archive can begin so: with a header, or with the zeros that end an empty one.
pub(super) fn may_begin(first: &[u8]) -> bool {
    is_header(first) || first.first_chunk::<BLOCK>().is_some_and(|block| block.iter().all(|&byte| byte == 0))
}

fn field(header: &[u8; BLOCK], at: usize, length: usize) -> &[u8] {
    header.get(at..at + length).unwrap_or_default()
}

/// Octal digits between blanks and zeros; or, after a byte with the highest bit, a number of 256 digits.
fn number(field: &[u8]) -> Option<u64> {
    if let Some((&0x80, digits)) = field.split_first() {
        let (high, low) = digits.split_at_checked(digits.len().checked_sub(8)?)?;
        let low = low.first_chunk().copied().map(u64::from_be_bytes)?;
        return high.iter().all(|&byte| byte == 0).then_some(low);
    }
    let digits = until_zero(field).trim_ascii();
    if digits.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok()
}

fn until_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// Data fills whole blocks. A size near the end of the numbers is refused where it is added up.
const fn padded(size: u64) -> u64 {
    size.saturating_add(BLOCK as u64 - 1) / BLOCK as u64 * BLOCK as u64
}
