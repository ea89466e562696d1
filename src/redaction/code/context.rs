//! What stands around a code, and whether it is one there: a label in place of text, a code in the margin
//! or in the stamp, and not a reason of classification, a clause of a law, a
//! vitamin or a visa.

use std::sync::LazyLock;

use regex::Regex;

use super::chain::Chain;
use super::token::Force;
use super::{CodePlace, CodeSystem};
use crate::redaction::ReleaseStamp;
use crate::redaction::near::{self, Edge};
use crate::span::Span;
use crate::text::Text;

/// What the whole text tells of its codes.
pub(super) struct Context<'a> {
    text: &'a Text,
    /// The text carries a stamp, or labels that nothing else is.
    pub(super) released: bool,
    /// Where decisions and their codes stand.
    decisions: Vec<Decided>,
    /// Clauses `(a)` and `(c)` begin lines: `(b)(1)` at a line start is one of them.
    listed: bool,
}

/// A decision with the codes behind it.
struct Decided {
    words: Span,
    whole: Span,
}

/// A reason of classification or an instruction stands in front.
static REASON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:reasons?|classified|class|derived|decl|declas\w*|exempt(?:ed)?|E\.?\s?O\.?|executive\s+order)(?-u:\b)").ok()
});

/// A reason or a keyword stands directly in front.
static KEYWORD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:(?-u:\b)reasons?(?:\(s\))?|:|(?-u:\b)(?:and|or))[\s.]*$").ok());

/// A clause of a law or order stands directly in front.
static CITED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:(?-u:\b)(?:(?:sub)?sections?|secs?|(?:sub)?para(?:graph)?s?|exemptions?|numbered|articles?|rules?|annex|items?|figures?|tables?",
        r"|u\.?\s?s\.?\s?c|c\.?f\.?r|under|version|clauses?|title|regulations?)[.\s§]*|§\s*|[0-9a-z)]|[0-9]\.)$",
    ))
    .ok()
});

/// A clause begins a line.
static CLAUSE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[\n\r])[ \t]*\([ac]\)[ \t(]").ok());

impl<'a> Context<'a> {
    pub(super) fn new(text: &'a Text, stamps: &[ReleaseStamp]) -> Self {
        let decided = |stamp: &ReleaseStamp| {
            let words = stamp.decision.map(|(_, span)| span)?;
            Some(Decided { words, whole: stamp.span })
        };
        Self {
            text,
            released: !stamps.is_empty(),
            decisions: stamps.iter().filter_map(decided).collect(),
            listed: CLAUSE.as_ref().is_some_and(|clause| clause.is_match(text.as_str())),
        }
    }

    /// Where a chain stands, if it is one of codes.
    pub(super) fn place(&self, chain: &Chain) -> Option<CodePlace> {
        if self.is_of_stamp(chain.span) {
            return Some(CodePlace::Stamp);
        }
        if self.is_bracketed(chain.span) {
            return Some(CodePlace::Redaction);
        }
        if self.is_reason(chain) || self.touches_word(chain) {
            return None;
        }
        if self.is_margin(chain) {
            let sure = self.released || chain.force() == Force::Strong && !self.is_clause(chain);
            return sure.then_some(CodePlace::Margin);
        }
        let taken = chain.force() == Force::Strong && !self.is_cited(chain) && !self.is_clause(chain);
        (taken || self.touches_mark(chain.span)).then_some(CodePlace::Text)
    }

    /// Nothing but the label of a redaction looks like that, whatever else stands in the text.
    pub(super) fn is_label(&self, chain: &Chain) -> bool {
        chain.force() == Force::Strong
            && !self.is_reason(chain)
            && !self.touches_word(chain)
            && !self.is_cited(chain)
            && !self.is_clause(chain)
    }

    /// Behind the decision, or at the same column of the next line.
    fn is_of_stamp(&self, span: Span) -> bool {
        let next = self.decisions.partition_point(|decided| decided.words.end <= span.start);
        let Some(decided) = next.checked_sub(1).and_then(|index| self.decisions.get(index)) else {
            return false;
        };
        decided.whole.contains(span) || self.is_below(decided.words, span)
    }

    /// In the right column of the line below a decision. seen: C05781692
    fn is_below(&self, words: Span, span: Span) -> bool {
        let line = self.text.line_index(words.end);
        let column = |at: usize, line: usize| {
            self.text.lines().get(line).map_or(0, |of_line| at.saturating_sub(of_line.start))
        };
        let last = near::edge_behind(self.text, span.end) == Edge::Line;
        let apart = matches!(near::edge_before(self.text, span.start), Edge::Gap | Edge::Line);
        self.text.line_index(span.start) == line + 1
            && last
            && apart
            && column(span.start, line + 1) + 16 >= column(words.start, line).max(40)
    }

    /// Inside the brackets of a redaction, or of bars.
    fn is_bracketed(&self, span: Span) -> bool {
        let front = near::before(self.text, span.start, 90);
        let back = near::behind(self.text, span.end, 90);
        let open = front
            .rfind(['[', ']'])
            .is_some_and(|at| front.get(at..).is_some_and(|rest| rest.starts_with('[')));
        let close =
            back.find(['[', ']']).is_some_and(|at| back.get(at..).is_some_and(|rest| rest.starts_with(']')));
        let bar = |letter: Option<char>| letter.is_some_and(|letter| "█■▇▓▉▆_".contains(letter));
        let barred = bar(front.trim_end().chars().next_back()) && bar(back.trim_start().chars().next());
        open && close || barred
    }

    /// A reason of classification or an instruction, not of a redaction.
    fn is_reason(&self, chain: &Chain) -> bool {
        let dated =
            chain.tokens.iter().any(|token| matches!(token.system, CodeSystem::Order | CodeSystem::Cia));
        if !dated {
            return false;
        }
        let front = near::before(self.text, chain.span.start, 120);
        let named = REASON.as_ref().is_some_and(|reason| reason.is_match(front));
        let keyword = KEYWORD.as_ref().is_some_and(|keyword| keyword.is_match(front));
        named && (keyword || !(self.released && self.is_margin(chain)))
    }

    /// Alone on the line, in a column at its edge, or ending a full line of a released page.
    fn is_margin(&self, chain: &Chain) -> bool {
        let before = near::edge_before(self.text, chain.span.start);
        let behind = self.edge_behind(chain.span.end);
        let column = |edge| matches!(edge, Edge::Line | Edge::Gap);
        match (before, behind) {
            (Edge::Line, behind) => column(behind),
            (Edge::Gap, Edge::Line) => true,
            (Edge::Blank, Edge::Line) => {
                let line = self.text.line_index(chain.span.start);
                let length = self.text.lines().get(line).map_or(0, |span| span.len());
                self.released && chain.force() == Force::Strong && (90..400).contains(&length)
            }
            _ => false,
        }
    }

    /// What stands behind a chain, without the strokes that a scanner sees there. seen: `B6 1`, `B1 ,`
    fn edge_behind(&self, at: usize) -> Edge {
        let edge = near::edge_behind(self.text, at);
        if !matches!(edge, Edge::Glued | Edge::Blank) {
            return edge;
        }
        let tail = self.text.as_str().get(at..).unwrap_or_default();
        let stroke = tail.len()
            - tail.trim_start_matches([' ', ',', '.', ';', ':', '1', 'I', 'i', 'l', '|', '-', '_']).len();
        let end = if stroke <= 4 { near::edge_behind(self.text, at + stroke) } else { Edge::Glued };
        let broken = stroke > 0
            && tail.get(stroke..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']));
        if broken && stroke <= 4 || end == Edge::Line { Edge::Line } else { edge }
    }

    /// Glued to a word, a number or a clause.
    fn touches_word(&self, chain: &Chain) -> bool {
        let span = chain.span;
        let before = self.text.as_str().get(..span.start).and_then(|front| front.chars().next_back());
        let behind = self.text.as_str().get(span.end..).and_then(|back| back.chars().next());
        let glued =
            before.is_some_and(|letter| letter.is_ascii_digit() || letter == ')' || "-/.§".contains(letter));
        let weak = chain.force() < Force::Strong;
        glued || weak && behind.is_some_and(|letter| "-/".contains(letter)) || behind == Some('(')
    }

    /// A section of a law or paper that a sentence speaks of.
    fn is_cited(&self, chain: &Chain) -> bool {
        let front = near::before(self.text, chain.span.start, 60);
        let behind = near::behind(self.text, chain.span.end, 24);
        let lettered = front.ends_with(|letter: char| letter.is_alphanumeric());
        let words = front.trim_end();
        let numbered =
            words.len() + 1 >= front.len() && words.ends_with(|letter: char| letter.is_ascii_digit());
        let named = CITED
            .as_ref()
            .is_some_and(|cited| cited.find(words).is_some_and(|found| found.as_str().chars().count() > 1));
        lettered
            || numbered
            || named
            || behind.trim_start().starts_with("of the ")
            || behind.trim_start().starts_with("OF THE ")
    }

    /// A clause of a list or law at a line start.
    fn is_clause(&self, chain: &Chain) -> bool {
        self.listed && near::edge_before(self.text, chain.span.start) == Edge::Line
    }

    /// Behind the mark of a redaction: `[redacted] B6`, `XXXXXXXX B6`.
    fn touches_mark(&self, span: Span) -> bool {
        let front = near::before(self.text, span.start, 12);
        let front = front.strip_suffix(' ').unwrap_or(front);
        let masked = front.len() >= 4 && front.bytes().rev().take(4).all(|byte| byte == b'X');
        masked || front.ends_with([']', '█', '■', '▇', '▓']) || front.ends_with("___")
    }
}
