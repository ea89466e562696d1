//! Places of the same page, to which links lead by `#` and a name. Every reader of the page can go to a place that there
//! is, and a number is no secret. Any other name is an address that nobody sees: `[the clerk](#hakala)`.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use memchr::memchr_iter;

/// The places of a text. They are looked for where the first link asks.
pub(super) struct Places<'t> {
    content: &'t str,
    known: OnceCell<BTreeSet<String>>,
}

impl<'t> Places<'t> {
    pub(super) const fn new(content: &'t str) -> Self {
        Self { content, known: OnceCell::new() }
    }

    /// A target that is a place of the page and hides nothing. `words` are those of the link. A name of a place has no
    /// blanks: a sentence behind the sign is none.
    pub(super) fn are_shown_by(&self, words: &str, target: &str) -> bool {
        let Some(place) = target.strip_prefix('#').filter(|place| !place.contains(char::is_whitespace))
        else {
            return false;
        };
        if is_made(place) {
            return true;
        }
        let name = letters(&place.replace("%20", "-"));
        name.len() <= LONGEST && (letters(words) == name || self.known().contains(&name))
    }

    fn known(&self) -> &BTreeSet<String> {
        self.known.get_or_init(|| {
            let names = headings(self.content).into_iter().chain(named(self.content)).map(letters);
            names.filter(|name| (2..=LONGEST).contains(&name.len())).collect()
        })
    }
}

/// The longest name that is compared, in bytes: headings are short, and so much is held of each line of a text.
const LONGEST: usize = 120;

/// The headings of a text, of which programs make places. A name that stands alone on its line, as whoever signs does, is
/// none: it opens nothing.
fn headings(content: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut opens, mut is_near) = (true, false);
    let mut last: Option<&str> = None;
    for line in content.lines() {
        let words = line.trim_matches([' ', '\t', '\r', '>']);
        if words.is_empty() {
            (opens, is_near) = (true, false);
            continue;
        }
        let is_rule = is_underline(words);
        found.extend(last.take().filter(|above| if is_rule { is_near } else { is_opened(above, words) }));
        found.extend(marked_heading(words));
        last = Some(words).filter(|_| opens && !is_rule && words.len() <= 2 * LONGEST);
        (opens, is_near) = (is_rule, true);
    }
    found
}

/// `=====`, `-----`: what stands above it is a heading.
fn is_underline(line: &str) -> bool {
    line.len() >= 2 && ['=', '-'].iter().any(|sign| line.chars().all(|one| one == *sign))
}

/// `## Ships`, `<h2>Ships</h2>`.
fn marked_heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    if words.len() < line.len() {
        return Some(words).filter(|words| words.starts_with([' ', '\t']));
    }
    let tag = line.strip_prefix(['<']).filter(|tag| tag.starts_with(['h', 'H']))?;
    let (tag, behind) = tag.split_once('>')?;
    let words = behind.split('<').next()?;
    tag.get(1..2).filter(|number| "123456".contains(number)).map(|_| words)
}

/// The shortest line that is one of prose, in bytes.
const PROSE: usize = 60;

/// The line below begins what the line above is the heading of: a paragraph, and not one more entry of a list.
fn is_opened(above: &str, below: &str) -> bool {
    let is_numbered = |line: &str| line.starts_with(|first: char| first.is_ascii_digit() || first == '(');
    below.len() >= PROSE || is_numbered(below) && !is_numbered(above)
}

/// A name without what programs change when they make one of a heading: case, blanks, signs, numbers.
fn letters(text: &str) -> String {
    text.chars().filter(|one| one.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The names that elements of HTML and headings of Markdown are given: `id="x"`, `<a name=x>`, `{#x}`.
fn named(content: &str) -> impl Iterator<Item = &str> {
    let values = memchr_iter(b'=', content.as_bytes()).filter_map(|at| {
        let front = content.get(..at)?.as_bytes();
        let is_name = [&b"id"[..], b"name"].iter().any(|name| {
            front
                .len()
                .checked_sub(name.len())
                .and_then(|from| front.get(from..))
                .is_some_and(|end| end.eq_ignore_ascii_case(name))
        });
        content.get(at + 1..).filter(|_| is_name).map(|value| value.trim_start_matches(['"', '\'']))
    });
    let braces = memchr_iter(b'{', content.as_bytes());
    let braces = braces.filter_map(|at| content.get(at + 1..)?.strip_prefix('#'));
    values.chain(braces).map(|value| {
        // No further than a name can reach, so that text without an end costs no more than once.
        let end =
            value.char_indices().take(LONGEST).find(|(_, one)| one.is_whitespace() || "\"'>}".contains(*one));
        end.and_then(|(end, _)| value.get(..end)).unwrap_or_default()
    })
}

/// A place that programs number or that pages of every site have: `#_ftn1`, `#page-4`, `#h.30j0zll`, `#top`.
fn is_made(place: &str) -> bool {
    let runs = place.split(|one: char| !one.is_alphabetic());
    let longest = runs.map(|run| run.chars().count()).max().unwrap_or(0);
    let letters = letters(place);
    let is_numbered = place.contains(|one: char| one.is_ascii_digit());
    // An index leads to single letters.
    longest <= 1 || (is_numbered && longest <= SHORT) || COMMON.split(' ').any(|name| name == letters)
}

/// Letters in a row beside numbers that make no name.
const SHORT: usize = 3;

/// The names of places that say nothing, without their numbers.
const COMMON: &str = "anchor annex appendix bookmark bottom chapter citenote citeref content contents edn ednref end \
                      endnote fig figure fn fnref footer footnote footnotes ftn ftnref header heading item line main \
                      maincontent menu message nav navigation note notes page para paragraph part ref reference \
                      references search sec section skip start table title toc tocref top";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_and_sites_name_is_made() {
        for place in [
            "",
            "_ftn1",
            "_ftnref12",
            "page-4",
            "h.30j0zll",
            "_Toc478",
            "top",
            "Top",
            "main-content",
            "4",
            "p4",
            "B",
        ] {
            assert!(is_made(place), "{place}");
        }
        for place in ["hakala", "hakala1", "told-by-hakala", "lee"] {
            assert!(!is_made(place), "{place}");
        }
    }

    #[test]
    fn places_that_there_are_hide_nothing() {
        let page = "## 1.2 Annex of Ships\n<h2 ID='dues'>x</h2><a name=quay>y</a>\n# Crew {#sailors}\nTold by Hakala.";
        let places = Places::new(page);
        for place in
            ["#annex-of-ships", "#12-annex-of-ships", "#annex%20of%20ships-1", "#dues", "#quay", "#sailors"]
        {
            assert!(places.are_shown_by("here", place), "{place}");
        }
        assert!(places.are_shown_by("The harbour.", "#the-harbour"));
        for place in ["#hakala", "#told by Hakala.", "#ships", "hakala"] {
            assert!(!places.are_shown_by("here", place), "{place}");
        }
    }

    #[test]
    fn headings_open_something_and_signatures_do_not() {
        let long = "The dues are on the list that the clerk of the harbor keeps for the captains.";
        for page in [
            "# Hakala\n",
            "> ## 2. Hakala ##\n",
            "x\n\nHakala\n======\n",
            "<H3 class=x>Hakala</H3>",
            "Hakala\n1. (U) The dues.",
            "Hakala\n\n1. (U) The dues.",
            &format!("x\n\n  HAKALA\r\n\r\n{long}"),
            &format!("1.2 Hakala\n\n{long}"),
            "----------\nHAKALA\n----------\n",
        ] {
            assert!(Places::new(page).are_shown_by("here", "#hakala"), "{page}");
        }
        for page in [
            "1. (U) The dues.\n\nHAKALA\n",
            "1. (U) The dues.\nHAKALA\n\nNNNN\n",
            "HAKALA\n\nUNCLASSIFIED\n",
            "1. Hakala\n2. Brandt\n",
            "Brandt\nHakala\n1. (U) The dues.",
            "Hakala\n\n------\n",
            "#hakala\n",
            "<hr>Hakala",
        ] {
            assert!(!Places::new(page).are_shown_by("here", "#hakala"), "{page}");
        }
    }
}
