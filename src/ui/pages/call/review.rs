//! A call under review: what its parts share and what a person can do to the card.

use leptos::prelude::*;

use super::alike::Alike;
use super::cards::{blank, card_of};
use super::elsewhere::Gone;
use super::long::Hearing;
use super::moments::By;
use super::player::Player;
use super::scored_by::rubric_of;
use super::talk::Talk;
use super::way::Ways;
use super::who::Waiting;
use crate::browser::clock;
use crate::domain::aim::Aim;
use crate::domain::analysis::{self, Analysis, Suggestion};
use crate::domain::benchmark::{Standing, standing};
use crate::domain::call::Call;
use crate::domain::history::History;
use crate::domain::listing::queue::Way;
use crate::domain::order;
use crate::domain::people::{Person, Role};
use crate::domain::record::Record;
use crate::domain::rubric::{Rubric, RubricRef};
use crate::domain::scorecard::fill::Seen;
use crate::domain::scorecard::first::{Viewer, opens};
use crate::domain::scorecard::score::{Score, score};
use crate::domain::scorecard::{Answer, CardRole, Dispute, Scorecard};
use crate::domain::transcript::{Moment, Place, Transcript};
use crate::ui::session::Session;
use crate::ui::toast::Undo;

/// What is stored of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The call.
    pub call: Record<Call>,
    /// Its words.
    pub transcript: Option<Record<Transcript>>,
    /// Its cards.
    pub cards: Vec<Record<Scorecard>>,
    /// Everybody.
    pub people: Vec<Record<Person>>,
    /// Rubric versions that came in files.
    pub rubrics: Vec<Record<Rubric>>,
    /// The rep's average so far, for the level.
    pub average: Option<f64>,
    /// What the rep works at since an earlier call.
    pub aim: Option<Aim>,
    /// The rep's last scored calls before this one that count: their rubrics and answers, oldest first.
    pub past: Vec<(Rubric, Vec<Answer>)>,
    /// Where the call stands among others.
    pub way: Way,
}

/// The call page's state. `Copy`; lives as long as the page shows one call.
#[derive(Clone, Copy)]
pub struct Review {
    /// The workspace.
    pub session: Session,
    /// The call.
    pub call: RwSignal<Record<Call>>,
    /// Its words.
    pub transcript: RwSignal<Option<Record<Transcript>>>,
    /// Its cards, as stored.
    pub cards: RwSignal<Vec<Record<Scorecard>>>,
    /// Everybody.
    pub people: RwSignal<Vec<Record<Person>>>,
    pub(super) rubrics: StoredValue<Vec<Record<Rubric>>>,
    average: StoredValue<Option<f64>>,
    /// What the rep works at since an earlier call.
    pub aim: StoredValue<Option<Aim>>,
    /// What a focus is proposed from, beside the card in hand.
    pub(super) past: StoredValue<Vec<(Rubric, Vec<Answer>)>>,
    /// Where the call stands among others, and how to go there.
    pub(super) ways: Ways,
    /// In which role the shown card is.
    pub role: RwSignal<CardRole>,
    /// The shown card: stored, or a draft not begun yet.
    pub card: RwSignal<Record<Scorecard>>,
    /// The rubric of the shown card.
    pub rubric: Memo<Rubric>,
    /// Whether the words are still being listened to.
    pub(super) hearing: Hearing,
    /// What the words show.
    pub analysis: Memo<Analysis>,
    /// What they would suggest.
    pub suggestions: Memo<Vec<Suggestion>>,
    /// The item the keyboard is at: its key.
    pub active: RwSignal<Option<String>>,
    /// The moment asked for last: the transcript scrolls to it.
    pub jump: RwSignal<Option<Moment>>,
    /// For whom it is shown.
    pub(super) by: StoredValue<By>,
    /// The moments that were shown for items and those that were asked for.
    pub(super) seen: StoredValue<Seen>,
    /// The turn the timeline stands at.
    pub now: RwSignal<Option<u32>>,
    /// What plays the call.
    pub player: Player,
    /// The turns that made a metric, marked in the transcript.
    pub marked: RwSignal<Option<Marked>>,
    /// Which of the two is shown on a narrow screen: "words" or "card".
    pub pane: RwSignal<&'static str>,
    /// Which dialog is open.
    pub dialog: RwSignal<Dialog>,
    /// What asked who scores: it is done once that is answered.
    pub(super) waiting: StoredValue<Option<Waiting>, LocalStorage>,
    /// Whether an edit waits to be saved.
    pub(super) unsaved: RwSignal<bool>,
    /// Whether both cards are shown side by side.
    pub compared: RwSignal<bool>,
    /// The rubrics that came into question when the shown draft was begun, where it is for the person to choose; else none.
    pub asked: RwSignal<Vec<RubricRef>>,
    /// The moment that is being dragged.
    pub dragged: RwSignal<Option<Moment>>,
    /// What is being held against the shown card.
    pub disputing: RwSignal<Option<Dispute>>,
    /// What is said at moments of the call.
    pub talk: Talk,
    /// Takes back the voices given last, while nothing was done on the card since.
    pub(super) back: StoredValue<Option<Undo>>,
    /// The way back and forth over the edits of the shown card.
    pub(super) history: RwSignal<History<Scorecard>>,
    /// The cards as they were last known to be stored: what edits are made from.
    pub(super) base: StoredValue<Vec<Record<Scorecard>>>,
    /// Whether another tab has taken the call away.
    pub(super) gone: RwSignal<Option<Gone>>,
    /// What another tab did that the person has to know; nothing where it is empty.
    pub(super) notice: RwSignal<String>,
    /// What could be said in other calls too.
    pub(super) alike: RwSignal<Option<Alike>>,
    /// Grows when the call is to be read anew.
    pub(super) again: RwSignal<u32>,
}

/// The turns that made a metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The metric's name.
    pub label: &'static str,
    /// Indexes of turns, ascending.
    pub turns: Vec<u32>,
}

/// A dialog of the call page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialog {
    /// None is open.
    #[default]
    None,
    /// Facts of the call and its speakers.
    Details,
    /// The card as a file or document.
    Share,
    /// The keys.
    Keys,
    /// How a metric is measured: its key.
    Metric(&'static str),
    /// Whose words a turn are: its index.
    Voice(u32),
    /// Who is scoring.
    Who,
}

impl Review {
    /// The state over what is stored.
    pub fn new(session: Session, stored: Stored, again: RwSignal<u32>) -> Self {
        let call = RwSignal::new(stored.call);
        let transcript = RwSignal::new(stored.transcript);
        let people = RwSignal::new(stored.people);
        let cards = RwSignal::new(stored.cards);
        let me = session.settings.with_untracked(|it| it.me);
        let rep = call.with_untracked(|it| it.body.rep);
        let known = |people: &Vec<Record<Person>>| people.iter().map(|it| &it.body).find(|it| Some(it.id) == me).cloned();
        let viewer = Viewer { person: me, ..Viewer::of(people.with_untracked(known).as_ref(), rep) };
        let role = cards.with_untracked(|cards| opens(viewer, &cards.iter().map(|it| &it.body).collect::<Vec<_>>()));
        let rubrics = StoredValue::new(stored.rubrics);
        let card = RwSignal::new(
            rubrics
                .with_value(|known| card_of(&cards.get_untracked(), known, role, me))
                .unwrap_or_else(|| blank(session, &call.get_untracked().body, role)),
        );
        let rubric = Memo::new(move |_| card.with(|it| rubrics.with_value(|known| rubric_of(known, &it.body))));
        let hearing = Hearing::new();
        let analysis = hearing.of(session, call, transcript);
        let suggestions = Memo::new(move |_| {
            transcript.with(|it| match it {
                Some(it) => analysis::suggest(&it.body, &analysis.read(), &rubric.read()),
                None => vec![],
            })
        });
        let review = Self {
            session,
            call,
            transcript,
            cards,
            people,
            rubrics,
            average: StoredValue::new(stored.average),
            aim: StoredValue::new(stored.aim),
            past: StoredValue::new(stored.past),
            ways: Ways::new(stored.way),
            role: RwSignal::new(role),
            card,
            rubric,
            hearing,
            analysis,
            suggestions,
            active: RwSignal::new(None),
            jump: RwSignal::new(None),
            by: StoredValue::new(By::Person),
            seen: StoredValue::default(),
            now: RwSignal::new(None),
            player: Player::new(),
            marked: RwSignal::new(None),
            pane: RwSignal::new("words"),
            dialog: RwSignal::new(Dialog::None),
            waiting: StoredValue::new_local(None),
            unsaved: RwSignal::new(false),
            compared: RwSignal::new(false),
            asked: RwSignal::default(),
            dragged: RwSignal::new(None),
            disputing: RwSignal::new(None),
            talk: Talk::new(),
            back: StoredValue::new(None),
            history: RwSignal::new(History::default()),
            base: StoredValue::new(cards.get_untracked()),
            gone: RwSignal::new(None),
            notice: RwSignal::new(String::new()),
            alike: RwSignal::new(None),
            again,
        };
        if review.cards.with_untracked(|it| !it.iter().any(|it| it.body.id == review.card.with_untracked(|it| it.body.id))) {
            review.begin();
        }
        review.compute();
        review.autosave();
        review.follow_storage();
        review
    }

    /// The sum of the shown card.
    pub fn score(self) -> Score {
        self.rubric.with(|rubric| self.card.with(|card| score(rubric, &card.body.answers)))
    }

    /// The rep, if the call has one.
    pub fn rep(self) -> Option<Person> {
        let id = self.call.read().body.rep?;
        self.people.with(|people| people.iter().find(|it| it.body.id == id).map(|it| it.body.clone()))
    }

    /// Where the rep stood on the day of the call; `None` without a rep or a start date.
    pub fn standing(self) -> Option<Standing> {
        let day = self.call.read().body.started_at.map_or_else(clock::today, |it| clock::local(it).date());
        Some(standing(self.rep()?.start_date?, day, self.average.get_value()))
    }

    /// Where a turn begins.
    pub fn start_of(self, turn: u32) -> Option<Moment> {
        let segment = self.analysis.with_untracked(|it| it.turns.get(turn as usize)?.segments.first().copied())?;
        self.transcript.with_untracked(|it| {
            let words = &it.as_ref()?.body;
            let end = u32::try_from(words.segments.get(segment as usize)?.text.len()).ok()?;
            words.moment(Place { segment, offset: 0 }, Place { segment, offset: end })
        })
    }

    /// Whether the shown card can be written to.
    pub fn is_open(self) -> bool {
        let viewer = self.viewer();
        self.card.with(|it| !it.body.is_frozen() && viewer.may_give(&it.body))
    }

    /// What is suggested for an item.
    pub fn suggestion(self, item: &str) -> Option<Suggestion> {
        self.suggestions.with(|all| all.iter().find(|it| it.item == item).cloned())
    }
}

/// The people who can be a call's rep, in the order of their names.
pub fn reps(people: &[Record<Person>]) -> Vec<Person> {
    let mut reps: Vec<Person> = people.iter().map(|it| it.body.clone()).filter(|it| it.role == Role::Rep).collect();
    order::sort_by(&mut reps, |a, b| a.name.cmp(&b.name));
    reps
}
