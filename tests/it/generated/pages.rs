//! The rule pages: one a family, that is, one a file of `rules/`.

use std::fmt::Write as _;

use cablelint::pack;
use cablelint::report::safe::visible;
use cablelint::rule::{Example, Rule, RuleSet};
use cablelint::text::Encoding;

use super::{fenced, row};

/// A file of rules.
pub(crate) struct Family<'r> {
    /// Pack and name, without extension: `state-cable/banner`.
    pub(crate) name: String,
    /// Its name as findings carry it.
    file: String,
    /// The comment at its top, one string a paragraph.
    preface: Vec<String>,
    /// The set that it belongs to.
    set: &'r RuleSet,
}

/// The files that hold rules, in the order of the set.
pub(crate) fn families(sets: &[RuleSet]) -> Vec<Family<'_>> {
    let of_set = |rules| {
        let files = pack::names().into_iter().flat_map(|name| pack::files(name).unwrap());
        files.filter_map(move |(file, content)| Family::new(rules, file, content))
    };
    let mut families: Vec<Family<'_>> = sets.iter().flat_map(of_set).collect();
    families.sort_by(|left, right| left.file.cmp(&right.file));
    families
}

impl<'r> Family<'r> {
    /// The family of a file, if the set has rules of it.
    fn new(set: &'r RuleSet, file: String, content: &str) -> Option<Self> {
        set.rules().iter().find(|rule| rule.file == file)?;
        let name = file.trim_start_matches("rules/").trim_end_matches(".yaml").to_owned();
        let comment = content.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
        let comment = comment.collect::<Vec<_>>().join("\n");
        let preface = comment.split("\n\n").map(|part| part.replace('\n', " ")).collect();
        Some(Self { name, file, preface, set })
    }

    fn rules(&self) -> Vec<&'r Rule> {
        self.set.rules().iter().filter(|rule| rule.file == self.file).collect()
    }
}

/// The list of all rules, by family.
pub(crate) fn index(families: &[Family<'_>]) -> String {
    let rules: Vec<&Rule> = families.iter().flat_map(Family::rules).collect();
    let count = |name: &str| rules.iter().filter(|rule| rule.severity_name() == name).count();
    let mut text = format!(
        "{} rules: {} errors, {} warnings, {} notes, {} off (shipped, to be switched on).\n",
        rules.len(),
        count("error"),
        count("warning"),
        count("note"),
        count("off")
    );
    for family in families {
        writeln!(text, "\n### [{}]({}.md)\n", family.name, family.name).unwrap();
        row(&mut text, &["rule", "severity", "summary"]);
        row(&mut text, &["---", "---", "---"]);
        for rule in family.rules() {
            let link = format!("[`{}`]({}.md#{})", rule.id, family.name, rule.id);
            row(&mut text, &[&link, rule.severity_name(), &rule.summary]);
        }
    }
    text
}

/// What calls for the rules of each family, in the texts that `check` reads.
pub(crate) fn callings(families: &[Family<'_>]) -> String {
    let mut text = String::new();
    row(&mut text, &["family", "its rules apply to", "default"]);
    row(&mut text, &["---", "---", "---"]);
    for family in families {
        let mut applies: Vec<String> = family.rules().iter().map(|rule| rule.applies_to()).collect();
        applies.sort();
        applies.dedup();
        let pack = family.name.split('/').next().unwrap_or_default();
        let default = if pack::DEFAULT.contains(&pack) { "yes" } else { "" };
        let link = format!("[{}]({}.md)", family.name, family.name);
        row(&mut text, &[&link, &applies.join("; "), default]);
    }
    text
}

/// The page of a family.
pub(crate) fn page(family: &Family<'_>) -> String {
    let mut text = format!("# Rules: {}\n\n", family.name);
    writeln!(
        text,
        "<!-- Made from {}: write there, then `UPDATE=1 cargo test generated`. -->\n",
        family.file
    )
    .unwrap();
    for paragraph in &family.preface {
        writeln!(text, "{paragraph}\n").unwrap();
    }
    for rule in family.rules() {
        entry(rule, family.set, &mut text);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn entry(rule: &Rule, rules: &RuleSet, text: &mut String) {
    writeln!(text, "## {}\n\n{}\n", rule.id, sentence(&rule.summary)).unwrap();
    writeln!(text, "- Severity: {}", rule.severity_name()).unwrap();
    writeln!(text, "- Looks at: {}", rule.kind.name()).unwrap();
    writeln!(text, "- Applies to: {}", rule.applies_to()).unwrap();
    let needs: Vec<&str> = rule.needs.iter().map(|need| need.name()).collect();
    if !needs.is_empty() {
        writeln!(text, "- Needs: {}", needs.join(", ")).unwrap();
    }
    let in_force = rule.in_force.map_or("always".to_owned(), |span| span.to_string());
    writeln!(text, "- In force: {in_force}").unwrap();
    writeln!(text, "- Basis: {}", rule.basis.join("; ")).unwrap();
    writeln!(text, "- Message: {}", code(&rule.message)).unwrap();
    writeln!(text, "\n{}\n\n**What to do:** {}\n", rule.explain.trim(), sentence(&rule.help)).unwrap();
    for one in rules.examples(rule) {
        example(one, rules, text);
    }
}

fn example(example: &Example, rules: &RuleSet, text: &mut String) {
    let mut heading = match &example.flagged {
        Some(flagged) => format!("Flagged, at {}", code(&visible(flagged))),
        None => "Clean".to_owned(),
    };
    if let Some(date) = example.date {
        write!(heading, ", with `--date {date}`").unwrap();
    }
    if let Some(ceiling) = example.ceiling {
        let register = rules.register();
        let entry = register.levels.iter().find(|entry| register.level(&entry.symbol) == Some(ceiling));
        let symbol = &entry.unwrap().symbol;
        write!(heading, ", with `--ceiling {symbol}`").unwrap();
    }
    if example.encoding != Encoding::Utf8 {
        write!(heading, ", in {}", example.encoding.name()).unwrap();
    }
    // What cannot be seen, or acts on its surroundings, is shown by a character that can be seen.
    let lines: Vec<String> = example.text.lines().map(|line| visible(line).into_owned()).collect();
    writeln!(text, "{heading}:\n\n{}", fenced("text", &lines.join("\n"))).unwrap();
}

/// Inline code, also of what holds a backtick or begins with a blank.
fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// A summary or a help, as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
