//! The printed forms of captions, found by their first letter: most lines of a header begin with none.

use super::CaptionEntry;

/// Forms of captions.
#[derive(Clone, Debug, Default)]
pub struct CaptionForms {
    /// By first letter, and those of one letter in the order of the register.
    forms: Vec<CaptionForm>,
    /// Where the forms of each ASCII letter begin.
    starts: Vec<usize>,
}

/// A printed form of a caption.
#[derive(Clone, Debug)]
struct CaptionForm {
    first: u8,
    /// The index of its caption.
    caption: usize,
    words: Vec<String>,
}

impl CaptionForms {
    /// The forms of some captions.
    pub(crate) fn new(captions: &[CaptionEntry]) -> Self {
        let mut forms: Vec<CaptionForm> = Vec::new();
        for (caption, entry) in captions.iter().enumerate() {
            for form in std::iter::once(&entry.word).chain(&entry.spellings) {
                let first = form.bytes().next().unwrap_or_default();
                let words = form.split(' ').map(str::to_owned).collect();
                forms.push(CaptionForm { first, caption, words });
            }
        }
        forms.sort_by_key(|form| form.first);
        let starts = (0..=u8::MAX / 2 + 1).map(|first| forms.partition_point(|form| form.first < first));
        Self { starts: starts.collect(), forms }
    }

    /// The words of the forms that begin with a letter, with the indices of their captions; all of them
    /// where it is no letter of ASCII, behind which any may be hidden.
    pub fn beginning(&self, letter: char) -> impl Iterator<Item = (usize, &[String])> {
        let forms = match u8::try_from(letter.to_ascii_uppercase()) {
            Ok(first) if first.is_ascii() => {
                let start = |first: u8| self.starts.get(usize::from(first)).copied().unwrap_or_default();
                self.forms.get(start(first)..start(first + 1)).unwrap_or_default()
            }
            _ => &self.forms,
        };
        forms.iter().map(|form| (form.caption, form.words.as_slice()))
    }
}
