//! A survey of all files of a run: what redactions anywhere hide, and which file shows it in clear.
//!
//! Two passes over the files: all that they hide is taken up ([`wants`](Survey::wants), [`want`](Survey::want)), then
//! what each shows of it is noted ([`shown`](Survey::shown), [`note`](Survey::note)). Of both steps the first is the
//! work, and can be done for many texts at once. Kept are numbers, a few of each redaction and of each stamp, and the
//! words beside redactions; no other text. What is kept does not depend on the order of the files.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use super::clear::look;
use super::clue::{Clue, Sort};
use super::mask::{self, Mask, Wanted};
use super::need::{self, Need, Needs};
use super::{Elsewhere, Marks};
use crate::text::Text;

/// What the files of a run show in clear of what others hide.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    wanted: Wanted,
    needs: Needs,
    seen: HashMap<u64, Seen>,
    /// The marks of each text that has redactions, so that they are not looked for again, by a number for its content.
    marks: HashMap<u64, Marks>,
}

/// Where something stands in clear.
#[derive(Clone, Debug)]
struct Seen {
    name: u64,
    /// Different names stand there, so that none can be told.
    ambiguous: bool,
    /// The first file, by name, that shows it, and the second: a file is not compared with itself.
    files: [Option<Elsewhere>; 2],
}

/// What the redactions of one text hide.
#[derive(Debug)]
pub struct Wants {
    text: u64,
    marks: Marks,
    masks: Vec<Mask>,
    sides: Vec<(u64, u64)>,
    needs: Vec<Need>,
}

/// What one text shows in clear of what is wanted, by clue.
#[derive(Debug)]
pub struct Shown(BTreeMap<u64, Here>);

/// Where a text shows something first.
#[derive(Debug)]
struct Here {
    name: u64,
    ambiguous: bool,
    /// From 1.
    line: usize,
}

impl Survey {
    /// What the redactions of a text hide, to be taken up; `None` where it has none.
    pub fn wants(&self, text: &Text) -> Option<Wants> {
        let (marks, redactions) = Marks::of_redacted(text)?;
        let words = marks.words(text);
        let (hidden, sides) = mask::read(text, &redactions, &words);
        let needs = need::read(text, &words, &hidden);
        Some(Wants { text: self.number(text), marks, masks: hidden, sides, needs })
    }

    /// Takes up what a text hides.
    pub fn want(&mut self, wants: Wants) {
        self.wanted.add(&wants.masks, &wants.sides, |clue| clue.wide);
        self.needs.add(wants.needs);
        self.marks.insert(wants.text, wants.marks);
    }

    fn number(&self, text: &Text) -> u64 {
        self.marks.hasher().hash_one(text.as_str())
    }

    /// What a text shows of all that was taken up, to be noted.
    pub fn shown(&self, text: &Text) -> Shown {
        // Taking a text apart into words is dear, and few show anything.
        let may = !self.wanted.is_empty() && self.needs.may_stand(text);
        Shown(if may { self.look(text) } else { BTreeMap::new() })
    }

    fn look(&self, text: &Text) -> BTreeMap<u64, Here> {
        let mut shown = BTreeMap::new();
        let known = self.marks.get(&self.number(text)).map(|marks| marks.words(text));
        let words = known.unwrap_or_else(|| Marks::read(text).0.words(text));
        look(text.as_str(), &words, &self.wanted, &mut |key, sighting| {
            let here = shown.entry(key).or_insert_with(|| Here {
                name: sighting.name,
                ambiguous: false,
                line: text.line_index(sighting.span.start) + 1,
            });
            here.ambiguous |= here.name != sighting.name;
        });
        shown
    }

    /// Notes what a file shows.
    pub fn note(&mut self, file: &str, shown: Shown) {
        for (key, here) in shown.0 {
            let seen = self.seen.entry(key).or_insert_with(|| Seen {
                name: here.name,
                ambiguous: false,
                files: [None, None],
            });
            seen.ambiguous |= here.ambiguous || seen.name != here.name;
            seen.add(file, || Elsewhere { file: file.to_owned(), line: here.line });
        }
    }

    /// True where no file shows anything that another hides.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Where another file than this shows what a redaction hides.
    pub(super) fn elsewhere<'a>(
        &'a self,
        file: Option<&str>,
        mask: &'a Mask,
    ) -> Option<(&'a Clue, &'a Elsewhere)> {
        mask.clues.iter().filter(|clue| clue.wide && clue.sort != Sort::Length).find_map(|clue| {
            let seen = self.seen.get(&clue.key).filter(|seen| !seen.ambiguous)?;
            let mut others = seen.files.iter().flatten();
            Some((clue, others.find(|other| Some(other.file.as_str()) != file)?))
        })
    }
}

impl Seen {
    /// Keeps the first two files by name, whatever the order in which they come.
    fn add(&mut self, file: &str, place: impl FnOnce() -> Elsewhere) {
        let [first, second] = &mut self.files;
        let before = |one: &Option<Elsewhere>| one.as_ref().is_none_or(|one| file < one.file.as_str());
        let is = |one: &Option<Elsewhere>| one.as_ref().is_some_and(|one| one.file == file);
        if is(first) || is(second) {
            return;
        }
        if before(first) {
            *second = first.take();
            *first = Some(place());
        } else if before(second) {
            *second = Some(place());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sentences that have redactions and the same in clear, spelt as people spell them.
    const SENTENCES: &[&str] = &[
        "He told Ruritanian Foreign Minister XXXXXXXXXXXX about it. ",
        "HE TOLD RURITANIAN FM HADDAD ABOUT IT. ",
        "The chief port surveyor Monsieur XXXXXXXXXXXX opened it. ",
        "The chief port surveyor Dr. Haddad opened it. ",
        "Yesterday the Kotka harbor board praised XXXXXXXXXXXX because seven old boats sank nearby. ",
        "Yesterday the Kotka harbor board praised O'Hara because seven old boats sank nearby. ",
        "The harbor mayor of Kotka, XXXXXXXXXXXX, resigned. ",
        "The Harbor Mayor of the Kotka, Haddad, resigned. ",
        "Then Ruritanian trade ambassador XXXXXXXXXXXX met him. ",
        "Then Ruritanian trade Amb. Haddad met him. ",
        "The national Baathist leader XXXXXXXXXXXX left. ",
        "The national Ba'athist leader Haddad left. ",
        "Ruritanian bank director XXXXXXXXXXXX agreed. ",
        "Ruritanian Ban\u{212a} Director Haddad agreed. ",
        "(SBU) 2. Nothing else.\n\n",
    ];

    proptest! {
        #[test]
        fn a_text_that_is_passed_over_shows_nothing(
            hidden in prop::collection::vec(prop::sample::select(SENTENCES), 1..4),
            clear in prop::collection::vec(prop::sample::select(SENTENCES), 1..4),
        ) {
            let text = |sentences: Vec<&str>| Text::decode(sentences.concat().into_bytes());
            let mut survey = Survey::default();
            let (hidden, clear) = (text(hidden), text(clear));
            if let Some(wants) = survey.wants(&hidden) {
                survey.want(wants);
            }
            for text in [hidden, clear] {
                prop_assert_eq!(survey.shown(&text).0.len(), survey.look(&text).len());
            }
        }
    }

    #[test]
    fn a_text_without_the_words_beside_a_redaction_is_passed_over() {
        let mut survey = Survey::default();
        let hidden = Text::decode(b"The harbor mayor of Kotka, XXXXXXXXXXXX, resigned.".into());
        survey.wants(&hidden).into_iter().for_each(|wants| survey.want(wants));
        let holds = |text: &str| survey.needs.may_stand(&Text::decode(text.into()));
        assert!(holds("The new harbor mayor of Kotka is Jukka Haddad."));
        assert!(!holds("The new harbor mayor of Turku is Jukka Haddad."));
    }
}
