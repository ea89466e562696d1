//! Whose habits the markings of a memo follow; told before they are read, since it decides how.

use super::MemoStyle;
use super::line::Sort;
use super::notes;
use super::portion::PortionMark;
use super::scan::Scan;
use crate::register::Register;
use crate::text::Text;

/// Tells the style from the first banner line, else from most portion marks, else from the letterhead.
pub(super) fn of(text: &Text, scan: &Scan, marks: &[PortionMark], register: &Register) -> MemoStyle {
    let printed = |mark: &PortionMark| text.slice(mark.inner);
    let categories = marks.iter().filter(|mark| printed(mark).contains("//")).count();
    let local = marks.iter().filter(|mark| is_local(printed(mark), register)).count();
    match scan.banners.first().map(|banner| (banner.sort, text.slice(banner.span))) {
        Some((Sort::Cui, _)) => return MemoStyle::Cui,
        Some((Sort::Categories, _)) => return MemoStyle::Ic,
        Some((_, banner)) if is_local_banner(banner, register) => return MemoStyle::State,
        _ => {}
    }
    let cui = marks.iter().filter(|mark| matches!(printed(mark), "CUI" | "CONTROLLED")).count();
    if categories > 0 && categories >= local {
        MemoStyle::Ic
    } else if local > 0 || notes::is_state(text) {
        MemoStyle::State
    } else if cui > 0 && scan.banners.is_empty() {
        MemoStyle::Cui
    } else {
        MemoStyle::Plain
    }
}

/// A mark that only State writes: `SBU` without a level, `S/NF`, `SBU/N`.
fn is_local(mark: &str, register: &Register) -> bool {
    let first = mark.split(['/', '-', ' ']).next().unwrap_or_default();
    let alone = register.level(first).is_none() && register.control(first).is_some();
    let single = mark.contains('/') && !mark.contains("//");
    single || (alone && matches!(first, "SBU" | "OUO"))
}

/// Captions of State, or SENSITIVE BUT UNCLASSIFIED, on a banner line.
fn is_local_banner(banner: &str, register: &Register) -> bool {
    let caption =
        |word: &str| register.restrictive_caption(word).is_some_and(|caption| caption.word != "NOFORN");
    let mut words = banner.split(['/', ' ', '-', ',']);
    banner.starts_with("SENSITIVE BUT UNCLASSIFIED") || words.any(|word| caption(word) || word == "SBU")
}
