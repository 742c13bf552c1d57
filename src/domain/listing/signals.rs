//! Which signals stand in the words of a call, as the list of calls asks for them: told from the words once, for every
//! call one small number.

use serde::{Deserialize, Serialize};

use super::facet::Facet;
use super::{CallRow, Listing, Value};
use crate::domain::analysis::{Settings, SignalKind, analyse};
use crate::domain::id::{CallId, PersonId};
use crate::domain::transcript::Transcript;

/// A set of kinds of signals, and whether the sides of the words are still to be said: calls that were stored before that was
/// noted with them ([`crate::domain::call::Call::lacks_sides`]) are known by it, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signals(u32);

/// Beyond all kinds.
const LACKS_SIDES: u32 = 1 << 31;

impl Signals {
    /// The kinds that are given.
    pub fn of(kinds: impl IntoIterator<Item = SignalKind>) -> Self {
        Self(kinds.into_iter().fold(0, |bits, it| bits | 1 << (it as u32)))
    }

    /// What is heard in the words of a call of `rep`.
    pub fn heard(words: &Transcript, rep: Option<PersonId>, settings: &Settings) -> Self {
        let found = analyse(words, words.voice_of(rep), settings);
        Self::of(found.signals.iter().map(|it| it.kind)).with_sides_of(words)
    }

    /// The same, with what `words` tell of their sides.
    pub fn with_sides_of(self, words: &Transcript) -> Self {
        Self(self.0 | if words.lacks_sides() { LACKS_SIDES } else { 0 })
    }

    /// Whether nobody has said which voices are on our side.
    pub fn lacks_sides(self) -> bool {
        self.0 & LACKS_SIDES != 0
    }

    /// Whether a kind is among them.
    pub fn has(self, kind: SignalKind) -> bool {
        self.0 & (1 << (kind as u32)) != 0
    }

    fn keys(self) -> impl Iterator<Item = &'static str> {
        SignalKind::ALL.iter().filter(move |it| self.has(it.0)).map(|it| it.1)
    }
}

impl Listing {
    /// The same list with the signals of those calls of which they are known; the others have none yet.
    pub fn with_signals(&self, of: impl Fn(&CallRow) -> Option<Signals>) -> Self {
        let mut values: Vec<Value> = self.values.clone();
        let is_signal = |it: &Value| it.facet == Facet::Signal;
        let places: Vec<(u32, String)> = (0u32..).zip(&values).filter(|it| is_signal(it.1)).map(|(at, it)| (at, it.key.clone())).collect();
        values.iter_mut().filter(|it| is_signal(it)).for_each(|it| it.total = 0);
        let sides = values.iter().position(|it| it.facet == Facet::Sides).map(|it| it as u32);
        let mut rows = self.rows.clone();
        for row in &mut rows {
            row.marks.retain(|mark| !places.iter().any(|it| it.0 == *mark));
            let Some(signals) = of(row) else { continue };
            let open = sides.filter(|it| signals.lacks_sides() && !row.marks.contains(it));
            let places = signals.keys().filter_map(|key| places.iter().find(|it| it.1 == key).map(|it| it.0));
            for place in places.chain(open) {
                row.marks.push(place);
                if let Some(value) = values.get_mut(place as usize) {
                    value.total += 1;
                }
            }
        }
        Self { rows, values, names: self.names.clone(), orders: Default::default() }
    }

    /// The calls with words, the latest first, with the version of each: those whose signals can be told.
    pub fn with_words(&self) -> Vec<(CallId, u32)> {
        let mut rows: Vec<&CallRow> = self.rows.iter().filter(|it| it.has_words).collect();
        crate::domain::order::sort_by(&mut rows, |a, b| (b.at, b.id).cmp(&(a.at, a.id)));
        rows.into_iter().map(|it| (it.id, it.version)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::query::Query;
    use super::super::trials::row;
    use super::super::{Scoring, Sources};
    use super::*;
    use crate::domain::transcript::Side;
    use crate::domain::transcript::tests::dialogue;

    #[test]
    fn signals_are_heard_in_the_words() {
        let mut words = dialogue(&[
            ("Rep", "How do you plan a day right now?"),
            ("Petra", "On paper. I am worried about the price, it is too expensive."),
        ]);
        (words.speakers[0].side, words.speakers[1].side) = (Side::Ours, Side::Theirs);
        let heard = Signals::heard(&words, None, &Settings::default());
        assert!(heard.has(SignalKind::OpenQuestion) && heard.has(SignalKind::Price) && heard.has(SignalKind::Objection));
        assert!(!heard.has(SignalKind::Competitor) && !heard.has(SignalKind::Invite) && !heard.lacks_sides());
        words.speakers[0].side = Side::Unknown;
        assert!(Signals::heard(&words, None, &Settings::default()).lacks_sides());
    }

    #[test]
    fn calls_are_narrowed_by_the_signals_that_are_known_and_counted_anew() {
        let empty = Listing::new(Sources { calls: &[], cards: &[], people: &[], rubrics: &[], day: &|it| it.date_naive() });
        let rows = vec![row(1, "Birch", 3, Scoring::None), row(2, "Cedar", 4, Scoring::None), row(3, "Dogwood", 5, Scoring::None)];
        let listing = Listing { rows, ..empty };
        let known = [Signals::of([SignalKind::Objection]), Signals::of([SignalKind::Objection, SignalKind::Competitor])];
        let heard = listing.with_signals(|it| if it.title == "Birch" { Some(known[0]) } else { (it.title == "Cedar").then_some(known[1]) });
        let shown = |of: &Listing, query: &str| {
            let found = of.narrow(&Query::parse(query), "2026-11-11".parse().unwrap());
            found.shown.iter().map(|it| of.rows[*it as usize].title.clone()).collect::<Vec<_>>()
        };
        assert_eq!(shown(&heard, "signal=objection"), ["Cedar", "Birch"]);
        let mut words = dialogue(&[("Rep", "Hello"), ("Petra", "Hello")]);
        words.speakers.iter_mut().for_each(|it| it.side = Side::Unknown);
        let earlier = listing.with_signals(|it| (it.title == "Birch").then(|| Signals::default().with_sides_of(&words)));
        assert_eq!(shown(&earlier, "sides=open"), ["Birch"]);
        let again = earlier.with_signals(|it| (it.title == "Birch").then(|| Signals::default().with_sides_of(&words)));
        assert_eq!(again.values, earlier.values, "counted once");
        assert_eq!(shown(&heard, "signal=competitor"), ["Cedar"]);
        assert_eq!(shown(&listing, "signal=objection"), Vec::<String>::new());
        assert_eq!(heard.with_signals(|_| None).values, listing.values);
        let total = |key: &str| heard.values.iter().find(|it| it.facet == Facet::Signal && it.key == key).unwrap().total;
        assert_eq!((total("objection"), total("competitor"), total("pain")), (2, 1, 0));
        assert_eq!(listing.with_words().len(), 3);
    }
}
