//! The paths a Rust file names (`crate::ui::session::Session`), in `use` and elsewhere, made whole.

use crate::source::Source;

/// A path as the crate's root sees it.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// Counted from 1.
    pub line: usize,
    /// "crate::ui::routes::Page", "leptos::prelude::*"; what is the file's own begins with "crate".
    pub path: String,
}

impl Named {
    /// Whether the path is `base` or lies below it.
    pub fn is_in(&self, base: &str) -> bool {
        self.path.strip_prefix(base).is_some_and(|it| it.is_empty() || it.starts_with("::"))
    }

    /// Whether the path has `words` ("Utc::now") in it, as whole names.
    pub fn has(&self, words: &str) -> bool {
        format!("::{}::", self.path).contains(&format!("::{words}::"))
    }
}

/// The module of a file: "crate::ui::pages::call" for `src/ui/pages/call/mod.rs`. The programs in `src/bin` are
/// crates of their own, "bin::inspect", and know the library by its name.
pub fn module_of(path: &str) -> String {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let mut names: Vec<&str> = inner.split('/').collect();
    if matches!(names.last(), Some(&"mod" | &"lib" | &"main")) {
        names.pop();
    }
    if names.first() != Some(&"bin") {
        names.insert(0, "crate");
    }
    names.join("::")
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Name(String),
    /// `::`
    Into,
    Sign(char),
}

fn tokens(source: &Source) -> Vec<(usize, Token)> {
    let (mut tokens, mut line, mut at) = (Vec::new(), 1, 0);
    let code = &source.code;
    while let Some(letter) = code.get(at) {
        let is_name = |it: &char| it.is_alphanumeric() || *it == '_';
        let length = if is_name(letter) { code[at..].iter().take_while(|it| is_name(it)).count() } else { 1 };
        match letter {
            '\n' => line += 1,
            ':' if code.get(at + 1) == Some(&':') => {
                tokens.push((line, Token::Into));
                at += 1;
            }
            it if is_name(it) => tokens.push((line, Token::Name(code[at..at + length].iter().collect()))),
            it if it.is_whitespace() => {}
            it => tokens.push((line, Token::Sign(*it))),
        }
        at += length;
    }
    tokens
}

/// Every path of two names or more, and what a `use` names.
pub fn named(source: &Source) -> Vec<Named> {
    let tokens = tokens(source);
    let module = module_of(&source.path);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_use = at > 0 && tokens[at - 1].1 == Token::Name("use".to_owned());
        let begins = matches!(tokens[at].1, Token::Name(_));
        let goes_on = tokens.get(at + 1).is_some_and(|it| it.1 == Token::Into);
        if begins && (is_use || goes_on) {
            let mut paths = Vec::new();
            at = tree(&tokens, at, &[], &mut paths);
            found.extend(paths.into_iter().map(|(line, names)| Named { line, path: whole(&module, &names) }));
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one path from `at` on, with its braces; answers where it ends.
fn tree(tokens: &[(usize, Token)], mut at: usize, before: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let mut names = before.to_vec();
    let mut line = tokens.get(at).map_or(0, |it| it.0);
    loop {
        match tokens.get(at) {
            Some((place, Token::Name(name))) => {
                line = *place;
                names.push(name.clone());
            }
            Some((place, Token::Sign('*'))) => {
                line = *place;
                names.push("*".to_owned());
            }
            Some((_, Token::Sign('{'))) => {
                at += 1;
                while !matches!(tokens.get(at), None | Some((_, Token::Sign('}')))) {
                    at = match tokens.get(at) {
                        Some((_, Token::Name(_) | Token::Sign('*' | '{'))) => tree(tokens, at, &names, found),
                        _ => at + 1,
                    };
                }
                return at + 1;
            }
            // A type's own arguments: `Vec::<u8>::new`.
            _ => break,
        }
        at += 1;
        match tokens.get(at) {
            Some((_, Token::Into)) => at += 1,
            Some((_, Token::Name(word))) if word == "as" => {
                at += 2;
                break;
            }
            _ => break,
        }
    }
    found.push((line, names));
    at
}

/// The path from the crate's root on, or from another crate's name.
fn whole(module: &str, names: &[String]) -> String {
    let mut base: Vec<&str> = module.split("::").collect();
    let mut rest: Vec<&str> = names.iter().map(String::as_str).collect();
    let (Some(&("crate" | "callcraft" | "self" | "super")), root) = (rest.first(), if base[0] == "bin" { 2 } else { 1 }) else {
        return rest.join("::");
    };
    while let Some(first @ ("crate" | "callcraft" | "self" | "super")) = rest.first().copied() {
        match first {
            "crate" => base.truncate(root),
            "callcraft" => base = vec!["crate"],
            "super" => drop(base.pop()),
            _ => {}
        }
        rest.remove(0);
    }
    base.extend(rest.into_iter().filter(|it| *it != "self"));
    base.join("::")
}
