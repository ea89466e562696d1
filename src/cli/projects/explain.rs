//! What applies to one file, and where each setting comes from.

use std::path::Path;

use super::Reader;
use crate::cli::checking::said;
use crate::cli::exit::Failure;
use crate::cli::place;
use crate::config::{RunSettings, Settings};

/// What applies to one file, and to a run that begins here, with where it was said.
#[derive(Debug, Default)]
pub(in crate::cli) struct Explained {
    pub(in crate::cli) config: Option<String>,
    pub(in crate::cli) ignore: Option<String>,
    pub(in crate::cli) settings: Settings,
    pub(in crate::cli) run: RunSettings,
    /// The key that leaves it out.
    pub(in crate::cli) left_out: Option<&'static str>,
}

impl Reader<'_> {
    /// The settings for one file, and the files that say them.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub(in crate::cli) fn explain(mut self, file: &Path) -> Result<Explained, Failure> {
        let path = place::absolute(file);
        let folder = path.parent().unwrap_or(&path).to_owned();
        let run = self.run_settings()?;
        let config = self.config_of(&folder)?;
        let ignore = self.ignore_of(&folder)?;
        let mut explained = Explained { run, settings: self.choice.settings.clone(), ..Explained::default() };
        let mut overrides = Vec::new();
        if let Some((folder, config)) = self.configs.get(config) {
            let below = place::below(&path, folder);
            overrides = config.overrides_for(&below);
            explained.config = Some(config.name().to_owned());
            explained.left_out = config.leaves_out(&below);
            explained.settings = explained.settings.over(config.settings(&overrides));
        }
        explained.run.as_of = said(self.arguments.as_of, "--as-of").or(explained.run.as_of);
        explained.ignore = self.ignores.get(ignore).map(|ignore| ignore.file.name().to_owned());
        self.profile_of(config, &overrides);
        self.load_profiles().map(|_| explained)
    }
}
