//! Files in encodings that nothing tells: asked once for all that are alike.

use leptos::prelude::*;

use super::Bulk;
use crate::import::batch::Look;
use crate::ui::pages::open::letters::Letters;

/// The question about the first kind of letters; when it is answered, the next one comes.
#[component]
pub fn Alike(bulk: Bulk) -> impl IntoView {
    let first = bulk.inside().and_then(|inside| {
        let likely =
            inside.entries.borrow().iter().find_map(|it| if let Look::Letters(it) = &it.look { Some(it.clone()) } else { None })?;
        let alike = inside.of(|it| matches!(it, Look::Letters(it) if *it == likely));
        Some((alike.first()?.1.clone(), alike.len(), likely))
    });
    first.map(|(file, many, likely)| {
        let choose = move |encoding| leptos::task::spawn_local(bulk.choose(likely.clone(), encoding));
        view! { <Letters file many on_choice=Callback::new(choose) /> }
    })
}
