//! One entry of a suppression file: how it is read, and what it speaks of.

use globset::{Glob, GlobMatcher};
use jiff::civil::Date;

use super::Place;
use crate::excuse::Excuse;
use crate::yaml::{Defects, Fields, Node};

/// The signs with which a path stands for others than itself.
const SIGNS: [char; 5] = ['*', '?', '[', '{', '\\'];

/// The one key of a suppression file.
pub(super) const LIST: &str = "suppressions";

/// One entry.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) rule: String,
    path: Option<GlobMatcher>,
    mrn: Option<String>,
    pub(super) fingerprint: Option<String>,
    pub(super) reason: String,
    pub(super) owner: Option<String>,
    pub(super) until: Option<Date>,
}

/// The entries of a file; those with defects are left out.
pub(super) fn read(root: &Node<'_>, defects: &mut Defects) -> Vec<Entry> {
    // A file of comments alone says nothing, and is no defect.
    let mut no_defects = Defects::default();
    let mut fields = root.fields(if root.is_nothing() { &mut no_defects } else { defects });
    let list = fields.required(LIST, defects).map(|list| list.items(defects)).unwrap_or_default();
    fields.finish(defects);
    list.iter().filter_map(|item| entry(item, defects)).collect()
}

fn entry(node: &Node<'_>, defects: &mut Defects) -> Option<Entry> {
    let mut fields = node.fields(defects);
    let rule = words(&mut fields, "rule", true, defects);
    let reason = words(&mut fields, "reason", true, defects);
    let owner = words(&mut fields, "owner", false, defects);
    let path = fields.optional("path").and_then(|path| glob(&path, defects));
    let mrn = words(&mut fields, "mrn", false, defects).map(|mrn| canonical(&mrn));
    let fingerprint = fields.optional("fingerprint").and_then(|print| fingerprint(&print, defects));
    let until = fields.optional("until").and_then(|until| until.date(defects));
    if node.is_map() && fields.key("path").is_none() && fields.key("mrn").is_none() {
        let help = "`path: \"archive/*.txt\"`, or `mrn: MOSCOW 820`".to_owned();
        defects.advise(node, "an entry needs a `path` or an `mrn`", help);
    }
    fields.finish(defects);
    Some(Entry { rule: rule?, path, mrn, fingerprint, reason: reason?, owner, until })
}

/// A text that is not empty.
fn words(fields: &mut Fields<'_>, name: &'static str, needed: bool, defects: &mut Defects) -> Option<String> {
    let node = if needed { fields.required(name, defects) } else { fields.optional(name) }?;
    let text = node.text(defects)?.trim();
    if text.is_empty() {
        defects.at(&node, format!("`{name}` is empty"));
    }
    Some(text.to_owned())
}

fn glob(node: &Node<'_>, defects: &mut Defects) -> Option<GlobMatcher> {
    let text = node.text(defects)?.trim();
    let text = text.strip_prefix("./").unwrap_or(text);
    match Glob::new(text) {
        Ok(glob) if !text.is_empty() => Some(glob.compile_matcher()),
        Ok(_) => {
            defects.at(node, "`path` is empty");
            None
        }
        Err(error) => {
            defects.at(node, format!("this is no glob: {}", error.kind()));
            None
        }
    }
}

/// `v1:` and 32 hexadecimal digits, as every format prints it.
fn fingerprint(node: &Node<'_>, defects: &mut Defects) -> Option<String> {
    let text = node.text(defects)?.trim();
    let hex = |digits: &str| digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !text.strip_prefix("v1:").is_some_and(hex) {
        let help = "copy it from a report: `v1:` and 32 hexadecimal digits".to_owned();
        defects.advise(node, "this is no fingerprint", help);
    }
    Some(text.to_owned())
}

/// `Moscow 000820` is `MOSCOW 820`.
fn canonical(mrn: &str) -> String {
    let words = mrn.split_whitespace().map(|word| {
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        let word = if number { word.trim_start_matches('0') } else { word };
        word.to_uppercase()
    });
    words.collect::<Vec<_>>().join(" ")
}

impl Entry {
    /// It speaks of this place.
    pub(super) fn is_about(&self, place: Place<'_>) -> bool {
        self.path.as_ref().is_none_or(|path| path.is_match(place.path))
            && self.mrn.as_ref().is_none_or(|own| place.mrn.is_some_and(|mrn| canonical(mrn) == *own))
    }

    /// It speaks of one file or one message, not of whatever fits.
    pub(super) fn speaks_of_one(&self) -> bool {
        self.mrn.is_some() || !self.glob().contains(SIGNS)
    }

    /// Where all that it speaks of stands, below the folder of its file: a file, or a folder.
    pub(super) fn base(&self) -> &str {
        let glob = self.glob();
        let Some((front, _)) = glob.split_once(SIGNS) else { return glob };
        front.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Its path, as it was written; empty where it has none.
    fn glob(&self) -> &str {
        self.path.as_ref().map_or("", |path| path.glob().glob())
    }

    /// A place that it speaks of: the one that it names.
    pub(super) fn example(&self) -> Place<'_> {
        Place { path: self.glob(), mrn: self.mrn.as_deref() }
    }

    /// Days that it still holds; below 0 where it does not.
    pub(super) fn days(&self, today: Date) -> Option<i64> {
        self.until.map(|until| until.duration_since(today).as_hours() / 24)
    }

    /// Its last day is over.
    pub(super) fn is_past(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    pub(super) fn excuse(&self) -> Excuse {
        Excuse::Suppressed { reason: self.reason.clone(), owner: self.owner.clone(), until: self.until }
    }

    /// What it speaks of, in words.
    pub(super) fn place(&self) -> String {
        let path = self.path.as_ref().map(|_| self.glob().to_owned());
        [path, self.mrn.clone(), self.fingerprint.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
