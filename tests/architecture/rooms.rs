//! The rules about who may use whom. Each is a table and a few lines that read it.

use crate::paths::{Named, module_of, named};
use crate::source::Source;

/// What is wrong, and on which line.
pub type Fault = (usize, String);

/// Every room, and the rooms it may use besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("quick", &[]),
    ("domain", &[]),
    ("exchange", &["domain"]),
    ("export", &["domain"]),
    ("import", &["domain"]),
    ("sealing", &["exchange"]),
    ("browser", &["domain"]),
    ("storage", &["domain"]),
    ("ui", &["browser", "domain", "exchange", "export", "import", "storage"]),
];

/// Programs of the site besides the page's, and the rooms they may use.
const BESIDE: &[(&str, &[&str])] = &[("bin::seal", &["crate::browser", "crate::exchange", "crate::sealing"])];

const PURE: &[&str] = &["crate::domain", "crate::exchange", "crate::export", "crate::import", "crate::quick"];

/// The crate of the room `quick`, and who uses it.
const QUICK: &str = "callcraft_quick";
const BY_QUICK: &[&str] = &["crate::domain::analysis", "crate::import"];

/// Within the rooms: who must not use what.
const APART: &[(&str, &[&str])] = &[("crate::ui::components", BY_PAGES_ONLY), ("crate::ui::charts", BY_PAGES_ONLY)];
const BY_PAGES_ONLY: &[&str] =
    &["crate::storage", "crate::ui::session", "crate::ui::handover", "crate::ui::sample", "crate::ui::pages", "crate::ui::shell"];

/// Crates and parts of the standard library that reach out of the program. A name ending in `*` stands for all that
/// begin so.
const OUTSIDE: &[&str] = &[
    "age",
    "console_error_panic_hook",
    "getrandom",
    "gloo*",
    "idb",
    "js_sys",
    "leptos*",
    "rand*",
    "rexie",
    "wasm_bindgen*",
    "web_sys",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
];
const DATABASE: &[&str] = &["idb", "rexie", "web_sys::Idb*"];
const ENCRYPTION: &[&str] = &["age", "chacha20*", "scrypt"];
const VIEWS: &[&str] = &["leptos*"];
/// These panic in the browser, or mean the clock of the server's world.
const CLOCKS: &[&str] = &["std::time::Instant", "std::time::SystemTime", "chrono::Local", "chrono::offset::Local"];

/// A room uses itself and the rooms below it.
pub fn directions(source: &Source) -> Vec<Fault> {
    let module = module_of(&source.path);
    if module.starts_with("bin::") {
        // Programs of the host see the pure rooms, and their own files.
        let rooms = BESIDE.iter().find(|it| is_below(&module, it.0)).map_or(PURE, |it| it.1);
        return faults(source, |it| it.is_in("crate") && !rooms.iter().any(|room| it.is_in(room)));
    }
    let Some(room) = module.split("::").nth(1) else { return Vec::new() };
    let Some((_, below)) = ROOMS.iter().find(|it| it.0 == room) else {
        return vec![(1, format!("the room “{room}” is not in the table of tests/architecture/rooms.rs"))];
    };
    faults(source, |it| {
        let to = it.path.strip_prefix("crate::").and_then(|it| it.split("::").next());
        to.is_some_and(|to| to != room && !below.contains(&to))
    })
}

/// The inner loops are used by those whose loops they are.
pub fn loops_are_inner(source: &Source) -> Vec<Fault> {
    let may = BY_QUICK.iter().any(|it| is_below(&module_of(&source.path), it));
    faults(source, |it| it.is_in(QUICK) && !may)
}

/// Pages do not use each other; what two need is a component.
pub fn pages_apart(source: &Source) -> Vec<Fault> {
    const PAGES: &str = "crate::ui::pages";
    let module = module_of(&source.path);
    let Some(page) = module.strip_prefix("crate::ui::pages::").and_then(|it| it.split("::").next()) else { return Vec::new() };
    let own = format!("{PAGES}::{page}");
    faults(source, |it| it.is_in(PAGES) && !it.is_in(&own))
}

/// Components and charts are given what they show.
pub fn parts_are_given_their_data(source: &Source) -> Vec<Fault> {
    let module = module_of(&source.path);
    let apart = APART.iter().filter(|it| is_below(&module, it.0));
    apart.flat_map(|(_, not)| faults(source, |it| not.iter().any(|not| it.is_in(not)))).collect()
}

/// The pure rooms reach nothing outside the program, and no clock.
pub fn purity(source: &Source) -> Vec<Fault> {
    let is_pure = PURE.iter().any(|it| is_below(&module_of(&source.path), it));
    let mut found = if is_pure { faults(source, |it| any_of(OUTSIDE, it)) } else { Vec::new() };
    if !source.path.starts_with("src/bin/") {
        found.extend(faults(source, |it| any_of(CLOCKS, it) || it.has("Utc::now") || it.has("Local::now")));
    }
    found
}

/// Only the storage room knows the database's crate, and it knows no views.
pub fn database_behind_its_door(source: &Source) -> Vec<Fault> {
    match is_below(&module_of(&source.path), "crate::storage") {
        true => faults(source, |it| any_of(VIEWS, it)),
        false => faults(source, |it| any_of(DATABASE, it)),
    }
}

/// Only one room knows the crate that closes files, which weighs as much as a page; the page does not know that room.
pub fn encryption_behind_its_door(source: &Source) -> Vec<Fault> {
    let is_inside = is_below(&module_of(&source.path), "crate::sealing");
    faults(source, |it| !is_inside && any_of(ENCRYPTION, it))
}

/// `done()` never resolves where the transaction is over: one place knows how to wait for it.
pub fn one_end_of_transactions(source: &Source) -> Vec<Fault> {
    if source.path == "src/storage/mod.rs" {
        return Vec::new();
    }
    let places = Source::places(&source.code, ".done()").into_iter();
    places.map(|at| (source.line_of(at), "waits for a transaction: only src/storage/mod.rs does".to_owned())).collect()
}

fn is_below(module: &str, base: &str) -> bool {
    module == base || module.starts_with(&format!("{base}::"))
}

fn any_of(table: &[&str], it: &Named) -> bool {
    table.iter().any(|base| base.strip_suffix('*').map_or_else(|| it.is_in(base), |start| it.path.starts_with(start)))
}

fn faults(source: &Source, is_wrong: impl Fn(&Named) -> bool) -> Vec<Fault> {
    named(source).into_iter().filter(|it| is_wrong(it)).map(|it| (it.line, format!("uses {}", it.path))).collect()
}
