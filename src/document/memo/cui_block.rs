//! The CUI designation block: who controls the information, and by which categories (32 CFR 2002.20;
//! `DoDI` 5200.48, 3.4).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::declassify::{self, Instruction};
use super::keyword::{self, Keyword, KeywordLine, Standing, Vocabulary};
use super::notice::Notice;
use crate::document::Word;
use crate::document::words::folded;
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// The CUI designation block.
#[derive(Clone, Debug, Default)]
pub struct CuiBlock {
    /// Its first line.
    pub span: Span,
    /// Its lines, in the order of the text.
    pub lines: Vec<KeywordLine>,
    /// The categories, as printed.
    pub categories: Vec<Word>,
    /// Limited dissemination controls, as printed.
    pub dissemination: Vec<Word>,
    /// The letter of a distribution statement.
    pub distribution: Option<Word>,
    /// What the decontrol line says.
    pub decontrol: Option<Instruction>,
}

static KEYWORDS: &[Keyword] = &[
    Keyword::new("controlled-by", r"controlled\s+by", Standing::Colon),
    Keyword::new(
        "category",
        r"CUI\s+categor(?:y\s*/\s*ies|ies|y)(?:\s?\(ies\)|\s?/\s?categories)?",
        Standing::Colon,
    ),
    Keyword::new("category", r"categor(?:ies|y)(?:\s?\(ies\))?", Standing::Follower),
    Keyword::new(
        "dissemination",
        r"limited\s+dissemination\s+controls?|(?:LDC|dissemination|distribution)\s*/\s*(?:LDC|dissemination|distribution)(?:\s+(?:controls?|statements?))?|dissemination\s+controls?|LDCs?",
        Standing::Follower,
    ),
    Keyword::new("distribution", r"distribution\s+statements?", Standing::Follower),
    Keyword::new("poc", r"POC|points?\s+of\s+contact", Standing::Follower),
    Keyword::new("decontrol", r"decontrol(?:led)?(?:\s+(?:on|date|instructions?|by))?", Standing::Follower),
];

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(KEYWORDS));

/// Reads the block of a memo: the first that stands.
pub(super) fn read(
    text: &Text,
    lines: &Range<usize>,
    register: &Register,
    written: Option<Date>,
) -> Option<CuiBlock> {
    let blocks = keyword::blocks(text, lines, &VOCABULARY, register);
    let lines = blocks.into_iter().next()?;
    let mut block = CuiBlock { span: keyword::first_line(text, &lines)?, ..CuiBlock::default() };
    for line in &lines {
        match line.name {
            "category" => block.categories.extend(list(text, line)),
            "decontrol" => block.decontrol = Some(declassify::read(text, line, written)),
            "dissemination" | "distribution" => block.read_limits(text, line),
            _ => {}
        }
    }
    block.lines = lines;
    Some(block)
}

impl CuiBlock {
    /// The first line of this keyword.
    pub fn line(&self, name: &str) -> Option<&KeywordLine> {
        keyword::named(&self.lines, name)
    }

    /// A distribution statement that stands in the block by its letter only. The same letter with its
    /// full wording is a statement, also there.
    pub(super) fn only_names(&self, notice: &Notice, paragraph: &str) -> bool {
        let wording =
            ["approved for public", "distribution authorized", "distribution is", "only as directed"];
        notice.name == "distribution"
            && self.lines.iter().any(|line| line.span.contains(notice.span))
            && !wording.iter().any(|words| paragraph.contains(words))
    }

    /// A letter names a distribution statement, words are limited dissemination controls; forms have
    /// one line for both.
    fn read_limits(&mut self, text: &Text, line: &KeywordLine) {
        let mut entries = list(text, line);
        let letter = entries.first().and_then(|first| {
            let upper = first.text.to_ascii_uppercase();
            let last = upper.trim_end_matches('.').split(['.', ' ']).collect::<Vec<_>>();
            let named = upper.contains("STATEMENT") || line.name == "distribution";
            let single =
                |word: &&str| word.len() == 1 && matches!(word.chars().next(), Some('A'..='F' | 'X'));
            let letter = last.into_iter().find(single).filter(|letter| named || upper == *letter)?;
            Some(Word { text: letter.to_owned(), span: first.span })
        });
        if let Some(letter) = letter {
            self.distribution.get_or_insert(letter);
            entries.remove(0);
        }
        if line.name == "dissemination" {
            self.dissemination.extend(entries);
        }
    }
}

/// The entries of a list. Commas of a list of countries do not part it: `REL TO USA, GBR`.
fn list(text: &Text, line: &KeywordLine) -> Vec<Word> {
    let value = text.slice(line.value.span);
    let countries = value.trim_start().to_ascii_uppercase().starts_with("REL TO");
    let parts = |letter: char| matches!(letter, ';' | '/' | '\n') || (letter == ',' && !countries);
    let mut entries = Vec::new();
    let mut at = 0;
    for piece in value.split(parts) {
        let inner =
            piece.trim_matches(|letter: char| keyword::is_border(letter) || matches!(letter, '(' | ')'));
        if !inner.is_empty() && !inner.eq_ignore_ascii_case("CUI") {
            let begin = at + piece.find(inner).unwrap_or(0);
            let span = Span::new(begin, begin + inner.len()).shifted(line.value.span.start);
            entries.push(Word { text: folded(inner), span });
        }
        // Every separator is one byte.
        at += piece.len() + 1;
    }
    entries
}

#[cfg(test)]
mod tests;
