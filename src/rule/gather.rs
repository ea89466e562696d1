//! Gathering the files of a rule set: packs, paths, and what they extend.
//!
//! The library reads no files itself: the caller passes a function for the paths in `extends`.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::pack;
use crate::yaml::{Defect, Defects, Node, Yaml, nearest};

/// Something that the caller asks for.
#[derive(Clone, Debug)]
pub enum Source {
    /// A built-in pack.
    Pack(String),
    /// A file that the caller has read.
    File {
        /// Its path, as the user wrote it.
        path: PathBuf,
        /// What it holds.
        content: String,
    },
}

/// Reads a file that a rule set extends; the error is shown to the user.
pub type Read<'r> = &'r dyn Fn(&Path) -> Result<String, String>;

/// The parsed files, each after those that it extends.
pub(super) struct Gathered<'r> {
    pub(super) files: Vec<Yaml>,
    read: Read<'r>,
    done: BTreeSet<String>,
    /// Names of what is being gathered, outermost first: a name that comes again is a circle.
    open: Vec<String>,
}

/// The levels of the register that a file brings.
fn levels(file: &Yaml) -> Option<Node<'_>> {
    file.root().entry("register")?.entry("levels")
}

impl<'r> Gathered<'r> {
    pub(super) fn new(read: Read<'r>) -> Self {
        Self { files: Vec::new(), read, done: BTreeSet::new(), open: Vec::new() }
    }

    /// Adds what was asked for.
    pub(super) fn request(&mut self, source: &Source, defects: &mut Defects) {
        match source {
            Source::Pack(name) => {
                if let Err((message, help)) = self.pack(name, defects) {
                    let defect = Defect::of_request(name, message);
                    defects.push(match help {
                        Some(help) => defect.help(help),
                        None => defect,
                    });
                }
            }
            Source::File { path, content } => {
                let name = path.display().to_string();
                self.entered(name.clone(), |gathered| gathered.file(&name, content, defects));
            }
        }
    }

    /// Puts the built-in vocabulary in front, where no file brings one of its own.
    pub(super) fn complete(&mut self, defects: &mut Defects) {
        if !self.files.iter().any(|file| levels(file).is_some()) {
            let gathered = std::mem::take(&mut self.files);
            // The pack is part of the program; it cannot be unknown.
            let _ = self.pack(pack::REGISTER, defects);
            self.files.extend(gathered);
        }
    }

    /// Defects as they are told. A built-in pack has none of its own; where it has some beside a register that was
    /// brought, it was written for another, and that is one defect and not as many as it has words for levels.
    pub(super) fn told(&self, mut defects: Vec<Defect>) -> Vec<Defect> {
        let Some(levels) = self.files.iter().find_map(levels) else { return defects };
        let stands_in = |pack: &str, file: &str| file.starts_with(&format!("rules/{pack}/"));
        let mut strangers = pack::names();
        strangers.retain(|pack| {
            let is_stranger = |defect: &Defect| stands_in(pack, &defect.file);
            self.done.contains(&format!("pack {pack}"))
                && !stands_in(pack, levels.file())
                && defects.iter().any(is_stranger)
        });
        defects.retain(|defect| !strangers.iter().any(|pack| stands_in(pack, &defect.file)));
        if !strangers.is_empty() {
            let mut told = Defects::default();
            told.advise(
                &levels,
                format!("the levels of this register are not those of: {}", strangers.join(", ")),
                "a run has one register: check with this one in a run of its own, without those packs"
                    .to_owned(),
            );
            defects.extend(told.into_sorted());
        }
        defects
    }

    /// Adds a pack, or says why there is none.
    fn pack(&mut self, name: &str, defects: &mut Defects) -> Result<(), (String, Option<String>)> {
        let Some(files) = pack::files(name) else {
            let help = nearest(name, pack::names());
            return Err((
                format!("unknown pack `{name}`"),
                Some(help.unwrap_or_else(|| format!("packs: {}", pack::names().join(", ")))),
            ));
        };
        self.entered(format!("pack {name}"), |gathered| {
            for (name, content) in &files {
                let file = Yaml::built_in(name, content, pack::values(name), defects);
                gathered.add(name, file, defects);
            }
        });
        Ok(())
    }

    /// Does something once, with a name that must not come again inside.
    fn entered(&mut self, name: String, gather: impl FnOnce(&mut Self)) {
        if self.done.insert(name.clone()) {
            self.open.push(name);
            gather(self);
            self.open.pop();
        }
    }

    fn file(&mut self, name: &str, content: &str, defects: &mut Defects) {
        let file = Yaml::parse(name, content, defects);
        self.add(name, file, defects);
    }

    fn add(&mut self, name: &str, file: Option<Yaml>, defects: &mut Defects) {
        let Some(file) = file else { return };
        if let Some(extends) = file.root().entry("extends") {
            for item in extends.items(defects) {
                self.extend(&item, name, defects);
            }
        }
        self.files.push(file);
    }

    fn extend(&mut self, item: &Node<'_>, from: &str, defects: &mut Defects) {
        let Some(text) = item.text(defects) else { return };
        let extension = Path::new(text).extension();
        let is_path = text.contains(['/', '\\'])
            || extension.is_some_and(|extension| extension == "yaml" || extension == "yml");
        let path = is_path.then(|| beside(from, text));
        let name = path.as_ref().map_or_else(|| format!("pack {text}"), |path| path.display().to_string());
        if self.open.contains(&name) {
            let help = format!("the circle: {} -> {name}", self.open.join(" -> "));
            defects.advise(item, "this file extends itself in a circle", help);
            return;
        }
        let outcome = match path {
            None => self.pack(text, defects),
            Some(path) => match (self.read)(&path) {
                Err(reason) => Err((format!("`{name}` cannot be read: {reason}"), None)),
                Ok(content) => {
                    self.entered(name.clone(), |gathered| gathered.file(&name, &content, defects));
                    Ok(())
                }
            },
        };
        if let Err((message, help)) = outcome {
            defects.advise(item, message, help);
        }
    }
}

/// A path as a file names it: relative to the file's own folder, without detours, so that the same file
/// has the same name wherever it is named.
fn beside(file: &str, path: &str) -> PathBuf {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    let mut plain = PathBuf::new();
    for component in folder.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            component => plain.push(component),
        }
    }
    plain
}
