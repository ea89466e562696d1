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
            let lines = self.content.lines().filter(|line| line.len() <= 2 * LONGEST);
            let names = lines.chain(named(self.content)).map(letters);
            names.filter(|name| (2..=LONGEST).contains(&name.len())).collect()
        })
    }
}

/// The longest name that is compared, in bytes: headings are short, and so much is held of each line of a text.
const LONGEST: usize = 120;

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
}
