//! Reading a memo: from lines and brackets to markings, and what follows from them.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::detect::{Signs, Verdict};
use super::line::{self, BannerLine};
use super::page::Pages;
use super::paragraph::{self, Block, BlockSort};
use super::portion::{self, PortionMark};
use super::scan::{self, Scan};
use super::{
    MarkingPlace, Memo, MemoStyle, PlacedFlaw, PlacedMarking, date, difference, lost, notes, plain,
    statement, style, unmarked,
};
use crate::document::banner::{Banner, ClassWord};
use crate::document::words::folded;
use crate::document::{Copy, Document, DocumentKind, Number, Paragraph, Part, Place, Portion, Word};
use crate::marking::{Element, Form, Mark, Marking, PrintedMark, Style};
use crate::register::{Level, Register};
use crate::span::Span;
use crate::text::Text;

/// A text that may be a memo, looked through once.
pub(in crate::document) struct MemoReader<'a> {
    text: &'a Text,
    register: &'a Register,
    pub(super) scan: Scan,
    blocks: Vec<Block>,
    marks: Vec<PortionMark>,
}

impl<'a> MemoReader<'a> {
    /// Looks through the text.
    pub(in crate::document) fn new(text: &'a Text, register: &'a Register) -> Self {
        let scan = scan::scan(text, register);
        let blocks = paragraph::blocks(text, &scan, register);
        let marks = portion::find(text, &blocks, register);
        Self { text, register, scan, blocks, marks }
    }

    /// How sure it is that the text is a memo.
    pub(in crate::document) fn verdict(&self) -> Verdict {
        Signs { text: self.text, scan: &self.scan, blocks: &self.blocks, marks: &self.marks }.verdict()
    }

    /// It says something: a head of page with its banner lines alone is no memo.
    pub(in crate::document) fn has_text(&self) -> bool {
        !self.marks.is_empty() || self.blocks.iter().any(|block| block.is_prose(self.text))
    }

    /// Banner lines and portion marks as a text has them in which no document is recognised.
    pub(in crate::document) fn strays(&self) -> Vec<ClassWord> {
        let lines = self.scan.banners.iter().chain(&self.scan.doubtful).map(|line| ClassWord {
            span: line.span,
            word: folded(self.text.slice(line.span)),
            ..line.class.clone()
        });
        let style = grammar(style::of(self.text, &self.scan, &self.marks, self.register));
        let level = |mark: &PortionMark| {
            plain::parse(self.text.as_str(), mark.inner, None, (Form::Portion, style), self.register).level
        };
        let marks = self.marks.iter().map(|mark| ClassWord {
            span: mark.span,
            word: self.text.slice(mark.inner).to_owned(),
            level: level(mark),
            spaced: false,
        });
        lines.chain(marks).collect()
    }

    /// The date that stands near the top.
    pub(in crate::document) fn written(&self) -> Option<DateTime> {
        date::find(self.text, &self.scan)
    }

    /// Reads the whole text as one memo. `told` is its date where it has none of its own.
    pub(in crate::document) fn read(self, told: Option<Date>) -> Document {
        let pages = Pages::find(self.text, &self.scan);
        let style = style::of(self.text, &self.scan, &self.marks, self.register);
        let markings = self.markings(&pages, style);
        let page = |line| pages.page_of(line);
        let written = self.written();
        let lines = 0..self.text.lines().len();
        let day = written.map(DateTime::date).or(told);
        let statements = statement::read(self.text, &lines, self.register, day);
        let unmarked = unmarked::find(self.text, &self.blocks, &self.marks, &statements.notices, page);
        let memo = Memo {
            style,
            statements,
            differences: difference::find(&markings, style, day, self.register),
            flaws: flaws(&markings),
            unmarked,
            explanation: notes::explanation(self.text),
            dod: notes::is_defense(self.text),
            pages: pages.count(),
            page_levels: page_levels(&markings),
            markings,
        };
        self.document(memo, written)
    }

    /// Banner lines and portion marks, read, in the order of the text.
    fn markings(&self, pages: &Pages, style: MemoStyle) -> Vec<PlacedMarking> {
        let parse = |span, class, form| {
            let grammar = (form, grammar(style));
            plain::parse(self.text.as_str(), span, class, grammar, self.register)
        };
        let banners = self.scan.banners.iter().zip(pages.places(&self.scan));
        let mut markings: Vec<PlacedMarking> = banners
            .map(|(banner, place)| PlacedMarking {
                marking: self.with_spelt_control(parse(banner.span, Some(&banner.class), Form::Banner)),
                span: banner.span,
                place,
                page: pages.page_of(banner.line),
                ..PlacedMarking::default()
            })
            .collect();
        self.compare_banners(&mut markings, style);
        markings.extend(self.marks.iter().map(|mark| PlacedMarking {
            marking: self.with_bracket(mark, parse(mark.inner, None, Form::Portion)),
            span: mark.span,
            place: mark.place,
            page: pages.page_of(self.text.line_index(mark.span.start)),
            ..PlacedMarking::default()
        }));
        markings.sort_by_key(|marking| marking.span);
        markings
    }

    /// The marking of a mark, its damaged brackets among its flaws.
    fn with_bracket(&self, mark: &PortionMark, mut marking: Marking) -> Marking {
        if mark.damaged {
            marking.flaws.insert(0, lost::flaw(self.text.as_str(), mark.span, mark.inner));
        }
        marking
    }

    /// SENSITIVE BUT UNCLASSIFIED is the name of a control and holds the level in its words.
    fn with_spelt_control(&self, mut marking: Marking) -> Marking {
        let printed = self.text.slice(marking.level_span);
        let spelt = self.register.control(printed).filter(|_| marking.elements.is_empty());
        if let Some(name) = spelt.map(|control| control.mark.as_str()) {
            let span = marking.level_span;
            let control = self.register.control_named(name);
            marking.elements.push(Element { control, name: name.to_owned(), span, ..Element::default() });
        }
        marking
    }

    /// Says which banner line is the first, and which mean something else than it.
    fn compare_banners(&self, banners: &mut [PlacedMarking], style: MemoStyle) {
        let mut first: Option<String> = None;
        for banner in banners {
            let meaning = self.meaning(banner, style);
            match &first {
                None => {
                    banner.first = true;
                    first = Some(meaning);
                }
                Some(first) => banner.differs = meaning != *first,
            }
        }
    }

    /// The canonical form of a banner line; its capitals where it has none. A schedule of declassification behind the
    /// level, `CONFIDENTIAL (GDS)`, says nothing of the level (E.O. 11652).
    fn meaning(&self, banner: &PlacedMarking, style: MemoStyle) -> String {
        let printed = line::without_schedule(self.text.slice(banner.span));
        let span = Span::new(banner.span.start, banner.span.start + printed.len());
        let of_level = (span != banner.span).then(|| {
            plain::parse(self.text.as_str(), span, None, (Form::Banner, grammar(style)), self.register)
        });
        let marking = of_level.as_ref().unwrap_or(&banner.marking);
        let canonical = marking.banner(self.register);
        if !canonical.is_empty() && marking.flaws.is_empty() {
            return canonical;
        }
        printed.chars().filter(|letter| letter.is_alphanumeric() || *letter == '/').collect()
    }

    /// The document around its memo.
    fn document(self, memo: Memo, written: Option<DateTime>) -> Document {
        let mut document =
            Document { kind: DocumentKind::Memo, copy: Copy::Text, ..Document::none(self.text) };
        document.written = written;
        document.banner = self.banner(&memo);
        document.running_heads = self.further_banners(&memo);
        document.portions = self.portions(&memo);
        document.paragraphs = self.paragraphs(&document.portions);
        let body =
            |portion: &PlacedMarking| !matches!(portion.place, MarkingPlace::Subject | MarkingPlace::Title);
        document.condition.portion_marked = memo.portions().any(body);
        document.condition.marked_throughout =
            document.condition.portion_marked && memo.unmarked_text().next().is_none();
        document.condition.declassified = self.scan.stamped;
        document.parts =
            if document.banner.is_some() { vec![Part::Banner, Part::Body] } else { vec![Part::Body] };
        document.memo = Some(Box::new(memo));
        document
    }

    /// The first banner line, as the banner line of the document.
    fn banner(&self, memo: &Memo) -> Option<Banner> {
        let (line, overall) = (self.scan.banners.first()?, memo.overall()?);
        let controls = overall.marking.elements.iter();
        Some(Banner {
            span: line.span,
            text: folded(self.text.slice(line.span)),
            class: self.class(line, overall),
            controls: controls.map(|one| Word { text: one.name.clone(), span: one.span }).collect(),
            ..Banner::default()
        })
    }

    /// Banner lines but the first, in the shape that all documents share.
    fn further_banners(&self, memo: &Memo) -> Vec<ClassWord> {
        let placed = memo.markings.iter().filter(|marking| marking.place.is_banner());
        let lines = self.scan.banners.iter().zip(placed).skip(1);
        lines.map(|(line, placed)| ClassWord { span: line.span, ..self.class(line, placed) }).collect()
    }

    fn class(&self, line: &BannerLine, overall: &PlacedMarking) -> ClassWord {
        let level = overall.marking.level.or(line.class.level);
        let entry = level.and_then(|level| self.register.entry(level));
        let word = entry.and_then(|entry| entry.words.first().cloned());
        ClassWord { level, word: word.unwrap_or_else(|| line.class.word.clone()), ..line.class.clone() }
    }

    /// The portion marks in the shape that all documents share.
    fn portions(&self, memo: &Memo) -> Vec<Portion> {
        let marks = self.marks.iter().zip(memo.portions());
        let portion = |(mark, placed): (&PortionMark, &PlacedMarking)| {
            let controls = placed.marking.elements.iter().map(|one| one.name.clone());
            let print = PrintedMark {
                text: self.text.slice(mark.inner).to_owned(),
                level: placed.marking.level,
                controls: controls.collect(),
                ..PrintedMark::default()
            };
            Portion {
                place: self.place(mark),
                mark: Mark::new(mark.span, print),
                number: self.blocks.get(mark.block).and_then(|block| block.number),
                ..Portion::default()
            }
        };
        marks.map(portion).collect()
    }

    fn place(&self, mark: &PortionMark) -> Place {
        let numbered = self.blocks.get(mark.block).is_some_and(|block| block.sort == BlockSort::Numbered);
        match mark.place {
            MarkingPlace::Paragraph => Place::Paragraph,
            MarkingPlace::End if numbered => Place::Paragraph,
            MarkingPlace::SubParagraph => Place::SubParagraph,
            MarkingPlace::Heading | MarkingPlace::Title => Place::Heading,
            MarkingPlace::Subject => Place::Subject,
            _ => Place::Text,
        }
    }

    /// Numbered paragraphs, with their marks.
    fn paragraphs(&self, portions: &[Portion]) -> Vec<Paragraph> {
        let numbered = self.blocks.iter().enumerate().filter_map(|(index, block)| {
            let value = block.number.filter(|_| block.sort == BlockSort::Numbered)?;
            let mark = self.marks.partition_point(|mark| mark.block < index);
            let stands = self.marks.get(mark).is_some_and(|mark| mark.block == index);
            let portion = portions.get(mark).filter(|_| stands);
            let length = crate::document::words::leading_digits(self.text.slice(block.span)).len();
            let digits = Span::new(block.span.start, block.span.start + length);
            Some(Paragraph {
                number: Number { value, span: digits },
                mark: portion.map(|portion| portion.mark.clone()),
                span: block.span,
                ..Paragraph::default()
            })
        });
        numbered.collect()
    }
}

/// Whose grammar a style is read by.
const fn grammar(style: MemoStyle) -> Style {
    match style {
        MemoStyle::State => Style::State,
        MemoStyle::Ic | MemoStyle::Cui | MemoStyle::Plain => Style::Ic,
    }
}

/// The levels of the portions of each page, each once.
fn page_levels(markings: &[PlacedMarking]) -> BTreeMap<usize, Vec<Level>> {
    let mut levels: BTreeMap<usize, Vec<Level>> = BTreeMap::new();
    for portion in markings.iter().filter(|marking| !marking.place.is_banner()) {
        let of_page = levels.entry(portion.page).or_default();
        of_page.extend(portion.marking.level.filter(|level| !of_page.contains(level)));
    }
    levels
}

/// The flaws of all markings, with the way back.
fn flaws(markings: &[PlacedMarking]) -> Vec<PlacedFlaw> {
    let each = markings.iter().enumerate().flat_map(|(index, placed)| {
        placed.marking.flaws.iter().map(move |flaw| PlacedFlaw { flaw: flaw.clone(), marking: index })
    });
    each.collect()
}
