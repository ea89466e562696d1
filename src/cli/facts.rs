//! `cablelint facts`: everything a rule can point at.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::arguments::ListFormat;
use super::exit::{self, Exit, Failure};
use crate::fact::{AttributeInfo, Kind};
use crate::report::write_value;

/// List everything a rule can look at: facts and their attributes
#[derive(Debug, Args)]
#[command(after_help = exit::TABLE)]
pub(super) struct Arguments {
    /// Only this kind of fact
    #[arg(value_name = "FACT", value_parser = kind_named)]
    kind: Option<Kind>,

    /// For people, or one JSON list
    #[arg(long, default_value = "human")]
    format: ListFormat,
}

#[derive(Serialize)]
struct KindShape {
    name: &'static str,
    plural: &'static str,
    meaning: &'static str,
    part: Option<&'static str>,
    main: &'static str,
    attributes: Vec<AttributeShape>,
}

#[derive(Serialize)]
struct AttributeShape {
    name: &'static str,
    #[serde(rename = "type")]
    of: &'static str,
    meaning: &'static str,
    placed: bool,
}

impl Arguments {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Failure> {
        let wanted = |kind: &&Kind| self.kind.is_none_or(|wanted| wanted == **kind);
        let kinds = Kind::ALL.iter().filter(wanted).map(|&kind| KindShape::new(kind));
        match self.format {
            ListFormat::Json => {
                write_value(&kinds.collect::<Vec<_>>(), out)?;
                writeln!(out)?;
            }
            ListFormat::Human => {
                for kind in kinds {
                    kind.write(out)?;
                }
            }
        }
        Ok(Exit::Clean)
    }
}

fn kind_named(name: &str) -> Result<Kind, String> {
    let names = || Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    Kind::named(name).ok_or_else(|| format!("facts are {}", names()))
}

impl KindShape {
    fn new(kind: Kind) -> Self {
        Self {
            name: kind.name(),
            plural: kind.plural(),
            meaning: kind.meaning(),
            part: kind.part().map(crate::document::Part::name),
            main: kind.main(),
            attributes: kind.attributes().into_iter().map(AttributeShape::from).collect(),
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} (all: {}): {}", self.name, self.plural, self.meaning)?;
        if let Some(part) = self.part {
            writeln!(out, "  known where the document has the part: {part}")?;
        }
        let width = self.attributes.iter().map(|attribute| attribute.name.len()).max().unwrap_or(0);
        for attribute in &self.attributes {
            let main = if attribute.name == self.main { " (main)" } else { "" };
            let AttributeShape { name, of, meaning, .. } = attribute;
            writeln!(out, "  {name:<width$}  {of:<15}  {meaning}{main}")?;
        }
        writeln!(out)
    }
}

impl From<AttributeInfo> for AttributeShape {
    fn from(info: AttributeInfo) -> Self {
        Self { name: info.name, of: info.of.name(), meaning: info.meaning, placed: info.placed }
    }
}
