//! Defects of a YAML file: what, where, what to do.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use crate::span::Span;
use crate::yaml::Node;

/// One defect of a rule file, ready to be shown with its source line.
pub struct Defect {
    /// The file, as the caller named it.
    pub file: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where, in bytes of the file without its byte order mark.
    pub span: Span,
    /// Line and column, from 1; the column in Unicode scalars.
    pub line: usize,
    /// See `line`.
    pub column: usize,
    shown: NamedSource<String>,
}

impl Defect {
    pub(super) fn new(file: &str, source: &str, span: Span, message: impl Into<String>) -> Self {
        let before = source.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            file: file.to_owned(),
            message: message.into(),
            help: None,
            span,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            shown: NamedSource::new(on_one_line(file), shown(source)),
        }
    }

    /// A defect that concerns a request rather than a file: an unknown pack, a path that cannot be
    /// read.
    pub fn of_request(name: &str, message: impl Into<String>) -> Self {
        Self::new(name, "", Span::default(), message)
    }

    /// `path:line:column`; the bare name where nothing stands.
    pub fn place(&self) -> String {
        if self.shown.inner().is_empty() && self.span.is_empty() {
            return self.shown.name().to_owned();
        }
        format!("{}:{}:{}", self.shown.name(), self.line, self.column)
    }

    /// The same defect, with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A source made safe for a terminal, byte for byte as long as before: control and bidirectional
/// characters would act on the reader's screen, and the renderer cannot take a column past 65,535.
fn shown(source: &str) -> String {
    if source.lines().any(|line| line.len() > 10_000) {
        return String::new();
    }
    on_lines(source)
}

/// The same for a text of our own, which may have several lines and quote what the file says.
fn on_lines(text: &str) -> String {
    let is_blank = |letter| matches!(letter, '\n' | '\r' | '\t');
    text.chars().map(|letter| if is_blank(letter) { letter } else { safe(letter) }).collect()
}

/// The name of a file made safe in the same way: a line break in it must not begin a line of the report.
fn on_one_line(name: &str) -> String {
    name.chars().map(safe).collect()
}

/// A character that can be seen in the place of one that would act, of as many bytes.
fn safe(letter: char) -> char {
    let bidirectional = matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    match letter.len_utf8() {
        _ if !(letter.is_control() || bidirectional) => letter,
        1 => '?',
        2 => '\u{b7}',
        _ => '\u{fffd}',
    }
}

impl fmt::Debug for Defect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place(), self.message)
    }
}

/// The message alone where the report shows the source; with its place where it cannot.
impl fmt::Display for Defect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.shown.inner().is_empty() {
            write!(formatter, "{}: ", self.place())?;
        }
        formatter.write_str(&on_lines(&self.message))
    }
}

impl std::error::Error for Defect {}

impl Diagnostic for Defect {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.shown.inner().is_empty()).then_some(&self.shown)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::underline(self.span.start..self.span.end);
        (!self.shown.inner().is_empty())
            .then(|| Box::new(std::iter::once(label)) as Box<dyn Iterator<Item = _>>)
    }
}

/// Collects the defects of a run.
#[derive(Debug, Default)]
pub struct Defects(Vec<Defect>);

impl Defects {
    /// Adds a defect at a node.
    pub fn at(&mut self, node: &Node<'_>, message: impl Into<String>) {
        self.advise(node, message, None);
    }

    /// Adds a defect at a node, with what to do about it.
    pub fn advise(&mut self, node: &Node<'_>, message: impl Into<String>, help: impl Into<Option<String>>) {
        let mut defect = Defect::new(node.file(), node.source(), node.span(), message);
        defect.help = help.into();
        self.0.push(defect);
    }

    /// Adds a defect.
    pub fn push(&mut self, defect: Defect) {
        self.0.push(defect);
    }

    /// Adds those that another reading found.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Keeps those that another reading found, too: the same at the same place. Advice stays where both give it.
    pub fn keep_common(&mut self, others: &Self) {
        self.0.retain_mut(|defect| {
            let other = others.0.iter().find(|other| {
                (&other.file, other.span, &other.message) == (&defect.file, defect.span, &defect.message)
            });
            defect.help = defect
                .help
                .take()
                .filter(|help| other.is_some_and(|other| other.help.as_ref() == Some(help)));
            other.is_some()
        });
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All of them, by file, then place.
    pub fn into_sorted(mut self) -> Vec<Defect> {
        self.0.sort_by(|left, right| (&left.file, left.span).cmp(&(&right.file, right.span)));
        self.0
    }
}

/// The known word nearest to an unknown one, as a help text: `did you mean`.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<String> {
    let best = known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .min_by_key(|&(distance, _)| distance)?;
    // One slip in a short word, two or three in a long one; anything farther misleads.
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    (best.0 <= allowed).then(|| format!("did you mean `{}`?", best.1))
}
