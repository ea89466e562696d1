//! The head of the page and its script: what the browser is allowed to do.
//!
//! The policy (Content Security Policy, level 2) names the one style and the one script by the hash of
//! their text. Whatever might get into the page in spite of the escaping would neither run nor load.

use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Everything before the body.
pub(super) fn head() -> String {
    let (style, script) = (text(STYLE), text(SCRIPT));
    let (style_hash, script_hash) = (hash(&style), hash(&script));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{style_hash}'; \
         script-src '{script_hash}'; base-uri 'none'; form-action 'none'\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <meta name=\"color-scheme\" content=\"light dark\" />\n\
         <meta name=\"referrer\" content=\"no-referrer\" />\n\
         <title>cablelint: audit of markings</title>\n<style>{style}</style>\n</head>\n"
    )
}

/// The script, as the last element of the body.
pub(super) fn script() -> String {
    format!("<script>{}</script>\n", text(SCRIPT))
}

/// A file as browsers hash it: they read every line end as a line feed.
fn text(file: &str) -> String {
    file.replace('\r', "")
}

/// `sha256-` and the hash in base64.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

/// Base64 with padding (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    let mut encoded = String::new();
    for chunk in bytes.chunks(3) {
        let three = chunk.iter().chain(&[0, 0]).take(3).fold(0u32, |bits, &byte| bits << 8 | u32::from(byte));
        for place in 0..4usize {
            let bits = three >> (18 - 6 * place) & 63;
            encoded.push(if place <= chunk.len() { digit(bits) } else { '=' });
        }
    }
    encoded
}

fn digit(bits: u32) -> char {
    let (first, offset) = match bits {
        0..=25 => ('A', bits),
        26..=51 => ('a', bits - 26),
        52..=61 => ('0', bits - 52),
        62 => ('+', 0),
        _ => ('/', 0),
    };
    char::from_u32(u32::from(first) + offset).unwrap_or('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_its_standard() {
        let pairs = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
        for (plain, encoded) in pairs {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xbf]), "+/+/");
    }

    #[test]
    fn the_hash_of_nothing_is_the_known_one() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    /// Either would end its element early.
    #[test]
    fn style_and_script_hold_no_end_of_an_element() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
