//! What changed since the version before, in sentences.

use leptos::prelude::*;

use crate::domain::rubric::Rubric;
use crate::domain::rubric::diff::{Change, ChangeKind, diff};

/// Signs of what a change did, with their names.
const SIGNS: &[(ChangeKind, &str, &str)] = &[
    (ChangeKind::Added, "+", "New: "),
    (ChangeKind::Removed, "−", "Gone: "),
    (ChangeKind::Moved, "↕", "Moved: "),
    (ChangeKind::Changed, "·", ""),
];

/// The changes from `before` to `now`; `known` are the versions between.
pub fn changes(known: &[Rubric], before: &Rubric, now: &Rubric) -> AnyView {
    let found = diff(known, before, now);
    if found.is_empty() {
        return view! { <p class="muted">"Nothing has changed yet."</p> }.into_any();
    }
    let line = |it: Change| {
        let (sign, name) = SIGNS.iter().find(|row| row.0 == it.kind).map_or(("", ""), |row| (row.1, row.2));
        view! { <li><b aria-hidden="true">{sign}</b><span><span class="unseen">{name}</span>{it.says}</span></li> }
    };
    view! { <ul class="changes">{found.into_iter().map(line).collect_view()}</ul> }.into_any()
}
