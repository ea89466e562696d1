//! What holds of any input, tried on inputs that proptest makes up: see `invariants` for what is
//! asserted. Case counts are small; the fuzz targets (`fuzz/`) try the same for as long as one likes.

use cablelint::text::Text;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

use crate::checking::{self, ENCODINGS, LINE_ENDS, WELL_FORMED, fixture, utf16};
use crate::invariants;

/// Characters of one to four bytes in UTF-8, one and two units in UTF-16, and all line ends.
const CHARACTERS: &str = "[a-c¶é’\u{200b}漢😀𝔸 \n\r\t]{0,60}";

/// So many cases from a fixed seed: a run of the tests repeats the one before it. Other cases are tried
/// by `PROPTEST_RNG_SEED=N PROPTEST_CASES=N cargo test --test it properties`.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(13_526),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { count };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..asked }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn an_offset_leads_back_to_the_bytes_of_its_character(content in CHARACTERS, (name, encode) in select(ENCODINGS)) {
        prop_assume!(!content.starts_with('\u{feff}'));
        let bytes = encode(&content);
        let text = Text::decode(bytes.clone());
        prop_assert_eq!(text.as_str(), &content, "{}", name);
        for (at, character) in content.char_indices() {
            let from = text.file_offset(at);
            let to = text.file_offset(at + character.len_utf8());
            prop_assert_eq!(&bytes[from..to], own_bytes(character, name), "{} at {}", name, at);
        }
        invariants::decode(&bytes);
    }

    #[test]
    fn windows_1252_has_a_byte_a_character(tail in vec(0x20_u8..=0xFF, 0..60), head in "[a-z]{0,1100}") {
        // A lone continuation byte is no UTF-8; the head carries the offsets past a block of counts.
        let bytes = [head.as_bytes(), &[0x92], &tail].concat();
        let text = Text::decode(bytes.clone());
        for (index, (at, _)) in text.as_str().char_indices().enumerate() {
            prop_assert_eq!(text.file_offset(at), index);
        }
        prop_assert_eq!(text.as_str().chars().count(), bytes.len());
        invariants::decode(&bytes);
    }

    #[test]
    fn any_bytes_are_a_text(bytes in vec(any::<u8>(), 0..300)) {
        invariants::decode(&bytes);
        invariants::cable(&bytes);
    }

    #[test]
    fn any_string_is_a_mark_or_none(text in "[(]?[A-Z/ -]{0,12}[)]?.{0,12}|.{0,40}|[(]{1,3}(SBU|U|C|S//NF|REL TO )[)/ ]{0,4}.{0,6}") {
        invariants::marking(&text);
    }

    #[test]
    fn any_string_is_a_marking(
        tokens in vec(prop_oneof![
            select(vec!["TS", "SECRET", "//", "/", ",", " ", "-", "SI-G", "TK", "SAR-", "RD-SG", "14", "FGI", "JOINT",
                "REL TO", "USA", "GBR", "FVEY", "EYES ONLY", "NOFORN", "NF", "SBU-NF", "CUI", "SP-", "PRVCY", "AND",
                "ACCM-", "X1", "ABCD", "(", ")", "\u{430}", "\u{200b}", "ß", "\u{ff33}"]).prop_map(str::to_owned),
            ".{0,5}",
        ], 0..12),
    ) {
        invariants::grammar(&tokens.concat());
    }

    #[test]
    fn any_yaml_is_a_rule_set_or_defects(lines in vec(yaml_line(), 0..14)) {
        invariants::rule_file(&format!("rules:\n{}", lines.concat()));
        invariants::rule_file(&lines.concat());
    }

    #[test]
    fn a_damaged_rule_file_is_refused_or_read(at in any::<Index>(), length in 0_usize..40, put in ".{0,6}") {
        let rule = cablelint::pack::files("state-cable").unwrap()[0].1;
        let file: String = rule.split_inclusive('\n').take(70).collect();
        invariants::rule_file(&spliced(&file, at, length, &put));
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn lines_cut_doubled_and_shuffled_are_read_all_the_same(
        name in select(WELL_FORMED),
        edits in vec((0_u8..4, any::<Index>(), any::<Index>()), 1..12),
        (_, encode) in select(ENCODINGS),
        end in select(LINE_ENDS),
    ) {
        let text = fixture(name);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        damage(&mut lines, &edits);
        invariants::cable(&encode(&lines.join(end)));
    }

    #[test]
    fn a_character_put_anywhere_is_read_all_the_same(name in select(WELL_FORMED), at in any::<Index>(), length in 0_usize..30, put in ".{0,4}") {
        invariants::cable(spliced(&fixture(name), at, length, &put).as_bytes());
    }

    #[test]
    fn line_ends_do_not_change_what_is_found(
        name in select(WELL_FORMED),
        edits in vec((0_u8..4, any::<Index>(), any::<Index>()), 1..8),
    ) {
        let text = fixture(name);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        damage(&mut lines, &edits);
        let found = |end: &str| checking::findings(lines.join(end).as_bytes());
        for end in &LINE_ENDS[1..] {
            prop_assert_eq!(found("\n"), found(end), "LF and {:?}", end);
        }
    }
}

/// How a character is written in an encoding of [`ENCODINGS`].
fn own_bytes(character: char, encoding: &str) -> Vec<u8> {
    let text = character.to_string();
    match encoding {
        name if name.starts_with("UTF-16LE") => utf16(&text, u16::to_le_bytes),
        name if name.starts_with("UTF-16BE") => utf16(&text, u16::to_be_bytes),
        _ => text.into_bytes(),
    }
}

/// Each edit drops, doubles, swaps or halves a line.
fn damage(lines: &mut Vec<String>, edits: &[(u8, Index, Index)]) {
    for (kind, first, second) in edits {
        damage_line(lines, *kind, *first, *second);
    }
}

fn damage_line(lines: &mut Vec<String>, kind: u8, first: Index, second: Index) {
    if lines.is_empty() {
        return;
    }
    let (first, second) = (first.index(lines.len()), second.index(lines.len()));
    match kind {
        0 => drop(lines.remove(first)),
        1 => lines.insert(second, lines[first].clone()),
        2 => lines.swap(first, second),
        _ => {
            let half = lines[first].chars().count() / 2;
            lines[first] = lines[first].chars().take(half).collect();
        }
    }
}

/// The text with `put` in place of `length` characters.
fn spliced(text: &str, at: Index, length: usize, put: &str) -> String {
    let at = at.index(text.chars().count() + 1);
    let (before, after) = (text.chars().take(at), text.chars().skip(at + length));
    before.chain(put.chars()).chain(after).collect()
}

/// A line of a rule file, or of what a user may take for one.
fn yaml_line() -> impl Strategy<Value = String> {
    let lines = [
        "  - id: mine\n",
        "    summary: one\n",
        "    severity: error\n",
        "    severity: [error]\n",
        "    basis: [a]\n",
        "    for: portion\n",
        "    for: [portion]\n",
        "    needs: [banner, banner]\n",
        "    when: { level: present, any: [] }\n",
        "    forbid: { level: { above: banner.level } }\n",
        "    require: { mark: { matches: \"(\" } }\n",
        "    procedure: { name: paragraph-sequence, with: { report: gap } }\n",
        "    in-force: { from: 2009-02-30, until: 1 }\n",
        "    message: \"{mark} {} {banner.text\"\n",
        "    help: fix it\n    explain: why\n",
        "    examples: [{ kind: cable, text: x, flagged: x }, { kind: cable, text: x, clean: true }]\n",
        "extends: [state-cable, ./other.yaml, register]\n",
        "register:\n  levels: [{ symbol: U, name: U, words: [U], letters: [U] }]\n",
        "override: { mine: { severity: note, id: other } }\n",
        "rules: &a [*a]\n",
        "\u{feff}---\n",
    ];
    prop_oneof![4 => select(lines.map(str::to_owned).to_vec()), 1 => "[ \\-a-z:{}\\[\\]&*!|>'\"#%@`,?\t]{0,20}\n"]
}
