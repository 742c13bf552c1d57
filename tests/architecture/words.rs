//! The rules about what files may hold: nothing that the page's policy forbids, no address of another host, every
//! address of ours in one place.

use crate::paths::named;
use crate::rooms::Fault;
use crate::source::Source;

/// Words that make the browser read a text as a page or as a program.
const MARKUP: &[&str] =
    &["inner_html", "outer_html", "insert_adjacent_html", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"];
const PROGRAMS: &[&str] = &[
    "js_sys::eval",
    "js_sys::Function::new_with_args",
    "js_sys::Function::new_no_args",
    "Function::new_with_args",
    "Function::new_no_args",
];
const SCHEMES: &[&str] = &["http://", "https://", "ws://", "wss://", "url(//", "\"//", "'//", "=//"];
/// Names of XML, not addresses: nobody goes there.
const NAMES_OF_XML: &str = "http://www.w3.org/";

/// Text never becomes a page or a program.
pub fn text_stays_text(source: &Source) -> Vec<Fault> {
    let mut found: Vec<Fault> = every(source, &source.text, MARKUP);
    let is_call = |at: usize| at == 0 || !(source.code[at - 1].is_alphanumeric() || matches!(source.code[at - 1], '_' | '-' | '.'));
    let places = ["eval(", "new Function("].into_iter().flat_map(|it| Source::places(&source.code, it));
    found.extend(places.filter(|at| is_call(*at)).map(|at| (source.line_of(at), "makes a program of a text".to_owned())));
    if source.path.ends_with(".rs") {
        let made = named(source).into_iter().filter(|it| PROGRAMS.iter().any(|made| it.is_in(made)));
        found.extend(made.map(|it| (it.line, format!("uses {}", it.path))));
    }
    found
}

/// The page's policy allows no `style` attribute and no script inside the page. Leptos' `style:width=` is another
/// thing: it goes through the element's own style.
pub fn no_inline_style_or_script(source: &Source) -> Vec<Fault> {
    let own_word = |at: usize| at == 0 || source.text[at - 1].is_whitespace();
    let attributes = Source::places(&source.text, "style=").into_iter().filter(|at| own_word(*at));
    let mut found: Vec<Fault> = attributes.map(|at| (source.line_of(at), "has a style attribute".to_owned())).collect();
    let set = source.strings.iter().filter(|it| it.1 == "style" && source.path.starts_with("src/"));
    found.extend(set.map(|(at, _)| (source.line_of(*at), "names the style attribute".to_owned())));
    if source.path.ends_with(".html") {
        found.extend(every(source, &source.text, &["<style", "javascript:"]));
        for at in Source::places(&source.text, "<script") {
            let tag: String = source.text[at..].iter().take_while(|it| **it != '>').collect();
            if !tag.contains(" src=") {
                found.push((source.line_of(at), "has a script without src".to_owned()));
            }
        }
        let handlers = Source::places(&source.text, " on").into_iter().filter(|at| {
            let rest: String = source.code[at + 3..].iter().take_while(|it| it.is_ascii_lowercase() || **it == '=').collect();
            rest.len() > 1 && rest.ends_with('=')
        });
        found.extend(handlers.map(|at| (source.line_of(at), "has a handler in the page".to_owned())));
    }
    found
}

/// Nothing leaves the page: no address of another host, names of XML aside.
pub fn no_other_host(source: &Source) -> Vec<Fault> {
    let names: Vec<usize> = Source::places(&source.text, NAMES_OF_XML);
    let places = SCHEMES.iter().flat_map(|it| Source::places(&source.text, it)).filter(|at| !names.contains(at));
    places.map(|at| (source.line_of(at), format!("names another host: {}", excerpt(source, at)))).collect()
}

/// Links go through `PageLink` and `href`: leptos_router's `<A>` forgets the folder the site lives in.
pub fn one_kind_of_link(source: &Source) -> Vec<Fault> {
    let is_tag = |at: &usize| source.code.get(at + 2).is_some_and(|it| it.is_whitespace() || *it == '/');
    let tags = Source::places(&source.code, "<A").into_iter().filter(is_tag);
    let mut found: Vec<Fault> = tags.map(|at| (source.line_of(at), "has the router's own link".to_owned())).collect();
    let used = named(source).into_iter().filter(|it| it.is_in("leptos_router::components::A"));
    found.extend(used.map(|it| (it.line, format!("uses {}", it.path))));
    found
}

/// What outlives a page is followed through the session, which lets go of who follows with the page: Leptos keeps word of them
/// for as long as the signal lives.
pub fn followed_by_the_session(source: &Source) -> Vec<Fault> {
    const FOLLOWED: [&str; 6] = [
        "session.settings.with(",
        "session.settings.get(",
        "session.settings.read(",
        "session.elsewhere.",
        "session.risk.track(",
        "session.risk.get(",
    ];
    let places = FOLLOWED.iter().flat_map(|it| Source::places(&source.code, it));
    places.map(|at| (source.line_of(at), "follows what outlives the page past the session".to_owned())).collect()
}

/// An address of ours as a text stands in `routes.rs` only. `folders` are those of the pages.
pub fn addresses_in_one_place(source: &Source, folders: &[String]) -> Vec<Fault> {
    if source.path == "src/ui/routes.rs" {
        return Vec::new();
    }
    let is_folder = |it: &str| folders.iter().any(|folder| folder == it);
    let is_address = |it: &str| {
        let plain = it.contains('/') && !it.contains(char::is_whitespace) && it.split(['/', '?', '#']).any(is_folder);
        plain || it.contains("?id=")
    };
    let is_link = |at: usize| source.text[..at.saturating_sub(1)].ends_with(&['h', 'r', 'e', 'f', '=']);
    let strings = source.strings.iter().filter(|(at, it)| is_address(it) || (is_link(*at) && !it.starts_with('#')));
    strings.map(|(at, it)| (source.line_of(*at), format!("has the address “{it}”: only src/ui/routes.rs has any"))).collect()
}

fn every(source: &Source, chars: &[char], words: &[&str]) -> Vec<Fault> {
    let places = words.iter().flat_map(|word| Source::places(chars, word).into_iter().map(move |at| (at, word)));
    places.map(|(at, word)| (source.line_of(at), format!("has “{word}”"))).collect()
}

fn excerpt(source: &Source, at: usize) -> String {
    source.text[at..].iter().take_while(|it| !it.is_whitespace()).take(60).collect()
}
