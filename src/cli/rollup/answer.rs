//! What `rollup` prints of one document.

use std::io::{self, Write};

use serde::Serialize;

use super::slips::Slip;
use crate::marking::{Reason, RollUp, Style};
use crate::register::Register;
use crate::report::safe::visible;
use crate::report::write_value;

/// What cannot be known from `(S//REL)` alone.
const LIST_UNKNOWN: &str = "no mark has the list of countries that REL stands for";

/// One document's answer.
pub(super) struct Answer<'a> {
    pub(super) marks: &'a [&'a str],
    pub(super) style: Style,
    pub(super) rolled: &'a RollUp,
    pub(super) slips: &'a [Slip],
    pub(super) register: &'a Register,
}

/// One document, as machines read it.
#[derive(Serialize)]
struct AnswerShape<'a> {
    input: &'a [&'a str],
    style: &'static str,
    banner: Option<String>,
    captions: &'a [String],
    reasons: Vec<&'a str>,
    flaws: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl Answer<'_> {
    pub(super) fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let left_out = self.slips.iter().filter(|slip| slip.left_out);
        let mut errors: Vec<String> = left_out.map(|slip| self.slip(slip)).collect();
        errors.extend(self.list_is_unknown().then(|| LIST_UNKNOWN.to_owned()));
        let shape = AnswerShape {
            input: self.marks,
            style: match self.style {
                Style::Ic => "ic",
                Style::State => "state",
            },
            banner: self.rolled.line(self.register),
            captions: &self.rolled.captions,
            reasons: self.rolled.reasons.iter().map(|reason| reason.text.as_str()).collect(),
            flaws: self.slips.len(),
            error: Some(errors.join("; ")).filter(|error| !error.is_empty()),
        };
        write_value(&shape, out)?;
        out.write_all(b"\n")
    }

    /// The banner line, its captions, and the steps; then what is wrong with the marks.
    pub(super) fn write_human(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.rolled.line(self.register) {
            Some(line) => writeln!(out, "{}", visible(&line))?,
            None if self.list_is_unknown() => writeln!(out, "no banner line: {LIST_UNKNOWN}")?,
            None => writeln!(out, "no banner line: no mark has a level that can be read")?,
        }
        for caption in &self.rolled.captions {
            writeln!(out, "{}", visible(caption))?;
        }
        writeln!(out)?;
        for (number, reason) in self.rolled.reasons.iter().enumerate() {
            self.step(number + 1, reason, out)?;
        }
        for slip in self.slips {
            writeln!(out, "  !  {}", visible(&self.slip(slip)))?;
        }
        if !self.slips.is_empty() {
            writeln!(
                out,
                "     An ill-formed mark counts as far as it can be read: the banner may be too low."
            )?;
        }
        Ok(())
    }

    /// Every mark leaves its list of countries to the banner line, which is what is looked for.
    pub(super) fn list_is_unknown(&self) -> bool {
        self.rolled.banner.is_some() && self.rolled.line(self.register).is_none()
    }

    fn step(&self, number: usize, reason: &Reason, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{number:>3}. {}", visible(&reason.text))?;
        let marks: Vec<&str> = reason
            .portions
            .iter()
            .filter_map(|&index| self.marks.get(index))
            .map(|mark| mark.trim())
            .collect();
        if !marks.is_empty() {
            writeln!(out, "     from {}", visible(&marks.join(" ")))?;
        }
        if !reason.basis.is_empty() {
            writeln!(out, "     {}", reason.basis)?;
        }
        Ok(())
    }

    /// `mark 2, (S//NOFRN): `NOFRN` is no known control`.
    fn slip(&self, slip: &Slip) -> String {
        let mark = self.marks.get(slip.portion).map_or("", |mark| mark.trim());
        format!("mark {}, {mark}: {}", slip.portion + 1, slip.text)
    }
}
