//! The class words of banner lines, found by their first letter: most lines begin with none.

use super::{Level, LevelEntry};

/// Class words of the levels that belong to no organisation.
#[derive(Clone, Debug, Default)]
pub struct ClassWords(Vec<(u8, String, Level)>);

impl ClassWords {
    /// The class words of some levels.
    pub(crate) fn new(levels: &[LevelEntry]) -> Self {
        let mut words: Vec<(u8, String, Level)> = Vec::new();
        for (index, entry) in levels.iter().enumerate().filter(|(_, entry)| entry.owner.is_none()) {
            let Ok(level) = u8::try_from(index).map(Level) else { break };
            for word in &entry.words {
                words.extend(word.bytes().next().map(|first| (first, word.clone(), level)));
            }
        }
        // Of one letter they stay in the order of the register.
        words.sort_by_key(|(first, _, _)| *first);
        Self(words)
    }

    /// The words that begin with a letter, whichever its case, with their levels.
    pub fn beginning(&self, letter: u8) -> impl Iterator<Item = (&str, Level)> {
        let letter = letter.to_ascii_uppercase();
        let others = self.0.iter().skip_while(move |(first, _, _)| *first < letter);
        let same = others.take_while(move |(first, _, _)| *first == letter);
        same.map(|(_, word, level)| (word.as_str(), *level))
    }
}
