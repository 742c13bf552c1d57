//! The question whose voices these are, and who the rep is.

use leptos::prelude::*;

use crate::domain::people::Person;
use crate::domain::show;
use crate::domain::transcript::Side;
use crate::domain::voices::{Voice, namesake, twice, unite};
use crate::ui::components::live::live;

/// A row for each voice: ours or theirs, the rep or not, which of our people.
#[component]
pub fn Voices(
    /// The voices, as answered so far.
    voices: RwSignal<Vec<Voice>>,
    /// Our people, to be chosen where a voice has another name.
    people: Vec<Person>,
) -> impl IntoView {
    let people = StoredValue::new(people);
    let rows = move || (0..voices.with(Vec::len)).map(|at| view! { <Row voices people at /> }).collect_view();
    // Made once: the number of voices does not change while they are asked about.
    let rows = untrack(rows);
    view! {
        <table class="voices">
            <thead>
                <tr>
                    <th scope="col">"Voice"</th>
                    <th scope="col">"Side"</th>
                    <th scope="col">"The rep"</th>
                    <th scope="col">"Person"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="muted">"Is somebody here twice? Give both rows the same name, and they can be made one voice."</p>
    }
}

/// What to ask before voices are kept, the first time: whether two that were given one name are one.
pub fn asks(voices: RwSignal<Vec<Voice>>, asked: RwSignal<bool>) -> Option<String> {
    let name = voices.with_untracked(|it| twice(it).map(str::to_owned)).filter(|_| !asked.get_untracked())?;
    asked.set(true);
    Some(format!("{name} is already a voice of this call: make them one in the table, or save once more to keep two."))
}

#[component]
fn Row(voices: RwSignal<Vec<Voice>>, people: StoredValue<Vec<Person>>, at: usize) -> impl IntoView {
    let voice = Memo::new(move |_| voices.with(|it| it.get(at).cloned()));
    let (label, name, words) =
        voice.with_untracked(|it| it.as_ref().map(|it| (it.label.clone(), it.name.clone(), it.words)).unwrap_or_default());
    let others: Vec<(usize, String)> =
        voices.with_untracked(|it| it.iter().map(|it| it.label.clone()).enumerate().filter(|it| it.0 != at).collect());
    let is_merged = move || voice.with(|it| it.as_ref().is_some_and(|it| it.same_as.is_some()));
    let side_is = move |side: Side| voice.with(|it| it.as_ref().is_some_and(|it| it.side == side));
    let change = move |change: &dyn Fn(&mut Voice)| {
        voices.update(|it| {
            if let Some(voice) = it.get_mut(at) {
                change(voice);
            }
        });
    };
    let pick = move |side: Side, label: &'static str| {
        view! {
            <button type="button" aria-pressed=move || side_is(side).to_string() class:on=move || side_is(side) on:click=move |_| change(&|it| {
                it.side = side;
                it.is_rep = it.is_rep && side == Side::Ours;
            })>
                {label}
            </button>
        }
    };
    let group = format!("{label}: side");
    let rep_label = format!("{label} is the rep");
    let person_label = format!("{label} is");
    let name_label = format!("Name of {label}");
    let same_label = format!("{label} is the same voice as");
    let same = (others.len() > 1).then(|| {
        let options = others.into_iter().map(|(at, name)| view! { <option value=at.to_string()>{name}</option> }).collect_view();
        view! {
            <select class="same" aria-label=same_label prop:value=move || voice.with(|it| it.as_ref()?.same_as).map(|it| it.to_string()).unwrap_or_default() on:change=move |event| {
                let other = event_target_value(&event).parse().ok();
                change(&|it| {
                    it.same_as = other;
                    it.is_rep = it.is_rep && other.is_none();
                });
            }>
                <option value="">"A voice of its own"</option>
                <optgroup label="The same voice as">{options}</optgroup>
            </select>
        }
    });
    let twin = Memo::new(move |_| voices.with(|it| namesake(it, at)));
    let join = move |_| {
        if let Some(into) = twin.get_untracked() {
            voices.update(|it| unite(it, at, into));
        }
    };
    let offer = move || {
        let into = twin.get()?;
        let name = voices.with(|it| it.get(into).map(|it| it.name.trim().to_owned()));
        Some(view! {
            <p class="note" role="status">
                <bdi>{name}</bdi>
                " is already a voice of this call: make them one? "
                <button type="button" on:click=join>
                    "Make them one"
                </button>
            </p>
        })
    };
    let joined = move || {
        let into = voice.with(|it| it.as_ref().and_then(|it| it.same_as))?;
        let name = voices.with(|it| it.get(into).map(|it| it.name.trim().to_owned()));
        Some(view! {
            <p class="note" role="status">
                "One voice with "
                <bdi>{name}</bdi>
                " once it is saved. "
                <button type="button" class="link" on:click=move |_| change(&|it| it.same_as = None)>
                    "Keep them apart"
                </button>
            </p>
        })
    };
    let make_rep = move || {
        voices.update(|all| {
            for (index, voice) in all.iter_mut().enumerate() {
                voice.is_rep = index == at;
                if index == at {
                    voice.side = Side::Ours;
                }
            }
        });
    };
    let options = move || {
        let chosen = voice.with(|it| it.as_ref().and_then(|it| it.person));
        people.with_value(|all| {
            all.iter()
                .map(|it| view! { <option value=it.id.to_string() selected=chosen == Some(it.id)>{it.name.clone()}</option> })
                .collect_view()
        })
    };
    view! {
        <tr>
            <th scope="row">
                <input class="name" type="text" maxlength="120" aria-label=name_label prop:value=name on:input=move |event| {
                    let name = event_target_value(&event);
                    change(&|it| it.name = name.clone());
                } />
                <small class="muted">{show::count(words, "word", "words")}</small>
                {same}
                {live(offer)}
                {live(joined)}
            </th>
            <td>
                <div class="seg" role="group" aria-label=group>
                    {pick(Side::Ours, "Ours")} {pick(Side::Theirs, "Theirs")}
                </div>
            </td>
            <td>
                <input type="radio" name="rep" aria-label=rep_label prop:checked=move || voice.with(|it| it.as_ref().is_some_and(|it| it.is_rep)) disabled=is_merged on:change=move |_| make_rep() />
            </td>
            <td>
                <select aria-label=person_label disabled=move || !side_is(Side::Ours) || is_merged() on:change=move |event| {
                    let id = event_target_value(&event).parse().ok();
                    change(&|it| it.person = id);
                }>
                    <option value="">"New, by this name"</option>
                    {live(options)}
                </select>
            </td>
        </tr>
    }
}
