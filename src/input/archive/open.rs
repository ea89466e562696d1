//! Opening archives: what they hold becomes sources, problems, and counts of what was left out.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use super::kept::{Kept, Stream, pass};
use super::{
    ALLOWANCE, Archive, Content, ENTRIES, Form, Listed, Member, Place, RATIO, Stamp, first_block, hold,
    is_named_so, no_tar, tar, zip,
};
use crate::input::source::open_file;
use crate::input::{Gathered, Lines, Problem, Query, Reason, Source};

/// Opens archives and puts what they hold among the files to check.
#[derive(Debug)]
pub(in crate::input) struct Opener<'q> {
    query: &'q Query,
    kept: Arc<Kept>,
}

/// One archive on its way.
struct Opening<'o> {
    archive: Arc<Archive>,
    name: &'o str,
    /// It is wanted as a whole, so that `--include` does not ask for each of its entries.
    is_included: bool,
    changed: Option<&'o Lines>,
    /// How many archives it lies in.
    depth: usize,
}

/// What may still come out of an archive and those in it.
struct Allowance {
    bytes: u64,
    entries: usize,
    /// Files that were found before.
    found: usize,
    watch: Option<fn(usize) -> bool>,
}

impl<'q> Opener<'q> {
    pub(in crate::input) fn new(query: &'q Query) -> Self {
        Self { query, kept: Arc::default() }
    }

    /// Opens an archive. `is_included` says that it is wanted as a whole.
    pub(in crate::input) fn open(&self, source: Source, is_included: bool, gathered: &mut Gathered) {
        let (found, watch) = (gathered.sources.len(), self.query.watch);
        let mut allowance = Allowance { bytes: ALLOWANCE, entries: ENTRIES, found, watch };
        self.open_within(source, is_included, 0, &mut allowance, gathered);
    }

    fn open_within(
        &self,
        source: Source,
        is_included: bool,
        depth: usize,
        allowance: &mut Allowance,
        gathered: &mut Gathered,
    ) {
        let (name, changed) = (source.name.clone(), source.changed.clone());
        let mut listed = Vec::new();
        let opened = self.list(source, depth, allowance, &mut listed);
        let archive = match opened {
            Ok((archive, ended)) => {
                gathered.archives += usize::from(ended.is_ok() || !listed.is_empty());
                if ended.is_ok() && listed.is_empty() {
                    gathered.skip("archive without entries");
                }
                // What was listed before the archive turned out to be damaged is read all the same.
                gathered.problems.extend(ended.err().map(|reason| Problem { name: name.clone(), reason }));
                archive
            }
            Err(reason) => return gathered.problems.push(Problem { name, reason }),
        };
        let opening = Opening { archive, name: &name, is_included, changed: changed.as_deref(), depth };
        for entry in listed {
            self.entry(&opening, entry, allowance, gathered);
        }
    }

    /// Lists an archive, as far as it goes.
    fn list(
        &self,
        source: Source,
        depth: usize,
        allowance: &mut Allowance,
        listed: &mut Vec<Listed>,
    ) -> Result<(Arc<Archive>, Result<(), Reason>), Reason> {
        let number = self.kept.number();
        let archive = |place| Arc::new(Archive { place, number, kept: Arc::clone(&self.kept) });
        let Some(path) = source.path().map(Path::to_owned) else {
            let (form, held) = self.kept.held(number, || hold(&source))?;
            if depth == 0 {
                allowance.bytes = allowed(held.len() as u64);
            }
            let ended = list_held(form, &held, allowance, listed);
            return Ok((archive(Place::Held(source)), ended));
        };
        let (file, _) = open_file(&path)?;
        let stamp = Stamp::of(&file)?;
        allowance.bytes = allowed(stamp.length);
        let form = Form::or_named(&first_block(&file)?, &source.name);
        let (file, _) = open_file(&path)?;
        let ended = list_file(form, file, allowance, listed);
        let place = match form {
            Form::Zip | Form::Tar => Place::File { path, stamp },
            Form::TarGz => Place::Stream { path, stamp },
        };
        Ok((archive(place), ended))
    }

    fn entry(
        &self,
        opening: &Opening<'_>,
        listed: Listed,
        allowance: &mut Allowance,
        gathered: &mut Gathered,
    ) {
        let name = format!("{}!/{}", opening.name, harmless(&listed.name));
        let is_archive = is_named_so(&name);
        if matches!(listed.content, Content::Folder) {
            return;
        }
        if let Some(reason) = self.query.leaves_out(&name, opening.is_included) {
            return gathered.skip(reason);
        }
        match listed.content {
            Content::Folder => {}
            Content::Skipped(reason) => gathered.skip(reason),
            Content::Problem(reason) => gathered.problems.push(Problem { name, reason }),
            Content::File(_) if is_archive && opening.depth > 0 => {
                let reason = Reason::Packed("an archive in an archive in an archive; unpack it".to_owned());
                gathered.problems.push(Problem { name, reason });
            }
            Content::File(entry) => {
                let member = Member { archive: Arc::clone(&opening.archive), entry };
                let mut source = Source::member(name, member);
                source.changed = opening.changed.map(|_| Box::new(Lines::All));
                if is_archive {
                    let is_included = opening.is_included || self.query.includes(&source.name);
                    self.open_within(source, is_included, opening.depth + 1, allowance, gathered);
                } else {
                    gathered.sources.push(source);
                }
            }
        }
    }
}

impl Allowance {
    /// Takes what an archive lists, as long as it is allowed.
    fn sink<'a>(
        &'a mut self,
        listed: &'a mut Vec<Listed>,
    ) -> impl FnMut(Listed) -> Result<(), Reason> + use<'a> {
        |mut entry| {
            if self.watch.is_some_and(|watch| !watch(self.found + listed.len())) {
                return Err(Reason::Packed(
                    "not listed to its end, since the run was interrupted".to_owned(),
                ));
            }
            self.entries = self.entries.checked_sub(1).ok_or_else(too_many)?;
            let size = if let Content::File(entry) = &entry.content { entry.size } else { 0 };
            match self.bytes.checked_sub(size) {
                Some(bytes) => self.bytes = bytes,
                None => entry.content = Content::Problem(too_much()),
            }
            listed.push(entry);
            Ok(())
        }
    }
}

fn list_held(
    form: Form,
    held: &[u8],
    allowance: &mut Allowance,
    listed: &mut Vec<Listed>,
) -> Result<(), Reason> {
    match form {
        Form::Zip => zip::list(&mut Cursor::new(held), &mut allowance.sink(listed)),
        Form::Tar | Form::TarGz => tar::Walk::new(held, pass).list(&mut allowance.sink(listed)),
    }
}

fn list_file(
    form: Form,
    mut file: File,
    allowance: &mut Allowance,
    listed: &mut Vec<Listed>,
) -> Result<(), Reason> {
    match form {
        Form::Zip => zip::list(&mut file, &mut allowance.sink(listed)),
        Form::Tar => {
            let walk = tar::Walk::new(BufReader::new(file), |file, length| {
                file.seek_relative(i64::try_from(length).map_err(io::Error::other)?)
            });
            walk.list(&mut allowance.sink(listed))
        }
        Form::TarGz => {
            let limit = allowance.bytes;
            let mut stream = Stream::new(file).take(limit);
            let first = first_block(&mut stream)?;
            if !tar::may_begin(&first) {
                return Err(no_tar());
            }
            let whole = first.as_slice().chain(&mut stream);
            let ended = tar::Walk::new(whole, pass).list(&mut allowance.sink(listed));
            if stream.limit() == 0 { Err(too_much()) } else { ended }
        }
    }
}

const fn allowed(length: u64) -> u64 {
    length.saturating_mul(RATIO).saturating_add(ALLOWANCE)
}

fn too_many() -> Reason {
    Reason::Packed(format!("an archive of more than {ENTRIES} entries, the rest of which is not read"))
}

fn too_much() -> Reason {
    Reason::Packed(format!(
        "with it the archive would hold more than {RATIO} times its own size; this is not read"
    ))
}

/// The name of an entry, as it is printed and matched: no part of it leads out of the archive.
fn harmless(name: &str) -> String {
    let name = name.replace('\\', "/");
    let parts = name.split('/').filter(|part| !part.is_empty() && *part != ".");
    let parts: Vec<&str> = parts.map(|part| if part == ".." { "(..)" } else { part }).collect();
    if parts.is_empty() { "(no name)".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(form: Form, bytes: &[u8], entries: usize) -> (Vec<Listed>, Result<(), Reason>) {
        let mut allowance = Allowance { bytes: 1000, entries, found: 0, watch: None };
        let mut listed = Vec::new();
        let ended = list_held(form, bytes, &mut allowance, &mut listed);
        (listed, ended)
    }

    #[test]
    fn entries_are_counted() {
        let mut builder = ::tar::Builder::new(Vec::new());
        for name in ["a", "b", "c"] {
            let mut header = ::tar::Header::new_ustar();
            header.set_size(400);
            assert!(builder.append_data(&mut header, name, &[b'x'; 400][..]).is_ok());
        }
        let bytes = builder.into_inner().unwrap_or_default();
        assert_eq!(listed(Form::Tar, &bytes, 2).0.len(), 2);
        assert!(listed(Form::Tar, &bytes, 2).1.is_err());
        let (listed, ended) = listed(Form::Tar, &bytes, 3);
        assert!(ended.is_ok() && matches!(listed.last().map(|it| &it.content), Some(Content::Problem(_))));
    }

    #[test]
    fn an_archive_is_not_listed_to_its_end_where_nobody_wants_it() {
        let mut builder = ::tar::Builder::new(Vec::new());
        for name in ["a", "b", "c"] {
            let mut header = ::tar::Header::new_ustar();
            header.set_size(0);
            assert!(builder.append_data(&mut header, name, &[][..]).is_ok());
        }
        let bytes = builder.into_inner().unwrap_or_default();
        let watch: fn(usize) -> bool = |found| found < 7;
        let mut allowance = Allowance { bytes: 1000, entries: 9, found: 5, watch: Some(watch) };
        let mut listed = Vec::new();
        assert!(list_held(Form::Tar, &bytes, &mut allowance, &mut listed).is_err());
        assert_eq!(listed.len(), 2);
    }

    #[test]
    fn no_part_of_a_name_leads_out() {
        assert_eq!(harmless("/../a/./..b//c\\..\\d"), "(..)/a/..b/c/(..)/d");
        assert_eq!(harmless("/./"), "(no name)");
    }
}
