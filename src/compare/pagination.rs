//! Page numbers, which come and go when a text is set or scanned anew.

use super::ChangeKind;
use super::words::Word;
use crate::text::Text;

/// All words stand on lines of the text that hold a page number and nothing else. A bare number may have
/// been added by a scanner; where one is gone, it may have been part of the text.
pub(super) fn is_pagination(kind: ChangeKind, text: &Text, words: &[Word]) -> bool {
    let line = |word: &Word| text.line(text.line_index(word.span.start)).trim();
    match kind {
        ChangeKind::Added => words.iter().all(|word| is_number(line(word)) || is_page_line(line(word))),
        ChangeKind::Gone => words.iter().all(|word| is_page_line(line(word))),
        ChangeKind::Changed => false,
    }
}

/// `- 2 -`, `Page 2`, `PAGE 2 OF 4`, `2 of 4`.
fn is_page_line(line: &str) -> bool {
    const LONGEST: usize = 32;
    if line.len() > LONGEST {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    let bare = lower.trim_matches(|one: char| matches!(one, '-' | '\u{2013}' | '\u{2014}' | '|' | ' '));
    let named = bare.strip_prefix("page").map(str::trim_start);
    let number = named.unwrap_or(bare);
    match number.split_once(" of ") {
        Some((page, pages)) => is_number(page.trim()) && is_number(pages.trim()),
        None => is_number(number) && (named.is_some() || bare.len() + 1 < line.len()),
    }
}

fn is_number(shown: &str) -> bool {
    (1..=3).contains(&shown.len()) && shown.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_lines() {
        for line in ["- 2 -", "Page 12", "PAGE 2 OF 4", "3 of 14", "-12-"] {
            assert!(is_page_line(line), "{line}");
        }
        for line in ["2", "2.", "1402", "- dues -", "Page boy", "3 of them"] {
            assert!(!is_page_line(line), "{line}");
        }
    }
}
