//! What the shown card is to the score of the call, the ways to further cards, and the way out of a draft.

use leptos::prelude::*;

use super::review::Review;
use crate::browser::clock;
use crate::domain::rubric::Rubric;
use crate::domain::rubric::choose::beside;
use crate::domain::scorecard::place::{Place, place};
use crate::domain::show;
use crate::storage::schema::SCORECARDS;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::session::name_of;

impl Review {
    /// What the shown card is to the score of the call.
    pub fn place(self) -> Place {
        self.with_cards(|cards| self.card.with(|it| place(&it.body, cards, |it| !self.is_beside(it))))
    }

    /// Whether there is anything to leave: a draft that is kept, or one begun beside a card that is there.
    fn may_leave(self) -> bool {
        let (id, role, is_open) = self.card.with(|it| (it.body.id, it.body.role, !it.body.is_frozen()));
        is_open && self.cards.with(|all| all.iter().any(|it| it.body.id == id || it.body.role == role))
    }

    /// Leaves the shown draft: what is kept of it goes to the trash, and the card before it is shown.
    fn leave_draft(self) {
        self.flush();
        let (session, id) = (self.session, self.card.with_untracked(|it| it.body.id));
        if !self.cards.with_untracked(|all| all.iter().any(|it| it.body.id == id)) {
            return self.left();
        }
        leptos::task::spawn_local(async move {
            // What is on its way is kept first, 3 s at most.
            for _ in 0..100 {
                if session.saves().is_idle() {
                    break;
                }
                gloo::timers::future::TimeoutFuture::new(30).await;
            }
            match session.to_trash(&[], &[(SCORECARDS, id.to_string())], &|_| {}).await {
                Ok(keys) => {
                    if self.card.try_with_untracked(|it| it.body.id == id) == Some(true) {
                        self.cards.update(|all| all.retain(|it| it.body.id != id));
                        self.base.update_value(|all| all.retain(|it| it.body.id != id));
                        self.left();
                    }
                    session.say_trashed("The draft is in the trash.", keys);
                }
                Err(err) => session.complain(err),
            }
        });
    }

    fn left(self) {
        let role = self.role.get_untracked();
        self.show(if self.is_beside(&self.card.get_untracked().body) { self.viewer().role } else { role });
    }
}

/// What the card is to the score, with the way to the one that counts.
#[component]
pub fn PlaceNote(review: Review) -> impl IntoView {
    let place = Memo::new(move |_| review.place());
    // Whose it is, where there are several.
    let whose = move || {
        let (scorer, at) = review.card.with(|it| (it.body.scorer, it.body.submitted_at));
        let name = scorer.and_then(|it| review.people.with(|all| name_of(all, it)));
        let at = at.map(|at| format!("submitted {}", show::moment(clock::local(at))));
        let all: Vec<String> = name.map(|it| format!("By {it}")).into_iter().chain(at).collect();
        if all.is_empty() { String::new() } else { format!("{}.", all.join(", ")) }
    };
    live(move || {
        let place = place.get();
        let other = place.instead().map(|id| {
            view! {
                " "
                <button type="button" class="link" on:click=move |_| review.show_card(id)>
                    "Show the one that counts"
                </button>
            }
        });
        (place != Place::Plain).then(|| view! { <p class="note">{whose()} " " {place.says()} {other}</p> })
    })
}

/// The way out of a draft.
#[component]
pub fn Leave(review: Review) -> impl IntoView {
    view! {
        <Show when=move || review.may_leave()>
            <button type="button" on:click=move |_| review.leave_draft()>
                "Discard this draft"
            </button>
        </Show>
    }
}

/// The ways to look at the call by rubrics that score none.
#[component]
pub fn Also(review: Review) -> impl IntoView {
    let buttons = move || {
        let button = |it: &Rubric| {
            let (title, rubric) = (it.title.clone(), it.clone());
            view! { <button type="button" on:click=move |_| review.score_beside(&rubric)>{title}</button> }
        };
        beside(&review.known()).into_iter().map(button).collect_view()
    };
    view! {
        <details class="guide">
            <summary>"Another rubric, beside the score"</summary>
            <p class="actions">{buttons()}</p>
            <p class="muted">{Place::Beside.says()}</p>
        </details>
    }
}
