//! Asks the linker to tell which function of the site's program uses which, so that the build can cut off what arrives
//! after the first page (`.ci/split.sh`).

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|it| it == "wasm32") {
        println!("cargo:rustc-link-arg-bin=callcraft=--emit-relocs");
    }
}
