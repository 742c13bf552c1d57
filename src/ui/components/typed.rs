//! What cannot simply be clicked away: a word is typed first.

use leptos::prelude::*;

/// A form that does something once `word` is typed. `so_that` ends the sentence "Type “erase” …", or is empty. With `leave`
/// there is a button to go without it. The word is gone afterwards, so that nothing is done twice.
pub fn typed(
    word: &'static str,
    so_that: &'static str,
    button: &'static str,
    act: impl Fn() + 'static,
    leave: Option<Callback<()>>,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let ready = move || text.with(|it| it.trim().eq_ignore_ascii_case(word));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if text.with_untracked(|it| it.trim().eq_ignore_ascii_case(word)) {
            text.set(String::new());
            act();
        }
    };
    let leave = leave.map(|leave| {
        view! {
            <button type="button" on:click=move |_| leave.run(())>
                "Cancel"
            </button>
        }
    });
    view! {
        <form class="form" on:submit=submit>
            <label class="field">
                <span>"Type “" {word} "”" {so_that}</span>
                <input type="text" autocomplete="off" prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event)) />
            </label>
            <p class="actions">
                <button type="submit" class="danger" disabled=move || !ready()>
                    {button}
                </button>
                {leave}
            </p>
        </form>
    }
    .into_any()
}
