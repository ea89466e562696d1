//! The parts of a memo that are lines with keywords or registered wording: authority block, notices,
//! CUI designation block, second banner line.

use std::ops::Range;

use jiff::civil::Date;

use super::authority::{self, AuthorityBlock};
use super::cui_block::{self, CuiBlock};
use super::declassify::Instruction;
use super::handling::{self, HandlingLine};
use super::notice::{self, Notice};
use crate::register::Register;
use crate::span::Span;
use crate::text::Text;

/// What a memo says of itself beside its markings.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    /// The classification authority block.
    pub authority: Option<AuthorityBlock>,
    /// Warnings and notices, in the order of the text.
    pub notices: Vec<Notice>,
    /// The CUI designation block.
    pub cui_block: Option<CuiBlock>,
    /// Second banner lines, in the order of the text.
    pub handling: Vec<HandlingLine>,
}

/// Reads the statements of a memo: the lines it has, and its own date, by which the century of a year
/// of two digits is known.
pub(super) fn read(
    text: &Text,
    lines: &Range<usize>,
    register: &Register,
    written: Option<Date>,
) -> Statements {
    let cui_block = cui_block::read(text, lines, register, written);
    Statements {
        authority: authority::read(text, lines, register, written),
        notices: notice::read(text, lines, cui_block.as_ref(), register),
        handling: handling::read(text, lines, register),
        cui_block,
    }
}

impl Statements {
    /// The declassification instructions of the authority block.
    pub fn instructions(&self) -> &[Instruction] {
        self.authority.as_ref().map_or(&[], |block| block.instructions.as_slice())
    }

    /// The places of authority and CUI block: nothing in them is a paragraph or a portion mark.
    pub fn blocks(&self) -> impl Iterator<Item = Span> {
        let authority = self.authority.iter().flat_map(|block| block.lines.iter().map(|line| line.span));
        let cui = self.cui_block.iter().flat_map(|block| block.lines.iter().map(|line| line.span));
        authority.chain(cui)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pieces that mean something here, with noise between.
    fn any_memo() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "Classified By:",
            "CL BY",
            "DECL ON",
            "Declassify On",
            "Derived From: ",
            "Reason: 1.4(c)",
            "25X1",
            ", ",
            "20301231",
            "50X1\u{2013}HUM",
            "12/31/30",
            "31.12.2030",
            "Dec",
            "N/A to RD",
            "Source marked",
            "; ",
            "EO 12951",
            "Controlled by:",
            "CUI Category: ",
            "LDC: REL TO USA, ",
            "Distribution Statement: D",
            "POC:",
            "DISTRIBUTION STATEMENT B",
            "FISA WARNING",
            "(fill in)",
            "critical\ntechnology",
            "HANDLE VIA",
            "CHANNELS ONLY",
            "SECRET//NOFORN",
            "~~",
            "(S//NF) ",
            "\n",
            "\r\n",
            "\n\n",
            "   ",
            "\t",
            "|",
            "\u{2022}",
            "\u{a0}",
            "1. ",
            "SOURCES:",
            "Downgrade To: SECRET",
            "limited distribution 5030.59",
            "\u{130}",
            "\u{1e9e}",
            "Review On: ",
        ]);
        prop::collection::vec(prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => ".{0,6}"], 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_every_place_is_in_it(content in any_memo()) {
            let text = Text::decode(content.into());
            let statements = read(&text, &(0..text.lines().len()), &Register::builtin(), None);
            let mut places: Vec<Span> = statements.blocks().collect();
            places.extend(statements.notices.iter().map(|notice| notice.span));
            places.extend(statements.notices.iter().filter_map(|notice| notice.reason.as_ref()).map(|word| word.span));
            places.extend(statements.handling.iter().map(|line| line.span));
            places.extend(statements.handling.iter().filter_map(|line| line.channels.as_ref()).map(|word| word.span));
            for instruction in statements.instructions() {
                let words = instruction.exemptions.iter().chain(&instruction.bare).chain(&instruction.not_applicable_to);
                places.extend(words.map(|word| word.span));
                places.extend(instruction.date.map(|date| date.span));
                places.extend(instruction.event);
            }
            if let Some(block) = &statements.cui_block {
                let words = block.categories.iter().chain(&block.dissemination).chain(&block.distribution);
                places.extend(words.map(|word| word.span));
            }
            for place in places {
                prop_assert!(place.start <= place.end && text.as_str().get(place.start..place.end).is_some(), "{place:?}");
            }
        }
    }
}
