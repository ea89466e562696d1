//! Hidden text: characters and stretches that a reader does not see but a copy of the file carries.

use crate::span::Span;
use crate::text::Text;

/// One stretch that is not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Its characters.
    pub span: Span,
    /// How it is hidden.
    pub kind: HiddenKind,
    /// It holds words, not only blanks or signs.
    pub wordy: bool,
}

/// How text is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenKind {
    /// Characters without width.
    ZeroWidth,
    /// Controls that turn the direction of text.
    Bidirectional,
    /// Letters of another script inside a Latin word.
    LookAlike,
    /// A comment of HTML or Markdown.
    Comment,
    /// The target of a link, other than `#`.
    LinkTarget,
    /// A span of HTML that is not shown, or shown in the colour of the page.
    InvisibleSpan,
    /// A long run of base64.
    Base64,
}

impl HiddenKind {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZeroWidth => "zero-width",
            Self::Bidirectional => "bidirectional",
            Self::LookAlike => "look-alike",
            Self::Comment => "comment",
            Self::LinkTarget => "link-target",
            Self::InvisibleSpan => "invisible-span",
            Self::Base64 => "base64",
        }
    }
}

/// The hidden stretches of a text, in order.
pub fn hidden(_text: &Text) -> Vec<Hidden> {
    Vec::new()
}
