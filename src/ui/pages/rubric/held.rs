//! The draft is kept in this browser with every edit, and what another tab makes of it is shown here.

use leptos::prelude::*;

use super::editor::Editor;
use crate::domain::rubric::Rubric;
use crate::ui::drafts;

/// Keeps what differs from `first`, what the editing began with.
pub(super) fn keep(editor: Editor, first: Rubric) {
    let (session, draft) = (editor.session, editor.draft);
    // What another tab wrote is there already: written once more, it could take the place of what that tab wrote since.
    let heard = StoredValue::new(None::<Rubric>);
    Effect::new(move |_| {
        let is_heard = draft.with(|it| heard.with_value(|heard| heard.as_ref() == Some(it)));
        let is_new = draft.with(|it| *it != first) || drafts::waits(session, &editor.from.get_value());
        if is_new && !is_heard {
            heard.set_value(None);
            editor.kept.set(draft.with(|it| drafts::keep(session, &editor.from.get_value(), it)));
        }
    });
    // Another tab with the same draft: its edit is shown here too, as a step that can be taken back.
    let elsewhere = window_event_listener(leptos::ev::storage, move |_| {
        let Some(other) = drafts::get(session, &editor.from.get_value()) else { return };
        if draft.with_untracked(|it| *it != other) {
            heard.set_value(Some(other.clone()));
            editor.edit(other, "");
            editor.said.set("Changed in another tab.".to_owned());
        }
    });
    on_cleanup(move || elsewhere.remove());
}
