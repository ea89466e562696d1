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

/// How many lines a list of addresses is followed up.
const LIST: usize = 24;

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

    /// A place stands above the header of this telegram, in a mail or note to whoever it is handed on to. The text of a
    /// section that lost its header stands there, too, and is the telegram's own.
    pub fn hands_on(&self, place: Span) -> bool {
        let text = self.paragraphs.first().map_or(self.header_at, |first| first.span.start);
        place.start < self.header_at.min(text)
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
    let line = text.line_index(place.start);
    let told = labelled(text.line(line));
    told.or_else(|| {
        (goes_on_with_addresses(text, line) || is_attribution(text, line)).then_some(Region::Correspondent)
    })
    .unwrap_or(Region::Body)
}

/// What the label of a line says of it.
fn labelled(line: &str) -> Option<Region> {
    if opens(line, &["subject:", "subj:", "re:", "fw:"]) {
        Some(Region::Subject)
    } else {
        opens(line, &["from:", "to:", "cc:", "bcc:", "sent:", "date:"]).then_some(Region::Correspondent)
    }
}

fn opens(line: &str, words: &[&str]) -> bool {
    // Only the front: a text of one line would be copied for every place in it.
    let front: String = line.chars().take(FRONT).collect();
    let front = front.trim_start().to_ascii_lowercase();
    words.iter().any(|word| front.starts_with(word))
}

/// A further line of a list of addresses: the line above ends in a comma or semicolon, or this one is an address in its
/// brackets below a name; and so on up to the label.
fn goes_on_with_addresses(text: &Text, line: usize) -> bool {
    let mut below = text.line(line).trim();
    for above in (0..line).rev().take(LIST) {
        let words = text.line(above).trim();
        let bracketed = below.starts_with('<') && below.ends_with('>');
        if words.is_empty() || !(bracketed || words.ends_with([',', ';'])) {
            return false;
        }
        if labelled(words).is_some() {
            return opens(words, &["from:", "to:", "cc:", "bcc:"]);
        }
        below = words;
    }
    false
}

/// `On Tue, May 12, 2009 at 8:57 PM, H <...> wrote:`, above a message that another one answers; it may take two lines.
fn is_attribution(text: &Text, line: usize) -> bool {
    let on = |index: usize| {
        let line = text.lines().get(index).map(|line| text.slice(*line)).filter(|line| line.len() <= FRONT);
        line.unwrap_or_default().trim_matches(|sign: char| sign.is_whitespace() || sign == '>')
    };
    let begins = |words: &str| words.starts_with("On ") && words.bytes().any(|byte| byte.is_ascii_digit());
    let ends = |words: &str| words.ends_with("wrote:");
    let (own, above) = (on(line), line.checked_sub(1).map(on).unwrap_or_default());
    begins(own) && (ends(own) || ends(on(line + 1))) || ends(own) && begins(above)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_address(content: &str) -> Region {
        let text = Text::decode(content.as_bytes().to_vec());
        let at = content.find('@').unwrap_or_default();
        of_message(&text, Span::new(at, at + 1))
    }

    #[test]
    fn whoever_writes_or_is_written_to_is_a_correspondent_on_any_line() {
        for content in [
            "From: H <h@example.org>\n",
            "From:     H\n<h@example.org>\nSent: Tuesday",
            "To: Mills, Cheryl D;\n   Abedin, Huma;\n   h@example.org\nSubject: Call",
            "Ok.\n\n> On Tue, May 12, 2009 at 8:57 PM, H <h@example.org> wrote:\n",
            "On Tue, May 12, 2009 at 8:57 PM, H\n<h@example.org> wrote:\n",
            "On Tue, May 12, 2009, H <h@example.org>\nwrote:\n",
        ] {
            assert_eq!(of_address(content), Region::Correspondent, "{content}");
        }
        for content in [
            "From: H\nWrite to h@example.org\n",
            "To: Mills;\n\nh@example.org\n",
            "Subject: Call,\nh@example.org\n",
            "On Tuesday he wrote:\nh@example.org\n",
        ] {
            assert_eq!(of_address(content), Region::Body, "{content}");
        }
    }
}
