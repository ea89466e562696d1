//! What is kept of a document. Most of it many documents have in common, so it stands once, in [`Pools`], and
//! records have its number.

use std::sync::Arc;

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

use crate::agreement::{Matter, Showing, Shown};
use crate::document::DocumentKind;
use crate::finding::{DocumentReport, Finding, Heading, NotCheckable, PostName, Related, Severity};
use crate::register::Level;
use crate::span::Span;

/// What records share.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Pools {
    texts: IndexSet<String>,
    shapes: IndexSet<Shape>,
}

/// What most documents of a layout have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Shape {
    kind: DocumentKind,
    levels: Vec<Level>,
    /// Rules that could not be checked, and the texts that say why.
    not_checkable: Vec<(usize, u32)>,
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
    banner: Option<u32>,
    captions: Vec<u32>,
    whole_header: bool,
    marks: Vec<Marks>,
}

/// Paragraphs that follow each other and have the same mark, as most do; or the mark of something else.
#[derive(Debug, Serialize, Deserialize)]
struct Marks {
    first: Matter,
    mark: u32,
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
        let not_checkable = report.not_checkable.iter().map(|it| Some((it.rule, pools.text(&it.reason)?)));
        let shape = Shape {
            kind: heading.kind,
            levels: heading.levels.clone(),
            not_checkable: not_checkable.collect::<Option<_>>()?,
        };
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
            Some((name, known)) => Some(PostName { name: pools.get(name)?, known }),
            None => None,
        };
        let heading = Heading {
            kind: shape.kind,
            post,
            serial: self.serial,
            year: self.year,
            levels: shape.levels.clone(),
        };
        let reasons = shape.not_checkable.iter();
        let reasons = reasons.map(|&(rule, reason)| Some(NotCheckable { rule, reason: pools.get(reason)? }));
        Some(DocumentReport {
            heading,
            findings: self.findings.iter().map(|it| it.finding(pools)).collect::<Option<_>>()?,
            not_checkable: reasons.collect::<Option<_>>()?,
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
        let captions = showing.captions.keys().map(|word| pools.text(word)).collect::<Option<_>>()?;
        let mut marks: Vec<Marks> = Vec::new();
        for (matter, mark) in &showing.marks {
            let mark = pools.text(&mark.word)?;
            match marks.last_mut().filter(|last| last.mark == mark && last.matter(last.count) == *matter) {
                Some(last) => last.count += 1,
                None => marks.push(Marks { first: *matter, mark, count: 1 }),
            }
        }
        Some(Self {
            cable: showing.cable,
            line: showing.line,
            banner,
            captions,
            whole_header: showing.whole_header,
            marks,
        })
    }

    fn showing(&self, pools: &Pools) -> Option<Showing> {
        // Paragraphs with the same mark share it, as they did when they were read.
        let mut known: Vec<(u32, Arc<str>)> = Vec::new();
        let mut shown = |number: u32| {
            let word = if let Some((_, word)) = known.iter().find(|(other, _)| *other == number) {
                Arc::clone(word)
            } else {
                let word: Arc<str> = pools.look_up(number)?.into();
                known.push((number, Arc::clone(&word)));
                word
            };
            Some(Shown { word, span: Span::default() })
        };
        let banner = match self.banner {
            Some(banner) => Some(shown(banner)?),
            None => None,
        };
        let captions = self.captions.iter().map(|&word| Some((pools.get(word)?, Span::default())));
        // At once as long as it will be, which a collector that may end early cannot know.
        let mut marks = Vec::with_capacity(self.marks.iter().map(|marks| usize::from(marks.count)).sum());
        for run in &self.marks {
            let mark = shown(run.mark)?;
            marks.extend((0..run.count).map(|index| (run.matter(index), mark.clone())));
        }
        Some(Showing {
            cable: self.cable,
            line: self.line,
            banner,
            captions: captions.collect::<Option<_>>()?,
            whole_header: self.whole_header,
            marks,
            face: Span::default(),
        })
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

    /// The text of a number.
    fn get(&self, number: u32) -> Option<String> {
        self.look_up(number).map(str::to_owned)
    }

    fn look_up(&self, number: u32) -> Option<&str> {
        self.texts.get_index(usize::try_from(number).ok()?).map(String::as_str)
    }
}
