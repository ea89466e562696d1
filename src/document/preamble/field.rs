//! Header fields by keyword.

use super::keyword::{self, Keyword};
use super::order;

/// A field, in offsets of the folded header.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) keyword: Keyword,
    /// Where the keyword starts.
    pub(super) start: usize,
    /// Where its value starts.
    pub(super) value: usize,
    /// Where the next field starts, or the header ends.
    pub(super) end: usize,
    /// The keyword is misspelt.
    pub(super) misspelt: bool,
}

/// The fields of a folded header, in order.
pub(super) fn find(header: &str) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for found in keyword::keywords(header) {
        let keyword::Found { keyword, misspelt, start, end } = found;
        if belongs_to_previous(found, &fields, header) {
            continue;
        }
        if let Some(previous) = fields.last_mut() {
            previous.end = start;
        }
        let value = if keyword == Keyword::Order { order_value(header, start) } else { end };
        fields.push(Field { keyword, start, value, end: header.len(), misspelt });
    }
    fields
}

/// The order's value starts at its number.
fn order_value(header: &str, start: usize) -> usize {
    let rest = header.get(start..).unwrap_or_default();
    start + rest.find(|character: char| character.is_ascii_digit()).unwrap_or(rest.len())
}

/// A keyword inside another field: the order cited by a Classified By line, the keyword doubled
/// (`Classified By: Classified by`, 16 of 197 real lines), REF inside references.
fn belongs_to_previous(found: keyword::Found, fields: &[Field], header: &str) -> bool {
    let Some(previous) = fields.last() else { return false };
    let between = header.get(previous.start..found.start).unwrap_or_default();
    match (previous.keyword, found.keyword) {
        (Keyword::Authority, Keyword::Authority) => between.len() < 40,
        (Keyword::Authority | Keyword::Reason, Keyword::Reason) => true,
        (Keyword::Authority | Keyword::Reason, Keyword::Order) => !between.contains("\n\n"),
        (Keyword::Subject, Keyword::Order) => !between.contains("\n\n") && is_named(found, fields, header),
        (Keyword::Subject, Keyword::Reference) => between.trim_end().ends_with("SUBJECT"),
        _ => false,
    }
}

/// An order that a subject names on its second line: `SANCTIONS UNDER⏎E.O. 13382`. It is no label, as `E.O.: 13526` is; no
/// instruction stands behind it, and no colon either, unless the header has an E.O. line already.
fn is_named(found: keyword::Found, fields: &[Field], header: &str) -> bool {
    let is_label = header.get(found.start..found.end).is_some_and(|words| words.contains(':'));
    let line = header.get(found.end..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    let value = line.trim_start_matches([' ', ':']);
    let has_colon = line.trim_start().starts_with(':');
    let has_line = || fields.iter().any(|field| field.keyword == Keyword::Order);
    let may_be_empty = has_colon && (value.is_empty() || !has_line());
    !is_label && !may_be_empty && !order::instructs(value)
}

impl Field {
    /// The value up to the end of its paragraph: a blank line, a rule of dashes, a page line.
    pub(super) fn paragraph<'h>(&self, header: &'h str) -> &'h str {
        let value = header.get(self.value..self.end).unwrap_or_default();
        let mut taken = 0;
        let mut started = false;
        for line in value.split_inclusive('\n') {
            let content = line.trim();
            let rule = content.len() >= 3 && content.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*'));
            if rule || (content.is_empty() && started) {
                break;
            }
            started |= !content.is_empty();
            taken += line.len();
        }
        let paragraph = value.get(..taken).unwrap_or_default();
        paragraph.get(..page_line(paragraph)).unwrap_or_default()
    }

    /// The value up to the end of its line; of the next line that is not blank where the first is.
    pub(super) fn line<'h>(&self, header: &'h str) -> (usize, &'h str) {
        let value = header.get(self.value..self.end).unwrap_or_default();
        let mut at = self.value;
        for line in value.split_inclusive('\n') {
            if !line.trim().is_empty() {
                return (at, line);
            }
            at += line.len();
        }
        (self.value, "")
    }
}

/// Where a page line begins that was glued into a field (seen: 09BELGRADE1222), or the length of the
/// field: `BELGRADE 00001222 001.2 OF 003`, of the post its last word.
fn page_line(field: &str) -> usize {
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let begins = |at: usize| {
        let before = field.get(..at)?;
        let mut words = before.rsplit([' ', '\n']).filter(|word| !word.is_empty());
        let page = words.next()?.split('.').next()?;
        let serial = words.next()?;
        let post = words.next()?;
        let shaped = page.len() == 3 && digits(page) && serial.len() == 8 && digits(serial);
        before.rfind(post).filter(|_| shaped)
    };
    let mut of = memchr::memchr_iter(b'F', field.as_bytes()).filter_map(|at| {
        let start = at.checked_sub(" O".len())?;
        field.get(start..)?.starts_with(" OF ").then_some(start)
    });
    of.find_map(begins).unwrap_or(field.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keywords(header: &str) -> Vec<Keyword> {
        find(header).into_iter().map(|field| field.keyword).collect()
    }

    #[test]
    fn fields_are_found_on_their_own_lines() {
        let header = "E.O. 12958: N/A\nTAGS PREL, VT\nSUBJECT: TALKS\n\nREF: STATE 1\n\nClassified By: DCM. Reason 1.4 (b)";
        assert_eq!(
            keywords(header),
            [Keyword::Order, Keyword::Tags, Keyword::Subject, Keyword::Reference, Keyword::Authority]
        );
    }

    #[test]
    fn fields_are_found_on_one_line() {
        let header = "SENSITIVE SIPDIS E.O. 12958: N/A TAGS: PREL RU SUBJECT: TALKS ON PRIMEREF: A. OSLO 1";
        assert_eq!(keywords(header), [Keyword::Order, Keyword::Tags, Keyword::Subject, Keyword::Reference]);
    }

    #[test]
    fn an_order_that_the_subject_names_is_no_field() {
        use Keyword::{Authority, Order, Subject, Tags};
        for (header, fields) in [
            (
                "E.O. 12958: DECL: 12/01/2017\nSUBJECT: SANCTIONS UNDER\nE.O. 13382\n\nClassified By: DCM",
                [Order, Subject, Authority].as_slice(),
            ),
            (
                "E.O. 11652: N/A\nTAGS: AINS\nSUBJECT: PROCEDURES\nUNDER NEW E.O. 12065: NATIONAL SECURITY INFORMATION",
                &[Order, Tags, Subject],
            ),
            (
                "E.O. 11652: N/A\nTAGS: AINS\nSUBJECT: PROCEDURES UNDER\nE.O. 12065: NATIONAL SECURITY",
                &[Order, Tags, Subject],
            ),
            // An E.O. line may stand below the subject, and its instruction may be missing.
            ("TAGS: AINS\nSUBJECT: PROCEDURES\nE.O. 12958: DECL: 12/01/2017", &[Tags, Subject, Order]),
            ("TAGS: AINS\nSUBJECT: PROCEDURES\nE.O. 12065 GDS 11/17/85 (ROE)", &[Tags, Subject, Order]),
            ("TAGS: AINS\nSUBJECT: PROCEDURES\nE.O. 12958:", &[Tags, Subject, Order]),
            ("E.O. 12958: N/A\nSUBJECT: TALKS\nE.O. 12958: N/A", &[Order, Subject, Order]),
            ("E.O. 12958: N/A\nSUBJECT: TALKS\n\nE.O. 13382", &[Order, Subject, Order]),
        ] {
            assert_eq!(keywords(header), fields, "{header}");
        }
    }

    #[test]
    fn a_form_feed_hides_no_field() {
        let header = "\u{c}E.O. 12958: N/A\n\u{c}TAGS: PREL\n\u{c} SUBJECT: TALKS\n\u{c}E.O.: 13526";
        assert_eq!(keywords(header), [Keyword::Order, Keyword::Tags, Keyword::Subject, Keyword::Order]);
    }

    #[test]
    fn an_order_cited_by_the_authority_is_no_field() {
        let header = "Classified By: Ambassador for reasons of\nE.O. 12958, 1.4 (b)";
        assert_eq!(keywords(header), [Keyword::Authority]);
    }

    #[test]
    fn a_reason_belongs_to_the_authority_above_it_and_else_stands_by_itself() {
        let header = "CLASSIFIED BY: A. Field, Charge\n\nREASON: 1.4 (b)";
        assert_eq!(keywords(header), [Keyword::Authority]);
        assert_eq!(keywords("SUBJECT: TALKS\nREASON: 1.4 (b)"), [Keyword::Subject, Keyword::Reason]);
    }

    #[test]
    fn the_words_of_a_correction_are_no_authority() {
        for line in
            ["(CLASSIFIED BY LINE ADDED)", "//CLASSIFIED BY LINE//////", "(CHANGE CLASSIFIED BY LINE)"]
        {
            assert_eq!(keywords(&format!("C O R R E C T E D  C O P Y {line}")), [], "{line}");
        }
        assert_eq!(keywords("Classified By Linehan, Ambassador"), [Keyword::Authority]);
        assert_eq!(keywords("CLASSIFIED BY LINE OFFICER A. FIELD"), [Keyword::Authority]);
    }

    #[test]
    fn misspelt_keywords_count() {
        assert!(find("TGS: PREL").iter().all(|field| field.misspelt));
        assert!(find("TAGS: PREL").iter().all(|field| !field.misspelt));
    }

    #[test]
    fn a_field_ends_at_a_page_line() {
        let header = "SUBJECT: GRAIN TALKS BELGRADE 00001222  001.2 OF 003\nREF: OSLO 1";
        let subject = find(header).into_iter().next().map(|field| field.paragraph(header).trim().to_owned());
        assert_eq!(subject.as_deref(), Some("GRAIN TALKS"));
    }
}
