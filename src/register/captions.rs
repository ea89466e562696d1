//! The printed forms of captions, found by their first letter: most lines of a header begin with none.

use super::CaptionEntry;

/// Forms of captions.
#[derive(Clone, Debug, Default)]
pub struct CaptionForms(Vec<CaptionForm>);

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
        // Of one letter they stay in the order of the register.
        forms.sort_by_key(|form| form.first);
        Self(forms)
    }

    /// The words of the forms that begin with a letter, with the indices of their captions; all of them
    /// where it is no letter of ASCII, behind which any may be hidden.
    pub fn beginning(&self, letter: char) -> impl Iterator<Item = (usize, &[String])> {
        let first = u8::try_from(letter.to_ascii_uppercase()).ok().filter(u8::is_ascii);
        let from = first.map_or(0, |first| self.0.partition_point(|form| form.first < first));
        let rest = self.0.get(from..).unwrap_or_default();
        let fits = move |form: &&CaptionForm| first.is_none_or(|first| form.first == first);
        rest.iter().take_while(fits).map(|form| (form.caption, form.words.as_slice()))
    }
}
