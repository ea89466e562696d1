//! The classification authority block: who classified, from what or why, and until when (32 CFR
//! 2001.21 and 2001.22).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::declassify::{self, Instruction};
use super::keyword::{self, Keyword, KeywordLine, Standing, Vocabulary};
use super::notes;
use crate::document::Word;
use crate::document::banner::ClassWord;
use crate::document::preamble::{authorities_in_paragraph, cited};
use crate::document::words::{compact, words};
use crate::register::{Level, Register};
use crate::span::Span;
use crate::text::Text;

/// The classification authority block.
#[derive(Clone, Debug, Default)]
pub struct AuthorityBlock {
    /// Its first line.
    pub span: Span,
    /// Its lines, in the order of the text.
    pub lines: Vec<KeywordLine>,
    /// Lines whose keyword stands above already, with another value.
    pub repeated: Vec<KeywordLine>,
    /// Sections cited as the reason: `1.4`.
    pub sections: Vec<Word>,
    /// Reason letters, small.
    pub letters: Vec<Word>,
    /// Letters that their section does not have.
    pub impossible_letters: Vec<Word>,
    /// An original classification authority is named as such.
    pub original_authority: bool,
    /// A derivative classifier is named as such.
    pub derivative_classifier: bool,
    /// `Multiple Sources`.
    pub multiple_sources: bool,
    /// A list of sources stands, or is said to.
    pub source_list: bool,
    /// The source has a date.
    pub source_dated: bool,
    /// What the declassification lines say, one entry a line.
    pub instructions: Vec<Instruction>,
    /// What the downgrading line says.
    pub downgrade: Option<Downgrade>,
}

/// `Downgrade To: CONFIDENTIAL On: 20301231`.
#[derive(Clone, Debug, Default)]
pub struct Downgrade {
    /// Keyword and value.
    pub span: Span,
    /// The level, as printed.
    pub word: Option<Word>,
    /// The level.
    pub level: Option<Level>,
    /// The day.
    pub date: Option<Date>,
}

/// The keywords of 32 CFR 2001.21 and 2001.22, and those of CIA's blocks.
static KEYWORDS: &[Keyword] = &[
    Keyword::new(
        "classified-by",
        r"(?:derivatively\s+)?classified\s+by|original\s+classification\s+authority|classification\s+authority|derivative\s+classifier",
        Standing::Anchor,
    ),
    Keyword::new("classified-by", r"OCA|classifier", Standing::Colon),
    Keyword::new("classified-by", r"CL\s*BY", Standing::Short),
    Keyword::new("derived-from", r"derived\s+from", Standing::Anchor),
    Keyword::new("derived-from", r"DE?RV\s+(?:FROM|FRM|FM)|DE?RV", Standing::Short),
    Keyword::new("reason", r"classification\s+reasons?|reasons?\s+for\s+classification", Standing::Anchor),
    Keyword::new("reason", r"(?:for\s+)?reasons?", Standing::Follower),
    Keyword::new("reason", r"CL\s+REASONS?", Standing::Short),
    Keyword::new(
        "declassify-on",
        r"declassify\s+(?:on|by)|declassification\s+(?:on|date|instructions?)",
        Standing::Anchor,
    ),
    Keyword::new("declassify-on", r"DECL\s+ON|DECLAS+\s+ON|DECL", Standing::Short),
    Keyword::new("declassify-on", r"declassify", Standing::Colon),
    Keyword::new("downgrade", r"downgraded?\s+to", Standing::Anchor),
    Keyword::new("downgrade", r"downgrade\s+on|downgrade", Standing::Colon),
    Keyword::new("sources", r"list\s+of\s+sources|source\s+list|sources?", Standing::Follower),
    Keyword::new("review-on", r"review\s+on|RVW", Standing::Follower),
];

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(KEYWORDS));

/// The heading of a list of sources.
static SOURCE_LIST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?mRi)^[ \t]*(?:\(u\)[ \t]*)?(?:source list|list of sources|sources)[ \t]*:?[ \t]*$").ok()
});

/// A day, month or year of a source: `dated 3 May 2011`, `20110503`.
static SOURCE_DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:19|20)\d\d(?:[01]\d[0-3]\d)?\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b",
        r"|\b\d{1,2}\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s?\d{2,4}\b",
    ))
    .ok()
});

/// A date stands in it, or at least a year.
pub(super) fn has_date(words: &str) -> bool {
    SOURCE_DATE.as_ref().is_some_and(|date| date.is_match(words))
}

/// Reads the block of a memo.
pub(super) fn read(
    text: &Text,
    lines: &Range<usize>,
    register: &Register,
    written: Option<Date>,
) -> Option<AuthorityBlock> {
    let blocks = keyword::blocks(text, lines, &VOCABULARY, register);
    let lines_of_block = main_block(blocks.into_iter().filter(|block| !is_review(text, block)))?;
    let mut block =
        AuthorityBlock { span: keyword::first_line(text, &lines_of_block)?, ..AuthorityBlock::default() };
    block.repeated = repeated(&lines_of_block);
    for line in &lines_of_block {
        match line.name {
            "declassify-on" => block.instructions.push(declassify::read(text, line, written)),
            "downgrade" if block.downgrade.is_none() => {
                block.downgrade = Some(downgrade(text, line, register, written));
            }
            _ => {}
        }
    }
    read_reason(&mut block, text, &lines_of_block);
    read_sources(&mut block, text, lines, &lines_of_block);
    block.lines = lines_of_block;
    Some(block)
}

/// The block of a text that need not be a memo, or the Classified By line of a telegram in it, as a mark: it says that
/// something is classified, at the lowest such level at least (E.O. 13526 s. 1.6(a)).
pub(in crate::document) fn as_mark(text: &Text, register: &Register) -> Option<ClassWord> {
    let lines = 0..text.lines().len();
    // Few texts have such a line: the patterns are not asked of the others.
    if !lines.clone().any(|line| notes::is_authority_line(text.line(line))) {
        return None;
    }
    let of_memo =
        read(text, &lines, register, None).and_then(|block| Some((block.span, block.lines.first()?.keyword)));
    let of_telegram = || {
        let found = authorities_in_paragraph(text, 0, text.as_str().len());
        let line = found.into_iter().find(|line| line.section.is_some())?;
        Some((line.span, Span::new(line.span.start, line.span.start + CLASSIFIED_BY.len())))
    };
    let (span, keyword) = of_memo.or_else(of_telegram)?;
    Some(ClassWord { span, word: text.slice(keyword).to_owned(), level: register.level("C"), spaced: false })
}

/// How the Classified By line of a telegram begins, which has its reason and no colon.
const CLASSIFIED_BY: &str = "Classified By";

/// The first block, with what stands apart from it: Declassify On at the foot of the page. A later
/// block that has keywords of the first is that of an attachment, or a copy.
fn main_block(blocks: impl Iterator<Item = Vec<KeywordLine>>) -> Option<Vec<KeywordLine>> {
    let anchored = |block: &[KeywordLine]| {
        block.iter().any(|line| !matches!(line.name, "sources" | "review-on" | "reason"))
    };
    let mut blocks = blocks.filter(|block| anchored(block));
    let mut main = blocks.next()?;
    let mut names = names_of(&main);
    for other in blocks {
        let others = names_of(&other);
        if others.iter().all(|name| !names.contains(name)) {
            main.extend(other);
            names.extend(others);
        }
    }
    Some(main)
}

/// A stamp of a later review for release, in the same words: `Classified by DAS, A/GIS, DoS on
/// 08/27/2015 - Class: CONFIDENTIAL - Reason: 1.4(B) - Declassify on: 03/09/2031`.
fn is_review(text: &Text, block: &[KeywordLine]) -> bool {
    let (Some(first), Some(last)) = (block.first(), block.last()) else { return false };
    let from = text.line_index(first.span.start).saturating_sub(2);
    let to = text.line_index(last.span.end);
    (from..=to).take(3 * KEYWORDS.len()).any(|line| text.line(line).contains("A/GIS"))
}

/// The few names of keywords that stand; a block may have thousands of lines.
fn names_of(lines: &[KeywordLine]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for line in lines {
        if !names.contains(&line.name) {
            names.push(line.name);
        }
    }
    names
}

/// Lines whose keyword stands above with another value; the same block on cover and first page is none.
fn repeated(lines: &[KeywordLine]) -> Vec<KeywordLine> {
    let mut repeated = Vec::new();
    for name in names_of(lines) {
        let mut same = lines.iter().filter(|line| line.name == name && name != "sources");
        let first = same.next().map(|line| compact(&line.value.text)).unwrap_or_default();
        repeated.extend(same.filter(|line| compact(&line.value.text) != first).cloned());
    }
    repeated
}

/// Sections and letters, of the reason line where it has them, else of the Classified By line.
fn read_reason(block: &mut AuthorityBlock, text: &Text, lines: &[KeywordLine]) {
    for name in ["reason", "classified-by"] {
        for line in lines.iter().filter(|line| line.name == name) {
            let value = line.value.span;
            for cited in cited(text.slice(value)) {
                let span = Span::from(cited.section).shifted(value.start);
                block.sections.push(Word { text: cited.name, span });
                for (at, letter) in cited.letters {
                    let span = Span::new(at, at + 1).shifted(value.start);
                    let word = Word { text: letter.to_string(), span };
                    if letter > cited.last {
                        block.impossible_letters.push(word.clone());
                    }
                    block.letters.push(word);
                }
            }
        }
        if !block.sections.is_empty() {
            return;
        }
    }
}

/// `Dated: 20130930` on the line below the source, as a field of its own.
fn is_dated_below(text: &Text, line: &KeywordLine) -> bool {
    let below = text.lines().get(text.line_index(line.span.end) + 1).map(|&below| text.slice(below));
    below.is_some_and(|below| {
        let field = below.trim_start().to_ascii_lowercase();
        ["dated", "date of source"].iter().any(|word| field.starts_with(word)) && has_date(&field)
    })
}

fn read_sources(block: &mut AuthorityBlock, text: &Text, lines: &Range<usize>, own: &[KeywordLine]) {
    for line in own {
        let keyword = text.slice(line.keyword).to_ascii_lowercase();
        let value = line.value.text.to_ascii_lowercase();
        let says = |words: &str| value.contains(words);
        let cites = matches!(line.name, "derived-from" | "classified-by");
        block.multiple_sources |= cites && (says("multiple source") || says("multiple-source"));
        block.source_list |= line.name == "sources" && !value.is_empty();
        block.source_list |=
            ["source list", "list of sources", "sources list", "attached list", "see list", "list attached"]
                .iter()
                .any(|list| says(list));
        block.source_dated |= line.name == "derived-from" && (has_date(&value) || is_dated_below(text, line));
        block.derivative_classifier |= line.name == "classified-by" && keyword.starts_with("deriv");
        block.original_authority |= line.name == "classified-by"
            && (keyword.starts_with("original")
                || keyword == "oca"
                || says("original classification authority"));
    }
    let from = text.lines().get(lines.start).map_or(0, |line| line.start);
    let end = lines.end.checked_sub(1).and_then(|last| text.lines().get(last)).map_or(from, |line| line.end);
    let content = text.slice(Span::new(from, end));
    block.source_list = block.source_list || SOURCE_LIST.as_ref().is_some_and(|list| list.is_match(content));
}

fn downgrade(text: &Text, line: &KeywordLine, register: &Register, written: Option<Date>) -> Downgrade {
    let value = line.value.span;
    let words: Vec<Word> = words(text.slice(value), value.start).take(4).collect();
    let mut found = None;
    for (index, first) in words.iter().enumerate() {
        let second = words.get(index + 1);
        let pair =
            second.map(|second| (format!("{} {}", first.text, second.text), first.span.cover(second.span)));
        let single = (first.text.clone(), first.span);
        let level = |(printed, span): (String, Span)| {
            let name = printed.trim_matches([',', ':', ';', '.', '(', ')']).to_uppercase();
            let level = register.class_word(&name).or_else(|| register.level(&name))?;
            Some((Word { text: name, span }, level))
        };
        found = found.or_else(|| pair.and_then(level)).or_else(|| level(single));
    }
    let (word, level) = found.unzip();
    let date = declassify::read(text, line, written).date.map(|date| date.date);
    Downgrade { span: line.span, word, level, date }
}

impl AuthorityBlock {
    /// The first line of this keyword.
    pub fn line(&self, name: &str) -> Option<&KeywordLine> {
        keyword::named(&self.lines, name)
    }

    /// It cites its sources.
    pub fn is_derivative(&self) -> bool {
        self.line("derived-from").is_some()
    }

    /// It says that the classification was taken over, whether or not it says from what.
    pub fn names_derivation(&self) -> bool {
        self.is_derivative() || self.derivative_classifier || self.multiple_sources
    }

    /// It gives a reason, or names an original classification authority.
    pub fn is_original(&self) -> bool {
        self.line("reason").is_some() || self.original_authority
    }

    /// Who classified, a source or a reason, and a declassification instruction all stand.
    pub fn is_complete(&self) -> bool {
        let stands = |name: &str| self.line(name).is_some_and(|line| !line.value.text.is_empty());
        stands("classified-by") && (stands("derived-from") || stands("reason")) && stands("declassify-on")
    }

    /// `long`, `short` or `mixed`.
    pub fn form(&self) -> &'static str {
        let short = self.lines.iter().filter(|line| line.short).count();
        match short {
            0 => "long",
            _ if short == self.lines.len() => "short",
            _ => "mixed",
        }
    }
}

#[cfg(test)]
mod tests;
