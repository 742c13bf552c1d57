//! JSON transcripts: parsed once, recognised by their shape wherever in the file it stands. One file a format, one row here each.

use super::lines::excerpt;
use super::{Found, READABLE, Refused};

mod assemblyai;
mod avoma;
mod aws;
mod azure;
mod cast;
mod clarify;
mod contact_lens;
pub(super) mod dates;
mod deepgram;
mod dialogue;
mod escapes;
mod events;
mod facts;
mod fathom;
mod fireflies;
mod gong;
mod google;
mod grain;
mod hubspot;
mod join;
mod list;
mod number;
mod parse;
mod podcast;
mod readai;
mod rev;
mod speechmatics;
mod times;
mod tldv;
mod tree;
mod whisper;
mod whispercpp;
mod whisperx;
mod wrapped;
mod youtube;

use parse::{Fault, Why};
use tree::{Kind, Tree, Value};

/// A kind of transcript in JSON.
pub(super) struct Format {
    /// Stored with the transcript; never rename.
    pub key: &'static str,
    /// As shown.
    pub label: &'static str,
    /// Whether a value is of this format.
    is: fn(Value) -> bool,
    /// Reads such a value.
    read: fn(&Here, &mut Found),
}

/// A value that is of a format, and what is around it.
struct Here<'a> {
    value: Value<'a>,
    /// What it stands in, nearest first.
    around: Vec<Value<'a>>,
    tree: &'a Tree<'a>,
}

impl Here<'_> {
    /// Takes the facts of the call from the value and from what is around it.
    fn facts(&self, facts: &facts::Facts, found: &mut Found) {
        for value in [self.value].iter().chain(&self.around) {
            facts::take(*value, facts, found);
        }
    }

    /// The first of these values, in the value or in what is around it.
    fn get(&self, paths: &str) -> Option<Value<'_>> {
        [self.value].into_iter().chain(self.around.iter().copied()).find_map(|it| it.get(paths))
    }
}

/// The formats that are told by fields only they have.
const FORMATS: &[Format] = &[
    Format { key: "gong", label: "Gong", is: gong::is, read: gong::read },
    Format { key: "fireflies", label: "Fireflies", is: fireflies::is, read: fireflies::read },
    Format { key: "fathom", label: "Fathom", is: fathom::is, read: fathom::read },
    Format { key: "grain", label: "Grain", is: grain::is, read: grain::read },
    Format { key: "avoma", label: "Avoma", is: avoma::is, read: avoma::read },
    Format { key: "hubspot", label: "HubSpot", is: hubspot::is, read: hubspot::read },
    Format { key: "readai", label: "Read AI", is: readai::is, read: readai::read },
    Format { key: "tldv", label: "tl;dv", is: tldv::is, read: tldv::read },
    Format { key: "rev", label: "Rev AI", is: rev::is, read: rev::read },
    Format { key: "deepgram", label: "Deepgram", is: deepgram::is, read: deepgram::read },
    Format { key: "assemblyai", label: "AssemblyAI", is: assemblyai::is, read: assemblyai::read },
    Format { key: "aws", label: "AWS Transcribe", is: aws::is, read: aws::read },
    Format { key: "contact-lens", label: "Amazon Connect", is: contact_lens::is, read: contact_lens::read },
    Format { key: "speechmatics", label: "Speechmatics", is: speechmatics::is, read: speechmatics::read },
    Format { key: "google", label: "Google Speech-to-Text", is: google::is, read: google::read },
    Format { key: "azure", label: "Azure Speech", is: azure::is, read: azure::read },
    Format { key: "clarify", label: "Clarify", is: clarify::is, read: clarify::read },
    Format { key: "youtube", label: "YouTube captions", is: youtube::is, read: youtube::read },
    Format { key: "whispercpp", label: "whisper.cpp", is: whispercpp::is, read: whispercpp::read },
    Format { key: "whisperx", label: "WhisperX", is: whisperx::is, read: whisperx::read },
    Format { key: "whisper", label: "Whisper", is: whisper::is, read: whisper::read },
    Format { key: "podcast", label: "Podcast JSON", is: podcast::is, read: podcast::read },
];

/// The formats that many fit: tried where nothing else is found.
const LOOSE: &[Format] = &[
    Format { key: "dialogue", label: "JSON", is: dialogue::is, read: dialogue::read },
    Format { key: "wrapped", label: "Text in JSON", is: wrapped::is, read: wrapped::read },
];

/// How deep in a file a transcript may stand: `{"data": {"meeting": {"transcript": {"sentences": […]}}}}`.
const DEEPEST: usize = 4;

/// How many values are looked at to find it, and how many of a list.
const WIDEST: usize = 200;
const FIRST: usize = 3;

/// Whether a text is JSON, by its first characters.
pub(super) fn is(text: &str) -> bool {
    let text = text.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
    let Some(first) = text.chars().next() else { return false };
    let inner = text.get(first.len_utf8()..).unwrap_or_default().trim_start();
    match first {
        '{' => inner.starts_with(['"', '}']),
        '[' if inner.starts_with('{') => true,
        // "[0:12] Dana: …" and "[noise]" begin like lists, too.
        '[' => match Tree::parse(text) {
            Ok(_) => true,
            Err(fault) => fault.why != Why::Unexpected && inner.starts_with(['"', '[']),
        },
        _ => false,
    }
}

/// Reads a JSON transcript.
pub(super) fn read(text: &str) -> Result<(&'static Format, Found), Refused> {
    let tree = Tree::parse(text.trim_start_matches('\u{feff}')).map_err(|fault| Refused(damaged(&fault)))?;
    let candidates = candidates(&tree);
    let Some((at, format)) = find(&candidates) else { return Err(Refused(unknown(&tree))) };
    let mut found = Found::default();
    let chain = chain(&candidates, at);
    let (Some(value), around) = (chain.first().map(|it| it.value), chain.iter().skip(1).map(|it| it.value).collect()) else {
        return Err(Refused(unknown(&tree)));
    };
    let (inside, beside) = (gong::calls(value), chain.iter().map(|it| it.calls(format)).max().unwrap_or(1));
    found.calls = inside.map_or(beside, |it| it.items().filter(|it| (format.is)(*it)).count());
    let named = inside.map_or(beside, |it| it.items().count());
    if named > 1 {
        found.notes.push(several(named));
    }
    (format.read)(&Here { value, around, tree: &tree }, &mut found);
    if found.pieces.is_empty()
        && found.refused.is_none()
        && let Some(first) = found.skipped.first()
    {
        return Err(Refused(format!(
            "No spoken words can be read from this {} file: on line {}, {}; export the transcript again and choose the new file.",
            format.label, first.line, first.why
        )));
    }
    Ok((format, found))
}

/// Who says what, by the words of a cue of Teams with all it knows: `{"speakerName": "Dana Ortiz", "spokenText": "Hello"}`.
pub(super) fn spoken(words: &str) -> Option<(String, String)> {
    let tree = Tree::parse(words.trim_start().starts_with('{').then_some(words)?).ok()?;
    let text = |name: &str| Some(tree.root().get(name)?.text()?.into_owned());
    Some((text("speakerName")?, text("spokenText")?))
}

/// Whether a file brings the names for another one: Gong's calls with their parties.
pub(super) fn is_companion(text: &str) -> bool {
    is(text) && Tree::parse(text.trim_start_matches('\u{feff}')).is_ok_and(|it| gong::is_parties(&it))
}

/// What is said where a file holds several calls, and only one is asked for.
pub(super) fn several(calls: usize) -> String {
    format!("This file holds {calls} calls; the first was read.")
}

/// So many bytes the parts of a file may have in all: each has with it what stands around the calls.
const ALL_PARTS: usize = 64 << 20;

/// A file of several calls as a file for each, in their order; nothing where it holds one, or none. What stands around
/// the calls, such as their people, is in every part, unless that would be very much.
pub(super) fn parts(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let Ok(tree) = Tree::parse(text) else { return Vec::new() };
    let candidates = candidates(&tree);
    let Some((at, format)) = find(&candidates) else { return Vec::new() };
    let chain = chain(&candidates, at);
    let inside = chain.first().and_then(|it| gong::calls(it.value)).filter(|it| it.items().nth(1).is_some());
    let around = || chain.iter().filter(|it| it.calls(format) > 1).max_by_key(|it| it.calls(format)).and_then(|it| it.list);
    let Some(list) = inside.or_else(around) else { return Vec::new() };
    let calls: Vec<Value> = list.items().filter(|it| holds(*it, format, 2)).collect();
    let (Some(first), Some(last)) = (list.items().next(), list.items().last()) else { return Vec::new() };
    let before = text.get(..first.reach().start).unwrap_or_default();
    let after = text.get(last.reach().end..).unwrap_or_default();
    let is_much = (before.len() + after.len()).saturating_mul(calls.len()) > ALL_PARTS;
    let (before, after) = if is_much { ("", "") } else { (before, after) };
    calls.iter().map(|it| [before, text.get(it.reach()).unwrap_or_default(), after].concat()).collect()
}

/// The first value that is of a format, and of which.
fn find(candidates: &[Candidate]) -> Option<(usize, &'static Format)> {
    let find = |formats: &'static [Format]| {
        candidates.iter().enumerate().find_map(|(at, it)| Some((at, formats.iter().find(|format| (format.is)(it.value))?)))
    };
    let found = find(FORMATS).or_else(|| find(LOOSE))?;
    Some(listed(candidates, found).unwrap_or(found))
}

/// Some files have the words twice: as one text, and below that as a list with times, which tells more.
fn listed(candidates: &[Candidate], (at, format): (usize, &'static Format)) -> Option<(usize, &'static Format)> {
    let [list, text] = LOOSE else { return None };
    let words = candidates.get(at).filter(|_| format.key == text.key).map(|it| wrapped::words(it.value))?;
    let is_all = |it: &Candidate| (list.is)(it.value) && dialogue::words(it.value) * 2 > words;
    candidates.iter().position(is_all).map(|it| (it, list))
}

/// A candidate and what it stands in, nearest first.
fn chain<'c, 'a>(candidates: &'c [Candidate<'a>], at: usize) -> Vec<&'c Candidate<'a>> {
    std::iter::successors(candidates.get(at), |it| candidates.get(it.above?)).collect()
}

/// A value that might be a transcript.
struct Candidate<'a> {
    value: Value<'a>,
    above: Option<usize>,
    /// The list it is in.
    list: Option<Value<'a>>,
    depth: usize,
}

impl Candidate<'_> {
    /// How many values side by side hold a transcript of `format`.
    fn calls(&self, format: &Format) -> usize {
        self.list.map_or(1, |list| list.items().filter(|it| holds(*it, format, 2)).count())
    }
}

/// Whether a value is of `format`, or something not far within it.
fn holds(value: Value, format: &Format, depth: usize) -> bool {
    (format.is)(value) || (depth > 0 && value.members().map(|it| it.1).chain(value.items()).take(20).any(|it| holds(it, format, depth - 1)))
}

/// The lists and objects of a file, outermost first. Of a list only the first few.
fn candidates<'a>(tree: &'a Tree<'a>) -> Vec<Candidate<'a>> {
    let mut candidates = vec![Candidate { value: tree.root(), above: None, list: None, depth: 0 }];
    let mut at = 0;
    while let Some(Candidate { value, depth, .. }) = candidates.get(at) {
        let (value, depth) = (*value, depth + 1);
        if depth <= DEEPEST && candidates.len() < WIDEST {
            let is_nest = |it: &Value| matches!(it.kind(), Kind::List | Kind::Object);
            let members = value.members().map(|it| it.1).filter(is_nest).take(WIDEST).map(|it| (it, None));
            let items = value.items().filter(is_nest).take(FIRST).map(|it| (it, Some(value)));
            candidates.extend(members.chain(items).map(|(value, list)| Candidate { value, above: Some(at), list, depth }));
        }
        at += 1;
    }
    candidates
}

fn damaged(fault: &Fault) -> String {
    let Fault { why, line, column } = fault;
    match why {
        Why::BreaksOff => {
            format!("This JSON file breaks off at line {line}, column {column}; export the transcript again and choose the new file.")
        }
        Why::Unexpected => format!(
            "This JSON file is damaged at line {line}, column {column}: something else is wanted there; export the transcript again and choose the new file."
        ),
        Why::TooDeep => format!(
            "This JSON file is nested too deeply to be a transcript (line {line}, column {column}); export the transcript as {READABLE}."
        ),
    }
}

/// What a file is that holds no transcript.
fn unknown(tree: &Tree) -> String {
    if gong::is_parties(tree) {
        return "These are Gong's calls with their parties, without words; choose the file of transcripts together with this one."
            .to_owned();
    }
    let root = tree.root();
    let what = match root.kind() {
        Kind::Object => {
            let names: Vec<String> = root.members().take(4).map(|it| format!("“{}”", excerpt(it.0))).collect();
            if names.is_empty() { "an empty object".to_owned() } else { format!("an object with {}", names.join(", ")) }
        }
        _ => match root.items().next().map(Value::kind) {
            None => "an empty list",
            Some(Kind::Number) => "a list of numbers",
            Some(Kind::Text) => "a list of texts",
            Some(Kind::Object) => "a list of objects without a speaker and words",
            Some(_) => "a list of something else",
        }
        .to_owned(),
    };
    format!(
        "This JSON file holds no transcript: on line {} begins {what}, and nothing in it says who said what; export the transcript itself, or save it as {READABLE}.",
        root.line()
    )
}
