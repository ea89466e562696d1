//! `check --show-config FILE`: the settings for one file, each with where it was said. What is printed is
//! a configuration that says the same.

use std::fmt::Display;
use std::io::{self, Write};

use crate::cli::projects::Explained;
use crate::config::Said;
use crate::document::Reading;
use crate::finding::Severity;
use crate::pack;
use crate::report::safe::visible;

pub(super) fn write(file: &str, explained: &Explained, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", visible(file))?;
    let name = |file: &Option<String>| visible(file.as_deref().unwrap_or("none")).into_owned();
    writeln!(out, "# configuration: {}", name(&explained.config))?;
    writeln!(out, "# suppressions: {}", name(&explained.ignore))?;
    if let Some(key) = explained.left_out {
        writeln!(out, "# not checked in a folder: {key}")?;
    }
    write_settings(explained, out)?;
    write_run(explained, out)
}

fn write_settings(explained: &Explained, out: &mut dyn Write) -> io::Result<()> {
    let settings = &explained.settings;
    let packs: Vec<String> = pack::DEFAULT.iter().map(|&name| name.to_owned()).collect();
    line("rules", settings.rules.as_ref(), &packs, |names| format!("[{}]", names.join(", ")), out)?;
    if !settings.severity.is_empty() {
        writeln!(out, "severity:")?;
    }
    for (id, said) in &settings.severity {
        write_line(
            &format!("  {}", visible(id)),
            said.value.map_or("off", Severity::name),
            &said.origin,
            out,
        )?;
    }
    let never = |severity: &Option<Severity>| severity.map_or("never", Severity::name).to_owned();
    line("fail-on", settings.fail_on.as_ref(), &Some(Severity::Error), never, out)?;
    some("date", settings.date.as_ref(), ToString::to_string, out)?;
    some("as", settings.reading.as_ref(), |reading| kind(*reading).to_owned(), out)?;
    some("ceiling", settings.ceiling.as_ref(), Clone::clone, out)
}

fn write_run(explained: &Explained, out: &mut dyn Write) -> io::Result<()> {
    let run = &explained.run;
    some("as-of", run.as_of.as_ref(), ToString::to_string, out)?;
    some("baseline", run.baseline.as_ref(), Clone::clone, out)?;
    writeln!(out, "report:")?;
    line("  format", run.format.as_ref(), &"human".to_owned(), Clone::clone, out)?;
    let name = |severity: &Severity| severity.name().to_owned();
    line("  min-severity", run.min_severity.as_ref(), &Severity::Note, name, out)?;
    line("  mask", run.mask.as_ref(), &false, ToString::to_string, out)?;
    line("  show-source", run.show_source.as_ref(), &false, ToString::to_string, out)?;
    line("  list-files", run.list_files.as_ref(), &false, ToString::to_string, out)
}

/// A setting that has a default.
fn line<T>(
    key: &str,
    said: Option<&Said<T>>,
    default: &T,
    words: impl Fn(&T) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    match said {
        Some(said) => write_line(key, &words(&said.value), &said.origin, out),
        None => write_line(key, &words(default), &"default", out),
    }
}

/// A setting that has none.
fn some<T>(
    key: &str,
    said: Option<&Said<T>>,
    words: impl Fn(&T) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    said.map_or(Ok(()), |said| write_line(key, &words(&said.value), &said.origin, out))
}

fn write_line(key: &str, value: &str, origin: &dyn Display, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{key}: {} # {}", visible(value), visible(&origin.to_string()))
}

const fn kind(reading: Reading) -> &'static str {
    match reading {
        Reading::Told => "told",
        Reading::Cable => "cable",
        Reading::Memo => "memo",
    }
}
