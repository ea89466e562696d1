//! `cablelint test`: the examples of rules, tried.

use std::io::Write;

use clap::{Args, ValueHint};

use super::engine::{Engine, Trial, Verdict};
use super::exit::{self, Exit, Failure};

/// Try the examples of rules
///
/// Every rule carries small documents that show it at work. A rule must fire on each flagged one and
/// underline exactly what is stated there, and stay silent on each clean one. A rule without examples
/// of both sorts fails.
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// Packs or rule-set files; without any, the default packs
    #[arg(value_name = "PACK|PATH", value_hint = ValueHint::AnyPath)]
    rules: Vec<String>,

    /// Also list the examples that came out as they should
    #[arg(short, long)]
    verbose: bool,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let engine = Engine::load(&self.rules)?;
        let trials = engine.trials();
        for trial in trials.iter().filter(|trial| self.verbose || trial.verdict.fails()) {
            writeln!(out, "{:<9}  {}: {}", trial.verdict.name(), trial.rule, trial.detail)?;
        }
        let count = |verdict| trials.iter().filter(|trial: &&Trial| trial.verdict == verdict).count();
        let counts = Verdict::ALL.map(|verdict| format!("{} {}", count(verdict), verdict.name()));
        writeln!(out, "{} rules: {}", engine.pages().len(), counts.join(", "))?;
        let failed = trials.iter().any(|trial| trial.verdict.fails());
        Ok(if failed { Exit::Findings } else { Exit::Clean })
    }
}

impl Verdict {
    const ALL: [Self; 5] = [Self::Validated, Self::Reported, Self::Noisy, Self::Missing, Self::Unproved];

    const fn name(self) -> &'static str {
        match self {
            Self::Validated => "validated",
            Self::Reported => "reported",
            Self::Noisy => "noisy",
            Self::Missing => "missing",
            Self::Unproved => "unproved",
        }
    }

    const fn fails(self) -> bool {
        matches!(self, Self::Noisy | Self::Missing | Self::Unproved)
    }
}
