//! Saved views: those everybody has, and one's own.

use leptos::prelude::*;

use super::state::List;
use crate::domain::listing::query::Query;
use crate::domain::listing::views::{SHIPPED, View, with_view};
use crate::ui::components::live::live;
use crate::ui::routes::{Page, href};

/// The views, and saving what is shown as one more.
#[component]
pub fn Views(list: List) -> impl IntoView {
    let page = href(&Page::Calls);
    let link = move |name: String, query: &str| {
        let to = if query.is_empty() { page.clone() } else { format!("{page}?{query}") };
        let shows = Query::parse(query);
        let here = move || list.query.with(|it| it.shows_as(&shows)).then_some("true");
        view! { <a class="chip" href=to aria-current=here>{name}</a> }.into_any()
    };
    let own = Memo::new(move |_| list.session.with_settings(|it| it.views.clone()));
    let saved = {
        let link = link.clone();
        move || own.get().into_iter().map(|it| link(it.name, &it.query)).collect_view()
    };
    view! {
        <div class="views">
            <nav class="chips" aria-label="Views">
                {link("All calls".to_owned(), "")}
                {SHIPPED.iter().map(|it| link(it.0.to_owned(), it.1)).collect_view()}
                {live(saved)}
            </nav>
            {live(move || keep(list, own))}
        </div>
    }
}

/// What can be done with the view that is shown: save it, or delete it where it is one's own.
fn keep(list: List, own: Memo<Vec<View>>) -> Option<AnyView> {
    let query = list.query.get();
    let is = |text: &str| Query::parse(text).shows_as(&query);
    if let Some(view) = own.get().into_iter().find(|it| is(&it.query)) {
        let delete = move |_| {
            let view = view.clone();
            leptos::task::spawn_local(async move {
                let rest: Vec<View> = own.get_untracked().into_iter().filter(|it| it.name != view.name).collect();
                if set(list, rest).await {
                    list.session.say_undo(format!("The view “{}” is deleted.", view.name), move || {
                        let view = view.clone();
                        leptos::task::spawn_local(async move {
                            let views = list.session.settings.with_untracked(|it| with_view(&it.views, &view.name, &view.query));
                            set(list, views).await;
                        });
                    });
                }
            });
        };
        return Some(view! { <button type="button" class="link" on:click=delete>"Delete this view"</button> }.into_any());
    }
    if query == Query::default() || SHIPPED.iter().any(|it| is(it.1)) {
        return None;
    }
    let naming = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let views = own.with_untracked(|it| with_view(it, &name.get_untracked(), &list.query.get_untracked().to_text()));
        leptos::task::spawn_local(async move {
            set(list, views).await;
        });
    };
    Some(live(move || {
        match naming.get() {
        false => view! { <button type="button" class="link" on:click=move |_| naming.set(true)>"Save this view"</button> }.into_any(),
        true => view! {
            <form class="actions" on:submit=save>
                <input type="text" required autofocus maxlength="60" aria-label="Name of the view" on:input=move |event| name.set(event_target_value(&event)) />
                <button type="submit">"Save"</button>
                <button type="button" class="quiet" on:click=move |_| naming.set(false)>"Cancel"</button>
            </form>
        }
        .into_any(),
    }
    }))
}

/// Keeps the views; a failure is shown by the shell.
async fn set(list: List, views: Vec<View>) -> bool {
    list.session.change_settings(|it| it.views = views).await.is_ok()
}
