//! What a zip file holds, from the directory at its end: APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.
//!
//! Read here and not by a library, because every entry counts: what shows files by name keeps one of two
//! entries that have the same, and an entry that is passed over in silence is not checked.

use std::io::{self, Read, Seek, SeekFrom};

use super::{Content, Entry, Listed, Packing, damaged};
use crate::input::Reason;

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";

/// Lengths without what follows.
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;
const END_64_LENGTH: usize = 56;
const LOCATOR_64_LENGTH: usize = 20;

/// The longest comment.
const COMMENT: usize = 65_535;

/// The extra field with the numbers that need 64 bits.
const EXTRA_64: u16 = 1;

/// Bits and types of Unix that stand in the upper half of the external attributes.
const TYPE: u32 = 0o170_000;
const LINK: u32 = 0o120_000;

/// Where the directory is.
struct Directory {
    start: u64,
    length: u64,
    /// How many entries the end announces; 65,535 is also any number above.
    entries: u64,
    /// What stands before the archive (a program that unpacks it) and is not counted in its offsets.
    before: u64,
}

/// Gives every entry to `sink`, in the order of the directory.
pub(super) fn list(
    from: &mut (impl Read + Seek),
    sink: &mut dyn FnMut(Listed) -> Result<(), Reason>,
) -> Result<(), Reason> {
    let directory = directory(from)?;
    let stands_behind_another = directory.before > 0 && begins_archive(from)?;
    from.seek(SeekFrom::Start(directory.start))?;
    let mut from = io::BufReader::new(from.take(directory.length));
    let mut entries: u64 = 0;
    while let Some(listed) = next(&mut from, directory.before)? {
        sink(listed)?;
        entries += 1;
    }
    if entries & 0xFFFF != directory.entries & 0xFFFF {
        Err(damaged("its directory does not hold as many entries as it announces"))
    } else if stands_behind_another {
        Err(damaged("another archive stands in front of it, and was not read: take the two apart"))
    } else {
        Ok(())
    }
}

/// The file begins as an archive does: what else stands in front of one is a program that unpacks it.
fn begins_archive(from: &mut (impl Read + Seek)) -> Result<bool, Reason> {
    let mut first = [0; LOCAL.len()];
    from.seek(SeekFrom::Start(0))?;
    from.read_exact(&mut first)?;
    Ok(first == LOCAL)
}

/// Moves past what stands before the data of an entry.
pub(super) fn pass_local_header(from: &mut impl Read) -> Result<(), Reason> {
    let mut header = [0; LOCAL_LENGTH];
    from.read_exact(&mut header)?;
    if !header.starts_with(LOCAL) {
        return Err(damaged("nothing stands where its directory says that the entry does"));
    }
    let length = u64::from(short(&header, 26)) + u64::from(short(&header, 28));
    let passed = io::copy(&mut from.take(length), &mut io::sink())?;
    if passed == length { Ok(()) } else { Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()) }
}

fn directory(from: &mut (impl Read + Seek)) -> Result<Directory, Reason> {
    let length = from.seek(SeekFrom::End(0))?;
    let window = (END_LENGTH + COMMENT + LOCATOR_64_LENGTH) as u64;
    let start = length.saturating_sub(window);
    from.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    from.take(window).read_to_end(&mut tail)?;
    let at = end(&tail).ok_or_else(|| damaged("its directory is missing, as where the end is cut off"))?;
    let (before, end) = tail.split_at_checked(at).unwrap_or_default();
    if short(end, 4) != short(end, 6) {
        return Err(damaged("it is one of several volumes"));
    }
    let locator = before.len().checked_sub(LOCATOR_64_LENGTH).and_then(|at| before.get(at..));
    let locator = locator.filter(|locator| locator.starts_with(LOCATOR_64));
    if let Some(locator) = locator {
        return directory_64(from, long(locator, 8));
    }
    let end_at = start + at as u64;
    placed(u64::from(word(end, 12)), u64::from(word(end, 16)), u64::from(short(end, 10)), end_at)
}

fn directory_64(from: &mut (impl Read + Seek), at: u64) -> Result<Directory, Reason> {
    let mut end = [0; END_64_LENGTH];
    from.seek(SeekFrom::Start(at))?;
    from.read_exact(&mut end)?;
    if !end.starts_with(END_64) {
        return Err(damaged("its directory is not where it is said to be"));
    }
    placed(long(&end, 40), long(&end, 48), long(&end, 32), at)
}

/// A directory that ends where the record of its end begins.
fn placed(length: u64, start: u64, entries: u64, end: u64) -> Result<Directory, Reason> {
    let real = end.checked_sub(length);
    let before = real.and_then(|real| real.checked_sub(start));
    match (real, before) {
        (Some(start), Some(before)) => Ok(Directory { start, length, entries, before }),
        _ => Err(damaged("its directory is not where it is said to be")),
    }
}

/// Where the record of the end begins: the last one whose comment reaches to the end of the file.
fn end(tail: &[u8]) -> Option<usize> {
    let fits = |at: usize| {
        let record = tail.get(at..).filter(|record| record.len() >= END_LENGTH)?;
        (record.len() == END_LENGTH + usize::from(short(record, 20))).then_some(at)
    };
    memchr::memmem::rfind_iter(tail, END).find_map(fits)
}

/// The next entry of the directory.
fn next(from: &mut impl Read, before: u64) -> Result<Option<Listed>, Reason> {
    let mut header = Vec::with_capacity(CENTRAL_LENGTH);
    from.take(CENTRAL_LENGTH as u64).read_to_end(&mut header)?;
    if header.is_empty() {
        return Ok(None);
    }
    if header.len() < CENTRAL_LENGTH || !header.starts_with(CENTRAL) {
        return Err(damaged("its directory is damaged"));
    }
    let mut read = |length: u16| -> Result<Vec<u8>, Reason> {
        let mut bytes = vec![0; usize::from(length)];
        from.read_exact(&mut bytes)?;
        Ok(bytes)
    };
    let name = read(short(&header, 28))?;
    let extra = read(short(&header, 30))?;
    read(short(&header, 32))?;
    let content = content(&header, &name, &extra, before);
    Ok(Some(Listed { name: String::from_utf8_lossy(&name).into_owned(), content }))
}

fn content(header: &[u8], name: &[u8], extra: &[u8], before: u64) -> Content {
    let is_unix = header.get(5) == Some(&3);
    // What calls itself a folder and holds something is read.
    if name.ends_with(b"/") && word(header, 24) == 0 {
        return Content::Folder;
    }
    if is_unix && (word(header, 38) >> 16) & TYPE == LINK {
        return Content::Skipped(super::LINK);
    }
    if short(header, 8) & 1 == 1 {
        return Content::Problem(Reason::Packed("encrypted, so that it cannot be read".to_owned()));
    }
    let deflated = match short(header, 10) {
        0 => false,
        8 => true,
        method => {
            let reason = format!("packed by method {method} of zip, which cannot be read here");
            return Content::Problem(Reason::Packed(reason));
        }
    };
    // In this order, each only where the field of 32 bits is full: 4.5.3.
    let mut wide = field(extra, EXTRA_64).chunks_exact(8);
    let mut number = |at: usize| match word(header, at) {
        u32::MAX => wide.next().map(|bytes| long(bytes, 0)),
        number => Some(u64::from(number)),
    };
    let (size, packed, start) = (number(24), number(20), number(42));
    match (size, packed, start.and_then(|start| start.checked_add(before))) {
        (Some(size), Some(packed), Some(start)) => {
            let packing = Packing::Zip { deflated, crc: word(header, 16) };
            Content::File(Entry { start, packed, size, packing })
        }
        _ => Content::Problem(damaged("its sizes are missing in the directory")),
    }
}

/// An extra field, by its number; empty where there is none.
fn field(mut extra: &[u8], number: u16) -> &[u8] {
    while extra.len() >= 4 {
        let end = 4 + usize::from(short(extra, 2));
        if short(extra, 0) == number {
            return extra.get(4..end).unwrap_or_default();
        }
        extra = extra.get(end..).unwrap_or_default();
    }
    &[]
}

/// Numbers are written with the lowest byte first; what is not there is zero, and callers have measured.
fn short(bytes: &[u8], at: usize) -> u16 {
    number(bytes, at).map_or(0, u16::from_le_bytes)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    number(bytes, at).map_or(0, u32::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> u64 {
    number(bytes, at).map_or(0, u64::from_le_bytes)
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}
