//! The one thing to work on next, and the one that is being worked at.

use leptos::prelude::*;

use super::review::Review;
use crate::browser::clock;
use crate::domain::aim;
use crate::domain::rubric::version::counterpart;
use crate::domain::scorecard::Focus;
use crate::domain::scorecard::focus::{CALLS, Proposal, propose};
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::routes::{Page, PageLink};

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
        let action = aim.focus.action.clone();
        view! {
            <section class="note ok aim" aria-label="Focus of the rep">
                <p>
                    {if is_over { "Was in focus: " } else { "In focus: " }}
                    <b>{aim.title.clone()}</b>
                    {(!action.is_empty()).then(|| format!(". {action}"))}
                </p>
                <p class="muted">
                    {aim.says()}
                    {is_over.then_some(" Choose the next one below.")}
                    " "
                    <PageLink to=Page::Call(Some(aim.call))>"Chosen on this call"</PageLink>
                </p>
            </section>
        }
    })
}

/// The focus: proposed from the item that lost most, chosen by the person.
#[component]
pub fn FocusView(review: Review) -> impl IntoView {
    let focus = Memo::new(move |_| review.card.with(|it| it.body.focus.clone()));
    let proposed = Memo::new(move |_| review.proposal());
    let chosen = move || focus.with(|it| it.as_ref().map(|it| it.item.clone()).unwrap_or_default());
    let choose = move |key: String| {
        review.change(move |card| {
            let before = card.focus.take().unwrap_or_else(|| Focus { calls: CALLS, ..Focus::on(&key) });
            card.focus = if key.is_empty() { None } else { Some(Focus { item: key, ..before }) };
        });
    };
    let amend = move |change: Box<dyn FnOnce(&mut Focus)>| {
        review.change(move |card| {
            if let Some(focus) = &mut card.focus {
                change(focus);
            }
        });
    };
    let options = move || {
        review.rubric.with(|rubric| {
            rubric
                .items()
                .map(|it| view! { <option value=it.key.clone() selected=chosen() == it.key>{it.title.clone()}</option> })
                .collect_view()
        })
    };
    let proposal = move || proposed.get().filter(|it| chosen() != it.item && review.is_open());
    let of = move |get: fn(&Focus) -> String| focus.with(|it| it.as_ref().map(get).unwrap_or_default());
    let closed = move || !review.is_open();
    view! {
        <div class="focus">
            <label class="field">
                <span>"ONE focus for the next calls"</span>
                <select disabled=closed on:change=move |event| choose(event_target_value(&event))>
                    <option value="">"None chosen"</option>
                    {live(options)}
                </select>
            </label>
            {live(move || {
                proposal().map(|it| {
                    let item = review.rubric.with(|rubric| rubric.item(&it.item).map(|it| (it.title.clone(), it.points)));
                    let (name, points) = item.unwrap_or_default();
                    let says = aim::says(&it, points, review.standing().is_some_and(|it| it.next.is_some()));
                    let key = it.item;
                    view! {
                        <p class="why">
                            "Most points lost: " <b>{name}</b> ", " {says} " "
                            <button type="button" class="link" on:click=move |_| choose(key.clone())>
                                "Make it the focus"
                            </button>
                        </p>
                    }
                })
            })}
            <Show when=move || focus.read().is_some()>
                <label class="field">
                    <span>"What to do, in a sentence"</span>
                    <textarea rows="2" maxlength="500" placeholder="Ask two follow-ups before answering" prop:value=move || of(|it| it.action.clone()) readonly=closed on:input=move |event| {
                        let text = event_target_value(&event);
                        amend(Box::new(|it| it.action = text));
                    }></textarea>
                </label>
                <div class="focus__end">
                    <label class="field">
                        <span>"For how many calls"</span>
                        <input type="number" min="1" max="99" prop:value=move || of(|it| if it.calls == 0 { String::new() } else { it.calls.to_string() }) readonly=closed on:change=move |event| {
                            let calls = event_target_value(&event).parse::<u16>().map_or(0, |it| it.min(99));
                            amend(Box::new(move |it| it.calls = calls));
                        } />
                    </label>
                    <label class="field">
                        <span>"Until"</span>
                        <input type="date" min=clock::today().to_string() prop:value=move || of(|it| it.until.map(|it| it.to_string()).unwrap_or_default()) readonly=closed on:change=move |event| {
                            let until = event_target_value(&event).parse().ok();
                            amend(Box::new(move |it| it.until = until));
                        } />
                    </label>
                </div>
            </Show>
        </div>
    }
}
