//! The rules are embedded in the binary; a changed rule file must rebuild it.

fn main() {
    println!("cargo::rerun-if-changed=rules");
}
