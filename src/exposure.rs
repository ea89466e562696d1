//! Exposure: what a redaction hides in one place and stands in clear in another.
//!
//! Nothing is guessed from a name alone: a name counts where what stands around it is what stands around a
//! redaction. `token` takes a text apart into words; `title` and `clue` make one number of each thing that a
//! redaction and a name can have in common (a title, the words on both sides, a whole passage, the length);
//! `mask` collects what redactions ask for, `clear` looks for it in one pass, `sought` and `survey` do the same over the
//! files of a run, of which `need` passes over those that can show nothing. `field` looks at places that belong together: sender and signature, a name and its
//! address, the list of persons in TAGS.
//!
//! Not in it: what was hidden. Only places leave this module. A text without redactions costs nothing.

mod clear;
mod clue;
mod field;
mod lexicon;
mod mask;
mod need;
mod sought;
mod survey;
mod title;
mod token;
mod written;

pub use sought::{Hidden, Shown, Sought};
pub use survey::Survey;

use std::collections::{HashMap, HashSet};

use crate::document::{Document, Region};
use crate::redaction::{self, CodePlace, ExemptionCode, Redaction, ReleaseStamp};
use crate::span::Span;
use crate::text::Text;
use clear::{Sighting, look};
use clue::{Clue, Sort};
use mask::{Mask, Wanted};
use token::Words;

/// Words between a redaction and a name whose title many countries and years have: in a longer text the office
/// passes on.
const NEAR: usize = 2_000;

/// Places kept where one thing stands in clear.
const KEPT: usize = 16;

/// One redaction whose secret stands in clear elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The redaction; in TAGS, the name in clear.
    pub span: Span,
    /// The other of the two, where it stands in the same text.
    pub other: Option<Span>,
    /// Where the secret stands in clear.
    pub place: ExposurePlace,
    /// The other file, where it stands in one.
    pub elsewhere: Option<Elsewhere>,
}

/// A place in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// Where something stands in clear that is hidden elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExposurePlace {
    /// In the text.
    Text,
    /// In SUBJECT, of a message too.
    Subject,
    /// In TAGS.
    Tags,
    /// In a reference.
    Reference,
    /// In the signature or the sender's line, one of which is masked.
    Signature,
    /// In the address behind the masked name.
    Address,
    /// In the other copy of the header.
    HeaderCopy,
    /// In another document of the file.
    OtherDocument,
    /// In another file of the run.
    OtherFile,
    /// In the name of the file.
    FileName,
    /// In the text, by the length of the mask.
    Length,
    /// The whole passage stands again, or is redacted under other codes.
    Passage,
}

impl ExposurePlace {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Subject => "subject",
            Self::Tags => "tags",
            Self::Reference => "reference",
            Self::Signature => "signature",
            Self::Address => "address",
            Self::HeaderCopy => "header-copy",
            Self::OtherDocument => "other-document",
            Self::OtherFile => "other-file",
            Self::FileName => "file-name",
            Self::Length => "length",
            Self::Passage => "passage",
        }
    }
}

/// What the caller knows of the file and of the run.
#[derive(Clone, Copy, Default)]
pub struct Surroundings<'s> {
    /// The file's name, with its folders.
    pub file: Option<&'s str>,
    /// Gives the survey of all files; asked only where a redaction has a clue.
    pub survey: Option<&'s dyn Fn() -> &'s Survey>,
}

impl<'s> Surroundings<'s> {
    /// The file's name without its folders. Of the name nothing else tells what is found in a file, but that
    /// a file is not compared with itself.
    pub fn name(&self) -> Option<&'s str> {
        self.file?.rsplit('/').next()
    }
}

impl std::fmt::Debug for Surroundings<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Surroundings").field("file", &self.file).finish_non_exhaustive()
    }
}

/// What is exposed in each of a text's documents.
pub fn find(text: &Text, documents: &[Document], around: Surroundings<'_>) -> Vec<Vec<Exposure>> {
    let mut exposures: Vec<Vec<Exposure>> = vec![Vec::new(); documents.len()];
    if documents.iter().all(|document| document.traces.redactions.is_empty()) {
        return exposures;
    }
    let (redactions, words) = of_documents(text, documents);
    let (masks, sides) = mask::read(text, &redactions, &words);
    let search = Search { text, documents, words: &words, masks: &masks };
    let mut found = search.within(&sides);
    found.extend(search.under_other_codes());
    found.extend(search.in_file_name(around.name()));
    found.extend(field::find(text, documents, &words, &masks));
    if let Some(survey) = around.survey {
        let more = search.in_other_files(around.file, survey, &found);
        found.extend(more);
    }
    found.sort_by_key(|exposure| (exposure.span, exposure.place));
    for exposure in found {
        if let Some(list) = exposures.get_mut(document_at(documents, exposure.span.start)) {
            list.push(exposure);
        }
    }
    exposures
}

/// The document that holds a place; what stands above the first belongs to it.
fn document_at(documents: &[Document], at: usize) -> usize {
    documents.partition_point(|document| document.span.start <= at).saturating_sub(1)
}

/// Where the marks of a text stand.
#[derive(Clone, Debug)]
struct Marks {
    redactions: Vec<Span>,
    /// What is no text of it: stamps, and codes beside it.
    skipped: Vec<Span>,
}

impl Marks {
    fn new(redactions: &[Redaction], stamps: &[ReleaseStamp], codes: &[ExemptionCode]) -> Self {
        let margin = codes.iter().filter(|code| code.place != CodePlace::Redaction).map(|code| code.span);
        let mut skipped: Vec<Span> = stamps.iter().map(|stamp| stamp.span).chain(margin).collect();
        skipped.sort_unstable();
        Self { redactions: redactions.iter().map(|redaction| redaction.span).collect(), skipped }
    }

    /// Those of a text that was not read yet and has redactions, and these.
    fn of_redacted(text: &Text) -> Option<(Self, Vec<Redaction>)> {
        // Most texts have none, and of those it need not be known where stamps and codes stand.
        let may = redaction::code::may_stand(text) || !redaction::mark::redactions(text, &[]).is_empty();
        may.then(|| Self::read(text)).filter(|(marks, _)| !marks.redactions.is_empty())
    }

    /// Those of a text that was not read yet, and its redactions.
    fn read(text: &Text) -> (Self, Vec<Redaction>) {
        let stamps = redaction::stamp::stamps(text);
        let codes = redaction::code::codes(text, &stamps);
        let redactions = redaction::mark::redactions(text, &codes);
        (Self::new(&redactions, &stamps, &codes), redactions)
    }

    /// The words between them.
    fn words(&self, text: &Text) -> Words {
        Words::read(text.as_str(), &self.redactions, &self.skipped)
    }
}

/// The redactions of a text that was read, and its words.
fn of_documents(text: &Text, documents: &[Document]) -> (Vec<Redaction>, Words) {
    let all = || documents.iter().map(|document| &document.traces);
    let redactions: Vec<_> = all().flat_map(|traces| traces.redactions.iter().cloned()).collect();
    let stamps: Vec<_> = all().flat_map(|traces| traces.stamps.iter().cloned()).collect();
    let codes: Vec<_> = all().flat_map(|traces| traces.codes.iter().cloned()).collect();
    let words = Marks::new(&redactions, &stamps, &codes).words(text);
    (redactions, words)
}

struct Search<'s> {
    text: &'s Text,
    documents: &'s [Document],
    words: &'s Words,
    masks: &'s [Mask],
}

/// Where something stands in clear, in which document, and whether in its header.
#[derive(Clone, Copy)]
struct Place {
    sighting: Sighting,
    document: usize,
    header: bool,
}

type Seen = HashMap<u64, Vec<Place>>;

impl Search<'_> {
    /// What stands in clear in the same text.
    fn within(&self, sides: &[(u64, u64)]) -> Vec<Exposure> {
        let mut wanted = Wanted::default();
        wanted.add(self.masks, sides, |_| true);
        let mut seen = Seen::new();
        if wanted.is_empty() {
            return Vec::new();
        }
        look(self.text.as_str(), self.words, &wanted, &mut |key, sighting| {
            let place = self.place(sighting);
            let places = seen.entry(key).or_default();
            let known = places.iter().any(|one| {
                one.sighting.name == sighting.name
                    && (one.document, one.header) == (place.document, place.header)
            });
            if !known && places.len() < KEPT {
                places.push(place);
            }
        });
        self.judge(&seen)
    }

    /// Passages that are redacted twice, under codes that have none in common.
    fn under_other_codes(&self) -> Vec<Exposure> {
        let mut first: HashMap<u64, &Mask> = HashMap::new();
        let mut found = Vec::new();
        for mask in self.masks.iter().filter(|mask| !mask.codes.is_empty()) {
            let passages = mask.clues.iter().filter(|clue| clue.sort == Sort::Passage);
            let before = passages.map(|clue| *first.entry(clue.key).or_insert(mask)).next();
            let other = before.filter(|before| before.codes.iter().all(|code| !mask.codes.contains(code)));
            found.extend(other.map(|before| Exposure {
                span: before.span,
                other: Some(mask.span),
                place: ExposurePlace::Passage,
                elsewhere: None,
            }));
        }
        found.dedup_by_key(|exposure| exposure.span);
        found
    }

    fn place(&self, sighting: Sighting) -> Place {
        let document = document_at(self.documents, sighting.span.start);
        let body = self.documents.get(document).and_then(|document| document.paragraphs.first());
        let header = body.is_some_and(|first| sighting.span.start < first.span.start);
        Place { sighting, document, header }
    }

    /// One exposure for each redaction, and one for each place where a title stands.
    fn judge(&self, seen: &Seen) -> Vec<Exposure> {
        let mut told: HashSet<(usize, ExposurePlace)> = HashSet::new();
        let mut found = Vec::new();
        for mask in self.masks {
            let exposed = mask.clues.iter().flat_map(|clue| self.answers(mask, clue, seen));
            let first = exposed.map(|(clue, place)| self.exposure(mask, clue, place));
            let mut places: Vec<Exposure> = Vec::new();
            for exposure in first {
                let passage = places.iter().any(|one| one.place == ExposurePlace::Passage);
                let again = places.iter().any(|one| one.place == exposure.place);
                let less = exposure.place == ExposurePlace::Length && !places.is_empty();
                if !passage && !again && !less {
                    places.push(exposure);
                }
            }
            let key = |one: &Exposure| (one.other.map_or(0, |other| other.start), one.place);
            found.extend(places.into_iter().filter(|exposure| told.insert(key(exposure))));
        }
        found
    }

    /// The places that answer to a clue: those of the own document, or else those of others. Where
    /// different names answer, none can be told.
    fn answers<'a>(&self, mask: &Mask, clue: &'a Clue, seen: &'a Seen) -> Vec<(&'a Clue, Place)> {
        let own = document_at(self.documents, mask.span.start);
        let places = seen.get(&clue.key).map_or(&[][..], Vec::as_slice);
        let passes = clue.sort == Sort::Title && !clue.wide;
        let within =
            |place: &&Place| place.document == own && !(passes && mask.at.abs_diff(place.sighting.at) > NEAR);
        let near: Vec<Place> = places.iter().filter(within).copied().collect();
        let far = || places.iter().filter(|place| clue.wide && place.document != own).copied().collect();
        let places = if near.is_empty() { far() } else { near };
        let name = places.first().map(|place| place.sighting.name);
        let told = places.len() < KEPT && places.iter().all(|place| Some(place.sighting.name) == name);
        let apart = places.into_iter().filter(|place| told && !self.is_beside(mask, place.sighting));
        apart.map(|place| (clue, place)).collect()
    }

    /// In one sentence a title that stands twice is that of two persons.
    fn is_beside(&self, mask: &Mask, sighting: Sighting) -> bool {
        const SENTENCE: usize = 60;
        let (from, to) = (mask.at.min(sighting.at), mask.at.max(sighting.at));
        to - from < SENTENCE && self.words.run(from, to).iter().all(|token| !token.is(token::BREAK))
    }

    fn exposure(&self, mask: &Mask, clue: &Clue, place: Place) -> Exposure {
        let clear = place.sighting.span;
        let place = match clue.sort {
            Sort::Passage => ExposurePlace::Passage,
            Sort::Length => ExposurePlace::Length,
            Sort::Title | Sort::Frame => self.exposed_in(mask.span, clear, place.document),
        };
        Exposure { span: mask.span, other: Some(clear), place, elsewhere: None }
    }

    fn exposed_in(&self, mask: Span, clear: Span, document: usize) -> ExposurePlace {
        let Some(document) =
            self.documents.get(document).filter(|_| document == document_at(self.documents, mask.start))
        else {
            return ExposurePlace::OtherDocument;
        };
        let copied = |place: Span| document.header_copies.iter().any(|copy| copy.span.contains(place));
        if copied(mask) != copied(clear) {
            return ExposurePlace::HeaderCopy;
        }
        match document.region(self.text, clear) {
            Region::Subject => ExposurePlace::Subject,
            Region::Tags => ExposurePlace::Tags,
            Region::Reference => ExposurePlace::Reference,
            Region::Signature => ExposurePlace::Signature,
            _ => ExposurePlace::Text,
        }
    }

    /// What the name of the file shows. Case tells nothing there, and anything may stand between words.
    fn in_file_name(&self, name: Option<&str>) -> Option<Exposure> {
        let name = name?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let spaced: String =
            stem.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
        let shown = spaced.to_uppercase();
        let mut wanted = Wanted::default();
        wanted.add(self.masks, &[], |clue| clue.sort == Sort::Title);
        let mut keys = HashSet::new();
        look(&shown, &Words::read(&shown, &[], &[]), &wanted, &mut |key, _| {
            keys.insert(key);
        });
        let asks = |mask: &&Mask| mask.clues.iter().any(|clue| keys.contains(&clue.key));
        let mask = self.masks.iter().find(asks)?;
        Some(Exposure { span: mask.span, other: None, place: ExposurePlace::FileName, elsewhere: None })
    }

    /// What other files show: one exposure for each place there, for what nothing in this text gives away.
    fn in_other_files<'a>(
        &self,
        file: Option<&str>,
        survey: &'a dyn Fn() -> &'a Survey,
        found: &[Exposure],
    ) -> Vec<Exposure> {
        if self.masks.iter().all(|mask| mask.clues.iter().all(|clue| !clue.wide)) {
            return Vec::new();
        }
        let survey = survey();
        let known: HashSet<Span> = found.iter().map(|exposure| exposure.span).collect();
        let mut told = HashSet::new();
        let hidden = self.masks.iter().filter(|mask| !known.contains(&mask.span));
        let shown = hidden.filter_map(|mask| {
            let (clue, elsewhere) = survey.elsewhere(file, mask)?;
            told.insert(clue.key).then(|| Exposure {
                span: mask.span,
                other: None,
                place: ExposurePlace::OtherFile,
                elsewhere: Some(elsewhere.clone()),
            })
        });
        shown.collect()
    }
}
