//! Every rule sees what breaks it, and only that.

use crate::lists::{differences, folders, formats, says_its_subject, sheets, short, strings_of, taken_in_by_none};
use crate::paths::{module_of, named};
use crate::rooms::{
    Fault, database_behind_its_door, directions, encryption_behind_its_door, loops_are_inner, one_end_of_transactions, pages_apart,
    parts_are_given_their_data, purity,
};
use crate::source::Source;
use crate::words::{
    addresses_in_one_place, followed_by_the_session, no_inline_style_or_script, no_other_host, one_kind_of_link, text_stays_text,
};

/// `rule` finds something on exactly these `lines` of `whole`.
#[track_caller]
fn check(rule: impl Fn(&Source) -> Vec<Fault>, path: &str, whole: &str, lines: &[usize]) {
    let mut found: Vec<usize> = rule(&Source::new(path, whole)).into_iter().map(|it| it.0).collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, lines, "{path}: {whole}");
}

#[test]
fn comments_tests_and_strings_are_told_apart() {
    #[track_caller]
    fn read(path: &str, whole: &str, code: &str, text: &str) {
        let source = Source::new(path, whole);
        let plain = |chars: &[char]| chars.iter().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((plain(&source.code), plain(&source.text)), (code.to_owned(), text.to_owned()), "{whole}");
        assert_eq!(source.text.iter().filter(|it| **it == '\n').count(), whole.matches('\n').count(), "{whole}");
    }
    read("a.rs", "a // b \"\n\"c // d\" e", "a \" \" e", "a \"c // d\" e");
    read("a.rs", "a /* b /* c */ d */ e", "a e", "a e");
    read("a.rs", r##"a r#"b " \ "# c "\" d" e"##, "a r#\" \"# c \" \" e", r##"a r#"b " \ "# c "\" d" e"##);
    read("a.rs", r#"f('"', '\'', "x")"#, "f( , , \" \")", r#"f('"', '\'', "x")"#);
    read("a.rs", "fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}");
    read("a.rs", "a\n#[cfg(test)]\nmod tests {\n fn f() { \"}\" }\n}\nb", "a b", "a b");
    read("a.rs", "#[cfg(test)]\nuse x::{y, z};\nb", "b", "b");
    read("a.rs", "#[cfg(test)]\nfn f(x: [u8; 2]) -> u8 { 1 }\nb", "b", "b");
    read("a.js", "a('//b', /'\\//, `c`) // d", "a(' ', / /, ` `)", "a('//b', /'\\//, `c`)");
    read("a.css", "a { b: '/*'; } /* c */", "a { b: ' '; }", "a { b: '/*'; }");
    read("a.html", "<a><!-- b\n --><c d=\"e\">don't</c>", "<a> <c d=\" \">don't</c>", "<a> <c d=\"e\">don't</c>");
}

#[test]
fn the_inner_loops_are_seen_where_they_do_not_belong() {
    check(loops_are_inner, "src/ui/app.rs", "use x::y;\nuse callcraft_quick::hashes;", &[2]);
    check(loops_are_inner, "src/import/lines.rs", "use callcraft_quick::bytes;", &[]);
    check(directions, "src/quick/words.rs", "use super::scan::scan;\nuse crate::domain::x;", &[2]);
}

#[test]
fn paths_are_made_whole() {
    #[track_caller]
    fn check(path: &str, whole: &str, wanted: &[&str]) {
        let found: Vec<String> = named(&Source::new(path, whole)).into_iter().map(|it| it.path).collect();
        assert_eq!(found, wanted, "{whole}");
    }
    check(
        "src/ui/pages/call/review.rs",
        "use super::super::{calls, super::session as s};",
        &["crate::ui::pages::calls", "crate::ui::session"],
    );
    check("src/ui/mod.rs", "pub use app::start; use self::x::{self, y::*};", &["app::start", "crate::ui::x", "crate::ui::x::y::*"]);
    check("src/a/b.rs", "let x = crate::ui::f(std::fs::read(\"p\"), Vec::<u8>::new());", &["crate::ui::f", "std::fs::read", "Vec"]);
    check("src/bin/a/main.rs", "use callcraft::{domain::x, ui}; use leptos;", &["crate::domain::x", "crate::ui", "leptos"]);
    check("src/bin/a/b.rs", "use crate::c::d; use super::e;", &["bin::a::c::d", "bin::a::e"]);
    check("src/a.rs", "// use a::b;\n\"c::d\"", &[]);
    assert_eq!(module_of("src/lib.rs"), "crate");
    assert_eq!(module_of("src/ui/pages/call/mod.rs"), "crate::ui::pages::call");
    assert_eq!(module_of("src/bin/a/b.rs"), "bin::a::b");
}

#[test]
fn encryption_outside_of_its_room_is_seen() {
    check(encryption_behind_its_door, "src/ui/a.rs", "use age::Encryptor;\nuse chacha20poly1305::Nonce;\nuse crate::age;", &[1, 2]);
    check(encryption_behind_its_door, "src/sealing/a.rs", "use age::Encryptor;", &[]);
}

#[test]
fn a_use_against_the_direction_is_seen() {
    check(directions, "src/domain/a.rs", "use crate::{\n domain::b,\n storage::Db,\n};", &[3]);
    check(directions, "src/storage/a.rs", "use super::super::ui::x;\nuse crate::domain::x;", &[1]);
    check(directions, "src/storage/a.rs", "fn f() {\n crate::exchange::merge::plan()\n}", &[2]);
    check(directions, "src/browser/a.rs", "use crate::storage::Db;", &[1]);
    check(directions, "src/export/a.rs", "use crate::import;", &[1]);
    check(directions, "src/attic/a.rs", "", &[1]);
    check(directions, "src/bin/a/main.rs", "use callcraft::import;\nuse callcraft::storage::Db;\nuse crate::storage;", &[2]);
    check(directions, "src/ui/a.rs", "use crate::sealing::open;", &[1]);
    check(directions, "src/bin/seal/a.rs", "use callcraft::sealing;\nuse callcraft::browser;\nuse callcraft::storage::Db;", &[3]);
    check(directions, "src/ui/a.rs", "use crate::{browser, exchange, export, import, storage, domain};", &[]);
    check(directions, "src/domain/a.rs", "// crate::ui\n#[cfg(test)]\nmod tests { use crate::import::x; }", &[]);
}

#[test]
fn a_page_that_uses_another_is_seen() {
    check(pages_apart, "src/ui/pages/call/card.rs", "use super::review::Review;\nuse crate::ui::pages::reps::x;", &[2]);
    check(pages_apart, "src/ui/pages/call/card.rs", "use super::super::open::words;", &[1]);
    check(pages_apart, "src/ui/pages/rep.rs", "use super::reps::x;", &[1]);
    check(pages_apart, "src/ui/pages/mod.rs", "use self::rep::x; use crate::ui::pages::reps;", &[]);
}

#[test]
fn a_component_that_knows_the_session_is_seen() {
    check(parts_are_given_their_data, "src/ui/components/a.rs", "use crate::ui::routes::Page;\nuse crate::ui::session::Session;", &[2]);
    check(parts_are_given_their_data, "src/ui/charts/a.rs", "use crate::storage::Db;", &[1]);
    check(parts_are_given_their_data, "src/ui/pages/a.rs", "use crate::ui::session::Session;", &[]);
}

#[test]
fn what_is_not_pure_is_seen() {
    check(purity, "src/domain/a.rs", "use std::time::Duration;\nuse chrono::Utc;\nlet now = Utc::now();", &[1, 3]);
    check(purity, "src/import/a.rs", "let x = rand::random();\nlet y = std::fs::read(z);", &[1, 2]);
    check(purity, "src/exchange/a.rs", "use wasm_bindgen_futures as f;\nuse leptos_router::x;\nuse gloo::y;", &[1, 2, 3]);
    check(purity, "src/ui/a.rs", "let now = chrono::Utc::now();\nlet t = std::time::Instant::now();\nuse leptos::prelude::*;", &[1, 2]);
    check(purity, "src/domain/a.rs", "use std::collections::BTreeMap;\nuse chrono::{DateTime, Utc};\nlet random = 1;", &[]);
    check(purity, "src/bin/a/main.rs", "std::fs::read(x); std::time::Instant::now();", &[]);
}

#[test]
fn a_database_in_the_open_is_seen() {
    check(database_behind_its_door, "src/ui/a.rs", "use rexie::Rexie;\nuse web_sys::{Element,\n IdbFactory};", &[1, 3]);
    check(database_behind_its_door, "src/storage/a.rs", "use rexie::Rexie;\nuse leptos::prelude::*;", &[2]);
    check(one_end_of_transactions, "src/storage/things.rs", "\nt.done().await", &[2]);
    check(one_end_of_transactions, "src/storage/mod.rs", "t.done().await", &[]);
}

#[test]
fn text_that_becomes_a_page_or_a_program_is_seen() {
    check(text_stays_text, "src/ui/a.rs", "<p inner_html=x />\njs_sys::eval(y);\nFunction::new_no_args(z);\neval(x);", &[1, 2, 3, 4]);
    check(text_stays_text, "public/a.js", "a.innerHTML = b;\n'eval(c)';\neval(d);\nnew Function(e);\nmedieval(f);", &[1, 3, 4]);
    check(text_stays_text, "index.html", "<meta content=\"script-src 'self' 'wasm-unsafe-eval'\">", &[]);
}

#[test]
fn inline_style_and_script_are_seen() {
    check(no_inline_style_or_script, "src/ui/a.rs", "<p\n style=\"a\">\n<p style=move || b>", &[2, 3]);
    check(no_inline_style_or_script, "src/ui/a.rs", "e.set_attribute(\"style\", x)", &[1]);
    check(no_inline_style_or_script, "src/ui/a.rs", "<p style:width=a class=\"style\u{2009}\">\nlet style = 1;", &[]);
    check(
        no_inline_style_or_script,
        "index.html",
        "<p style=\"a\">\n<script>\n<script src=\"a.js\">\n<p onclick=\"x\">\n<style>",
        &[1, 2, 4, 5],
    );
}

#[test]
fn another_host_is_seen() {
    check(no_other_host, "src/ui/a.rs", "\"https://example.com\"\n// http://example.com\n\"http://www.w3.org/2000/svg\"", &[1]);
    check(no_other_host, "public/a.js", "import('//example.com');\n`ws://${x}`", &[1, 2]);
    check(no_other_host, "style/a.css", "a { b: url(//example.com/c) }\n/* https://example.com */", &[1]);
    check(no_other_host, "index.html", "<a href=\"./\">\n<img src=\"http://example.com\">", &[2]);
}

#[test]
fn links_and_addresses_out_of_place_are_seen() {
    check(one_kind_of_link, "src/ui/a.rs", "<A href=x>\nfn f<A>() {}\nuse leptos_router::components::{A, Route};\n<Aside />", &[1, 3]);
    let pages = ["call".to_owned(), "calls".to_owned()];
    let rule = |source: &Source| addresses_in_one_place(source, &pages);
    check(rule, "src/ui/a.rs", "\"/calls/\"\n\"calls\"\n\"../call/?x\"\n\"all calls / reps\"\n\"/{x}?id={y}\"", &[1, 3, 5]);
    check(rule, "src/ui/a.rs", "<a href=\"#main\">\n<a href=\"here\">\n<a href=href(to)>", &[2]);
    check(rule, "src/ui/routes.rs", "\"/calls/\"", &[]);
}

#[test]
fn following_past_the_session_is_seen() {
    let source =
        "session.settings.with(|it| it.me)\nsession.settings.with_untracked(f)\nreview.session.elsewhere.track();\nsession.follow()";
    check(followed_by_the_session, "src/ui/pages/a.rs", source, &[1, 3]);
}

#[test]
fn lists_that_differ_are_seen() {
    let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let wrong = |here: &str, there: &str| differences(("a", &list(here)), ("b", &list(there))).len();
    assert_eq!((wrong("x y", "y x"), wrong("x y", "x"), wrong("x", "x y z"), wrong("x x", "x")), (0, 1, 2, 1));
    let routes = Source::new("a.rs", "fn folder(&self) -> &str { match self { A => \"\", B => \"b\" } }\nfn at(path: &str) {\n x(\"c\") }");
    assert_eq!((folders(&routes), strings_of(&routes, "at")), (list("b"), vec![(3, "c".to_owned())]));
    let import =
        "struct Format {\n    key: &'static str,\n}\nconst FORMATS: &[Format] = &[\n    Format { key: \"srt\", label: \"SRT\" },\n];";
    assert_eq!(formats(&Source::new("a.rs", import)), ["srt"]);
    let page = "<link rel=\"icon\" href=\"i.svg\"><!-- <link rel=\"css\" href=\"o.css\"> --><link rel=\"css\" href=\"style/a.css\">";
    assert_eq!(sheets(&Source::new("index.html", page)), ["style/a.css"]);
}

#[test]
fn files_that_nobody_takes_in_are_seen() {
    let sources = [
        Source::new("src/lib.rs", "pub mod a;\n// pub mod gone;"),
        Source::new("src/a/mod.rs", "#[cfg(test)]\nmod trials;\nmod b;\nconst X: &str = include_str!(\"x.json\");\ntold!(\"tale\");"),
        Source::new("src/a/b.rs", "pub(super) mod c;\n// y.json"),
    ];
    let left = |files: &[&str]| taken_in_by_none(&files.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>(), &sources).len();
    let taken = ["src/lib.rs", "src/main.rs", "src/bin/i/main.rs", "src/a/mod.rs", "src/a/b.rs", "src/a/b/c.rs", "src/a/trials/mod.rs"];
    assert_eq!((left(&taken), left(&["src/a/x.json", "src/a/tales/tale.script"])), (0, 0));
    assert_eq!((left(&["src/gone.rs", "src/a/c.rs", "src/a/b/d/mod.rs"]), left(&["src/x.json", "src/a/y.json"])), (3, 2));
}

#[test]
fn long_and_silent_files_are_seen() {
    check(short, "src/a.rs", &"\n".repeat(319), &[]);
    check(short, "src/a.rs", &"\n".repeat(320), &[320]);
    check(says_its_subject, "src/a.rs", "//! Calls.\n", &[]);
    check(says_its_subject, "src/a.rs", "use x;\n//! Calls.\n", &[1]);
}

#[test]
fn files_of_tests_are_known() {
    #[track_caller]
    fn check(path: &str, whole: &str, wanted: &[&str]) {
        assert_eq!(Source::new(path, whole).test_files(), wanted);
    }
    check("src/a/mod.rs", "#[cfg(test)]\nmod laws;\nmod b;\n#[cfg(test)]\nmod tests {}", &["src/a/laws"]);
    check("src/a.rs", "#[cfg(test)]\npub(crate) mod laws;", &["src/a/laws"]);
    check("src/a.rs", "#[cfg(test)]\nfn f() {}", &[]);
}

#[test]
fn a_loss_that_names_no_test_is_seen() {
    let list = "| 1 | a | b | c: *one*; d: `two`, `tests/x.rs` |\n| 2 | a | b | nothing: why |\n";
    assert_eq!(crate::losses::faults(list, "test('one', fn two()"), Vec::<String>::new());
    assert_eq!(crate::losses::faults(list, "test('one other', fn two_more()").len(), 2);
    assert_eq!(crate::losses::faults("| 2 | a | b | c |\n", "").len(), 2);
}
