//! Bulk tables of the register: stations, routing indicators, TAGS (`rules/register/*.tsv`). Countries
//! have a module of their own.

use super::{Country, Group};

/// A routing indicator of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// `RUEHMO`.
    pub indicator: String,
    /// Posts that use it, letters only; two posts may share one (Brussels and USEU: `RUEHBS`).
    pub posts: Vec<String>,
    /// The table gives a classified route.
    pub classified: bool,
}

/// Stations, routing indicators, TAGS, countries and groups of countries, each sorted for look-up.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    stations: Vec<String>,
    indicators: Vec<Indicator>,
    tags: Vec<String>,
    subject_tags: Vec<String>,
    pub(super) countries: Vec<Country>,
    pub(super) groups: Vec<Group>,
}

/// Gateways to the unclassified and to other networks; not in the book of posts (ACP 117 CAN-US SUPP-1).
const UNCLASSIFIED_GATEWAY: &str = "RHMFIUU";

impl Tables {
    /// Reads the three tables. Each has a heading line and TAB-separated columns; short lines are passed over.
    pub fn read(stations: &str, indicators: &str, tags: &str) -> Self {
        let mut tables = Self {
            stations: column(stations, 0).map(str::to_owned).collect(),
            indicators: Vec::new(),
            tags: column(tags, 0).map(str::to_owned).collect(),
            subject_tags: column(tags, 0)
                .zip(column(tags, 1))
                .filter(|(_, kind)| *kind == "subject")
                .map(|(tag, _)| tag.to_owned())
                .collect(),
            ..Self::default()
        };
        for line in indicators.lines().skip(1) {
            let mut columns = line.split('\t');
            if let (Some(indicator), Some(plad), Some(capability)) =
                (columns.next(), columns.next(), columns.next())
            {
                tables.add_indicator(indicator, plad, capability);
            }
        }
        tables.stations.sort();
        tables.indicators.sort_by(|left, right| left.indicator.cmp(&right.indicator));
        tables.tags.sort();
        tables.subject_tags.sort();
        tables
    }

    fn add_indicator(&mut self, indicator: &str, plad: &str, capability: &str) {
        let classified = capability.starts_with("classified");
        let posts = posts_of_address(plad);
        match self.indicators.iter_mut().find(|entry| entry.indicator == indicator) {
            Some(entry) => entry.posts.extend(posts),
            None => self.indicators.push(Indicator { indicator: indicator.to_owned(), posts, classified }),
        }
    }

    /// True for a known station (letters only, capitals).
    pub fn knows_station(&self, name: &str) -> bool {
        self.stations.binary_search_by(|station| station.as_str().cmp(name)).is_ok()
    }

    /// The only known station one slip away from an unknown name of five letters or more.
    pub fn nearby_station(&self, name: &str) -> Option<&str> {
        (name.len() >= 5).then(|| super::one_slip(name, self.stations.iter().map(String::as_str))).flatten()
    }

    /// The routing indicator's row.
    pub fn indicator(&self, indicator: &str) -> Option<&Indicator> {
        let found = self.indicators.binary_search_by(|entry| entry.indicator.as_str().cmp(indicator)).ok()?;
        self.indicators.get(found)
    }

    /// True where the book gives the indicator no classified route.
    pub fn unclassified_only(&self, indicator: &str) -> bool {
        indicator == UNCLASSIFIED_GATEWAY || self.indicator(indicator).is_some_and(|entry| !entry.classified)
    }

    /// True for a known subject tag.
    pub fn knows_subject_tag(&self, tag: &str) -> bool {
        self.subject_tags.binary_search_by(|known| known.as_str().cmp(tag)).is_ok()
    }

    /// True for a known subject or organisation tag.
    pub fn knows_tag(&self, tag: &str) -> bool {
        self.tags.binary_search_by(|known| known.as_str().cmp(tag)).is_ok()
    }
}

fn column(table: &str, index: usize) -> impl Iterator<Item = &str> {
    table.lines().skip(1).filter_map(move |line| line.split('\t').nth(index)).filter(|cell| !cell.is_empty())
}

/// The posts an address may stand for in a message reference, letters only: `AMEMBASSY MOSCOW` gives
/// `MOSCOW`; missions keep their name or that of the city (`UNVIEVIENNA`, `VIENNA`).
pub fn posts_of_address(plad: &str) -> Vec<String> {
    let words: Vec<&str> = plad.split_whitespace().collect();
    match words.as_slice() {
        ["SECSTATE", ..] => vec!["STATE".to_owned(), "SECSTATE".to_owned()],
        ["AMEMBASSY" | "AMCONSUL" | "USINT" | "USLO" | "USOFFICE" | "BRANCH" | "AMCONGEN", place @ ..] => {
            let mut posts = vec![letters(place)];
            // AMEMBASSY MEXICO CITY signs itself MEXICO.
            posts.extend(
                place
                    .split_last()
                    .filter(|(last, rest)| **last == "CITY" && !rest.is_empty())
                    .map(|(_, rest)| letters(rest)),
            );
            posts
        }
        ["USMISSION" | "USMISION" | "USDEL", place @ ..] => mission(place),
        _ => mission(&words),
    }
}

/// The letters and digits of some words.
fn letters(words: &[&str]) -> String {
    let mut letters = String::with_capacity(words.iter().map(|word| word.len()).sum());
    for word in words {
        letters.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(char::from));
    }
    letters
}

/// Words of the longest name of a mission. What has more names none: all beginnings and ends of it would be held.
const LONGEST_MISSION: usize = 12;

/// Missions to organisations: the cable's reference may carry organisation and city, or one of them.
fn mission(words: &[&str]) -> Vec<String> {
    if words.len() > LONGEST_MISSION {
        return Vec::new();
    }
    let mut posts = vec![letters(words)];
    for index in 1..words.len() {
        posts.push(letters(words.get(index..).unwrap_or_default()));
        posts.push(letters(words.get(..index).unwrap_or_default()));
    }
    posts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_the_posts_it_may_stand_for() {
        assert_eq!(posts_of_address("AMEMBASSY THE HAGUE"), ["THEHAGUE"]);
        assert!(posts_of_address("USMISSION UNVIE VIENNA").contains(&"UNVIEVIENNA".to_owned()));
        assert!(posts_of_address("SECSTATE WASHDC").contains(&"STATE".to_owned()));
        assert!(posts_of_address(&"MISSION ".repeat(LONGEST_MISSION + 1)).is_empty());
    }

    #[test]
    fn tables_answer_by_name() {
        let tables = Tables::read(
            "station\tas_printed\nBERN\tBERN\nVIENNA\tVIENNA\n",
            "ri\tplad\tcapability\nRUEHSW\tAMEMBASSY BERN\tclassified+unclas\nRUEHFL\tAMCONSUL FLORENCE\tunclas-only\n",
            "tag\tkind\nPREL\tsubject\n",
        );
        assert!(tables.knows_station("BERN") && !tables.knows_station("BERT"));
        assert_eq!(tables.nearby_station("VIENA"), Some("VIENNA"));
        assert!(tables.unclassified_only("RUEHFL") && !tables.unclassified_only("RUEHSW"));
        assert!(tables.knows_tag("PREL"));
    }
}
