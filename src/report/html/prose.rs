//! Text as HTML. Whatever comes from a file, a rule or a name goes through [`escaped`], and so acts neither
//! as markup nor, by a control or bidirectional character, on what is seen.

use std::fmt::Write as _;

use crate::report::safe::visible;

/// A text of which nothing acts, between tags or in a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// `1,234,567`.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 error`, `1,200 errors`.
pub(super) fn count(times: usize, noun: &str) -> String {
    format!("{} {noun}{}", number(times), if times == 1 { "" } else { "s" })
}

/// The explanation of a rule: of its Markdown the paragraphs and the code spans; the rest stays as written.
pub(super) fn paragraphs(markdown: &str) -> String {
    let mut html = String::new();
    for paragraph in markdown.trim().split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        let _ = writeln!(html, "<p>{}</p>", spans(&words.join(" ")));
    }
    html
}

/// A line with its code spans. A backtick without a partner is a backtick.
pub(super) fn spans(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, behind)) = after.split_once('`') else { break };
        let _ = write!(html, "{}<code>{}</code>", escaped(before), escaped(code));
        rest = behind;
    }
    html + &escaped(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (plain, grouped) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(number(plain), grouped);
        }
    }

    #[test]
    fn explanations_become_paragraphs_in_which_nothing_acts() {
        assert_eq!(
            paragraphs("One `<b>`\nline.\n\nA ` alone & \u{202e}.\n"),
            "<p>One <code>&lt;b&gt;</code> line.</p>\n<p>A ` alone &amp; \u{fffd}.</p>\n"
        );
    }
}
