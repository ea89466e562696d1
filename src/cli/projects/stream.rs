//! What applies to the records of a stream.
//!
//! Their paths need not lead anywhere on this machine, so nothing is looked for beside them: the
//! configuration and the suppressions of the current folder apply to all. A path decides only which overrides
//! and which suppressions speak of it, as if it began in the current folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Choice, Ignore, Profile, Profiles, Reader, Wanted};
use crate::cli::exit::Failure;
use crate::cli::place;
use crate::config::{Config, RunSettings};

/// What applies to the records of a stream.
pub(in crate::cli) struct StreamProject<'a> {
    choice: &'a Choice,
    /// The configuration, with its folder.
    config: Option<(PathBuf, Config)>,
    profiles: Profiles,
    wanted: Wanted,
    /// The numbers of the overrides that applied to a record.
    fitting: BTreeSet<usize>,
    /// The suppression file; at most one.
    pub(in crate::cli) ignores: Vec<Ignore>,
    /// The day that counts as today.
    pub(in crate::cli) today: Date,
}

impl<'a> Reader<'a> {
    /// What applies to the records of a stream. What is wrong with the configuration or an override of it is
    /// found here, before the first record.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub(in crate::cli) fn stream(mut self) -> Result<StreamProject<'a>, Failure> {
        let current = place::current();
        let config = self.config_of(&current)?;
        self.ignore_of(&current)?;
        self.profile_of(config, &[]);
        let overrides = self.configs.get(config).map_or(0, |(_, config)| config.overrides());
        for index in 0..overrides {
            self.profile_of(config, &[index]);
        }
        let profiles = self.load_profiles()?;
        let config = self.configs.read.into_iter().next();
        let run = config.as_ref().map(|(_, config)| config.run.clone()).unwrap_or_default();
        Ok(StreamProject {
            choice: self.choice,
            config,
            profiles,
            wanted: self.wanted,
            fitting: BTreeSet::new(),
            ignores: self.ignores.read,
            today: self.arguments.today(&run),
        })
    }
}

impl StreamProject<'_> {
    /// What the configuration says of the run.
    pub(in crate::cli) fn run(&self) -> RunSettings {
        self.config.as_ref().map(|(_, config)| config.run.clone()).unwrap_or_default()
    }

    /// A path from the root, and the number of what applies to it. Overrides that apply together are loaded
    /// when a path asks for it: each was tried by itself before, so that only a rule file that has changed
    /// since can be in the way.
    ///
    /// # Errors
    /// Where it is.
    pub(in crate::cli) fn assign(&mut self, path: &str) -> Result<(PathBuf, usize), Failure> {
        let path = place::absolute(Path::new(path));
        let Some((folder, config)) = &self.config else { return Ok((path, 0)) };
        let overrides = config.overrides_for(&place::below(&path, folder));
        self.fitting.extend(&overrides);
        let settings = || self.choice.over(config.settings(&overrides));
        let number = self.wanted.number(Some(0), &overrides, settings);
        if number == self.profiles.len() {
            let mut pages = Vec::new();
            let profile = Profile::load(&settings(), self.choice, &mut pages);
            let profile = profile.filter(|_| pages.is_empty()).ok_or(Failure::LateDefects(pages))?;
            self.profiles.add(profile);
        }
        Ok((path, number))
    }

    /// Where the overrides stand that applied to no record.
    pub(in crate::cli) fn idle_overrides(&self) -> Vec<String> {
        let idle = |(_, config): &(_, Config)| config.overrides_but(|index| self.fitting.contains(&index));
        self.config.as_ref().map(idle).unwrap_or_default()
    }

    /// What applies, by number.
    pub(in crate::cli) fn profile(&self, number: usize) -> &Profile {
        self.profiles.get(number)
    }
}
