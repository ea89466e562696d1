//! The rules are embedded in the binary; a changed rule file must rebuild it.
//!
//! Beside each YAML file goes the same values in JSON, which is read several times faster: most of the
//! start-up of a run over one file was the reading of YAML. A file that is no YAML, or that JSON cannot
//! say, has no such twin; the program then reads the YAML and finds the defect.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
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
            if let Some(values) = values(&file) {
                let name = Path::new(file.file_stem().unwrap_or_default()).with_extension("json");
                fs::write(folder.join(name), values)?;
            }
        }
    }
    Ok(())
}

/// The values of a YAML file in JSON.
fn values(file: &Path) -> Option<String> {
    file.extension().filter(|extension| *extension == "yaml")?;
    let source = fs::read_to_string(file).ok()?;
    let value: serde_yaml::Value = serde_yaml::from_str(&source).ok()?;
    serde_json::to_string(&value).ok()
}
