//! What the redactions of all files of a run hide, and what each file shows of it: the two passes over the files of
//! which a [`Survey`](super::Survey) is made.
//!
//! Kept are numbers, a few of each redaction, and the words beside redactions; no other text.

use std::collections::BTreeMap;

use super::Marks;
use super::clear::look;
use super::mask::{self, Mask, Wanted};
use super::need::{self, Need, Needs};
use crate::text::Text;

/// What the redactions of one text hide.
#[derive(Debug)]
pub struct Hidden {
    masks: Vec<Mask>,
    sides: Vec<(u64, u64)>,
    needs: Vec<Need>,
}

/// What the redactions of many texts hide.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    wanted: Wanted,
    needs: Needs,
}

/// What one text shows in clear of what is sought, by clue.
#[derive(Debug)]
pub struct Shown(pub(super) BTreeMap<u64, Here>);

/// Where a text shows something first.
#[derive(Debug)]
pub(super) struct Here {
    pub(super) name: u64,
    pub(super) ambiguous: bool,
    /// From 1.
    pub(super) line: usize,
}

impl Hidden {
    /// What the redactions of a text hide; `None` where it has none.
    pub fn of(text: &Text) -> Option<Self> {
        let (marks, redactions) = Marks::of_redacted(text)?;
        let words = marks.words(text);
        let (hidden, sides) = mask::read(text, &redactions, &words);
        let needs = need::read(text, &words, &hidden);
        Some(Self { masks: hidden, sides, needs })
    }
}

impl Sought {
    /// All that some texts hide; their order does not count.
    pub fn of(texts: impl IntoIterator<Item = Hidden>) -> Self {
        let mut sought = Self::default();
        for hidden in texts {
            sought.wanted.add(&hidden.masks, &hidden.sides, |clue| clue.wide);
            sought.needs.add(hidden.needs);
        }
        sought
    }

    /// What a text shows of all that was taken up.
    pub fn shown(&self, text: &Text) -> Shown {
        // Taking a text apart into words is dear, and few show anything.
        let may = !self.wanted.is_empty() && self.needs.may_stand(text);
        Shown(if may { self.look(text) } else { BTreeMap::new() })
    }

    fn look(&self, text: &Text) -> BTreeMap<u64, Here> {
        let mut shown = BTreeMap::new();
        let words = Marks::read(text).0.words(text);
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
        "He saw XXXXXXXXXXXXnational Baathist leader Haddad. ",
        "The local XXXXXXXXXXXXov harbor mayor XXXXXXXXXXXX2009 left. ",
        "The local harbor mayor Haddad2009 left, as OXXXXX did. ",
        "The senior 7th port surveyor XXXXXXXXXXXX praised the3 seven old boats there. ",
        "The senior 7th port surveyor Haddad praised the3 seven old boats there. ",
        "XXXXXXXXXXXX, the editor of the daily Gull, left. ",
        "The editor for daily Gull, Haddad, left. ",
        "He saw Haddad (editor of the Daily Gull). ",
        "Gov. XXXXXXXXXXXX of Lagos State left. ",
        "Governor Haddad of the Lagos State left. ",
        "(SBU) 2. Nothing else.\n\n",
    ];

    proptest! {
        #[test]
        fn a_text_that_is_passed_over_shows_nothing(
            hidden in prop::collection::vec(prop::sample::select(SENTENCES), 1..4),
            clear in prop::collection::vec(prop::sample::select(SENTENCES), 1..4),
        ) {
            let text = |sentences: Vec<&str>| Text::decode(sentences.concat().into_bytes());
            let (hidden, clear) = (text(hidden), text(clear));
            let sought = Sought::of(Hidden::of(&hidden));
            for text in [hidden, clear] {
                prop_assert_eq!(sought.shown(&text).0.len(), sought.look(&text).len());
            }
        }
    }

    #[test]
    fn a_text_without_the_words_beside_a_redaction_is_passed_over() {
        let hidden = Text::decode(b"The harbor mayor of Kotka, XXXXXXXXXXXX, resigned.".into());
        let sought = Sought::of(Hidden::of(&hidden));
        let holds = |text: &str| sought.needs.may_stand(&Text::decode(text.into()));
        assert!(holds("The new harbor mayor of Kotka is Jukka Haddad."));
        assert!(!holds("The new harbor mayor of Turku is Jukka Haddad."));
        assert!(holds(&format!("The new harbor{}mayor of Kotka is Jukka Haddad.", " \u{a0}-".repeat(3_000))));
        let far = "They came and went. ".repeat(600);
        assert!(!holds(&format!("The harbor is old. {far}The mayor of Kotka is Jukka Haddad.")));
    }
}
