//! What each line of a memo is: blank, banner line, page number, release stamp, or text.

use super::line::{self, BannerLine, Sort};
use super::notes;
use crate::document::words::is_space;
use crate::redaction;
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// The lines of a text, each looked at once.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// What each line is.
    pub(super) kinds: Vec<LineKind>,
    /// Banner lines, in order.
    pub(super) banners: Vec<BannerLine>,
    /// Lines that are banner lines by their words, but not by their place.
    pub(super) doubtful: Vec<BannerLine>,
    /// Lines of an authority block stand.
    pub(super) authority: bool,
    /// A release stamp stands.
    pub(super) stamped: bool,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Nothing stands on it.
    Blank,
    /// A banner line.
    Banner,
    /// `Page 2 of 5`.
    PageLabel,
    /// `HANDLE VIA COMINT CHANNELS ONLY`.
    Handling,
    /// A release stamp.
    Stamp,
    /// Anything else.
    Text,
}

/// How many lines from the first or last one a class word is a banner line without blank lines around.
const EDGE: usize = 6;

/// From how many blanks on a line counts as centred.
const CENTRED: usize = 8;

/// Looks at each line.
pub(super) fn scan(text: &Text, register: &Register) -> Scan {
    let mut scan = Scan::default();
    let mut found = Vec::new();
    let mut fenced = false;
    let mut overprint = Overprint::of(text, register);
    for (index, &span) in text.lines().iter().enumerate() {
        let printed = text.slice(span);
        fenced ^= printed.trim_start().starts_with("```");
        let banner = line::read(printed, index, span.start, register).filter(|_| !fenced);
        let kind = if printed.chars().all(is_space) {
            LineKind::Blank
        } else if overprint.holds(span) || notes::is_stamp(printed) {
            LineKind::Stamp
        } else if line::is_handling(printed) {
            LineKind::Handling
        } else if let Some(banner) = banner {
            found.push(banner);
            LineKind::Banner
        } else if line::is_page_label(printed) {
            LineKind::PageLabel
        } else {
            scan.authority |= notes::is_authority_line(printed);
            LineKind::Text
        };
        scan.stamped |= kind == LineKind::Stamp;
        scan.kinds.push(kind);
    }
    scan.choose(found, text);
    scan
}

/// What a releasing office printed on a text, over all its lines.
struct Overprint {
    spans: std::iter::Peekable<std::vec::IntoIter<Span>>,
}

impl Overprint {
    fn of(text: &Text, register: &Register) -> Self {
        let stamps = redaction::stamp::stamps(text).into_iter().map(|stamp| stamp.span);
        let mut spans: Vec<Span> = stamps.collect();
        spans.extend(redaction::upgrade::upgrades(text, register).into_iter().map(|upgrade| upgrade.span));
        spans.sort_by_key(|span| span.start);
        Self { spans: spans.into_iter().peekable() }
    }

    /// True where a print begins, stands or ends on a line; lines are asked in order.
    fn holds(&mut self, line: Span) -> bool {
        while self.spans.next_if(|span| span.end <= line.start).is_some() {}
        self.spans.peek().is_some_and(|span| span.start < line.end)
    }
}

impl Scan {
    /// Keeps the banner lines that stand where one can stand.
    fn choose(&mut self, found: Vec<BannerLine>, text: &Text) {
        let written: Vec<usize> = self.written();
        for banner in found {
            let place = if self.is_overlay(&banner, text) {
                Standing::Overlay
            } else if matches!(banner.sort, Sort::Categories | Sort::Cui) {
                Standing::Banner
            } else {
                self.standing(&banner, &written, text)
            };
            let index = banner.line;
            let kind = match place {
                Standing::Overlay => LineKind::Stamp,
                Standing::Banner => LineKind::Banner,
                Standing::Doubtful => LineKind::Text,
            };
            self.kinds.get_mut(index).into_iter().for_each(|slot| *slot = kind);
            match place {
                Standing::Overlay => {}
                Standing::Banner => self.banners.push(banner),
                Standing::Doubtful => self.doubtful.push(banner),
            }
        }
    }

    /// Lines on which something of the document stands.
    fn written(&self) -> Vec<usize> {
        let written = |kind: &LineKind| matches!(kind, LineKind::Banner | LineKind::Text);
        let kinds = self.kinds.iter().enumerate();
        kinds.filter(|(_, kind)| written(kind)).map(|(index, _)| index).collect()
    }

    /// A plain UNCLASSIFIED on a released page is the release's, not the document's (the stamp of State's
    /// case number is often broken into lines).
    fn is_overlay(&self, banner: &BannerLine, text: &Text) -> bool {
        let plain = banner.sort == Sort::Class && text.slice(banner.span).trim() == "UNCLASSIFIED";
        plain && self.stamped
    }

    /// A class word counts at the edges of the text, between blank lines, centred beside one, and next to
    /// another banner line or a page number; anywhere else it is a word of wrapped text.
    fn standing(&self, banner: &BannerLine, written: &[usize], text: &Text) -> Standing {
        let index = banner.line;
        let rank = written.partition_point(|&line| line < index);
        let edge = rank < EDGE || rank + EDGE >= written.len();
        let open = |neighbour: Option<usize>| {
            neighbour.and_then(|line| self.kinds.get(line)).is_none_or(|&kind| kind != LineKind::Text)
        };
        let (above, below) = (open(index.checked_sub(1)), open(Some(index + 1)));
        let centred = text.line(index).len() - text.line(index).trim_start().len() >= CENTRED;
        let broken = text.line(index).contains('\u{c}');
        let isolated = (above && below) || (centred && (above || below)) || broken;
        match banner.sort {
            Sort::Misspelt if edge && isolated => Standing::Banner,
            Sort::Misspelt => Standing::Doubtful,
            _ if edge || isolated => Standing::Banner,
            _ => Standing::Doubtful,
        }
    }
}

/// What a line that reads as a banner line is where it stands.
enum Standing {
    Banner,
    Overlay,
    Doubtful,
}
