//! An address that does not exist.

use leptos::prelude::*;

use crate::ui::routes::{Page, PageLink};

/// An address that does not exist.
#[component]
pub fn MissingPage() -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>"No such page"</h1>
        </header>
        <p>
            "This address does not exist. "
            <PageLink to=Page::Home>"Go to the first page"</PageLink>
        </p>
    }
}
