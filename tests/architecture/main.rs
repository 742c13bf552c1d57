//! The house keeps its rules: read from the sources, for what the compiler cannot see.
//!
//! Comments and tests are not looked at. A failure lists `file:line: what`. Every rule is also tried on a small
//! source that breaks it, so that none is kept only because it sees nothing.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use rooms::Fault;
use source::Source;

mod lists;
mod losses;
mod paths;
mod rooms;
mod source;
mod tries;
mod words;

/// Where the files of every format stand, and what is expected of them.
const FIXTURES: &str = "tests/fixtures/import/";

/// The files below `folder`, from the project's root, in order of their names.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|err| panic!("{folder}: {err}")) {
            let path = entry.unwrap().path();
            let name = path.to_str().unwrap().replace('\\', "/");
            if path.is_dir() { open.push(name) } else { found.push(name) }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> Source {
    Source::new(path, &std::fs::read_to_string(path).unwrap_or_else(|err| panic!("{path}: {err}")))
}

/// The Rust files below `folder` that are not tests.
fn rust(folder: &str) -> Vec<Source> {
    let sources: Vec<Source> = files(folder).iter().filter(|it| it.ends_with(".rs")).map(|it| read(it)).collect();
    let tests: Vec<String> = sources.iter().flat_map(Source::test_files).collect();
    let is_test = |it: &Source| tests.iter().any(|test| it.path == format!("{test}.rs") || it.path.starts_with(&format!("{test}/")));
    sources.into_iter().filter(|it| !is_test(it)).collect()
}

/// The files a person's browser is given besides the program.
fn site() -> Vec<Source> {
    let mut site = vec![read("index.html")];
    let is_text =
        |it: &&String| ["js", "svg", "css", "webmanifest"].iter().any(|end| Path::new(it).extension().is_some_and(|it| it == *end));
    site.extend([files("public"), files("style")].concat().iter().filter(is_text).map(|it| read(it)));
    site
}

#[track_caller]
fn keep(sources: &[Source], rule: impl Fn(&Source) -> Vec<Fault>) {
    assert!(!sources.is_empty(), "there is nothing to look at");
    let found = sources.iter().flat_map(|source| rule(source).into_iter().map(|(line, what)| format!("{}:{line}: {what}", source.path)));
    none(found.collect());
}

#[track_caller]
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn a_room_uses_only_the_rooms_below_it() {
    keep(&rust("src"), rooms::directions);
}

#[test]
fn the_inner_loops_are_used_by_those_whose_loops_they_are() {
    keep(&rust("src"), rooms::loops_are_inner);
}

#[test]
fn pages_do_not_use_each_other() {
    keep(&rust("src/ui/pages"), rooms::pages_apart);
}

#[test]
fn components_and_charts_are_given_what_they_show() {
    keep(&rust("src/ui"), rooms::parts_are_given_their_data);
}

#[test]
fn the_pure_rooms_know_no_browser_no_clock_no_chance_and_no_disk() {
    keep(&rust("src"), rooms::purity);
}

#[test]
fn only_storage_knows_the_database_and_it_knows_no_views() {
    keep(&rust("src"), rooms::database_behind_its_door);
}

#[test]
fn only_sealing_knows_the_crate_that_closes_files() {
    keep(&rust("src"), rooms::encryption_behind_its_door);
}

#[test]
fn transactions_end_in_one_place() {
    keep(&rust("src"), rooms::one_end_of_transactions);
}

#[test]
fn no_text_becomes_a_page_or_a_program() {
    keep(&rust("src"), words::text_stays_text);
    keep(&site(), words::text_stays_text);
}

#[test]
fn views_and_pages_have_no_inline_style_or_script() {
    keep(&rust("src/ui"), words::no_inline_style_or_script);
    keep(&[read("index.html")], words::no_inline_style_or_script);
}

#[test]
fn no_other_host_is_named() {
    keep(&rust("src/ui"), words::no_other_host);
    keep(&rust("src/browser"), words::no_other_host);
    keep(&site(), words::no_other_host);
}

#[test]
fn there_is_one_kind_of_link() {
    keep(&rust("src/ui"), words::one_kind_of_link);
}

#[test]
fn what_outlives_a_page_is_followed_through_the_session() {
    keep(&rust("src/ui/pages"), words::followed_by_the_session);
}

#[test]
fn every_address_stands_in_routes_only() {
    let folders = lists::folders(&read("src/ui/routes.rs"));
    keep(&rust("src/ui"), |source| words::addresses_in_one_place(source, &folders));
}

#[test]
fn every_page_has_its_folder_in_the_built_site() {
    let routes = read("src/ui/routes.rs");
    let folders = lists::folders(&routes);
    assert!(!folders.is_empty(), "Page::folder names no folder");
    let listed: Vec<String> = read("public/pages.txt").whole.lines().map(str::to_owned).collect();
    none(texts(lists::differences(("Page::folder", &folders), ("public/pages.txt", &listed))));
    let at: Vec<String> =
        lists::strings_of(&routes, "at").into_iter().map(|it| it.1).filter(|it| !it.is_empty() && it != "index.html").collect();
    none(texts(lists::differences(("Page::folder", &folders), ("Page::at", &at))));
}

#[test]
fn every_format_has_its_fixtures() {
    let formats = [lists::formats(&read("src/import/mod.rs")), lists::formats(&read("src/import/json/mod.rs"))].concat();
    let mut folders: Vec<String> =
        files(FIXTURES).iter().filter_map(|it| Some(it.strip_prefix(FIXTURES)?.split_once('/')?.0.to_owned())).collect();
    folders.dedup();
    assert!(!formats.is_empty(), "FORMATS names no format");
    none(texts(lists::differences(("FORMATS", &formats), (FIXTURES, &folders))));
    // tests/import.rs holds each folder to so many good and bad files.
    let tried = read("tests/import.rs");
    none(
        formats
            .iter()
            .filter(|it| ["check_format", "check_json"].iter().all(|check| !tried.whole.contains(&format!("{check}(\"{it}\")"))))
            .map(|it| format!("tests/import.rs does not try {it}"))
            .collect(),
    );
}

#[test]
fn the_page_lists_every_style_sheet_once() {
    let sheets = lists::sheets(&read("index.html"));
    none(texts(lists::differences(("index.html", &sheets), ("style/", &files("style")))));
}

#[test]
fn every_file_is_part_of_the_program() {
    let files = files("src");
    let sources: Vec<Source> = files.iter().filter(|it| it.ends_with(".rs")).map(|it| read(it)).collect();
    none(lists::taken_in_by_none(&files, &sources));
}

#[test]
fn every_loss_names_tests_that_there_are() {
    let has_tests = |it: &&String| (it.ends_with(".mjs") || it.ends_with(".rs")) && !it.contains("node_modules");
    let tests: String =
        [files("tests"), files("src")].concat().iter().filter(has_tests).map(|it| std::fs::read_to_string(it).unwrap()).collect();
    let list = std::fs::read_to_string("docs/losses.md").unwrap();
    assert!(list.contains("\n| 25 |"), "a row is missing");
    none(losses::faults(&list, &tests));
}

#[test]
fn files_are_short() {
    let sources: Vec<Source> = files("src").iter().filter(|it| it.ends_with(".rs") || it.ends_with(".css")).map(|it| read(it)).collect();
    keep(&sources, lists::short);
}

#[test]
fn files_say_what_they_are_about() {
    keep(&rust("src"), lists::says_its_subject);
}

fn texts(faults: Vec<Fault>) -> Vec<String> {
    faults.into_iter().map(|it| it.1).collect()
}
