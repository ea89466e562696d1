//! Prose for a terminal: broken where the terminal ends, and not where its author's editor did.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// The text in lines of at most `width` columns, the paragraphs apart. What its author has laid out (lists, what is
/// indented, tables) stays as it is; a word that is longer than a line does too.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let paragraphs = text.trim_end().split("\n\n").map(|paragraph| {
        if is_laid_out(paragraph) {
            paragraph.trim_end().to_owned()
        } else {
            let words: Vec<&str> = paragraph.split_whitespace().collect();
            textwrap::fill(&words.join(" "), options(width))
        }
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// A text behind a label: its lines stand below one another. Where a word is too long for that they stand below the label.
pub(super) fn labelled(label: &str, text: &str, width: usize) -> String {
    let indent = " ".repeat(label.chars().count());
    let longest = text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
    if indent.len() + longest <= width {
        return textwrap::fill(text, options(width).initial_indent(label).subsequent_indent(&indent));
    }
    let below = options(width).word_separator(WordSeparator::Custom(words_and_folders));
    let below = textwrap::fill(text, below.initial_indent(BELOW).subsequent_indent(BELOW));
    // Further lines of a label have none of their own.
    let label = label.trim_end();
    if label.is_empty() { below } else { format!("{label}\n{below}") }
}

/// Where a text begins that stands below its label.
const BELOW: &str = "    ";

/// Words, which also end behind a slash: that is where a path is broken.
fn words_and_folders(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(line.split_inclusive([' ', '/']).map(Word::from))
}

fn options<'o>(width: usize) -> Options<'o> {
    Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
}

/// A number begins a list only where it begins the paragraph: in the middle it is a year or a section.
fn is_laid_out(paragraph: &str) -> bool {
    paragraph.starts_with("1. ")
        || paragraph.lines().any(|line| line.starts_with([' ', '\t', '|']) || is_item(line))
}

fn is_item(line: &str) -> bool {
    ["- ", "* "].iter().any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_ends_where_the_terminal_does_and_layout_stays() {
        let text = "It has been so since\n1953. Now it\nis not.\n\n- one item\n- another one\n\n1. first of all\n\n    as it is\n";
        assert_eq!(
            wrapped(text, 12),
            "It has been\nso since\n1953. Now it\nis not.\n\n- one item\n- another one\n\n1. first of all\n\n    as it is"
        );
        assert_eq!(wrapped("It has been so since\n1953.", 80), "It has been so since 1953.");
        assert_eq!(wrapped("a portion-above-banner b", 10), "a\nportion-above-banner\nb");
    }

    #[test]
    fn lines_behind_a_label_stand_below_one_another() {
        assert_eq!(labelled("  basis  ", "one two three", 16), "  basis  one two\n         three");
        let path = "rules/state-cable/portions.yaml";
        assert_eq!(labelled("  file  ", path, 39), format!("  file  {path}"));
        assert_eq!(labelled("  file  ", path, 38), format!("  file\n    {path}"));
        assert_eq!(labelled("  file  ", path, 24), "  file\n    rules/state-cable/\n    portions.yaml");
        assert_eq!(labelled("       ", "EVERYTHING", 16), "    EVERYTHING");
    }
}
