//! What a rep works at: the focus in force, with how it goes on the calls since; and what is proposed as the next one.

use chrono::{DateTime, NaiveDate, Utc};

use super::benchmark::Band;
use super::call::Call;
use super::id::{CallId, CardId, PersonId};
use super::order;
use super::progress::CardsByCall;
use super::record::Record;
use super::rubric::{Rubric, RubricRef};
use super::scorecard::apart::{scores_calls, why_apart};
use super::scorecard::focus::{Followed, Proposal, follow, propose};
use super::scorecard::score::score;
use super::scorecard::{Answer, CardRole, Focus, Scorecard, official};
use super::show;

/// The focus a rep works at.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// The call on whose card it was chosen.
    pub call: CallId,
    /// That card.
    pub card: CardId,
    /// When it was chosen: the card's submission, or the change of its focus since.
    pub set: DateTime<Utc>,
    /// The rubric of that card.
    pub rubric: RubricRef,
    /// The item, as that rubric calls it.
    pub title: String,
    /// The focus.
    pub focus: Focus,
    /// How it goes on the calls since that count.
    pub followed: Followed,
    /// Calls scored since that do not count: picked by hand, or partial.
    pub apart: usize,
}

impl Aim {
    /// "2 of 5 calls scored since, 64% of its points on average; until 26 Nov 2026."
    pub fn says(&self) -> String {
        let n = self.followed.shares.len();
        let of = if self.focus.calls > 0 { format!(" of {}", self.focus.calls) } else { String::new() };
        let scored = match n {
            0 if of.is_empty() => "no call scored since".to_owned(),
            _ if self.focus.calls > 0 && n > usize::from(self.focus.calls) => {
                format!("{n} calls scored since, {} were set", self.focus.calls)
            }
            _ => format!("{n}{of} {} scored since", if n == 1 && of.is_empty() { "call" } else { "calls" }),
        };
        let mean = self.mean().map(|it| format!(", {it:.0}% of its points on average")).unwrap_or_default();
        let until = self.focus.until.map(|it| format!("; until {}", show::day(it))).unwrap_or_default();
        let (lead, scored) = match (self.followed.is_over, self.followed.left) {
            (true, Some(0)) => ("Done: ", scored),
            (true, _) => ("Its day is past: ", scored),
            (false, _) => ("", first_upper(&scored)),
        };
        let apart = if self.apart > 0 { format!("; {} picked by hand or partial, not counted", self.apart) } else { String::new() };
        format!("{lead}{scored}{mean}{apart}{until}.")
    }

    /// The mean share of the item's points on the calls since, in percent.
    pub fn mean(&self) -> Option<f64> {
        let shares = &self.followed.shares;
        (!shares.is_empty()).then(|| 100.0 * shares.iter().sum::<f64>() / shares.len() as f64)
    }
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// A call with its official score.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'a> {
    /// When it was held.
    pub at: DateTime<Utc>,
    /// Its official card.
    pub card: &'a Scorecard,
    /// What that was scored by.
    pub rubric: &'a Rubric,
    /// Whether it counts in averages.
    pub counts: bool,
}

/// What is known of a rep.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The rep.
    pub rep: PersonId,
    /// Calls, also of others.
    pub calls: &'a [Record<Call>],
    /// Their cards.
    pub cards: &'a CardsByCall<'a>,
    /// All rubrics.
    pub rubrics: &'a [Rubric],
}

impl<'a> Sources<'a> {
    fn own(&self) -> impl Iterator<Item = (&'a Call, &'a [&'a Scorecard])> {
        let (rep, cards) = (self.rep, self.cards);
        let of = move |id: CallId| cards.get(&id).map(Vec::as_slice).unwrap_or_default();
        self.calls.iter().map(|it| &it.body).filter(move |it| it.rep == Some(rep)).map(move |it| (it, of(it.id)))
    }

    fn rubric(&self, card: &Scorecard) -> Option<&'a Rubric> {
        self.rubrics.iter().find(|it| it.key == card.rubric.key && it.version == card.rubric.version)
    }

    /// The rep's calls with an official score, by date. Undated ones have no place among them.
    pub fn scored(&self) -> Vec<Scored<'a>> {
        let scored = |(call, cards): (&'a Call, &'a [&'a Scorecard])| {
            let card = official(cards.iter().copied().filter(|it| scores_calls(self.rubric(it))))?;
            let rubric = self.rubric(card)?;
            let counts = why_apart(call, &score(rubric, &card.answers)).is_none();
            Some(Scored { at: call.started_at?, card, rubric, counts })
        };
        let mut found: Vec<Scored<'a>> = self.own().filter_map(scored).collect();
        order::sort_by_key(&mut found, |it| (it.at, it.card.id));
        found
    }

    /// The focus in force, of those chosen on cards of calls before an instant, if one is given: the one set last by
    /// the manager, where none ever set one by the rep. One that was taken away without another in its place is none.
    pub fn aim(&self, before: Option<DateTime<Utc>>, today: NaiveDate) -> Option<Aim> {
        let earlier = |call: &Call| before.is_none_or(|before| call.started_at.is_some_and(|it| it < before));
        let of_role = |role: CardRole| {
            let cards = self.own().filter(|it| earlier(it.0)).flat_map(|(call, cards)| cards.iter().map(move |it| (call, *it)));
            let set = cards.filter(|(_, it)| it.role == role && it.is_frozen());
            set.filter_map(|(call, card)| Some((call, card, card.focused_at()?))).max_by_key(|it| (it.2, it.1.id))
        };
        let (call, card, set) = of_role(CardRole::Manager).or_else(|| of_role(CardRole::Own))?;
        let focus = card.focus.as_ref()?;
        let rubric = self.rubric(card)?;
        // One that was changed since is followed from then on.
        let from = call.started_at.filter(|_| Some(set) == card.submitted_at).unwrap_or(set);
        let scored = self.scored();
        let since = || scored.iter().filter(|it| it.at > from && it.card.call != call.id);
        let counted: Vec<(&Rubric, &[Answer])> = since().filter(|it| it.counts).map(|it| (it.rubric, it.card.answers.as_slice())).collect();
        Some(Aim {
            call: call.id,
            card: card.id,
            set,
            rubric: card.rubric.clone(),
            title: rubric.item(&focus.item)?.title.clone(),
            focus: focus.clone(),
            followed: follow(focus, rubric, self.rubrics, &counted, today),
            apart: since().filter(|it| !it.counts).count(),
        })
    }

    /// The rubrics and answers of the rep's calls that count and were held before an instant, oldest first.
    pub fn past(&self, before: DateTime<Utc>) -> Vec<(Rubric, Vec<Answer>)> {
        let counted = self.scored().into_iter().filter(|it| it.counts && it.at < before);
        counted.map(|it| (it.rubric.clone(), it.card.answers.clone())).collect()
    }

    /// What is proposed as the next focus: over the last calls that count.
    pub fn propose(&self, rubric: &Rubric, next: Option<&Band>) -> Option<Proposal> {
        let scored = self.scored();
        let cards: Vec<(&Rubric, &[Answer])> =
            scored.iter().filter(|it| it.counts).map(|it| (it.rubric, it.card.answers.as_slice())).collect();
        propose(rubric, self.rubrics, &cards, next)
    }
}

/// What a proposal rests on, as a sentence: "1.2 of 5 points over the last 6 calls, where 2.9 are expected at the next
/// level: 1.7 lost a call." `is_draft`: the last card is a draft still, and its call is not a scored one.
pub fn says(proposal: &Proposal, points: u16, has_next: bool, is_draft: bool) -> String {
    let over = match (is_draft, proposal.calls) {
        (true, 0 | 1) => "on this card".to_owned(),
        (true, 2) => "on average over this card and the last scored call".to_owned(),
        (true, n) => format!("on average over this card and the last {} scored calls", n - 1),
        (false, 1) => "on 1 scored call".to_owned(),
        (false, n) => format!("on average over the last {n} scored calls"),
    };
    let level = if has_next { " at the next level" } else { "" };
    let [earned, expected, lost] = [proposal.earned, proposal.expected, proposal.lost].map(show::number);
    format!("{earned} of {points} points {over}, where {expected} are expected{level}: {lost} lost a call.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benchmark::BANDS;
    use crate::domain::call::Picked;
    use crate::domain::id::RawId;
    use crate::domain::progress::by_call;
    use crate::domain::record::{Stamp, Version};
    use crate::domain::rubric::standard;
    use crate::domain::scorecard::tests::points;

    const REP: u64 = 1;

    fn id(n: u64) -> RawId {
        RawId::new(n, 0)
    }

    fn stored<T>(body: T) -> Record<T> {
        Record { stamp: Stamp { by: String::new(), at: DateTime::UNIX_EPOCH, version: Version::default(), deleted: false }, body }
    }

    /// The rep's call on a day of November, and its manager's card with so many points for the agenda.
    fn scored(day: u64, agenda: u16, focus: Option<Focus>) -> (Record<Call>, Record<Scorecard>) {
        let call: Call = serde_json::from_value(serde_json::json!({
            "id": id(day), "title": "A call", "kind": "demo", "rep": id(REP), "started_at": format!("2026-11-{day:02}T10:00:00Z"),
        }))
        .unwrap();
        let answers = standard().items().map(|it| points(&it.key, if it.key == "agenda" { agenda } else { it.points })).collect();
        let at = format!("2026-11-{day:02}T12:00:00Z").parse().unwrap();
        let draft = Scorecard::draft(CardId(id(day)), call.id, standard().reference(), CardRole::Manager, at);
        let mut card = Scorecard { answers, focus, ..draft };
        card.submit(at);
        (stored(call), stored(card))
    }

    fn with<T>(made: Vec<(Record<Call>, Record<Scorecard>)>, ask: impl FnOnce(Sources<'_>) -> T) -> T {
        let (calls, cards): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        let rubrics = [standard()];
        ask(Sources { rep: PersonId(id(REP)), calls: &calls, cards: &by_call(&cards), rubrics: &rubrics })
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn focus(calls: u16) -> Option<Focus> {
        Some(Focus { calls, action: "Say how long.".to_owned(), until: Some(day("2026-11-26")), ..Focus::on("agenda") })
    }

    #[track_caller]
    fn check(made: Vec<(Record<Call>, Record<Scorecard>)>, today: &str, expected: &str) {
        let found = with(made, |it| it.aim(None, day(today)));
        assert_eq!(found.map(|it| it.says()).unwrap_or_default(), expected);
    }

    #[test]
    fn a_focus_is_followed_over_the_scored_calls_since_the_one_it_was_chosen_on() {
        let before = || vec![scored(2, 0, None), scored(3, 1, focus(2))];
        check(before(), "2026-11-20", "0 of 2 calls scored since; until 26 Nov 2026.");
        let one = || before().into_iter().chain([scored(5, 3, None)]).collect::<Vec<_>>();
        check(one(), "2026-11-20", "1 of 2 calls scored since, 60% of its points on average; until 26 Nov 2026.");
        check(one(), "2026-11-27", "Its day is past: 1 of 2 calls scored since, 60% of its points on average; until 26 Nov 2026.");
        let two = || one().into_iter().chain([scored(6, 5, None)]).collect::<Vec<_>>();
        let three = two().into_iter().chain([scored(7, 5, None)]).collect();
        check(three, "2026-11-20", "Done: 3 calls scored since, 2 were set, 87% of its points on average; until 26 Nov 2026.");
        check(two(), "2026-11-20", "Done: 2 of 2 calls scored since, 80% of its points on average; until 26 Nov 2026.");
        check(vec![scored(2, 0, None)], "2026-11-20", "");
    }

    #[test]
    fn a_call_picked_by_hand_is_no_part_of_how_a_focus_goes() {
        let (mut call, card) = scored(5, 5, None);
        call.body.picked = Picked::WentWell;
        let made = || vec![scored(3, 1, focus(2)), (call.clone(), card.clone())];
        check(made(), "2026-11-20", "0 of 2 calls scored since; 1 picked by hand or partial, not counted; until 26 Nov 2026.");
        let more = made().into_iter().chain([scored(6, 3, None)]).collect();
        check(
            more,
            "2026-11-20",
            "1 of 2 calls scored since, 60% of its points on average; 1 picked by hand or partial, not counted; until 26 Nov 2026.",
        );
    }

    #[test]
    fn on_the_card_of_a_call_the_focus_is_one_chosen_on_an_earlier_call() {
        let made = || vec![scored(3, 1, focus(5)), scored(6, 2, Some(Focus::on("invite")))];
        let at = |before: &str| with(made(), |it| it.aim(Some(before.parse().unwrap()), day("2026-11-20"))).map(|it| it.focus.item);
        assert_eq!(at("2026-11-05T10:00:00Z").as_deref(), Some("agenda"));
        assert_eq!(at("2026-11-03T10:00:00Z"), None);
        assert_eq!(at("2026-11-07T10:00:00Z").as_deref(), Some("invite"));
    }

    #[test]
    fn a_focus_that_is_changed_later_is_followed_from_then_on() {
        let made = |to: Option<Focus>| {
            let (call, mut card) = scored(3, 1, focus(2));
            card.body.refocus(to, None, "2026-11-05T18:00:00Z".parse().unwrap());
            vec![(call, card), scored(5, 3, None), scored(6, 5, None)]
        };
        let invite = || Some(Focus { calls: 2, ..Focus::on("invite") });
        check(made(invite()), "2026-11-20", "1 of 2 calls scored since, 100% of its points on average.");
        // Other words for the same item begin nothing anew; without an item there is no focus, also not an earlier one.
        let words = focus(2).map(|it| Focus { action: "Say how long, and ask.".to_owned(), ..it });
        check(made(words), "2026-11-20", "Done: 2 of 2 calls scored since, 80% of its points on average; until 26 Nov 2026.");
        let before = |to: Option<Focus>| [scored(2, 1, focus(5))].into_iter().chain(made(to)).collect::<Vec<_>>();
        check(before(None), "2026-11-20", "");
    }

    #[test]
    fn the_proposal_says_what_it_rests_on() {
        let made = vec![scored(2, 1, None), scored(3, 2, None)];
        let found = with(made, |it| it.propose(&standard(), BANDS.get(1))).unwrap();
        assert_eq!(
            (found.item.as_str(), says(&found, 5, true, false).as_str()),
            (
                "agenda",
                "1.5 of 5 points on average over the last 2 scored calls, where 2.9 are expected at the next level: 1.4 lost a call."
            )
        );
        // A draft is no scored call.
        assert!(says(&found, 5, true, true).starts_with("1.5 of 5 points on average over this card and the last scored call, where"));
        assert!(says(&Proposal { calls: 1, ..found }, 5, true, true).starts_with("1.5 of 5 points on this card, where"));
    }
}
