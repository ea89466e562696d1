//! Regions: in which part of a document a place stands.

use super::{Document, Part};
use crate::span::Span;
use crate::text::Text;

/// A part of a document, as finely as rules tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Format lines of a cable, and everything else above its banner line.
    Envelope,
    /// The banner line.
    Banner,
    /// E.O. line.
    Order,
    /// TAGS line.
    Tags,
    /// SUBJECT line, of a message too.
    Subject,
    /// REF lines.
    Reference,
    /// Classified By line.
    Authority,
    /// `From:`, `To:`, `Cc:` of a message.
    Correspondent,
    /// The signature line.
    Signature,
    /// Everything else.
    Body,
}

/// How far into its line the label of a field is looked for, in characters.
const FRONT: usize = 200;

impl Region {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Envelope => "envelope",
            Self::Banner => "banner",
            Self::Order => "order",
            Self::Tags => "tags",
            Self::Subject => "subject",
            Self::Reference => "reference",
            Self::Authority => "authority",
            Self::Correspondent => "correspondent",
            Self::Signature => "signature",
            Self::Body => "body",
        }
    }
}

impl Document {
    /// The region in which a place stands.
    pub fn region(&self, text: &Text, place: Span) -> Region {
        self.field(place)
            .or_else(|| self.masked_banner(text, place))
            .or_else(|| self.above(place))
            .unwrap_or_else(|| of_message(text, place))
    }

    /// What stands for the class word before the reference of the message: `XXXXXXXX HELSINKI 000117`.
    fn masked_banner(&self, text: &Text, place: Span) -> Option<Region> {
        if self.banner.is_some() {
            return None;
        }
        let line = text.lines().get(text.line_index(place.start))?;
        let opens = text.slice(Span::new(line.start, place.start.max(line.start))).trim().is_empty();
        let rest = text.slice(Span::new(place.end.min(line.end), line.end));
        let mut words = rest.split_whitespace();
        let serial = words.next_back()?;
        let serial = (5..=8).contains(&serial.len()) && serial.bytes().all(|byte| byte.is_ascii_digit());
        let post = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let posts = (1..=6).contains(&words.clone().take(7).count()) && words.all(post);
        (opens && serial && posts).then_some(Region::Banner)
    }

    /// The header field that holds the place.
    fn field(&self, place: Span) -> Option<Region> {
        let preamble = &self.preamble;
        let within = |mut spans: std::slice::Iter<'_, Span>| spans.any(|span| span.contains(place));
        let subjects: Vec<Span> =
            preamble.subjects.iter().map(|subject| subject.span.cover(subject.text)).collect();
        let spans = [
            (Region::Banner, self.banner.iter().map(|banner| banner.span).collect()),
            (Region::Subject, subjects),
            (Region::Tags, preamble.tags.iter().map(|line| line.span).collect()),
            (Region::Reference, preamble.references.iter().map(|one| one.span).collect()),
            (Region::Order, preamble.orders.iter().map(|order| order.span).collect::<Vec<_>>()),
            (Region::Authority, preamble.authorities.iter().map(|one| one.span).collect()),
            (Region::Signature, self.signature.into_iter().collect()),
        ];
        spans.iter().find(|(_, spans)| within(spans.iter())).map(|(region, _)| *region)
    }

    /// What stands above the banner line of a copy with format lines is envelope, from where its header begins.
    fn above(&self, place: Span) -> Option<Region> {
        let has_envelope = self.parts.iter().any(|part| matches!(part, Part::Transmission | Part::Address));
        let below = self.banner.as_ref().is_some_and(|banner| place.start >= banner.span.start);
        let inside = place.start >= self.header_at && !below;
        (has_envelope && self.banner.is_some() && inside).then_some(Region::Envelope)
    }
}

/// Lines of a message say what they are.
fn of_message(text: &Text, place: Span) -> Region {
    // Only the front: a text of one line would be copied for every place in it.
    let front: String = text.line(text.line_index(place.start)).chars().take(FRONT).collect();
    let front = front.trim_start().to_ascii_lowercase();
    let opens = |words: &[&str]| words.iter().any(|word| front.starts_with(word));
    if opens(&["subject:", "subj:", "re:", "fw:"]) {
        Region::Subject
    } else if opens(&["from:", "to:", "cc:", "bcc:", "sent:", "date:"]) {
        Region::Correspondent
    } else {
        Region::Body
    }
}
