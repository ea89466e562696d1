//! What is kept of a document. Most of it many documents have in common, so it stands once, in [`Pools`], and
//! records have its number.

use ecow::EcoString;
use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

use crate::agreement::{Mark, Matter, Showing, Shown};
use crate::document::DocumentKind;
use crate::finding::{DocumentReport, Finding, Heading, NotCheckable, PostName, Reason, Related, Severity};
use crate::register::Level;
use crate::span::Span;

/// What records share.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Pools {
    texts: IndexSet<String>,
    shapes: IndexSet<Shape>,
    faces: IndexSet<Face>,
}

/// What most documents of a layout have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Shape {
    kind: DocumentKind,
    levels: Vec<Level>,
    /// Rules that could not be checked, and why.
    not_checkable: Vec<(usize, Reason)>,
}

/// A document, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    shape: u32,
    /// The text of its name, and whether it is known.
    post: Option<(u32, bool)>,
    serial: Option<i64>,
    year: Option<i16>,
    findings: Box<[Found]>,
    /// What is compared with other copies, without the places.
    showing: Option<Shows>,
}

/// What a copy of a cable shows, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Shows {
    cable: [u8; 8],
    line: usize,
    face: u32,
    marks: Vec<Marks>,
}

/// What many cables show alike, as numbers of texts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Face {
    banner: Option<u32>,
    captions: Vec<u32>,
    whole_header: bool,
    words: Vec<u32>,
}

/// Paragraphs that follow each other and have the same mark, as most do; or the mark of something else.
#[derive(Debug, Serialize, Deserialize)]
struct Marks {
    first: Matter,
    /// Which of the words it is.
    word: u16,
    /// How many there are.
    count: u16,
}

/// A finding, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Found {
    rule: u32,
    severity: Severity,
    message: u32,
    help: u32,
    span: Span,
    related: Box<[(Span, u32)]>,
    fingerprint: u128,
}

/// What stands before the digits of a fingerprint.
const FINGERPRINT: &str = "v1:";

impl Record {
    /// A record of a document; `None` of one that it could not give back as it is.
    pub(super) fn of(report: &DocumentReport, pools: &mut Pools) -> Option<Self> {
        let heading = &report.heading;
        let not_checkable = report.not_checkable.iter().map(|it| (it.rule, it.reason)).collect();
        let shape = Shape { kind: heading.kind, levels: heading.levels.clone(), not_checkable };
        let post = match &heading.post {
            Some(post) => Some((pools.text(&post.name)?, post.known)),
            None => None,
        };
        Some(Self {
            shape: pools.shape(shape)?,
            post,
            serial: heading.serial,
            year: heading.year,
            findings: report.findings.iter().map(|it| Found::of(it, pools)).collect::<Option<_>>()?,
            showing: match &report.showing {
                Some(showing) => Some(Shows::of(showing, pools)?),
                None => None,
            },
        })
    }

    /// The document again; `None` where the pools do not have what it needs.
    pub(super) fn report(&self, pools: &Pools) -> Option<DocumentReport> {
        let shape = pools.shapes.get_index(usize::try_from(self.shape).ok()?)?;
        let post = match self.post {
            Some((name, known)) => Some(PostName { name: pools.look_up(name)?.into(), known }),
            None => None,
        };
        let heading = Heading {
            kind: shape.kind,
            post,
            serial: self.serial,
            year: self.year,
            levels: shape.levels.clone(),
        };
        let not_checkable = shape.not_checkable.iter();
        Some(DocumentReport {
            heading,
            findings: all(&self.findings, |it| it.finding(pools))?,
            not_checkable: not_checkable.map(|&(rule, reason)| NotCheckable { rule, reason }).collect(),
            showing: match &self.showing {
                Some(showing) => Some(showing.showing(pools)?),
                None => None,
            },
        })
    }
}

impl Shows {
    fn of(showing: &Showing, pools: &mut Pools) -> Option<Self> {
        let banner = match &showing.banner {
            Some(banner) => Some(pools.text(&banner.word)?),
            None => None,
        };
        let captions = showing.captions.iter().map(|caption| pools.text(&caption.word));
        let captions = captions.collect::<Option<_>>()?;
        let words = showing.words.iter().map(|word| pools.text(word)).collect::<Option<_>>()?;
        let mut marks: Vec<Marks> = Vec::new();
        for &Mark { matter, word, .. } in &showing.marks {
            match marks.last_mut().filter(|last| last.word == word && last.matter(last.count) == matter) {
                Some(last) => last.count += 1,
                None => marks.push(Marks { first: matter, word, count: 1 }),
            }
        }
        let &Showing { cable, line, whole_header, .. } = showing;
        let face = pools.face(Face { banner, captions, whole_header, words })?;
        Some(Self { cable, line, face, marks })
    }

    fn showing(&self, pools: &Pools) -> Option<Showing> {
        let span = Span::default();
        let shown = |&word: &u32| Some(Shown { word: pools.look_up(word)?.into(), span });
        let face = pools.faces.get_index(usize::try_from(self.face).ok()?)?;
        let banner = match &face.banner {
            Some(banner) => Some(shown(banner)?),
            None => None,
        };
        Some(Showing {
            cable: self.cable,
            line: self.line,
            banner,
            captions: all(&face.captions, shown)?,
            whole_header: face.whole_header,
            words: all(&face.words, |&word| pools.look_up(word).map(EcoString::from))?,
            marks: self.each_mark(),
            face: span,
        })
    }

    /// The marks one by one.
    fn each_mark(&self) -> Vec<Mark> {
        let mut marks = Vec::with_capacity(self.marks.iter().map(|marks| usize::from(marks.count)).sum());
        for run in &self.marks {
            let mark = |index| Mark { matter: run.matter(index), word: run.word, span: Span::default() };
            marks.extend((0..run.count).map(mark));
        }
        marks
    }
}

impl Marks {
    /// What bears the mark with this number, from 0. One more than the last paragraph is the next.
    const fn matter(&self, index: u16) -> Matter {
        match self.first {
            Matter::Paragraph(first) => Matter::Paragraph(first.saturating_add(index)),
            other => other,
        }
    }
}

impl Found {
    fn of(finding: &Finding, pools: &mut Pools) -> Option<Self> {
        let related = finding.related.iter().map(|it| Some((it.span, pools.text(&it.message)?)));
        Some(Self {
            rule: u32::try_from(finding.rule).ok()?,
            severity: finding.severity,
            related: related.collect::<Option<_>>()?,
            message: pools.text(&finding.message)?,
            help: pools.text(&finding.help)?,
            span: finding.span,
            fingerprint: number(&finding.fingerprint)?,
        })
    }

    fn finding(&self, pools: &Pools) -> Option<Finding> {
        let related = self.related.iter();
        let related = related.map(|&(span, message)| Some(Related { span, message: pools.get(message)? }));
        Some(Finding {
            rule: usize::try_from(self.rule).ok()?,
            severity: self.severity,
            message: pools.get(self.message)?,
            help: pools.get(self.help)?,
            span: self.span,
            related: related.collect::<Option<_>>()?,
            fingerprint: format!("{FINGERPRINT}{:032x}", self.fingerprint),
            excuse: None,
        })
    }
}

/// What is made of each of some things; `None` where anything is missing. At once as long as it will be, which a collector
/// that may end early cannot know.
fn all<T, U>(things: &[T], work: impl Fn(&T) -> Option<U>) -> Option<Vec<U>> {
    let mut made = Vec::with_capacity(things.len());
    for thing in things {
        made.push(work(thing)?);
    }
    Some(made)
}

/// The digits of a fingerprint.
fn number(fingerprint: &str) -> Option<u128> {
    let digits = fingerprint.strip_prefix(FINGERPRINT).filter(|digits| digits.len() == 32)?;
    u128::from_str_radix(digits, 16).ok()
}

impl Pools {
    /// The number of a text, which is taken up where it is new.
    fn text(&mut self, text: &str) -> Option<u32> {
        let known = self.texts.get_index_of(text);
        let index = known.unwrap_or_else(|| self.texts.insert_full(text.to_owned()).0);
        u32::try_from(index).ok()
    }

    fn shape(&mut self, shape: Shape) -> Option<u32> {
        u32::try_from(self.shapes.insert_full(shape).0).ok()
    }

    fn face(&mut self, face: Face) -> Option<u32> {
        u32::try_from(self.faces.insert_full(face).0).ok()
    }

    /// The text of a number.
    fn get(&self, number: u32) -> Option<String> {
        self.look_up(number).map(str::to_owned)
    }

    fn look_up(&self, number: u32) -> Option<&str> {
        self.texts.get_index(usize::try_from(number).ok()?).map(String::as_str)
    }
}
