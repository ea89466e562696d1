//! The excerpt: the few lines of a text that a human report shows, as a source for miette.
//!
//! miette's own sources walk a file from its first byte for each label, print escape sequences and
//! whole lines as they are, miscount lines that end in CR CR LF, and panic at column 65,535. So it is
//! given a small text of our own: the lines around the labels, each cut to a window and made safe to
//! print, with the true line numbers and columns beside them. Labels are translated into it.

use std::collections::BTreeSet;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::safe;
use crate::span::Span;
use crate::text::Text;

/// What stands beside a line number: a blank in front of it, and the rule behind.
const GUTTER: usize = 4;
/// The narrowest line.
const NARROWEST: usize = 30;
/// Stands where a line is cut.
const CUT: char = '…';

/// Lines around some labels.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    data: String,
    rows: Vec<Row>,
    places: Vec<Place>,
}

/// One line of the excerpt.
#[derive(Debug)]
struct Row {
    /// Line of the text, from 0.
    line: usize,
    /// Where it stands in the data, its line feed included.
    shown: Span,
    /// For each character shown, where it stands in the text and in the data.
    map: Vec<(usize, usize)>,
}

/// A label in the excerpt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// In the excerpt's own coordinates.
    pub(super) shown: Span,
    /// Column in the text, from 1.
    column: usize,
}

impl Excerpt {
    /// The lines around `labels`, the primary label first, for a page of `width` columns: a line that a
    /// terminal breaks leaves its underline behind. `name` must be safe to print.
    pub(super) fn new(name: String, text: &Text, labels: &[Span], width: usize) -> Self {
        let mut excerpt = Self { name, data: String::new(), rows: Vec::new(), places: Vec::new() };
        let lines = lines_around(text, labels);
        let digits = lines.iter().max().map_or(0, |last| (last + 1).to_string().len());
        let room = width.saturating_sub(GUTTER + digits).max(NARROWEST);
        for line in lines {
            excerpt.push_row(text, line, labels, room);
        }
        excerpt.places = labels.iter().map(|&label| excerpt.place(text, label)).collect();
        excerpt
    }

    /// The labels in the excerpt's coordinates, in the order in which they were given.
    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    fn push_row(&mut self, text: &Text, line: usize, labels: &[Span], room: usize) {
        let Some(&whole) = text.lines().get(line) else { return };
        let anchor = labels.iter().find(|label| text.line_index(label.start) == line);
        let window = window(text, whole, anchor.map_or(whole.start, |label| label.start), room);
        let start = self.data.len();
        if window.start > whole.start {
            self.data.push(CUT);
        }
        let mut map = Vec::new();
        for (offset, character) in text.slice(window).char_indices() {
            map.push((window.start + offset, self.data.len()));
            self.data.push(safe::visible_character(character));
        }
        map.push((window.end, self.data.len()));
        if window.end < whole.end {
            self.data.push(CUT);
        }
        // Every row ends in a line feed: a label at the end of the text is drawn there.
        self.data.push('\n');
        self.rows.push(Row { line, shown: Span::new(start, self.data.len()), map });
    }

    /// A label over several lines is cut to its first one: a paragraph is not to be printed whole.
    fn place(&self, text: &Text, label: Span) -> Place {
        let position = text.position(label.start);
        let row = self.rows.iter().find(|row| row.line + 1 == position.line);
        let shown = row.map_or(Span::default(), |row| {
            let start = row.to_shown(label.start);
            Span::new(start, row.to_shown(label.end).max(start))
        });
        Place { shown, column: position.column }
    }

    fn row_at(&self, offset: usize) -> usize {
        self.rows.partition_point(|row| row.shown.start <= offset).saturating_sub(1)
    }

    /// The rows from `first` to `last` with their context, as far as line follows on line.
    fn rows(&self, first: usize, last: usize, before: usize, after: usize) -> Option<&[Row]> {
        let follows = |&index: &usize| {
            let above = index.checked_sub(1).and_then(|index| self.rows.get(index));
            above.zip(self.rows.get(index)).is_some_and(|(above, row)| above.line + 1 == row.line)
        };
        if !(first + 1..=last).all(|index| follows(&index)) {
            return None;
        }
        let start = first - (0..first).rev().map(|index| index + 1).take(before).take_while(follows).count();
        let end = last + (last + 1..self.rows.len()).take(after).take_while(follows).count();
        self.rows.get(start..=end)
    }
}

impl Row {
    /// The place of a character of the text; the nearest one where it is not shown.
    fn to_shown(&self, offset: usize) -> usize {
        let index = self.map.partition_point(|&(place, _)| place < offset);
        self.map.get(index).or(self.map.last()).map_or(self.shown.start, |&(_, shown)| shown)
    }
}

impl Place {
    /// For miette.
    pub(super) fn span(self) -> SourceSpan {
        (self.shown.start, self.shown.len()).into()
    }
}

/// The lines to show: each label's first line, and one on both sides. Those around the primary label
/// come first, wherever they stand: the report opens with the place that it is about.
fn lines_around(text: &Text, labels: &[Span]) -> Vec<usize> {
    let around = |label: &Span| {
        let line = text.line_index(label.start);
        (line.saturating_sub(1)..=line + 1).filter(|&line| line < text.lines().len())
    };
    let lines: BTreeSet<usize> = labels.iter().flat_map(around).collect();
    let lines: Vec<usize> = lines.into_iter().collect();
    let primary = labels.first().map_or(0, |label| text.line_index(label.start));
    let (first, rest): (Vec<&[usize]>, Vec<&[usize]>) =
        lines.chunk_by(|above, line| above + 1 == *line).partition(|run| run.contains(&primary));
    [first, rest].concat().concat()
}

/// The stretch of a line to show, in so many columns, with something of what stands before the label.
/// A line can be 100 MB long: nothing here walks it.
fn window(text: &Text, line: Span, anchor: usize, room: usize) -> Span {
    let characters = text.slice(line);
    if characters.chars().nth(room).is_none() {
        return line;
    }
    let anchor = anchor.clamp(line.start, line.end);
    let before = text.slice(Span::new(line.start, anchor));
    let start =
        before.char_indices().rev().take(room * 2 / 5).last().map_or(anchor, |(at, _)| line.start + at);
    let rest = text.slice(Span::new(start, line.end));
    let end = rest.char_indices().nth(room - 2).map_or(line.end, |(at, _)| start + at);
    Span::new(start, end)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (first, last) = (self.row_at(span.offset()), self.row_at(span.offset() + span.len()));
        let rows = self.rows(first, last, before, after).ok_or(MietteError::OutOfBounds)?;
        let (Some(top), Some(bottom)) = (rows.first(), rows.last()) else {
            return Err(MietteError::OutOfBounds);
        };
        let shown = Span::new(top.shown.start, bottom.shown.end);
        let data = self.data.get(shown.start..shown.end).ok_or(MietteError::OutOfBounds)?;
        let label = self.places.iter().find(|place| place.shown.start == span.offset());
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.as_bytes(),
            (shown.start, shown.len()).into(),
            top.line,
            label.map_or(0, |place| place.column - 1),
            rows.len(),
        )))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The excerpt around `needle`: what is shown, what is underlined, line and column.
    fn excerpt(content: &str, needle: &str) -> (String, String, usize, usize) {
        let text = Text::decode(content.into());
        let start = text.as_str().find(needle).unwrap();
        let excerpt = Excerpt::new("x.txt".into(), &text, &[Span::new(start, start + needle.len())], 100);
        let place = *excerpt.places().first().unwrap();
        let underlined = excerpt.data.get(place.shown.start..place.shown.end).unwrap().to_owned();
        let contents = excerpt.read_span(&place.span(), 0, 0).unwrap();
        (excerpt.data.clone(), underlined, contents.line() + 1, contents.column() + 1)
    }

    #[test]
    fn teletype_line_ends_and_lone_carriage_returns_are_lines() {
        let (data, underlined, line, column) = excerpt("one\r\r\ntwo\r\r\n3. (S) x\rfour\r", "(S)");
        assert_eq!((data.as_str(), underlined.as_str()), ("two\n3. (S) x\nfour\n", "(S)"));
        assert_eq!((line, column), (3, 4));
    }

    #[test]
    fn characters_that_act_are_replaced_and_the_underline_does_not_slide() {
        let (data, underlined, _, column) = excerpt("é\u{1b}[31m\u{202e}(S)\u{200b} x", "(S)");
        assert_eq!(data, "é␛[31m\u{fffd}(S)\u{fffd} x\n");
        assert_eq!((underlined.as_str(), column), ("(S)", 8));
        let (_, underlined, ..) = excerpt("a (S\u{200b}B) c", "(S\u{200b}B)");
        assert_eq!(underlined, "(S\u{fffd}B)");
    }

    #[test]
    fn a_long_line_is_cut_around_the_label_and_its_column_is_exact() {
        let content = "é".repeat(70_000) + "(S)" + &"x".repeat(70_000);
        let (data, underlined, line, column) = excerpt(&content, "(S)");
        assert_eq!((underlined.as_str(), line, column), ("(S)", 1, 70_001));
        assert_eq!(data.chars().count(), 100 - GUTTER - 1 + 1, "the room, and the line feed");
        assert!(data.starts_with("…é") && data.ends_with("x…\n"));
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let text = Text::decode(format!("short\n{}(S){}\nend", "a ".repeat(200), " b".repeat(90)).into());
        let start = text.as_str().find("(S)").unwrap();
        for width in [40, 80, 120] {
            let excerpt = Excerpt::new("x".into(), &text, &[Span::new(start, start + 3)], width);
            let widest = excerpt.data.lines().map(|line| line.chars().count()).max();
            assert_eq!(widest, Some(width - " 3 │ ".chars().count()));
            let place = excerpt.places().first().unwrap();
            assert_eq!(excerpt.data.get(place.shown.start..place.shown.end), Some("(S)"));
        }
    }

    #[test]
    fn a_label_over_several_lines_is_cut_to_the_first() {
        assert_eq!(excerpt("SUBJECT: A\nB\nC\nD", "SUBJECT: A\nB\nC").1, "SUBJECT: A");
    }

    #[test]
    fn context_stops_where_lines_do_not_follow_each_other() {
        let lines: Vec<String> = (0..30).map(|line| format!("line {line}")).collect();
        let text = Text::decode(lines.join("\n").into());
        let label = |line: usize| *text.lines().get(line).unwrap();
        let excerpt = Excerpt::new("x".into(), &text, &[label(20), label(2), label(29)], 100);
        let lines: Vec<usize> = excerpt.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [19, 20, 21, 1, 2, 3, 28, 29]);
        let primary = excerpt.places().first().unwrap().span();
        let contents = excerpt.read_span(&primary, 5, 5).unwrap();
        assert_eq!(contents.data(), b"line 19\nline 20\nline 21\n");
        assert!(excerpt.read_span(&(0, excerpt.data.len()).into(), 0, 0).is_err());
    }
}
