#![allow(clippy::unwrap_used)]
use super::*;

/// Kind and text of each hidden stretch.
fn found(content: &str) -> Vec<(&'static str, String)> {
    let text = Text::decode(content.into());
    hidden(&text).iter().map(|one| (one.kind.name(), text.slice(one.span).to_owned())).collect()
}

/// Each text hides exactly one stretch, with words.
fn hides(kind: &str, cases: &[(&str, &str)]) {
    for (content, stretch) in cases {
        assert_eq!(found(content), [(kind, (*stretch).to_owned())], "{content:?}");
    }
}

fn nothing(cases: &[&str]) {
    for content in cases {
        assert_eq!(found(content), [], "{content:?}");
    }
}

#[test]
fn characters_without_width() {
    hides(
        "zero-width",
        &[
            ("net\u{200b}work", "\u{200b}"),
            ("n\u{200b}e\u{2060}t work", "\u{200b}e\u{2060}"),
            ("the end\u{200b}\u{200c}\u{200d}", "\u{200b}\u{200c}\u{200d}"),
            ("a\u{ad}\u{ad}b", "\u{ad}\u{ad}"),
            ("\u{1f44d}\u{fe0f}\u{e0101}\u{e0102}", "\u{e0101}\u{e0102}"),
            ("free \u{e0068}\u{e0061}", "\u{e0068}\u{e0061}"),
            ("free\u{3164}men", "\u{3164}"),
        ],
    );
    nothing(&[
        "\u{feff}SECRET",
        "co\u{ad}opera\u{ad}\ntion",
        "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
        "\u{0915}\u{094d}\u{200d}\u{0937}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f}\u{200d}\u{1f525} 1\u{fe0f}\u{20e3}",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} flag",
        "\u{0e01}\u{0e32}\u{200b}\u{0e23}",
        "one\n\u{200b}\ntwo",
        "10\u{a0}km\u{2009}north\u{3000}",
    ]);
}

#[test]
fn bytes_of_a_picture_are_no_characters() {
    let count = |bytes: &[u8]| hidden(&Text::decode(bytes.to_vec())).len();
    assert_eq!(count(b"se\xad cret"), 0, "a word may be broken");
    assert_eq!(count(b"a line, se \xad\xad cret"), 1);
    assert_eq!(count(b"GIF\0\0 a line, se \xad\xad cret \xff"), 0);
}

#[test]
fn controls_of_direction() {
    hides(
        "bidirectional",
        &[
            ("the \u{202e}dne eht\u{202c} of it", "\u{202e}dne eht\u{202c}"),
            ("a\u{200e}b", "\u{200e}"),
            ("\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}abc", "\u{202e}"),
        ],
    );
    nothing(&["the paper \u{2067}\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{2069}\u{200e} said so"]);
}

#[test]
fn letters_that_look_alike() {
    hides(
        "look-alike",
        &[
            ("the n\u{435}tw\u{43e}rk", "\u{435}tw\u{43e}"),
            ("UNCL\u{410}S", "\u{410}"),
            ("\u{455}\u{435}\u{441}r\u{435}t", "\u{455}\u{435}\u{441}r\u{435}"),
            ("N\u{39f}", "\u{39f}"),
        ],
    );
    nothing(&[
        "\u{41c}\u{43e}\u{441}\u{43a}\u{432}\u{430}",
        "\u{422}\u{410}\u{421}\u{421}C", // one Latin letter in a Cyrillic word
        "SMS\u{43a}\u{438}",
        "h\u{3bd}, \u{3b1}/\u{3b2}, \u{394}t, \u{3bc}m, k\u{3a9}",
        "caf\u{e9} na\u{ef}ve",
    ]);
}

#[test]
fn comments() {
    hides(
        "comment",
        &[
            ("a<!-- told by Hakala -->b", "<!-- told by Hakala -->"),
            ("a<!-- <b hidden>told</b> by\nHakala -->b", "<!-- <b hidden>told</b> by\nHakala -->"),
            ("a <!-- open\nto the end", "<!-- open\nto the end"),
            ("one\n[//]: # (told by Hakala)\ntwo", "[//]: # (told by Hakala)"),
            ("[comment]: <> \"told by Hakala\"", "[comment]: <> \"told by Hakala\""),
        ],
    );
    nothing(&["a <- b --> c <! d", "[1]: the first note", "[sic]: so it says"]);
}

#[test]
fn targets_of_links() {
    hides(
        "link-target",
        &[
            ("[SENV](http://example.org/hakala),", "http://example.org/hakala"),
            ("[a](mailto:hakala@example.org)", "mailto:hakala@example.org"),
            ("[a](notes_(old)/hakala.html \"x\")", "notes_(old)/hakala.html"),
            ("[a](# \"told by Hakala\")", "told by Hakala"),
            ("[![x](#)](http://example.org/h)", "http://example.org/h"),
            ("see\n[1]: http://example.org/hakala", "[1]: http://example.org/hakala"),
            ("<a class=x href='http://h.example'>here</a>", "<a class=x href='http://h.example'>"),
            ("<A HREF=h.html>here</A>", "<A HREF=h.html>"),
            ("<a href=\"#told by Hakala\">here</a>", "<a href=\"#told by Hakala\">"),
            ("<a href=#hakala>here</a>", "<a href=#hakala>"),
            ("[the clerk](#hakala)", "#hakala"),
            ("[the clerk](#told-by-hakala 'x')", "#told-by-hakala"),
            ("[up](#top \"told by Hakala\")", "told by Hakala"),
        ],
    );
    nothing(&[
        "[PARM](#) [note](#_ftn1)",
        "[Excised](b)(6) [x](1.4(D)) [the minister](now retired) [he](him/her)",
        "<a href=\"#\">PARM</a> <a name=x>y</a>",
        "<a href=\"#top\">Back to top</a> [the list](#annex-of-ships) [Dues](#dues)\n\n# Annex of ships\n",
        "<a href=#crew>the sailors</a> <h2 id=crew>x</h2>",
        "[seen](#hakala told so",
        "[www.example.org](http://www.example.org/) [a@example.org](mailto:a@example.org)",
        "<a href=\"https://example.org\">example.org</a>",
        "the list <http://example.org/list> of <hakala@example.org> <mailto:hakala@example.org>",
    ]);
}

#[test]
fn elements_that_are_not_shown() {
    let styles = [
        "style=\"display: none\"",
        "style='VISIBILITY:HIDDEN;'",
        "style=\"font-size:0\"",
        "style=\"font-size: 1px !important\"",
        "style=\"color:#fff\"",
        "style=\"color: rgb(255, 255, 255)\"",
        "style=\"color:rgba(0,0,0,0)\"",
        "style=\"color:#000;background:#000000\"",
        "style=\"background-color: black\"",
        "style=\"color:navy;background:navy url(x.png)\"",
        "style=\"position:absolute;left:-9999px\"",
        "style=\"height:0;overflow:hidden\"",
        "style=\"opacity:0\"",
        "style=\"mso-hide:all\"",
        "color=white",
        "hidden",
    ];
    for style in styles {
        let element = format!("<span {style}>told by <span>Hakala</span></span>");
        assert_eq!(found(&format!("a {element} b")), [("invisible-span", element)], "{style}");
    }
    nothing(&[
        "<span style=\"color:white;background:#003366\">told by Hakala</span>",
        "<span style=\"color:#333;font-size:10px\">told by Hakala</span>",
        "<font color=\"#FF0000\">told by Hakala</font>",
        "<p style=\"display:block;opacity:0.9;text-indent:-24px\">told by Hakala</p>",
        "A < b and c > d hold; <b> <JFK ASSASSINATION>",
    ]);
    let open = "x <p hidden>told by\nHakala\n\nand so on";
    assert_eq!(found(open), [("invisible-span", "<p hidden>told by\nHakala\n".to_owned())]);
}

/// Base64 of made-up text.
const RUN: &str = "VGhlIHNlY29uZCB0YWJsZSB3YXMgc2V0IHdpdGggdGhlIHdyb25nIGNvbHVtbiBoZWFkcy4g\n\
    SSBoYXZlIGFza2VkIHRoZSBwcmludGVyIHRvIHdhaXQgZm9yIGEgY2xlYW4gY29weSBhbmQg\nd2lsbA==";

#[test]
fn runs_of_base64() {
    for end in ["\n", "\r\n"] {
        let run = RUN.replace('\n', end);
        assert_eq!(found(&format!("name: x.doc{end}{end}{run}{end}End")), [("base64", run.clone())]);
    }
    let text = Text::decode(RUN.into());
    assert!(hidden(&text).iter().all(|one| one.wordy));
    nothing(&[
        &format!("-----BEGIN PGP SIGNATURE-----\nVersion: 1\n\n{RUN}\n-----END PGP SIGNATURE-----"),
        &format!("see http://example.org/x?y={}", RUN.replace('\n', "")),
        &"XXXXXXXXXX".repeat(20),
        &"0123456789abcdef".repeat(20),
        &"=".repeat(200),
        "the Ministries/Departments/Agencies of Trade/Industry/Agriculture/Fisheries/Energy/Transport2/Finance3/Justice4",
    ]);
}

#[test]
fn what_is_hidden_in_hidden_words_is_one_finding() {
    let inside = "<!-- t\u{43e}ld\u{200b} by [Hakala](http://example.org) -->";
    assert_eq!(found(inside), [("comment", inside.to_owned())]);
    assert_eq!(found("<!-- \u{200b} -->").len(), 2);
}

/// Each would take very long if the end of a tag, a link or a title were looked for from every place anew.
#[test]
fn long_lines_of_beginnings_are_read_once() {
    for beginning in [
        "](",
        "[](x",
        "[](# \"",
        "[](# '\"",
        "<a href=\"",
        "<a \"<b '",
        "<!--",
        "<b hidden>",
        "[a]: #",
        "aB3+",
    ] {
        let content = beginning.repeat(500_000 / beginning.len());
        assert!(found(&content).len() <= 2, "{beginning}");
    }
}
