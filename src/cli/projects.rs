//! Which configuration, rule set and suppressions apply to each file of a run.
//!
//! The `cablelint.yaml` and the `cablelint-ignore.yaml` next to a file count, in its folder or above. All
//! of them are read, and every rule set loaded, before the first file is checked: what is wrong with them
//! is said at once, and then nothing was checked.

mod find;
mod profile;
mod stream;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::{Args, ValueHint};
use jiff::civil::Date;

use super::arguments::day;
use super::checking::said;
use super::console::complain;
use super::exit::Failure;
use super::{place, rule_sets, today};
use crate::config::{Config, RunSettings, Settings};
use crate::excuse::Suppressions;
use crate::input::{self, Source};
use crate::yaml::Defect;
use find::Finder;
pub(super) use profile::{Choice, Profile, Profiles};
pub(super) use stream::StreamProject;

/// The name of configurations.
pub(super) const CONFIG: &str = "cablelint.yaml";
/// The name of suppression files.
pub(super) const IGNORE: &str = "cablelint-ignore.yaml";
/// The schema that a first configuration names for editors.
pub(super) const SCHEMA: &str = "cablelint.schema.json";

/// Where configuration comes from.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Configuration")]
pub(super) struct ProjectArguments {
    /// Use this configuration instead of the `cablelint.yaml` next to each file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,

    /// Use these suppressions instead of the `cablelint-ignore.yaml` next to each file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    suppressions: Option<PathBuf>,

    /// Use no configuration and no suppressions but those named
    #[arg(long)]
    isolated: bool,

    /// Leave out what the configuration excludes, also where it is named
    #[arg(long)]
    pub(super) force_exclude: bool,

    /// The day that counts as today for suppressions, as 2026-11-30
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

/// All that applies to the files of a run.
#[derive(Debug)]
pub(super) struct Projects {
    /// What applies to files, each once.
    pub(super) profiles: Profiles,
    /// The suppression files.
    pub(super) ignores: Vec<Ignore>,
    /// What the configuration of the current folder says of the run.
    pub(super) run: RunSettings,
    /// The day that counts as today.
    pub(super) today: Date,
}

/// A suppression file and the folder that its paths begin in.
#[derive(Debug)]
pub(super) struct Ignore {
    pub(super) folder: PathBuf,
    pub(super) file: Suppressions,
    /// A profile of files that it speaks of, if there is one.
    pub(super) profile: Option<usize>,
}

/// A file with what applies to it.
#[derive(Debug)]
pub(super) struct Assigned {
    pub(super) source: Source,
    pub(super) profile: usize,
    pub(super) ignore: Option<usize>,
    /// Why it is not checked, if so.
    pub(super) left_out: Option<Box<str>>,
}

impl Assigned {
    /// Its path from the root. Not kept: an audit lists hundreds of thousands of files.
    pub(super) fn path(&self) -> PathBuf {
        place::absolute(Path::new(&self.source.name))
    }
}

/// Finds what applies to files, and reads each thing once.
pub(super) struct Reader<'a> {
    arguments: &'a ProjectArguments,
    choice: &'a Choice,
    configs: Finder,
    ignores: Finder,
    read_configs: Vec<(PathBuf, Config)>,
    read_ignores: Vec<Ignore>,
    /// The name of a folder, and where it is.
    last_folder: Option<(String, Rc<Path>)>,
    /// What the configurations say, for each profile by its number.
    settings: Vec<Settings>,
    profiles: Vec<Profile>,
    /// Profiles by configuration and overrides.
    by_overrides: BTreeMap<(Option<usize>, Vec<usize>), usize>,
    /// What is wrong, rendered; each thing once.
    defects: BTreeSet<String>,
}

impl ProjectArguments {
    /// A reader for the files of a run. `choice` is what the command line says of the rules.
    pub(super) fn reader<'a>(&'a self, choice: &'a Choice) -> Reader<'a> {
        Reader {
            arguments: self,
            choice,
            configs: Finder::new(CONFIG, self.config.as_deref(), self.isolated),
            ignores: Finder::new(IGNORE, self.suppressions.as_deref(), self.isolated),
            read_configs: Vec::new(),
            read_ignores: Vec::new(),
            last_folder: None,
            settings: Vec::new(),
            profiles: Vec::new(),
            by_overrides: BTreeMap::new(),
            defects: BTreeSet::new(),
        }
    }

    /// The day that counts as today.
    fn today(&self, run: &RunSettings) -> Date {
        self.as_of.or(run.as_of.as_ref().map(|said| said.value)).unwrap_or_else(today::today)
    }
}

impl Reader<'_> {
    /// Finds what applies to some files. `named` are the names of those that the user gave. No rules are loaded yet.
    ///
    /// # Errors
    /// A configuration or suppression file that cannot be read.
    pub(super) fn assign_all(
        &mut self,
        sources: Vec<Source>,
        named: &BTreeSet<String>,
    ) -> Result<Vec<Assigned>, Failure> {
        self.config_of(&place::current())?;
        // A run over no file at all still has to say that its rules are wrong.
        self.profile_of(None, &[]);
        // Of hundreds of thousands of files one list is enough.
        let mut assigned = Vec::with_capacity(sources.len());
        for source in sources {
            let is_named = named.contains(&source.name);
            assigned.push(self.assign(source, is_named)?);
        }
        Ok(assigned)
    }

    /// All that applies to the files that were assigned.
    ///
    /// # Errors
    /// Every defect of every configuration, suppression file and rule set.
    pub(super) fn load(mut self) -> Result<Projects, Failure> {
        let run = self.run_settings()?;
        let today = self.arguments.today(&run);
        let (profiles, ignores) = self.end()?;
        Ok(Projects { profiles, ignores, run, today })
    }

    /// What the configuration of the current folder says of the run.
    fn run_settings(&mut self) -> Result<RunSettings, Failure> {
        let config = self.config_of(&place::current())?.and_then(|index| self.read_configs.get(index));
        Ok(config.map(|(_, config)| config.run.clone()).unwrap_or_default())
    }

    /// What was read, unless any of it has a defect.
    fn end(mut self) -> Result<(Profiles, Vec<Ignore>), Failure> {
        self.load_profiles();
        self.check_configs();
        self.check_ignores();
        let profiles = Profiles::new(self.profiles).filter(|_| self.defects.is_empty());
        let profiles = profiles.ok_or_else(|| Failure::Defects(self.defects.into_iter().collect()))?;
        Ok((profiles, self.read_ignores))
    }

    fn assign(&mut self, source: Source, is_named: bool) -> Result<Assigned, Failure> {
        let (above, file) = source.name.rsplit_once('/').unwrap_or((".", &source.name));
        let folder = self.folder_of(if above.is_empty() { "/" } else { above });
        let config = self.config_of(&folder)?;
        let ignore = self.ignore_of(&folder)?;
        let (overrides, left_out) = match config.and_then(|index| self.read_configs.get(index)) {
            Some((root, config)) => {
                let below = place::below(&folder.join(file), root);
                let key = config.leaves_out(&below).map(|key| (key, config.name().to_owned()));
                (config.overrides_for(&below), key)
            }
            None => (Vec::new(), None),
        };
        let profile = self.profile_of(config, &overrides);
        if let Some(ignore) = ignore.and_then(|index| self.read_ignores.get_mut(index)) {
            ignore.profile.get_or_insert(profile);
        }
        let left_out = left_out.filter(|(key, config)| {
            let keeps = is_named && !self.arguments.force_exclude;
            if keeps {
                let name = &source.name;
                complain(format!(
                    "{name}: left out by `{key}` in {config}, but checked, because you named it"
                ));
            }
            !keeps
        });
        let left_out = left_out.map(|(key, config)| format!("{key} in {config}").into_boxed_str());
        Ok(Assigned { source, profile, ignore, left_out })
    }

    /// A folder, from the root. Most files stand in that of the file before.
    fn folder_of(&mut self, name: &str) -> Rc<Path> {
        if let Some((_, folder)) = self.last_folder.as_ref().filter(|(last, _)| last == name) {
            return Rc::clone(folder);
        }
        let folder: Rc<Path> = place::absolute(Path::new(name)).into();
        self.last_folder = Some((name.to_owned(), Rc::clone(&folder)));
        folder
    }

    /// The number of the configuration for the files of a folder.
    fn config_of(&mut self, folder: &Path) -> Result<Option<usize>, Failure> {
        let Some(path) = self.configs.find(folder) else { return Ok(None) };
        if let Some(index) =
            self.read_configs.iter().position(|(_, config)| config.name() == place::printed(&path))
        {
            return Ok(Some(index));
        }
        let (name, content) = content(&path, "configuration")?;
        let folder = path.parent().unwrap_or(&path).to_owned();
        let (config, defects) = Config::read(&name, &place::printed(&folder), &content);
        self.add(&defects);
        let index = config.is_some().then_some(self.read_configs.len());
        self.read_configs.extend(config.map(|config| (folder, config)));
        Ok(index)
    }

    /// The number of the suppression file for the files of a folder.
    fn ignore_of(&mut self, folder: &Path) -> Result<Option<usize>, Failure> {
        let Some(path) = self.ignores.find(folder) else { return Ok(None) };
        let name = place::printed(&path);
        if let Some(index) = self.read_ignores.iter().position(|ignore| ignore.file.name() == name) {
            return Ok(Some(index));
        }
        let (name, content) = content(&path, "suppression file")?;
        let (file, defects) = Suppressions::read(&name, &content);
        self.add(&defects);
        let folder = path.parent().unwrap_or(&path).to_owned();
        let index = file.is_some().then_some(self.read_ignores.len());
        self.read_ignores.extend(file.map(|file| Ignore { folder, file, profile: None }));
        Ok(index)
    }

    /// The number of the profile for a configuration with some of its overrides.
    fn profile_of(&mut self, config: Option<usize>, overrides: &[usize]) -> usize {
        let key = (config, overrides.to_vec());
        if let Some(&index) = self.by_overrides.get(&key) {
            return index;
        }
        let config = config.and_then(|index| self.read_configs.get(index));
        let settings = config.map(|(_, config)| config.settings(overrides)).unwrap_or_default();
        let index = self.settings.len();
        self.settings.push(settings);
        self.by_overrides.insert(key, index);
        index
    }

    /// Loads the profiles, in order of their numbers. One that has a defect has the number of the one before: nothing
    /// is checked then but the configurations.
    fn load_profiles(&mut self) {
        let mut numbers = Vec::new();
        for settings in std::mem::take(&mut self.settings) {
            match Profile::load(settings, self.choice) {
                Ok(profile) => self.profiles.push(profile),
                Err(pages) => self.defects.extend(pages),
            }
            numbers.push(self.profiles.len().saturating_sub(1));
        }
        for number in self.by_overrides.values_mut() {
            *number = numbers.get(*number).copied().unwrap_or_default();
        }
    }

    /// Rules and levels that configurations name.
    fn check_configs(&mut self) {
        let mut defects = Vec::new();
        for ((config, _), &profile) in &self.by_overrides {
            let config = config.and_then(|index| self.read_configs.get(index));
            let (Some((_, config)), Some(profile)) = (config, self.profiles.get(profile)) else { continue };
            // Rules of packs that are not loaded are no mistake: --rules may have left them out.
            if !config.check(&profile.rules, &[]).is_empty() {
                let known = rule_sets::built_in_ids();
                defects.extend(
                    config.check(&profile.rules, &known.iter().map(String::as_str).collect::<Vec<_>>()),
                );
            }
        }
        self.add(&defects);
    }

    /// Rules that suppressions name.
    fn check_ignores(&mut self) {
        let mut defects = Vec::new();
        let rules = self.profiles.iter().flat_map(|profile| profile.rules.rules());
        let loaded: Vec<&str> = rules.map(|rule| rule.id.as_str()).collect();
        for ignore in &self.read_ignores {
            // To load every pack is dear, and nearly always what is loaded has the rule.
            if !ignore.file.unknown_rules(&loaded).is_empty() {
                let built_in = rule_sets::built_in_ids();
                let known = built_in.iter().map(String::as_str).chain(loaded.iter().copied());
                defects.extend(ignore.file.unknown_rules(&known.collect::<Vec<_>>()));
            }
        }
        self.add(&defects);
    }

    fn add(&mut self, defects: &[Defect]) {
        self.defects.extend(defects.iter().map(|defect| rule_sets::render(defect)));
    }

    /// The settings for one file, and the files that say them.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub(super) fn explain(mut self, file: &Path) -> Result<Explained, Failure> {
        let path = place::absolute(file);
        let folder = path.parent().unwrap_or(&path).to_owned();
        let run = self.run_settings()?;
        let config = self.config_of(&folder)?;
        let ignore = self.ignore_of(&folder)?;
        let mut explained = Explained { run, settings: self.choice.settings.clone(), ..Explained::default() };
        let mut overrides = Vec::new();
        if let Some((folder, config)) = config.and_then(|index| self.read_configs.get(index)) {
            let below = place::below(&path, folder);
            overrides = config.overrides_for(&below);
            explained.config = Some(config.name().to_owned());
            explained.left_out = config.leaves_out(&below);
            explained.settings = explained.settings.over(config.settings(&overrides));
        }
        explained.run.as_of = said(self.arguments.as_of, "--as-of").or(explained.run.as_of);
        let ignore = ignore.and_then(|index| self.read_ignores.get(index));
        explained.ignore = ignore.map(|ignore| ignore.file.name().to_owned());
        self.profile_of(config, &overrides);
        self.end().map(|_| explained)
    }
}

/// The day that counts as today by the configuration of the current folder, or by the clock.
///
/// # Errors
/// A configuration that cannot be read, or has a defect.
pub(super) fn day_here() -> Result<Date, Failure> {
    let (arguments, choice) = (ProjectArguments::default(), Choice::default());
    let mut reader = arguments.reader(&choice);
    let run = reader.run_settings()?;
    if reader.defects.is_empty() {
        Ok(arguments.today(&run))
    } else {
        Err(Failure::Defects(reader.defects.into_iter().collect()))
    }
}

/// What applies to one file, and to a run that begins here, with where it was said.
#[derive(Debug, Default)]
pub(super) struct Explained {
    pub(super) config: Option<String>,
    pub(super) ignore: Option<String>,
    pub(super) settings: Settings,
    pub(super) run: RunSettings,
    /// The key that leaves it out.
    pub(super) left_out: Option<&'static str>,
}

/// A file that the user is to be told of by name, read whole.
fn content(path: &Path, what: &str) -> Result<(String, String), Failure> {
    let name = place::printed(path);
    match fs::read_to_string(path) {
        Ok(content) => Ok((name, content)),
        Err(error) => Err(Failure::Usage(format!(
            "the {what} {} cannot be read: {}",
            input::shown(path),
            rule_sets::reason(&error)
        ))),
    }
}
