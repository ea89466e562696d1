//! A text that is decoded when it is first looked at.

use std::cell::{OnceCell, RefCell};
use std::ops::Deref;

use super::{Sort, Text};

/// The text of a file in which something may have been found. Nobody looks at most texts whose findings are known from
/// an earlier run, since they have none: they are never decoded.
#[derive(Clone, Debug)]
pub struct LateText {
    /// What is decoded when the text is first looked at; nothing afterwards.
    bytes: RefCell<Vec<u8>>,
    /// In a box: reports wait for their turn and are moved about, and most have none.
    text: OnceCell<Box<Text>>,
    without_text: Option<Sort>,
}

impl LateText {
    /// The text of a file's bytes, of which is known what they are if they hold no text.
    pub const fn new(bytes: Vec<u8>, without_text: Option<Sort>) -> Self {
        Self { bytes: RefCell::new(bytes), text: OnceCell::new(), without_text }
    }

    /// The bytes of it that are held, decoded or not.
    pub fn held(&self) -> usize {
        self.text.get().map_or_else(|| self.bytes.borrow().len(), |text| text.as_str().len())
    }

    /// What the file is, if it holds no text.
    pub const fn without_text(&self) -> Option<Sort> {
        self.without_text
    }
}

impl From<Text> for LateText {
    fn from(text: Text) -> Self {
        let without_text = text.without_text();
        Self { bytes: RefCell::default(), text: Box::new(text).into(), without_text }
    }
}

impl Deref for LateText {
    type Target = Text;

    fn deref(&self) -> &Text {
        self.text.get_or_init(|| Box::new(Text::decode(self.bytes.take())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_decoded_late_is_the_same_text() {
        let content = "UNCLAS OSLO 000123\n\u{e9}\n";
        let late = LateText::new(content.into(), Some(Sort::Pdf));
        assert_eq!(late.without_text(), Some(Sort::Pdf), "as it was told");
        assert_eq!(late.held(), content.len());
        assert_eq!((late.as_str(), late.lines().len()), (content, 2));
        assert_eq!(late.as_str(), content, "once more");
        assert_eq!(late.held(), content.len());
        assert_eq!(LateText::from(Text::decode(b"%PDF-1.7".to_vec())).without_text(), Some(Sort::Pdf));
    }
}
