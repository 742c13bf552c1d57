//! Asks the linker to tell which function of the site's program uses which, so that the build can cut off what arrives
//! after the first page (`.ci/split.sh`), and leaves out of the word lists what only people read.

use std::{env, fs, path::Path};

const LISTS: &str = "src/domain/analysis/lexicon";

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={LISTS}");
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|it| it == "wasm32") {
        println!("cargo:rustc-link-arg-bin=callcraft=--emit-relocs");
    }
    let out = env::var("OUT_DIR").unwrap_or_default();
    for file in fs::read_dir(LISTS)? {
        let path = file?.path();
        if let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|it| it == "txt")) {
            fs::write(Path::new(&out).join(name), bare(&fs::read_to_string(&path)?))?;
        }
    }
    Ok(())
}

/// The list without comments, empty lines and the space after each comma.
fn bare(list: &str) -> String {
    let lines = list.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#'));
    lines.map(|it| it.replace(", ", ",") + "\n").collect()
}
