//! The one thing to work on next, and the one that is being worked at.

use leptos::prelude::*;

use super::card::ENDING;
use super::review::Review;
use crate::browser::clock;
use crate::domain::aim;
use crate::domain::rubric::version::counterpart;
use crate::domain::scorecard::focus::{Proposal, propose};
use crate::domain::scorecard::{Focus, Given, Refocused};
use crate::domain::show;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::focus::{FocusFields, Refocus, choose};
use crate::ui::components::live::live;
use crate::ui::components::scroll::go_to;
use crate::ui::components::show::Show;
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::name_of;

impl Review {
    /// The item of the shown card's rubric the rep works at since an earlier call.
    pub fn item_in_focus(self) -> Option<String> {
        self.aim.with_value(|aim| {
            let aim = aim.as_ref().filter(|it| !it.followed.is_over)?;
            let known = self.known();
            let was = known.iter().find(|it| it.reference() == aim.rubric)?;
            self.rubric.with(|now| counterpart(&known, was, now, &aim.focus.item))
        })
    }

    /// Makes what is proposed the focus, where the draft has none yet, and goes to where it is said what to do.
    pub fn take_proposal(self) {
        if !self.is_open() {
            return;
        }
        if let Some(it) = untrack(|| self.proposal()).filter(|_| self.card.with_untracked(|it| it.body.focus.is_none())) {
            self.change(move |card| card.focus = choose(None, it.item));
        }
        go_to(|| {
            let first = |what: &str| document().query_selector(&format!("#{ENDING} {what}")).ok().flatten();
            first("textarea").or_else(|| first("select"))
        });
    }

    /// The focus that is proposed: from the card in hand and the rep's last scored calls.
    fn proposal(self) -> Option<Proposal> {
        let next = self.standing().and_then(|it| it.next);
        self.past.with_value(|past| {
            self.rubric.with(|rubric| {
                self.card.with(|card| {
                    let past = past.iter().map(|it| (&it.0, it.1.as_slice()));
                    let cards: Vec<_> = past.chain([(rubric, card.body.answers.as_slice())]).collect();
                    propose(rubric, &self.known(), &cards, next)
                })
            })
        })
    }
}

/// What the rep works at since an earlier call, above the card.
#[component]
pub fn InFocus(review: Review) -> impl IntoView {
    review.aim.get_value().map(|aim| {
        let is_over = aim.followed.is_over;
        let action = Some(aim.focus.action.clone()).filter(|it| !it.is_empty());
        // How it goes today is of no use on a card that is sealed.
        let sealed = move || review.card.with(|it| it.body.is_frozen());
        let lead = move || match (sealed(), is_over) {
            (true, _) => "In focus on this call: ",
            (_, true) => "Was in focus: ",
            _ => "In focus: ",
        };
        let goes = format!("{}{} ", aim.says(), if is_over { " Choose the next one below." } else { "" });
        view! {
            <section class="note ok aim" aria-label="Focus of the rep"><details>
                <summary><span>{live(lead)} <b>{aim.title.clone()}</b></span></summary>
                {action.map(|it| view! { <p>{it}</p> })}
                <p class="muted">
                    {live(move || (!sealed()).then(|| goes.clone()))}
                    <PageLink to=Page::Call(Some(aim.call))>"Chosen on this call"</PageLink>
                </p>
            </details></section>
        }
    })
}

/// The focus: proposed from the item that lost most, chosen by the person, and changed also after the card was submitted.
#[component]
pub fn FocusView(review: Review) -> impl IntoView {
    let focus = Memo::new(move |_| review.card.with(|it| it.body.focus.clone()));
    let proposed = Memo::new(move |_| review.proposal());
    let chosen = move || focus.with(|it| it.as_ref().map(|it| it.item.clone()).unwrap_or_default());
    let change = move |to: Option<Focus>| review.change(move |card| card.focus = to);
    let proposal = move || proposed.get().filter(|it| chosen() != it.item && review.is_open());
    let between = move || {
        live(move || {
            proposal().map(|it| {
                let item = review.rubric.with(|rubric| rubric.item(&it.item).map(|it| (it.title.clone(), it.points)));
                let (name, points) = item.unwrap_or_default();
                // A draft that judges the item is one of the cards, but no scored call yet.
                let is_draft = review.card.with(|card| {
                    !card.body.is_frozen()
                        && card.body.answer(&it.item).is_some_and(|it| !matches!(it.given, None | Some(Given::NotApplicable(_))))
                });
                let says = aim::says(&it, points, review.standing().is_some_and(|it| it.next.is_some()), is_draft);
                let key = it.item;
                view! {
                    <p class="why">
                        "Most points lost: " <b>{name}</b> ", " {says} " "
                        <button type="button" class="link" on:click=move |_| change(choose(focus.get_untracked(), key.clone()))>
                            "Make it the focus"
                        </button>
                    </p>
                }
            })
        })
    };
    view! {
        <div class="focus" id=ENDING tabindex="-1" role="group" aria-label="Focus and submitting">
            <FocusFields rubric=review.rubric.into() focus=focus.into() closed=Signal::derive(move || !review.is_open()) change=Callback::new(change) between />
            <Changed review focus />
        </div>
    }
}

/// How the focus of a submitted card was changed, and the way to change it.
#[component]
fn Changed(review: Review, focus: Memo<Option<Focus>>) -> impl IntoView {
    let changing = RwSignal::new(false);
    let may = Memo::new(move |_| !review.is_open() && review.card.with(|it| review.viewer().speaks_on(&it.body)));
    let title = move |it: Option<&Focus>| match it {
        Some(it) => review.rubric.with(|rubric| rubric.item(&it.item).map_or(it.item.clone(), |it| it.title.clone())),
        None => "none".to_owned(),
    };
    let act = move |it: &Refocused| {
        let by = it.by.and_then(|by| review.people.with(|all| name_of(all, by))).map(|it| format!(" by {it}")).unwrap_or_default();
        format!("Changed {}{by}; until then: {}.", show::day(clock::local(it.at).date()), title(it.was.as_ref()))
    };
    let acts = move || review.card.with(|it| it.body.refocused.iter().map(act).collect::<Vec<_>>());
    let keep = Callback::new(move |to: Option<Focus>| {
        changing.set(false);
        let card = review.card.get_untracked();
        if card.body.focus == to {
            return;
        }
        let (id, at, by) = (card.body.id, clock::now(), review.me());
        review.change_card(card, move |it| it.refocus(to, by, at));
        review.offer_back("Focus changed. The card’s scores stay as they were.", id, move |it| it.unrefocus(at));
    });
    view! {
        {live(move || acts().into_iter().map(|it| view! { <p class="why">{it}</p> }).collect_view())}
        <Show when=move || may.get()>
            <p class="tools"><button type="button" on:click=move |_| changing.set(true)>"Change the focus…"</button></p>
        </Show>
        <Dialog title="Change the focus" open=changing on_close=Callback::new(move |()| changing.set(false))>
            <Refocus rubric=review.rubric.get_untracked() focus=focus.get_untracked() keep />
        </Dialog>
    }
}
