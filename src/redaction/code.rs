//! Exemption codes: the reason of a redaction, as `B6`, `(b)(7)(C)`, `1.4(D)`, `(k)(2)`, `25X1`, `STAT`.

mod chain;
mod context;
mod token;

use super::ReleaseStamp;
use crate::span::Span;
use crate::text::Text;

pub(super) use chain::chain_behind;
use context::Context;

/// One code that says why something was withheld.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExemptionCode {
    /// The code with its brackets.
    pub span: Span,
    /// In one spelling: `B6`, `B7(C)`, `1.4(D)`, `(k)(2)`, `25X1`, `STATINTL`, `CIA PERS/ORG`.
    pub code: String,
    /// Whose list it is on.
    pub system: CodeSystem,
    /// Where it stands.
    pub place: CodePlace,
    /// The list has it.
    pub known: bool,
    /// It is read although it was misread by a scanner: `B61`, `1,4(D)`.
    pub slip: bool,
}

/// Whose list of exemptions a code is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeSystem {
    /// 5 U.S.C. 552(b): `B1` to `B9`.
    #[default]
    Foia,
    /// 5 U.S.C. 552a: `(d)(5)`, `(j)(1)`, `(k)(1)` to `(k)(7)`.
    PrivacyAct,
    /// A paragraph of the order on classification: `1.4(A)` to `1.4(H)`, `1.5(A)` and on before 2003.
    Order,
    /// State's names of (b)(3) statutes: `ARMSEXP`, `FS ACT`.
    State,
    /// CIA's labels: `25X1`, `25X1A`, `STAT`, `STATINTL`.
    Cia,
    /// NARA's codes of a withdrawal.
    Nara,
}

/// Where a code stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodePlace {
    /// In the line of the text, in place of what was taken out or behind it.
    #[default]
    Text,
    /// Alone on a line or at the edge of a page.
    Margin,
    /// In the release stamp, behind the decision.
    Stamp,
    /// Inside the brackets of a redaction.
    Redaction,
}

impl CodeSystem {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Foia => "foia",
            Self::PrivacyAct => "privacy-act",
            Self::Order => "order",
            Self::State => "state",
            Self::Cia => "cia",
            Self::Nara => "nara",
        }
    }
}

impl CodePlace {
    /// The name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Margin => "margin",
            Self::Stamp => "stamp",
            Self::Redaction => "redaction",
        }
    }
}

/// False where nothing in a text looks like a code, whatever stands around it.
pub fn may_stand(text: &Text) -> bool {
    !chain::chains(text).is_empty()
}

/// The codes of a text, in order; `stamps` are those of the same text. In a released text a code may
/// stand bare at the edge of a page; elsewhere `B6` is a vitamin and `B1` a visa.
pub fn codes(text: &Text, stamps: &[ReleaseStamp]) -> Vec<ExemptionCode> {
    let chains = chain::chains(text);
    if chains.is_empty() {
        return Vec::new();
    }
    let mut context = Context::new(text, stamps);
    context.released = !stamps.is_empty() || chains.iter().any(|chain| context.is_label(chain));
    let mut codes = Vec::new();
    for chain in &chains {
        if let Some(place) = context.place(chain) {
            codes.extend(chain.tokens.iter().map(|token| ExemptionCode {
                span: token.span,
                code: token.code.clone(),
                system: token.system,
                place,
                known: token.known,
                slip: token.slip,
            }));
        }
    }
    codes
}

/// Codes in one spelling, one behind the other: `1.4(B), 1.4(D)`.
pub(super) fn spelt(text: &Text, span: Span) -> String {
    token::tokens(text.slice(span), span.start).map(|token| token.code).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
