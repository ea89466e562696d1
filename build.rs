//! The rules are embedded in the binary; a changed rule file must rebuild it.
//!
//! Beside each YAML file goes the same values in JSON, which is read several times faster: most of the
//! start-up of a run over one file was the reading of YAML. A file that is no YAML, or that JSON cannot
//! say, has no such twin; the program then reads the YAML and finds the defect. The examples of rules are more than
//! a third of it and few runs ask for them: they stand in a file of their own.
//!
//! The program is also told a hash over its sources.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rustc-env=CABLELINT_SOURCES={:016x}", sources()?);
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("values");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    for pack in fs::read_dir("rules")? {
        let pack = pack?.path();
        let folder = out.join(pack.file_name().unwrap_or_default());
        fs::create_dir_all(&folder)?;
        for file in fs::read_dir(&pack)? {
            let file = file?.path();
            if let Some((values, examples)) = values(&file) {
                let name = Path::new(file.file_stem().unwrap_or_default());
                fs::write(folder.join(name.with_extension("json")), values)?;
                fs::write(folder.join(name.with_extension("examples.json")), examples)?;
            }
        }
    }
    Ok(())
}

/// A hash over what the program is built from, so that the cache tells one build from another. Nobody can
/// gain by a collision who cannot change the program, so the hash of the standard library will do.
fn sources() -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for path in ["src", "rules", "Cargo.toml", "Cargo.lock"].map(Path::new) {
        if path.exists() {
            println!("cargo::rerun-if-changed={}", path.display());
            hash(path, &mut hasher)?;
        }
    }
    Ok(hasher.finish())
}

/// Adds a file, or all files of a folder by name.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut paths = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        paths.iter().try_for_each(|path| hash(path, hasher))
    } else {
        path.hash(hasher);
        fs::read(path)?.hash(hasher);
        Ok(())
    }
}

/// The values of a YAML file in JSON, without the examples of its rules, and these by the names of the rules.
fn values(file: &Path) -> Option<(String, String)> {
    file.extension().filter(|extension| *extension == "yaml")?;
    let source = fs::read_to_string(file).ok()?;
    let mut value: serde_yaml::Value = serde_yaml::from_str(&source).ok()?;
    let mut examples = serde_yaml::Mapping::new();
    for rule in value.get_mut("rules").and_then(serde_yaml::Value::as_sequence_mut).into_iter().flatten() {
        let id = rule.get("id").cloned();
        let own = rule.as_mapping_mut().and_then(|rule| rule.shift_remove("examples"));
        examples.extend(id.zip(own));
    }
    Some((serde_json::to_string(&value).ok()?, serde_json::to_string(&examples).ok()?))
}
