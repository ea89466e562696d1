//! `baseline prune` and `baseline stats`: looking after a baseline that there is.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use super::{Reported, Session, baseline};
use crate::cli::checking::RunArguments;
use crate::cli::console::complain;
use crate::cli::exit::{Exit, Failure};
use crate::excuse::baseline::By;
use crate::input;
use crate::report::count;
use crate::report::safe::visible;

/// `baseline prune`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// The baseline
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["select", "ignore"])]
    file: PathBuf,

    #[command(flatten)]
    session: Session,
    #[command(flatten)]
    run: RunArguments,
}

impl Arguments {
    pub(in crate::cli) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let unreported = Reported { report: self.run.into(), ..Reported::default() };
        let open = |_: &_, keyed| Ok((Some(baseline::read(&self.file, keyed)?), None));
        let (after, ended) = self.session.run(&unreported, None, open, &mut io::sink())?;
        let (name, Some(known)) = (input::shown(&self.file), after.known) else { return Ok(ended) };
        if ended == Exit::Incomplete {
            complain(format!("the baseline {name} is not pruned, since the run is incomplete"));
            return Ok(ended);
        }
        let pruned = known.pruned();
        if let Err(error) = baseline::write(&self.file, &pruned) {
            complain(format!("the baseline {name} cannot be written: {error}"));
            return Ok(Exit::Incomplete);
        }
        writeln!(out, "{}: {} taken out, {} left", visible(&name), known.len() - pruned.len(), pruned.len())?;
        // That something else was found is no reason to fail: it was not asked for.
        Ok(Exit::Clean)
    }
}

/// Writes how many findings a baseline knows.
pub(in crate::cli) fn write_stats(file: &Path, out: &mut dyn Write) -> Result<Exit, Failure> {
    let known = baseline::read_any(file)?;
    let by = match known.by() {
        By::Fingerprint => "by fingerprint",
        By::Count => "by count",
    };
    let [rules, paths] = known.totals();
    writeln!(
        out,
        "{}: {} known {by}, in {}",
        visible(&input::shown(file)),
        count(known.len(), "finding"),
        count(paths.len(), "file")
    )?;
    writeln!(out, "\nby rule:")?;
    write_totals(&rules, out)?;
    writeln!(out, "\nby folder:")?;
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, findings) in paths {
        *folders.entry(path.rsplit_once('/').map_or(".", |(folder, _)| folder)).or_default() += findings;
    }
    write_totals(&folders, out)?;
    Ok(Exit::Clean)
}

/// The largest first.
fn write_totals(totals: &BTreeMap<&str, usize>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows: Vec<_> = totals.iter().collect();
    rows.sort_by_key(|(_, findings)| std::cmp::Reverse(**findings));
    rows.iter().try_for_each(|(name, findings)| writeln!(out, "{findings:>7}  {}", visible(name)))
}
