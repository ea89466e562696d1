//! Which profiles the files of a run want. Those with the same settings share one, whichever configurations say
//! them: a tree can have a configuration in each of hundreds of folders.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Choice, Config, Profile};
use crate::config::Settings;
use crate::yaml::Defect;

/// The ids of the rules of all built-in packs, read where somebody asks: to load every pack is dear, and nearly
/// always what is loaded has the rule.
pub(super) type BuiltIn = LazyCell<Vec<String>>;

/// The profiles that are wanted, by number.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// By the number of a configuration and those of its overrides.
    numbers: BTreeMap<(Option<usize>, Vec<usize>), usize>,
    by_settings: BTreeMap<Settings, usize>,
}

impl Wanted {
    /// The number of the profile for a configuration with some of its overrides. `settings` are those of the two
    /// and of the command line.
    pub(super) fn number(
        &mut self,
        config: Option<usize>,
        overrides: &[usize],
        settings: impl FnOnce() -> Settings,
    ) -> usize {
        let key = (config, overrides.to_vec());
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let next = self.by_settings.len();
        let number = *self.by_settings.entry(settings()).or_insert(next);
        self.numbers.insert(key, number);
        number
    }

    /// The overrides that anything wanted, each by the number of its configuration and its own.
    pub(super) fn overrides(&self) -> BTreeSet<(usize, usize)> {
        let numbers = self.numbers.keys();
        let of_configs = numbers.filter_map(|(config, overrides)| Some(((*config)?, overrides)));
        of_configs
            .flat_map(|(config, overrides)| overrides.iter().map(move |&index| (config, index)))
            .collect()
    }

    /// Loads all of them, in order of their numbers, as far as their rules can be read. Every defect goes to `pages`,
    /// rendered.
    pub(super) fn load(&self, choice: &Choice, pages: &mut Vec<String>) -> Vec<Option<Profile>> {
        let mut wanted: Vec<_> = self.by_settings.iter().collect();
        wanted.sort_by_key(|(_, number)| **number);
        wanted.into_iter().map(|(settings, _)| Profile::load(settings, choice, pages)).collect()
    }

    /// What configurations say that the rules for their files do not know: rules and levels. Where those have
    /// defects of their own, nothing can be said.
    pub(super) fn check<'c>(
        &self,
        profiles: &[Option<Profile>],
        config: impl Fn(usize) -> Option<&'c Config>,
        built_in: &BuiltIn,
    ) -> Vec<Defect> {
        let mut defects = Vec::new();
        for ((number, _), &profile) in &self.numbers {
            let config = number.and_then(&config);
            let (Some(config), Some(Some(profile))) = (config, profiles.get(profile)) else { continue };
            // Rules of packs that are not loaded are no mistake: --rules may have left them out.
            if !config.check(&profile.rules, &[]).is_empty() {
                let known: Vec<&str> = built_in.iter().map(String::as_str).collect();
                defects.extend(config.check(&profile.rules, &known));
            }
        }
        defects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Origin, Said};

    #[test]
    fn settings_that_say_the_same_share_a_profile_wherever_they_say_it() {
        let settings = |ceiling: &str, place: &str| Settings {
            ceiling: Some(Said { value: ceiling.to_owned(), origin: Origin::File(place.to_owned()) }),
            ..Settings::default()
        };
        let mut wanted = Wanted::default();
        assert_eq!(wanted.number(None, &[], Settings::default), 0);
        assert_eq!(wanted.number(Some(0), &[], || settings("S", "a:1:1")), 1);
        assert_eq!(wanted.number(Some(1), &[], || settings("S", "b:7:1")), 1);
        assert_eq!(wanted.number(Some(1), &[0], || settings("C", "b:9:3")), 2);
        assert_eq!(wanted.number(Some(2), &[], Settings::default), 0);
        assert_eq!(wanted.load(&Choice::default(), &mut Vec::new()).len(), 3);
    }
}
