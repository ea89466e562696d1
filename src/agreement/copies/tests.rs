use super::*;

/// A copy of the cable `cable` with these marks of paragraphs 1, 2, ...
fn copy(cable: u64, banner: &str, captions: &[&str], marks: &[&str]) -> Showing {
    let shown = |word: &str| Shown { word: word.into(), span: Span::new(1, 2) };
    let marked = (1..).zip(0..).zip(marks).filter(|(_, mark)| !mark.is_empty());
    let mark = |((number, word), _)| Mark { matter: Matter::Paragraph(number), word, span: Span::new(1, 2) };
    Showing {
        cable: cable.to_le_bytes(),
        line: 7,
        banner: Some(banner).filter(|banner| !banner.is_empty()).map(shown),
        captions: captions.iter().map(|word| Shown { word: (*word).into(), span: Span::new(3, 4) }).collect(),
        whole_header: !captions.is_empty(),
        words: marks.iter().map(|mark| (*mark).into()).collect(),
        marks: marked.map(mark).collect(),
        face: Span::new(5, 6),
    }
}

fn add(copies: &mut Copies, copy: &Showing, file: u32) -> Vec<(Matter, String)> {
    let found = copies.add(copy, file, |file| file.to_string());
    found.into_iter().map(|one| (one.matter, format!("{} {} {}", one.file, one.there, one.here))).collect()
}

#[test]
fn what_is_kept_is_read_again_gaps_and_all() {
    let marks: Vec<(u16, u32)> =
        [(0, 9), (1, 1), (2, 1), (5, 2), (6, 1), (7, 128), (8, 65_536), (999, u32::MAX)].into();
    for marks in [marks, Vec::new(), [(1, 1)].into()] {
        let numbers = Numbers { banner: 3, captions: u32::MAX, whole_header: true, marks };
        let mut bytes = Vec::new();
        numbers.write(&mut bytes);
        assert_eq!(Numbers::read(&bytes), numbers);
    }
}

#[test]
fn the_first_copy_that_shows_something_is_named_though_a_barer_one_came_before() {
    let mut copies = Copies::default();
    assert_eq!(add(&mut copies, &copy(1, "", &[], &[]), 0), []);
    assert_eq!(add(&mut copies, &copy(1, "SECRET", &[], &[]), 1), []);
    assert_eq!(add(&mut copies, &copy(1, "SECRET", &["SIPDIS"], &["(S)", "", "(U)"]), 2), []);
    assert_eq!(
        add(&mut copies, &copy(1, "UNCLASSIFIED", &["NODIS", "SIPDIS"], &["(S)", "(C)", "(S)"]), 3),
        [
            (Matter::Banner, "1 SECRET UNCLASSIFIED".to_owned()),
            (Matter::Captions, "2 SIPDIS NODIS, SIPDIS".to_owned()),
            (Matter::Paragraph(3), "2 (U) (S)".to_owned()),
        ]
    );
}

#[test]
fn a_release_list_is_one_caption_though_it_has_commas() {
    let mut copies = Copies::default();
    add(&mut copies, &copy(1, "SECRET", &["REL TO USA, GBR", "SIPDIS"], &[]), 0);
    assert_eq!(
        add(&mut copies, &copy(1, "SECRET", &["REL TO USA, GBR"], &[]), 1),
        [(Matter::Captions, "0 REL TO USA, GBR, SIPDIS REL TO USA, GBR".to_owned())]
    );
    let found =
        copies.add(&copy(1, "SECRET", &["NODIS", "REL TO USA, GBR", "SIPDIS"], &[]), 2, |_| String::new());
    assert_eq!(found.len(), 1);
}

#[test]
fn a_mark_that_only_the_second_copy_shows_is_compared_with_the_third() {
    let mut copies = Copies::default();
    assert_eq!(add(&mut copies, &copy(1, "SECRET", &[], &["(S)"]), 0), []);
    assert_eq!(add(&mut copies, &copy(1, "SECRET", &[], &["(S)", "(U)"]), 1), []);
    assert_eq!(
        add(&mut copies, &copy(1, "SECRET", &[], &["(S)", "(C)"]), 2),
        [(Matter::Paragraph(2), "1 (U) (C)".to_owned())]
    );
}

#[test]
fn copies_without_number_cost_no_more_than_a_few() {
    let mut copies = Copies::default();
    for file in 0..5_000 {
        add(&mut copies, &copy(1, if file % 2 == 0 { "SECRET" } else { "" }, &[], &["(S)"]), file);
    }
    assert!(copies.kept.len() <= usize::from(KEPT));
    assert!(copies.numbers.len() < 100, "{}", copies.numbers.len());
}

#[test]
fn a_cable_costs_some_forty_bytes() {
    let mut copies = Copies::default();
    let marks = ["(SBU)", "(U)", "(SBU)", "(SBU)", "(C)", "(C)", "(C/NF)", "(C)", "(SBU)", "(U)"];
    for cable in 0..20_000_u32 {
        add(&mut copies, &copy(cable.into(), "CONFIDENTIAL", &["SIPDIS"], &marks), cable);
    }
    let entry = size_of::<([u8; 8], u8)>() + size_of::<Kept>();
    let bytes = copies.kept.len() * entry + copies.numbers.len();
    assert!(bytes < 20_000 * 48, "{bytes}");
}

#[test]
fn words_are_told_apart_however_many_there_are() {
    let mut copies = Copies::default();
    for cable in 0..70_000_u32 {
        add(&mut copies, &copy(cable.into(), "", &[], &[&format!("(S//{cable})")]), cable);
    }
    add(&mut copies, &copy(70_000, "SECRET", &["NODIS"], &["(TS)"]), 70_000);
    assert_eq!(
        add(&mut copies, &copy(70_000, "TOP SECRET", &["SIPDIS"], &["(TS//X)"]), 70_001),
        [
            (Matter::Banner, "70000 SECRET TOP SECRET".to_owned()),
            (Matter::Captions, "70000 NODIS SIPDIS".to_owned()),
            (Matter::Paragraph(1), "70000 (TS) (TS//X)".to_owned()),
        ]
    );
}

#[test]
fn a_long_list_of_captions_is_compared_whole() {
    let captions: Vec<String> = (0..1_000).map(|number| format!("REL TO {number:04}")).collect();
    let mut captions: Vec<&str> = captions.iter().map(String::as_str).collect();
    let mut copies = Copies::default();
    add(&mut copies, &copy(1, "", &captions, &[]), 0);
    assert_eq!(add(&mut copies, &copy(1, "", &captions, &[]), 1), []);
    let last = captions.pop();
    let found = add(&mut copies, &copy(1, "", &captions, &[]), 2);
    let words = found.first().map_or("", |(_, words)| words);
    assert!(found.len() == 1 && words.starts_with("0 REL TO 0000, REL TO 0001, "), "{last:?}: {found:?}");
}
