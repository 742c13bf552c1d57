//! The row of heads over a table.

use leptos::prelude::*;

/// The heads of a table's columns; those that begin with `#` stand over numbers.
pub fn heads<const N: usize>(columns: [&str; N]) -> AnyView {
    let head = |it: &str| {
        let name = it.trim_start_matches('#').to_owned();
        view! { <th scope="col" class:num=it.starts_with('#')>{name}</th> }
    };
    view! { <thead><tr>{columns.iter().map(|it| head(it)).collect_view()}</tr></thead> }.into_any()
}
