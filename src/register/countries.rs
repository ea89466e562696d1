//! Codes of countries and of groups of countries: REL TO, DISPLAY ONLY, FGI and JOINT list them.
//!
//! Countries have three letters (`GBR`); groups mostly four (`FVEY`), but not all (`EU`, `NSG`).

use jiff::civil::Date;

use super::{Tables, one_slip};

/// A country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// `GBR`.
    pub code: String,
    /// First day after its use.
    pub until: Option<Date>,
}

/// A group of countries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// `FVEY`.
    pub code: String,
    /// Codes of its members, where they are public; a member may be a group itself.
    pub members: Vec<String>,
    /// Its members may stand for it where common countries are looked for.
    pub decomposable: bool,
    /// First day after its use.
    pub until: Option<Date>,
}

impl Tables {
    /// Adds countries (code, name, until) and groups (code, name, until, decomposable, members).
    #[must_use]
    pub(super) fn with_countries(mut self, countries: &str, groups: &str) -> Self {
        self.countries = countries.lines().skip(1).filter_map(country).collect();
        self.groups = groups.lines().skip(1).filter_map(group).collect();
        self.countries.sort_by(|left, right| left.code.cmp(&right.code));
        self.groups.sort_by(|left, right| left.code.cmp(&right.code));
        self
    }

    /// The country of this code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        let found = self.countries.binary_search_by(|entry| entry.code.as_str().cmp(code)).ok()?;
        self.countries.get(found)
    }

    /// The group of this code.
    pub fn group(&self, code: &str) -> Option<&Group> {
        let found = self.groups.binary_search_by(|entry| entry.code.as_str().cmp(code)).ok()?;
        self.groups.get(found)
    }

    /// The first day after the use of a code.
    pub fn until(&self, code: &str) -> Option<Date> {
        let country = self.country(code).and_then(|country| country.until);
        country.or_else(|| self.group(code).and_then(|group| group.until))
    }

    /// The only code of a country or group one slip away from an unknown one. Short codes are near to
    /// many others; then there is none.
    pub fn nearby_country(&self, code: &str) -> Option<&str> {
        let countries = self.countries.iter().map(|entry| entry.code.as_str());
        one_slip(code, countries.chain(self.groups.iter().map(|entry| entry.code.as_str())))
    }
}

fn country(line: &str) -> Option<Country> {
    let mut columns = line.split('\t');
    let code = columns.next().filter(|code| !code.is_empty())?.to_owned();
    let until = columns.nth(1).and_then(|day| day.parse().ok());
    Some(Country { code, until })
}

fn group(line: &str) -> Option<Group> {
    let mut columns = line.split('\t');
    let code = columns.next().filter(|code| !code.is_empty())?.to_owned();
    let until = columns.nth(1).and_then(|day| day.parse().ok());
    let decomposable = columns.next() == Some("yes");
    let members = columns.next().unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    Some(Group { code, members, decomposable, until })
}

#[cfg(test)]
mod tests {
    use crate::register::Register;

    #[test]
    fn groups_know_their_members() {
        let tables = Register::builtin().tables;
        let members =
            |code: &str| tables.group(code).map(|group| (group.members.join(" "), group.decomposable));
        assert_eq!(members("FVEY"), Some(("AUS CAN GBR NZL USA".to_owned(), true)));
        assert_eq!(members("ISAF"), Some((String::new(), false)));
        let until = tables.group("ISAF").and_then(|group| group.until);
        assert_eq!(until, Some(jiff::civil::date(2016, 3, 17)));
    }

    #[test]
    fn every_member_is_a_country_or_a_group() {
        let tables = Register::builtin().tables;
        let known = |code: &str| tables.country(code).is_some() || tables.group(code).is_some();
        let unknown: Vec<_> =
            tables.groups.iter().flat_map(|group| &group.members).filter(|code| !known(code)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        assert_eq!(tables.groups.iter().filter(|group| group.decomposable).count(), 24);
    }

    #[test]
    fn a_misspelt_code_is_near_to_one_or_to_none() {
        let tables = Register::builtin().tables;
        assert!(tables.country("GBR").is_some() && tables.country("UK").is_none());
        assert_eq!(tables.nearby_country("FVEYE"), Some("FVEY"));
        assert_eq!(tables.nearby_country("QQQ"), None);
    }
}
