//! What the page calls, one function for each phase that is timed. Nothing is timed here.

use callcraft::domain::analysis::{Analysis, Listed, Settings, Suggestion, analyse_turns, listed, suggest};
use callcraft::domain::rubric::{self, Rubric};
use callcraft::domain::transcript::{Transcript, Turn, turns};
use callcraft::exchange::file::{self, Entry};
use callcraft::import;
use wasm_bindgen::prelude::wasm_bindgen;

/// The rep is the first voice of the generated calls.
const REP: Option<u16> = Some(0);

/// One call on the desk, and a file of many. What a phase makes stays until [`Desk::clear`], so that giving memory
/// back is not timed with it.
#[wasm_bindgen]
pub struct Desk {
    rubric: Rubric,
    settings: Settings,
    transcript: Option<Transcript>,
    turns: Vec<Turn>,
    analysis: Analysis,
    listed: Listed,
    suggestions: Vec<Suggestion>,
    entries: Vec<Entry>,
    file: String,
    read: Vec<Entry>,
}

#[wasm_bindgen]
impl Desk {
    /// An empty desk, with the standard rubric.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            rubric: rubric::standard(),
            settings: Settings::default(),
            transcript: None,
            turns: Vec::new(),
            analysis: Analysis::nothing(),
            listed: Listed::default(),
            suggestions: Vec::new(),
            entries: Vec::new(),
            file: String::new(),
            read: Vec::new(),
        }
    }

    /// Reads a transcript from the bytes of a file; gives the number of segments.
    ///
    /// # Errors
    ///
    /// A sentence where the file is refused, or where anything in it was skipped: the figures would be of less.
    pub fn read(&mut self, bytes: &[u8]) -> Result<usize, String> {
        let imported = import::read(bytes).map_err(|it| it.to_string())?;
        if let Some(skipped) = imported.skipped.first() {
            return Err(format!("line {} was skipped: {}", skipped.line, skipped.why));
        }
        Ok(self.transcript.insert(imported.transcript).segments.len())
    }

    /// [`Desk::read`] without the hash of the file, as others read.
    ///
    /// # Errors
    ///
    /// A sentence where the file is refused.
    pub fn read_plain(&mut self, bytes: &[u8]) -> Result<usize, String> {
        let imported = import::words(bytes, None, &[]).map_err(|it| it.to_string())?;
        Ok(self.transcript.insert(imported.transcript).segments.len())
    }

    /// Joins the segments into turns; gives their number.
    ///
    /// # Errors
    ///
    /// Where nothing was read.
    pub fn turns(&mut self) -> Result<usize, String> {
        self.turns = turns(self.words()?, &self.settings.turns);
        Ok(self.turns.len())
    }

    /// Metrics and signals of the turns that were joined; gives the number of signals.
    ///
    /// # Errors
    ///
    /// Where nothing was read.
    pub fn analyse(&mut self) -> Result<usize, String> {
        let joined = std::mem::take(&mut self.turns);
        let words = self.words()?;
        let joined = if joined.is_empty() { turns(words, &self.settings.turns) } else { joined };
        self.analysis = analyse_turns(words, joined, REP, &self.settings);
        Ok(self.analysis.signals.len())
    }

    /// What others find as well: turns, phrases of the lists, who talks how long, questions by their mark; gives the number of
    /// phrases.
    ///
    /// # Errors
    ///
    /// Where nothing was read.
    pub fn phrases(&mut self) -> Result<usize, String> {
        let words = self.words()?;
        self.listed = listed(words, turns(words, &self.settings.turns), &self.settings);
        Ok(self.listed.phrases)
    }

    /// What the standard rubric would be given; gives the number of suggestions with points.
    ///
    /// # Errors
    ///
    /// Where nothing was read.
    pub fn suggest(&mut self) -> Result<usize, String> {
        self.suggestions = suggest(self.words()?, &self.analysis, &self.rubric);
        Ok(self.suggestions.iter().filter(|it| it.points.is_some()).count())
    }

    /// Lays out the records of `calls` calls like the one that was analysed: each with its card, and its words if
    /// `with_words`; gives the number of records.
    ///
    /// # Errors
    ///
    /// Where nothing was read.
    pub fn lay_out(&mut self, calls: u32, with_words: bool) -> Result<usize, String> {
        let transcript = self.words()?;
        self.entries = (0..calls)
            .flat_map(|at| crate::calls::entries(at, with_words.then_some(transcript), &self.rubric, &self.suggestions))
            .collect();
        Ok(self.entries.len())
    }

    /// Writes the exchange file; gives its bytes.
    pub fn write_file(&mut self) -> usize {
        self.file = file::write(&crate::calls::header(), &self.entries);
        self.file.len()
    }

    /// Reads the exchange file that was written; gives the number of records.
    ///
    /// # Errors
    ///
    /// A sentence where the file is refused, or where anything in it was left out.
    pub fn read_file(&mut self) -> Result<usize, String> {
        let read = file::read(self.file.as_bytes()).map_err(|it| it.to_string())?;
        if let Some(note) = read.rejected.first().or(read.warnings.first()) {
            return Err(format!("{} in line {}: {}", note.what, note.line, note.why));
        }
        self.read = read.entries;
        Ok(self.read.len())
    }

    /// Takes from the desk what the phases made; what [`Desk::lay_out`] laid out stays.
    pub fn clear(&mut self) {
        let Self { transcript, turns, analysis, suggestions, file, read, .. } = self;
        *transcript = None;
        *turns = Vec::new();
        *analysis = Analysis::nothing();
        *suggestions = Vec::new();
        *file = String::new();
        *read = Vec::new();
    }

    fn words(&self) -> Result<&Transcript, String> {
        self.transcript.as_ref().ok_or_else(|| "no transcript was read".to_owned())
    }
}
