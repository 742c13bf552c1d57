//! A file of the project as the rules see it: without comments and without tests, strings told apart from code.

use std::path::Path;

/// One file.
pub struct Source {
    /// From the project's root, with slashes.
    pub path: String,
    /// Comments, tests and the insides of strings are blank; lines are where they were.
    pub code: Vec<char>,
    /// As `code`, with the strings.
    pub text: Vec<char>,
    /// Every string: where its inside begins in `text`, and the inside as written.
    pub strings: Vec<(usize, String)>,
    /// The file as it is.
    pub whole: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Rust,
    Script,
    Style,
    Page,
    Plain,
}

impl Source {
    /// A file with its content; which language it is in is known by its name.
    pub fn new(path: &str, whole: &str) -> Self {
        let language = match Path::new(path).extension().and_then(|it| it.to_str()) {
            Some("rs") => Language::Rust,
            Some("js" | "mjs") => Language::Script,
            Some("css") => Language::Style,
            Some("html" | "svg") => Language::Page,
            _ => Language::Plain,
        };
        let mut source = Scan::over(language, whole).into_source(path, whole);
        if language == Language::Rust {
            source.blank_tests();
        }
        source
    }

    /// The line of a place in `text`, counted from 1.
    pub fn line_of(&self, at: usize) -> usize {
        1 + self.text[..at].iter().filter(|it| **it == '\n').count()
    }

    /// Where `needle` begins in `chars`.
    pub fn places(chars: &[char], needle: &str) -> Vec<usize> {
        let needle: Vec<char> = needle.chars().collect();
        (0..chars.len().saturating_sub(needle.len() - 1)).filter(|at| chars[*at..].starts_with(&needle)).collect()
    }

    /// The end of the item that begins at or after `at`: its closing brace, or its semicolon.
    pub fn end_of_item(&self, at: usize) -> usize {
        let mut depth = 0;
        for (place, letter) in self.code.iter().enumerate().skip(at) {
            match letter {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth -= 1,
                _ => {}
            }
            if depth == 0 && matches!(letter, '}' | ';') {
                // The braces of `use a::{b, c};` are followed by its semicolon.
                let next = self.code.iter().skip(place + 1).position(|it| !it.is_whitespace()).map(|it| place + 1 + it);
                return next.filter(|it| self.code[*it] == ';').unwrap_or(place) + 1;
            }
        }
        self.code.len()
    }

    /// The modules of tests that have files of their own (`#[cfg(test)] mod laws;`), by the file's path without `.rs`.
    pub fn test_files(&self) -> Vec<String> {
        let folder = self.path.rsplit_once('/').map_or("", |it| it.0);
        let folder = match self.path.rsplit('/').next() {
            Some("mod.rs" | "lib.rs" | "main.rs") => folder.to_owned(),
            _ => self.path.trim_end_matches(".rs").to_owned(),
        };
        let plain: Vec<char> = Scan::over(Language::Rust, &self.whole).code;
        let names = Self::places(&plain, TEST).into_iter().filter_map(|at| {
            let item: String = plain[at + TEST.len()..].iter().take_while(|it| !matches!(it, ';' | '{')).collect();
            let ends = plain.get(at + TEST.len() + item.chars().count());
            item.split_whitespace().skip_while(|it| *it != "mod").nth(1).filter(|_| ends == Some(&';')).map(str::to_owned)
        });
        names.map(|name| format!("{folder}/{name}")).collect()
    }

    fn blank_tests(&mut self) {
        for at in Self::places(&self.code, TEST) {
            let end = self.end_of_item(at + TEST.len());
            for place in at..end {
                if self.code[place] != '\n' {
                    self.code[place] = ' ';
                    self.text[place] = ' ';
                }
            }
            self.strings.retain(|(start, _)| !(at..end).contains(start));
        }
    }
}

const TEST: &str = "#[cfg(test)]";

/// Goes over a file once.
struct Scan {
    from: Vec<char>,
    at: usize,
    code: Vec<char>,
    text: Vec<char>,
    strings: Vec<(usize, String)>,
}

impl Scan {
    fn over(language: Language, whole: &str) -> Self {
        let mut scan = Self { from: whole.chars().collect(), at: 0, code: Vec::new(), text: Vec::new(), strings: Vec::new() };
        while scan.at < scan.from.len() {
            scan.step(language);
        }
        scan
    }

    fn into_source(self, path: &str, whole: &str) -> Source {
        Source { path: path.to_owned(), code: self.code, text: self.text, strings: self.strings, whole: whole.to_owned() }
    }

    fn sees(&self, words: &str) -> bool {
        words.chars().enumerate().all(|(n, it)| self.from.get(self.at + n) == Some(&it))
    }

    fn step(&mut self, language: Language) {
        let (curly, marked) = (matches!(language, Language::Rust | Language::Script), language == Language::Page);
        match self.from[self.at] {
            '/' if curly && self.sees("//") => self.comment("\n", false),
            '/' if (curly || language == Language::Style) && self.sees("/*") => self.comment("*/", language == Language::Rust),
            '<' if marked && self.sees("<!--") => self.comment("-->", false),
            '/' if language == Language::Script && self.may_begin_pattern() => self.quoted('/', true),
            '"' if language != Language::Plain => self.quoted('"', curly),
            '\'' | '`' if language == Language::Script => self.quoted(self.from[self.at], true),
            '\'' if language == Language::Style => self.quoted('\'', false),
            '\'' if language == Language::Rust => self.letter(),
            'r' if language == Language::Rust && self.begins_raw() => self.raw(),
            it => self.keep(it, it),
        }
    }

    fn keep(&mut self, code: char, text: char) {
        self.code.push(if text == '\n' { '\n' } else { code });
        self.text.push(text);
        self.at += 1;
    }

    fn comment(&mut self, end: &str, nests: bool) {
        let mut depth = 0;
        while self.at < self.from.len() {
            depth += i32::from(nests && self.sees("/*"));
            if self.sees(end) && end == "\n" {
                return;
            }
            if self.sees(end) && {
                depth -= 1;
                depth <= 0
            } {
                end.chars().for_each(|_| self.blank());
                return;
            }
            self.blank();
        }
    }

    fn blank(&mut self) {
        let text = if self.from[self.at] == '\n' { '\n' } else { ' ' };
        self.keep(' ', text);
    }

    fn quoted(&mut self, quote: char, escapes: bool) {
        self.keep(quote, quote);
        let start = self.at;
        while let Some(it) = self.from.get(self.at).copied() {
            if it == quote {
                break;
            }
            self.keep(' ', it);
            if it == '\\' && escapes && self.at < self.from.len() {
                self.keep(' ', self.from[self.at]);
            }
        }
        self.end_string(start, 1);
    }

    fn end_string(&mut self, start: usize, quotes: usize) {
        self.strings.push((start, self.from[start..self.at].iter().collect()));
        for _ in 0..quotes {
            if let Some(it) = self.from.get(self.at).copied() {
                self.keep(it, it);
            }
        }
    }

    /// A letter in quotes; otherwise the mark begins a lifetime.
    fn letter(&mut self) {
        let length = match (self.from.get(self.at + 1), self.from.get(self.at + 2)) {
            (Some('\\'), _) => self.from.iter().skip(self.at + 3).position(|it| *it == '\'').map_or(1, |it| it + 4),
            (Some(_), Some('\'')) => 3,
            _ => 1,
        };
        let plain = length == 1;
        for _ in 0..length {
            let it = self.from[self.at];
            self.keep(if plain { it } else { ' ' }, it);
        }
    }

    fn begins_raw(&self) -> bool {
        let before = self.at.checked_sub(1).map_or(' ', |it| self.from[it]);
        let is_own = !(before.is_alphanumeric() || before == '_') || matches!(before, 'b' | 'c');
        is_own && self.from[self.at + 1..].iter().find(|it| **it != '#') == Some(&'"')
    }

    fn raw(&mut self) {
        self.keep('r', 'r');
        let hashes = self.from[self.at..].iter().take_while(|it| **it == '#').count();
        (0..=hashes).for_each(|_| self.keep(self.from[self.at], self.from[self.at]));
        let (start, end) = (self.at, format!("\"{}", "#".repeat(hashes)));
        while self.at < self.from.len() && !self.sees(&end) {
            self.keep(' ', self.from[self.at]);
        }
        self.end_string(start, end.len());
    }

    /// Whether a slash can begin a pattern here, rather than divide.
    fn may_begin_pattern(&self) -> bool {
        let before = self.code.iter().rev().find(|it| !it.is_whitespace());
        before.is_none_or(|it| "(,=:[!&|?{};".contains(*it))
    }
}
