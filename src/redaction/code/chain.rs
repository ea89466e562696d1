//! Chains of codes: `B1,1.4(B),1.4(D), B5, B6` belong together and stand or fall together.

use super::token::{self, Force, Token};
use crate::redaction::near::{self, Edge};
use crate::span::Span;
use crate::text::Text;

/// Codes that stand side by side on a line.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) tokens: Vec<Token>,
    pub(super) span: Span,
}

impl Chain {
    /// How surely it is one: as surely as its surest code.
    pub(super) fn force(&self) -> Force {
        self.tokens.iter().map(|token| token.force).max().unwrap_or(Force::Follower)
    }
}

/// The chains of a text.
pub(super) fn chains(text: &Text) -> Vec<Chain> {
    join(text, token::around_places(text))
}

fn join(text: &Text, tokens: impl Iterator<Item = Token>) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for token in tokens {
        let open = chains.last_mut().filter(|chain| touches(text, chain.span.end, token.span.start));
        if token.force == Force::Follower && !open.as_ref().is_some_and(|chain| follows(chain)) {
            continue; // a country, an office
        }
        if let Some(chain) = open {
            chain.span = chain.span.cover(token.span);
            chain.tokens.push(token);
        } else {
            chains.push(Chain { span: token.span, tokens: vec![token] });
        }
    }
    chains
}

/// A statute is named behind exemption 3: `B3 CIA`.
fn follows(chain: &Chain) -> bool {
    chain.tokens.last().is_some_and(|token| token.code == "B3")
}

/// Only a comma, a blank or the like stands between.
fn touches(text: &Text, from: usize, to: usize) -> bool {
    let between = text.slice(Span::new(from, to));
    to - from <= 3 && between.chars().all(|letter| " ,;&/.".contains(letter))
}

/// How far the codes of a decision reach behind it.
const REACH: usize = 240;

/// The end of the codes that stand behind a decision, on its line or alone on the next two; `None`
/// where none do.
pub(in crate::redaction) fn chain_behind(text: &Text, at: usize) -> Option<usize> {
    let window = near::behind(text, at, REACH);
    let mut end = None;
    for chain in join(text, token::tokens(window, at)) {
        let gap = text.slice(Span::new(end.unwrap_or(at), chain.span.start));
        let bare = gap.trim().chars().all(|letter| ",.;-|I1l])(FO".contains(letter)) && gap.trim().len() <= 4;
        if !bare || near::line_ends(gap) > 1 || !is_whole(text, chain.span, gap) {
            break;
        }
        end = Some(chain.span.end);
    }
    end
}

/// A code on the next line stands alone there.
fn is_whole(text: &Text, span: Span, gap: &str) -> bool {
    let behind = near::edge_behind(text, span.end);
    let stroke = || {
        let tail = text.as_str().get(span.end..).unwrap_or_default();
        let rest = tail.trim_start_matches([',', '.', ';', ' ', 'I', '1', 'l', 'i', 'y', '-', '|']);
        rest.is_empty() || tail.len() - rest.len() <= 4 && rest.starts_with(['\n', '\r'])
    };
    near::line_ends(gap) == 0 || behind == Edge::Line || behind == Edge::Gap || stroke()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_chains_of_a_text_are_found(
            text in "([(]?[bBdjkPX1234567Il]{1,2}[).,/]?|25X|STAT|ARMS|EXP|PERS/|ORG| |INTL|CIA|B3|[ ,]|(INA|IRAN|FS ACT|\
                EXPORT CONTROL)|-HUM|3\\.4\\(b\\)|\n|[a-z]|é|[a-z ]{40}){0,12}"
        ) {
            let text = Text::decode(text.into_bytes());
            let spans = |chains: Vec<Chain>| chains.iter().map(|chain| (chain.span, chain.tokens.len())).collect::<Vec<_>>();
            let all = join(&text, token::tokens(text.as_str(), 0));
            prop_assert_eq!(spans(chains(&text)), spans(all));
        }
    }
}
