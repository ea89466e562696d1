//! What `parse` prints of redactions and release stamps.

use std::io::{self, Write};

use serde::Serialize;

use crate::document::Traces;
use crate::redaction::{ExemptionCode, Redaction, ReleaseStamp};
use crate::report::safe::visible;
use crate::span::Span;
use crate::text::Text;

/// A mark that stands where text was taken out; `amount` is what it states.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RedactionShape {
    kind: &'static str,
    text: String,
    codes: Vec<String>,
    amount: Option<String>,
    line: usize,
    column: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ReleaseShape {
    date: Option<String>,
    decision: Option<&'static str>,
    stamps: Vec<StampShape>,
    codes: Vec<CodeShape>,
}

#[derive(Clone, Debug, Serialize)]
struct StampShape {
    form: &'static str,
    decision: Option<&'static str>,
    case: Option<String>,
    document: Option<String>,
    date: Option<String>,
    line: usize,
}

#[derive(Clone, Debug, Serialize)]
struct CodeShape {
    code: String,
    system: &'static str,
    #[serde(rename = "where")]
    place: &'static str,
    line: usize,
}

/// The redactions, in the order of the text.
pub(super) fn redactions(text: &Text, traces: &Traces) -> Vec<RedactionShape> {
    let shape = |redaction: &Redaction| {
        let start = text.position(redaction.span.start);
        RedactionShape {
            kind: redaction.kind.name(),
            text: text.slice(redaction.span).to_owned(),
            codes: redaction.codes.clone(),
            amount: redaction.amount.map(|amount| text.slice(amount).to_owned()),
            line: start.line,
            column: start.column,
        }
    };
    traces.redactions.iter().map(shape).collect()
}

impl RedactionShape {
    pub(super) fn write_human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { kind, text, codes, line, .. } = self;
        let codes = codes.join(" ");
        writeln!(out, "  {:<12}{kind} {} {codes} line {line}", "redaction", visible(text))
    }
}

impl ReleaseShape {
    /// What the traces say of the release; `None` where no stamp and no code stands.
    pub(super) fn new(text: &Text, traces: &Traces) -> Option<Self> {
        let line = |span: Span| text.position(span.start).line;
        let stamp = |stamp: &ReleaseStamp| StampShape {
            form: stamp.form.name(),
            decision: stamp.decision.map(|(decision, _)| decision.name()),
            case: stamp.case.as_ref().map(|word| word.text.clone()),
            document: stamp.document.as_ref().map(|word| word.text.clone()),
            date: stamp.date.map(|date| date.to_string()),
            line: line(stamp.span),
        };
        let code = |code: &ExemptionCode| CodeShape {
            code: code.code.clone(),
            system: code.system.name(),
            place: code.place.name(),
            line: line(code.span),
        };
        (!traces.stamps.is_empty() || !traces.codes.is_empty()).then(|| Self {
            date: traces.release_date().map(|date| date.to_string()),
            decision: traces.decision().map(|(decision, _)| decision.name()),
            stamps: traces.stamps.iter().map(stamp).collect(),
            codes: traces.codes.iter().map(code).collect(),
        })
    }

    pub(super) fn write_human(&self, out: &mut dyn Write) -> io::Result<()> {
        for StampShape { form, decision, date, line, .. } in &self.stamps {
            let said = [Some(*form), *decision, date.as_deref()];
            let said: Vec<&str> = said.into_iter().flatten().collect();
            writeln!(out, "  {:<12}{}  line {line}", "stamp", said.join(", "))?;
        }
        for CodeShape { code, place, line, .. } in &self.codes {
            writeln!(out, "  {:<12}{}  {place}, line {line}", "exemption", visible(code))?;
        }
        Ok(())
    }
}
