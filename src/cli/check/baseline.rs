//! The baseline of a run: which one is read, and which one is written.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use super::excuser::{KnownFindings, NewFindings, folder_of};
use crate::cli::checking::said;
use crate::cli::console::complain;
use crate::cli::exit::{Exit, Failure};
use crate::cli::file::NewFile;
use crate::cli::rule_sets;
use crate::cli::written::Written;
use crate::config::RunSettings;
use crate::excuse::Baseline;
use crate::excuse::baseline::{By, Unreadable};
use crate::input;
use crate::report::count;
use crate::text::Text;

/// What was known before.
#[derive(Debug, Args)]
#[command(next_help_heading = "Baseline")]
pub(super) struct BaselineArguments {
    /// Findings that this baseline knows do not count
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    baseline: Option<PathBuf>,

    /// Write what is found to this baseline, so that later runs fail on new findings only
    #[arg(
        long,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        conflicts_with_all = ["baseline", "select", "ignore"]
    )]
    write_baseline: Option<PathBuf>,

    /// What the baseline knows findings by: their fingerprint, or their count in a file
    #[arg(long, value_name = "WHAT", default_value = "fingerprint", requires = "write_baseline")]
    baseline_by: ByArgument,
}

/// What a baseline knows findings by, as an argument.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ByArgument {
    /// Each finding by its fingerprint
    Fingerprint,
    /// How many findings a rule has in a file
    Count,
}

impl From<ByArgument> for By {
    fn from(argument: ByArgument) -> Self {
        match argument {
            ByArgument::Fingerprint => Self::Fingerprint,
            ByArgument::Count => Self::Count,
        }
    }
}

impl BaselineArguments {
    /// The baseline that is to be written, as a file that is.
    pub(super) fn written(&self) -> Option<Written<'_>> {
        self.write_baseline.as_deref().map(|path| Written { what: "baseline", path })
    }

    /// What the command line says, on top of what the configuration says of the run: a run that writes a baseline
    /// reads none.
    pub(super) fn over(&self, run: RunSettings) -> RunSettings {
        let said_here = said(self.baseline.as_deref().map(input::shown), "--baseline");
        let baseline = said_here.or(run.baseline).filter(|_| self.write_baseline.is_none());
        RunSettings { baseline, ..run }
    }

    /// The baseline to read and the one to write, if any. `keyed` says whether fingerprints have a key.
    pub(super) fn open(
        &self,
        run: &RunSettings,
        keyed: bool,
    ) -> Result<(Option<KnownFindings>, Option<NewFindings>), Failure> {
        if let Some(path) = &self.write_baseline {
            let baseline = Baseline::new(self.baseline_by.into(), keyed);
            return Ok((None, Some(NewFindings { folder: folder_of(path), baseline })));
        }
        let said = run.baseline.as_ref().map(|said| PathBuf::from(&said.value));
        let known = self.baseline.clone().or(said).map(|path| read(&path, keyed));
        Ok((known.transpose()?, None))
    }

    /// Writes what is to be written, unless the run was incomplete: half a baseline must not take the place
    /// of a whole one.
    pub(super) fn write(&self, baseline: Option<&Baseline>, ended: Exit) -> Exit {
        let (Some(path), Some(baseline)) = (&self.write_baseline, baseline) else { return ended };
        let name = input::shown(path);
        if ended == Exit::Incomplete {
            complain(format!("the baseline {name} is not written, since the run is incomplete"));
            return ended;
        }
        let written = write(path, baseline);
        match &written {
            Ok(()) => complain(format!(
                "the baseline {name} is written; it knows {}",
                count(baseline.len(), "finding")
            )),
            Err(error) => complain(format!("the baseline {name} cannot be written: {error}")),
        }
        if written.is_ok() { ended } else { Exit::Incomplete }
    }
}

/// Reads a baseline.
pub(super) fn read(path: &Path, keyed: bool) -> Result<KnownFindings, Failure> {
    read_by(path, |text| Baseline::read(text, keyed))
}

/// Reads a baseline, whether its fingerprints have a key or not.
pub(super) fn read_any(path: &Path) -> Result<Baseline, Failure> {
    read_by(path, Baseline::read_any).map(|known| known.baseline)
}

fn read_by(
    path: &Path,
    reader: impl FnOnce(&Text) -> Result<Baseline, Unreadable>,
) -> Result<KnownFindings, Failure> {
    let name = input::shown(path);
    let unusable = |reason: String| Failure::Usage(format!("the baseline {name} cannot be used: {reason}"));
    let content = std::fs::read_to_string(path).map_err(|error| unusable(rule_sets::reason(&error)))?;
    let text = Text::decode(content.into_bytes());
    let baseline = reader(&text).map_err(|error| unusable(error.to_string()))?;
    Ok(KnownFindings { folder: folder_of(path), name, text, baseline })
}

/// Writes a baseline, whole or not at all.
pub(super) fn write(path: &Path, baseline: &Baseline) -> std::io::Result<()> {
    let mut file = NewFile::create(path)?;
    baseline.write(&mut file)?;
    file.flush()?;
    file.finish()
}
