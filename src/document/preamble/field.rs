//! Header fields by keyword.

use std::sync::LazyLock;

use regex::Regex;

/// The keyword of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Order,
    Declassify,
    Tags,
    Subject,
    Reference,
    Authority,
    Captions,
    /// Known fields that end the one before: `From:`, `Pass Line:`.
    Other,
}

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

/// One alternative a keyword. At the start of a line the keyword may lack its colon or be misspelt;
/// in the middle of a line it must be in capitals with its colon, since only re-saved headers have it
/// there. `REF:` and `Classified By` also stand glued to the subject (seen: `PRIMEREF: A.`).
static KEYWORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?m)",
        r"(?P<order>^[ \t]*(?i:E\.? ?[O0]\.?:?) *(?:[0-9Il]{4,5})|^[ \t]*M[O0]\. [0-9]{5}|[ \t]E\.?[O0]\.? ?[0-9]{5}: *(?:N/?A|DECL|GDS|XGDS))",
        r"|(?P<tags>^[ \t]*(?i:TAGS) *[:;,.]|^[ \t]*TAGS |[ \t]TAGS: )",
        r"|(?P<tags_misspelt>^[ \t]*(?:TAG|TAS|TABS|TGS|TAGES|AGS) ?:)",
        r"|(?P<subject>^[ \t]*(?i:SUBJECT|SUBJ) ?:|^[ \t]*SUBJECT |[ \t]SUBJECT: )",
        r"|(?P<subject_misspelt>^[ \t]*(?:UBJECT|SUBECT|SUBJCT|SUBJET|SUJECT|SUBJEC) ?:)",
        r"|(?P<reference>^[ \t]*(?i:REFS?|REF\(S\)|REFTELS?|REFERENCES?) ?[:.]|^[ \t]*(?i:REFS?) (?:\(?[A-Z][):.]|[A-Z] ?:)|(?:REFS?|REF\(S\)|REFTELS?): )",
        r"|(?P<authority>(?i:clas+i?f?i{0,2}e?d[ \n]+by)\b|^[ \t]*(?i:derived from) ?:)",
        r"|(?P<declassify>^[ \t]*(?i:declassify on) ?:)",
        r"|(?P<captions>^[ \t]*Captions? ?:)",
        r"|(?P<other>^[ \t]*(?:MRN|Date[/!]DTG|From|Action|Info|Action Office|Info Office|Pass Line|Dissemination Rule|Sent|To|Cc|Attachments) ?:)",
    ))
    .ok()
});

const GROUPS: [(&str, Keyword, bool); 10] = [
    ("order", Keyword::Order, false),
    ("tags", Keyword::Tags, false),
    ("tags_misspelt", Keyword::Tags, true),
    ("subject", Keyword::Subject, false),
    ("subject_misspelt", Keyword::Subject, true),
    ("reference", Keyword::Reference, false),
    ("authority", Keyword::Authority, false),
    ("declassify", Keyword::Declassify, false),
    ("captions", Keyword::Captions, false),
    ("other", Keyword::Other, false),
];

/// The fields of a folded header, in order.
pub(super) fn find(header: &str) -> Vec<Field> {
    let Some(keywords) = KEYWORDS.as_ref() else { return Vec::new() };
    let mut fields: Vec<Field> = Vec::new();
    for captures in keywords.captures_iter(header) {
        let found = GROUPS.iter().find_map(|group| captures.name(group.0).map(|matched| (group, matched)));
        let Some((&(_, keyword, misspelt), matched)) = found else { continue };
        let start = matched.end() - matched.as_str().trim_start().len();
        let previous = fields.last();
        if belongs_to_previous(keyword, start, previous, header) {
            continue;
        }
        if let Some(previous) = fields.last_mut() {
            previous.end = start;
        }
        let value = if keyword == Keyword::Order { order_value(header, start) } else { matched.end() };
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
fn belongs_to_previous(keyword: Keyword, start: usize, previous: Option<&Field>, header: &str) -> bool {
    let Some(previous) = previous else { return false };
    let between = header.get(previous.start..start).unwrap_or_default();
    match (previous.keyword, keyword) {
        (Keyword::Authority, Keyword::Authority) => between.len() < 40,
        (Keyword::Authority, Keyword::Order) => !between.contains("\n\n"),
        (Keyword::Subject, Keyword::Reference) => between.trim_end().ends_with("SUBJECT"),
        _ => false,
    }
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
    let begins = |(at, _): (usize, &str)| {
        let before = field.get(..at)?;
        let mut words = before.rsplit([' ', '\n']).filter(|word| !word.is_empty());
        let page = words.next()?.split('.').next()?;
        let serial = words.next()?;
        let post = words.next()?;
        let shaped = page.len() == 3 && digits(page) && serial.len() == 8 && digits(serial);
        before.rfind(post).filter(|_| shaped)
    };
    field.match_indices(" OF ").find_map(begins).unwrap_or(field.len())
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
    fn an_order_cited_by_the_authority_is_no_field() {
        let header = "Classified By: Ambassador for reasons of\nE.O. 12958, 1.4 (b)";
        assert_eq!(keywords(header), [Keyword::Authority]);
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
