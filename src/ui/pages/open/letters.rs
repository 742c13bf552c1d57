//! In which encoding a text is: asked of a person, who sees how its first lines would read.

use leptos::prelude::*;
use web_sys::File;

use crate::browser::files;
use crate::browser::letters::decode;
use crate::domain::show;
use crate::import::letters::{ENCODINGS, Encoding, HEAD, likely, lines};
use crate::ui::components::live::live;

/// The question about a file, or about `many` that are alike.
#[component]
pub fn Letters(file: File, many: usize, on_choice: Callback<String>) -> impl IntoView {
    let head = RwSignal::new(None::<Vec<u8>>);
    let these = match (many, file.name()) {
        (1, name) => name,
        (many, name) => format!("{} ({name} and others)", show::count(many, "file", "files")),
    };
    leptos::task::spawn_local(async move {
        head.try_set(Some(files::bytes(&file, HEAD as f64).await.unwrap_or_default()));
    });
    live(move || head.get().map(|bytes| ask(bytes, these.clone(), on_choice)))
}

fn ask(bytes: Vec<u8>, these: String, on_choice: Callback<String>) -> AnyView {
    let first = likely(|it| decode(&bytes, it));
    let chosen = RwSignal::new(first.first().or(ENCODINGS.first().as_ref()).map_or("", |it| it.label).to_owned());
    let options = |list: Vec<&'static Encoding>| {
        list.into_iter().map(|it| view! { <option value=it.label>{it.name} " (" {it.label} ")"</option> }).collect_view()
    };
    let rest = ENCODINGS.iter().filter(|it| !first.contains(it)).collect();
    let is_likely = !first.is_empty();
    let preview = move || lines(&decode(&bytes, &chosen.read()).unwrap_or_default()).join("\n");
    view! {
        <form class="panel form" aria-labelledby="letters" on:submit=move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            on_choice.run(chosen.get_untracked());
        }>
            <h2 id="letters">"Which letters are these?"</h2>
            <p>"Nothing in " <b>{these}</b> " tells the encoding of its letters. Choose the one in which the lines below read right."</p>
            <label class="field">
                <span>"Encoding"</span>
                <select on:change=move |event| chosen.set(event_target_value(&event))>
                    {is_likely.then(|| view! { <optgroup label="Likely">{options(first.clone())}</optgroup> })}
                    <optgroup label="All the browser knows">{options(rest)}</optgroup>
                </select>
            </label>
            <pre class="letters" role="status" aria-label="The first lines, read so">{live(preview)}</pre>
            <p class="actions"><button type="submit" class="primary">"Read it so"</button></p>
        </form>
    }
    .into_any()
}
