//! The `cablelint` program.
#![allow(clippy::print_stdout, clippy::unwrap_used)]
use cablelint::{document, register::Register, text::Text};
fn main() {
    let register = Register::builtin();
    let debug = std::env::var("FULL").is_ok();
    for path in std::env::args().skip(1) {
        let text = Text::decode(std::fs::read(&path).unwrap());
        let documents = document::split(&text, &register);
        for document in &documents {
            if std::env::var("MARKS").is_ok() {
                for p in &document.portions {
                    println!("{}\t{}\t{}", path, text.position(p.marking.span.start).line, p.marking.text);
                }
                continue;
            }
            if debug {
                println!("{document:#?}");
            }
            let banner = document.banner.as_ref();
            println!(
                "{path}\t{}\t{}\t{:?}\t{:?}\t{}",
                document.copy.name(),
                banner
                    .and_then(|b| Some(format!(
                        "{:02}{}{}",
                        document.written.map_or(99, |w| w.year() % 100),
                        b.post.as_ref()?.name,
                        b.serial?.value
                    )))
                    .unwrap_or_default(),
                document.parts.iter().map(|p| p.name()).collect::<Vec<_>>(),
                document
                    .paragraphs
                    .iter()
                    .map(|p| format!(
                        "{}{}",
                        p.number.value,
                        p.marking.as_ref().map_or(String::new(), |m| format!("({})", m.text))
                    ))
                    .collect::<Vec<_>>()
                    .join(" "),
                document.signature.map_or("", |s| text.slice(s))
            );
        }
        if documents.is_empty() {
            println!("{path}\tNONE {:?}", document::stray_marks(&text, &register).len());
        }
    }
}
