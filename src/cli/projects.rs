//! Which configuration, rule set and suppressions apply to each file of a run.
//!
//! The `cablelint.yaml` and the `cablelint-ignore.yaml` next to a file count, in its folder or above. All
//! of them are read, and every rule set loaded, before the first file is checked: what is wrong with them
//! is said at once, and then nothing was checked.

mod explain;
mod find;
mod profile;
mod stream;
mod wanted;
mod wrong;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::{Args, ValueHint};
use jiff::civil::Date;

use super::arguments::day;
use super::console::{self, complain};
use super::exit::Failure;
use super::{place, rule_sets, terms, today};
use crate::config::{Config, RunSettings};
use crate::excuse::Suppressions;
use crate::input::{self, Source};
use crate::report::Term;
use crate::yaml::Defect;
pub(super) use explain::Explained;
use find::{Finder, Nearest};
pub(super) use profile::{Choice, Profile, Profiles};
pub(super) use stream::StreamProject;
use wanted::{BuiltIn, Wanted};
use wrong::Wrong;

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
    /// The names of the configurations that apply to any of the files.
    pub(super) configs: Vec<String>,
    /// The overrides that apply to none of them: where each stands.
    pub(super) idle_overrides: Vec<String>,
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
    /// The profile of the file itself.
    pub(super) profile: usize,
    /// Those of the files to check that it applies to.
    pub(super) profiles: BTreeSet<usize>,
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
    /// Each with its folder.
    configs: Nearest<(PathBuf, Config)>,
    ignores: Nearest<Ignore>,
    /// The name of a folder, and where it is.
    last_folder: Option<(String, Rc<Path>)>,
    wanted: Wanted,
    wrong: Wrong,
}

impl ProjectArguments {
    /// A reader for the files of a run. `choice` is what the command line says of the rules.
    pub(super) fn reader<'a>(&'a self, choice: &'a Choice) -> Reader<'a> {
        let configs = Finder::new(CONFIG, self.config.as_deref(), self.isolated);
        let ignores = Finder::new(IGNORE, self.suppressions.as_deref(), self.isolated);
        Reader {
            arguments: self,
            choice,
            configs: Nearest::new(configs),
            ignores: Nearest::new(ignores),
            last_folder: None,
            wanted: Wanted::default(),
            wrong: Wrong::default(),
        }
    }

    /// Which configurations and suppressions there were.
    pub(super) fn terms(&self, projects: &Projects) -> Vec<Term> {
        let none = if self.isolated { "none looked for (--isolated)" } else { "none found" };
        let or_none = |names: String| if names.is_empty() { none.to_owned() } else { names };
        let configs = terms::names(projects.configs.iter().map(String::as_str));
        let ignores = terms::names(projects.ignores.iter().map(|ignore| ignore.file.name()));
        let mut terms =
            vec![Term::new("Configuration", or_none(configs)), Term::new("Suppressions", or_none(ignores))];
        // What the clock says would make two reports of the same differ.
        let said = self.as_of.or(projects.run.as_of.as_ref().map(|said| said.value));
        terms.extend(said.map(|day| Term::new("Counts as today", day.to_string())));
        terms
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
        // That of the run itself comes first. A run over no file at all still has to say that its rules are wrong.
        let config = self.config_of(&place::current())?;
        self.profile_of(config, &[]);
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
        self.assign_ignores()?;
        let run = self.run_settings()?;
        let today = self.arguments.today(&run);
        let profiles = self.load_profiles()?;
        let configs = self.configs.read.iter().map(|(_, config)| config.name().to_owned()).collect();
        let idle_overrides = self.idle_overrides();
        Ok(Projects { profiles, ignores: self.ignores.read, configs, idle_overrides, run, today })
    }

    /// Finds what applies to the suppression files themselves: as to any file in their place, or, where the user
    /// named one, as to the run.
    fn assign_ignores(&mut self) -> Result<(), Failure> {
        if self.arguments.suppressions.is_some() {
            return Ok(());
        }
        let folders: Vec<_> = self.ignores.read.iter().map(|ignore| ignore.folder.clone()).collect();
        for (number, folder) in folders.iter().enumerate() {
            let config = self.config_of(folder)?;
            let said = self.configs.get(config);
            let overrides =
                said.map(|(root, config)| config.overrides_for(&place::below(&folder.join(IGNORE), root)));
            let profile = self.profile_of(config, &overrides.unwrap_or_default());
            if let Some(ignore) = self.ignores.read.get_mut(number) {
                ignore.profile = profile;
            }
        }
        Ok(())
    }

    /// What the configuration of the current folder says of the run.
    fn run_settings(&mut self) -> Result<RunSettings, Failure> {
        let config = self.config_of(&place::current())?;
        Ok(self.configs.get(config).map(|(_, config)| config.run.clone()).unwrap_or_default())
    }

    /// The profiles that are wanted, unless anything that was read has a defect.
    fn load_profiles(&mut self) -> Result<Profiles, Failure> {
        let profiles = self.wanted.load(self.choice, &mut self.wrong.pages);
        // A folder may be without rules where others have some.
        if profiles.iter().all(|profile| profile.as_ref().is_some_and(Profile::is_idle)) {
            self.wrong.pages.push(console::line(rule_sets::NO_RULE));
        }
        let built_in = BuiltIn::new(rule_sets::built_in_ids);
        let config = |number| self.configs.get(Some(number)).map(|(_, config)| config);
        let mut defects = self.wanted.check(&profiles, config, &built_in);
        defects.extend(self.unknown_rules(&profiles, &built_in));
        self.wrong.defects.extend(defects);
        let profiles = Profiles::new(profiles.into_iter().flatten()).filter(|_| self.wrong.is_empty());
        profiles.ok_or_else(|| std::mem::take(&mut self.wrong).told())
    }

    /// Where the overrides stand whose paths fit no file that was assigned.
    fn idle_overrides(&self) -> Vec<String> {
        let fitting = self.wanted.overrides();
        let read = self.configs.read.iter().enumerate();
        read.flat_map(|(number, (_, config))| {
            config.overrides_but(|index| fitting.contains(&(number, index)))
        })
        .collect()
    }

    /// Rules that suppressions name and nobody knows.
    fn unknown_rules(&self, profiles: &[Option<Profile>], built_in: &BuiltIn) -> Vec<Defect> {
        let rules = profiles.iter().flatten().flat_map(|profile| profile.rules.rules());
        let loaded: Vec<&str> = rules.map(|rule| rule.id.as_str()).collect();
        let mut defects = Vec::new();
        for ignore in &self.ignores.read {
            if !ignore.file.unknown_rules(&loaded).is_empty() {
                let known = built_in.iter().map(String::as_str).chain(loaded.iter().copied());
                defects.extend(ignore.file.unknown_rules(&known.collect::<Vec<_>>()));
            }
        }
        defects
    }

    fn assign(&mut self, source: Source, is_named: bool) -> Result<Assigned, Failure> {
        let (above, file) = source.name.rsplit_once('/').unwrap_or((".", &source.name));
        let folder = self.folder_of(if above.is_empty() { "/" } else { above });
        let config = self.config_of(&folder)?;
        let ignore = self.ignore_of(&folder)?;
        let (overrides, left_out) = match self.configs.get(config) {
            Some((root, config)) => {
                let below = place::below(&folder.join(file), root);
                let key = config.leaves_out(&below).map(|key| (key, config.name().to_owned()));
                (config.overrides_for(&below), key)
            }
            None => (Vec::new(), None),
        };
        let profile = self.profile_of(config, &overrides);
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
        let is_checked = left_out.is_none();
        if let Some(ignore) = ignore.and_then(|index| self.ignores.read.get_mut(index)).filter(|_| is_checked)
        {
            ignore.profiles.insert(profile);
        }
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
        let mut defects = Vec::new();
        let number = self.configs.number(folder, |path| {
            let content = content(path, "configuration")?;
            let folder = path.parent().unwrap_or(path).to_owned();
            let (config, wrong) = Config::read(&place::printed(path), &place::printed(&folder), &content);
            defects = wrong;
            Ok(config.map(|config| (folder, config)))
        });
        self.wrong.defects.extend(defects);
        number
    }

    /// The number of the suppression file for the files of a folder.
    fn ignore_of(&mut self, folder: &Path) -> Result<Option<usize>, Failure> {
        let mut defects = Vec::new();
        let number = self.ignores.number(folder, |path| {
            let (file, wrong) = read_suppressions(path, &place::printed(path))?;
            defects = wrong;
            let folder = path.parent().unwrap_or(path).to_owned();
            Ok(file.map(|file| Ignore { folder, file, profile: 0, profiles: BTreeSet::new() }))
        });
        self.wrong.defects.extend(defects);
        number
    }

    /// The number of the profile for a configuration with some of its overrides.
    fn profile_of(&mut self, config: Option<usize>, overrides: &[usize]) -> usize {
        let (configs, choice) = (&self.configs, self.choice);
        let said = || configs.get(config).map(|(_, config)| config.settings(overrides)).unwrap_or_default();
        self.wanted.number(config, overrides, || choice.over(said()))
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
    if reader.wrong.is_empty() { Ok(arguments.today(&run)) } else { Err(reader.wrong.told()) }
}

/// Says that an override does nothing in a run, which may be what is wanted: the run may be over a part of the tree.
pub(super) fn tell_idle(overrides: &[String]) {
    for place in overrides {
        complain(format!("{place}: no file of this run matches the `paths` of this override"));
    }
}

/// Reads a suppression file, which is called by a name, with what is wrong with it.
///
/// # Errors
/// It cannot be read.
pub(super) fn read_suppressions(
    path: &Path,
    name: &str,
) -> Result<(Option<Suppressions>, Vec<Defect>), Failure> {
    Ok(Suppressions::read(name, &content(path, "suppression file")?))
}

/// A file that the user is to be told of by name, read whole.
fn content(path: &Path, what: &str) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| {
        let reason = rule_sets::reason(&error);
        Failure::Usage(format!("the {what} {} cannot be read: {reason}", input::shown(path)))
    })
}
