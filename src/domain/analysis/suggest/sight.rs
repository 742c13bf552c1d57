//! What a judge looks at: a call, what was heard in it, and what other judges have found already.

use std::cell::OnceCell;

use super::{SHOWN, objections, pacing, planned, presentation, shape};
use crate::domain::analysis::Analysis;
use crate::domain::analysis::hearing::{Heard, Said};
use crate::domain::analysis::lexicon::phrases;
use crate::domain::order;
use crate::domain::transcript::{Moment, Side, Transcript};

/// What a judge looks at.
pub(super) struct Sight<'a> {
    pub transcript: &'a Transcript,
    pub analysis: &'a Analysis,
    pub heard: &'a Heard,
    pub found: Found<'a>,
}

/// What several judges look at, found by the first of them who asks.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub objected: OnceCell<objections::Objected<'a>>,
    pub plan: OnceCell<planned::Plan<'a>>,
    pub portions: OnceCell<pacing::Portions<'a>>,
    pub ties: OnceCell<presentation::Ties<'a>>,
    pub signs: OnceCell<Vec<shape::Signed<'a>>>,
    pub last_signs: OnceCell<Vec<shape::Signed<'a>>>,
    pub bearing: OnceCell<usize>,
}

impl<'a> Sight<'a> {
    /// Of a call of which nothing has been judged yet.
    pub fn of(transcript: &'a Transcript, analysis: &'a Analysis) -> Self {
        Self { transcript, analysis, heard: &analysis.heard, found: Found::default() }
    }

    /// The sentences of a side that are as `wanted`, in order, with their index.
    pub fn said<'b>(&'b self, side: Side, wanted: impl Fn(&Said) -> bool + 'b) -> impl Iterator<Item = (usize, &'a Said)> + 'b {
        let heard = self.heard;
        heard.said.iter().enumerate().filter(move |(_, it)| heard.side(it) == side && wanted(it))
    }

    /// The moment of a sentence.
    pub fn moment(&self, said: &Said) -> Option<Moment> {
        self.transcript.moment(said.from, said.to)
    }

    /// The words of a sentence, in lower case.
    fn words(&self, said: &Said) -> Vec<String> {
        let quote = self.moment(said).map(|it| it.quote.to_lowercase()).unwrap_or_default();
        quote.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    /// Whether a word of this section of the list stands in it.
    pub fn has_word(&self, said: &Said, section: &'static str) -> bool {
        let words = self.words(said);
        phrases(self.heard.language, section).any(|it| words.iter().any(|word| word == it))
    }

    /// The moments of the sentences that show most, in the order of the call: three that carry are worth more than eight of
    /// which some do.
    pub fn best<'b>(&self, said: impl IntoIterator<Item = &'b Said>, shows: impl Fn(&Said) -> isize) -> Vec<Moment> {
        let mut said: Vec<&Said> = said.into_iter().collect();
        order::sort_by_key(&mut said, |it| (-shows(it), it.from));
        said.dedup_by_key(|it| it.from);
        said.truncate(SHOWN);
        self.moments(said)
    }

    /// The moments of sentences, in the order of the call, none twice.
    pub fn moments<'b>(&self, said: impl IntoIterator<Item = &'b Said>) -> Vec<Moment> {
        let mut said: Vec<&Said> = said.into_iter().collect();
        order::sort_by_key(&mut said, |it| it.from);
        said.dedup_by_key(|it| it.from);
        said.into_iter().filter_map(|it| self.moment(it)).collect()
    }
}
