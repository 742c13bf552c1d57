//! The rules about lists that must name the same things, and about files as such.

use crate::rooms::Fault;
use crate::source::Source;

/// A file of this length or more has more than one subject.
const LINES: usize = 320;

/// The texts in the function `name` of `source`, with their lines.
pub fn strings_of(source: &Source, name: &str) -> Vec<Fault> {
    let Some(at) = Source::places(&source.code, &format!("fn {name}(")).first().copied() else { return Vec::new() };
    let body = at..source.end_of_item(at);
    source.strings.iter().filter(|it| body.contains(&it.0)).map(|(at, it)| (source.line_of(*at), it.clone())).collect()
}

/// The folders of the pages, as `routes.rs` has them.
pub fn folders(routes: &Source) -> Vec<String> {
    strings_of(routes, "folder").into_iter().map(|it| it.1).filter(|it| !it.is_empty()).collect()
}

/// The keys of the formats that are read, as a table of them in `src/import` has them.
pub fn formats(import: &Source) -> Vec<String> {
    import.whole.lines().filter_map(|it| Some(it.trim().strip_prefix("Format { key: \"")?.split_once('"')?.0.to_owned())).collect()
}

/// What only one of the two lists has, or one has twice.
pub fn differences(here: (&str, &[String]), there: (&str, &[String])) -> Vec<Fault> {
    let one_way = |(name, list): (&str, &[String]), (other, others): (&str, &[String])| {
        let faults = list.iter().enumerate().filter_map(|(n, it)| match () {
            () if list[..n].contains(it) => Some((n + 1, format!("{name} has “{it}” twice"))),
            () if !others.contains(it) => Some((n + 1, format!("“{it}” is in {name}, not in {other}"))),
            () => None,
        });
        faults.collect::<Vec<_>>()
    };
    [one_way(here, there), one_way(there, here)].concat()
}

/// The style sheets that the page lists.
pub fn sheets(page: &Source) -> Vec<String> {
    let links =
        Source::places(&page.text, "<link").into_iter().map(|at| page.text[at..].iter().take_while(|it| **it != '>').collect::<String>());
    let sheets = links.filter(|it| it.contains("rel=\"css\"") || it.contains("rel=\"stylesheet\""));
    sheets.filter_map(|it| it.split("href=\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
}

/// One subject a file.
pub fn short(source: &Source) -> Vec<Fault> {
    let lines = source.whole.lines().count();
    if lines < LINES { Vec::new() } else { vec![(lines, format!("has {lines} lines: fewer than {LINES} are wanted"))] }
}

/// Every file says what it is about.
pub fn says_its_subject(source: &Source) -> Vec<Fault> {
    if source.whole.starts_with("//! ") { Vec::new() } else { vec![(1, "does not begin with what it is about (//!)".to_owned())] }
}

/// Files below `src` that no source takes in: a module nobody declares, a list that is not included. The compiler
/// does not look at them, so their tests would not run and their rows would not be seen. `sources` are the Rust files.
pub fn taken_in_by_none(files: &[String], sources: &[Source]) -> Vec<String> {
    files.iter().filter(|it| !is_taken_in(it, sources)).map(|it| format!("{it}: no source takes it in")).collect()
}

fn is_taken_in(file: &str, sources: &[Source]) -> bool {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    if name == "Cargo.toml" {
        return true; // a crate of its own
    }
    let Some(module) = name.strip_suffix(".rs") else {
        // By its name, or by the stem of it where a macro makes the name.
        let stem = name.rsplit_once('.').map_or(name, |it| it.0);
        let says = |text: &str| text == stem || text == name || text.ends_with(&format!("/{name}"));
        let near =
            |source: &&Source| source.path.rsplit_once('/').is_some_and(|it| folder == it.0 || folder.starts_with(&format!("{}/", it.0)));
        return sources.iter().filter(near).any(|source| source.strings.iter().any(|it| says(&it.1)));
    };
    let (above, module) = match module {
        "lib" | "main" => return true, // Cargo takes these in
        "mod" => folder.rsplit_once('/').unwrap_or(("", folder)),
        _ => (folder, module),
    };
    let parents = ["/mod.rs", "/lib.rs", "/main.rs", ".rs"].map(|it| format!("{above}{it}"));
    let declares = |line: &str| line == format!("mod {module};") || (line.ends_with(&format!(" mod {module};")) && !line.starts_with("//"));
    sources.iter().filter(|it| parents.contains(&it.path)).any(|it| it.whole.lines().any(|line| declares(line.trim())))
}
