//! The question whose voices these are, and who the rep is.

use leptos::prelude::*;

use crate::domain::people::Person;
use crate::domain::show;
use crate::domain::transcript::Side;
use crate::domain::voices::{Voice, be_person, be_rep, by_first_name, is_part, namesake, perhaps, twice, unite};
use crate::ui::components::heads::heads;
use crate::ui::components::live::live;

/// A row for each voice: ours or theirs, the rep or not, which of our people.
#[component]
pub fn Voices(
    /// The voices, as answered so far.
    voices: RwSignal<Vec<Voice>>,
    /// Our people, to be chosen where a voice has another name.
    people: Vec<Person>,
    /// A few words of each.
    says: Vec<String>,
) -> impl IntoView {
    let people = StoredValue::new(people);
    let rows = move || {
        let mut says = says.iter().cloned();
        (0..voices.with(Vec::len)).map(|at| view! { <Row voices people at says=says.next().unwrap_or_default() /> }).collect_view()
    };
    // Made once: the number of voices does not change while they are asked about.
    let rows = untrack(rows);
    view! {
        <table class="voices">
            {heads(["Voice", "Side", "The rep", "Person"])}
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

/// One of the voices, as it is answered.
#[derive(Clone, Copy)]
struct One {
    voices: RwSignal<Vec<Voice>>,
    voice: Memo<Option<Voice>>,
    at: usize,
}

impl One {
    fn of(voices: RwSignal<Vec<Voice>>, at: usize) -> Self {
        Self { voices, voice: Memo::new(move |_| voices.with(|it| it.get(at).cloned())), at }
    }

    /// What is known of it, if it has that.
    fn ask<T>(self, ask: impl FnOnce(&Voice) -> Option<T>) -> Option<T> {
        self.voice.with(|it| it.as_ref().and_then(ask))
    }

    fn is(self, ask: impl FnOnce(&Voice) -> bool) -> bool {
        self.voice.with(|it| it.as_ref().is_some_and(ask))
    }

    fn is_merged(self) -> bool {
        self.is(|it| it.same_as.is_some())
    }

    fn change(self, change: impl FnOnce(&mut Voice)) {
        self.voices.update(|it| {
            if let Some(voice) = it.get_mut(self.at) {
                change(voice);
            }
        });
    }

    /// The name that another voice has by now.
    fn name_of(self, other: usize) -> Option<String> {
        self.voices.with(|it| it.get(other).map(|it| it.name.trim().to_owned()))
    }
}

#[component]
fn Row(voices: RwSignal<Vec<Voice>>, people: StoredValue<Vec<Person>>, at: usize, says: String) -> impl IntoView {
    let one = One::of(voices, at);
    let (label, name, words) =
        one.voice.with_untracked(|it| it.as_ref().map(|it| (it.label.clone(), it.name.clone(), it.words)).unwrap_or_default());
    let rep_label = format!("{label} is the rep");
    let name_label = format!("Name of {label}");
    let choose_rep = move |_| {
        voices.update(|all| {
            be_rep(all, at);
            people.with_value(|people| by_first_name(all, people));
        });
    };
    view! {
        <tr>
            <th scope="row">
                <input class="name" type="text" maxlength="120" aria-label=name_label prop:value=name on:input=move |event| one.change(|it| it.name = event_target_value(&event)) />
                <small class="muted">{show::count(words, "word", "words")} {(!says.is_empty()).then(|| format!(" · “{says}”"))}</small>
                {same(one, &label)}
                {live(move || offer(one))}
                {live(move || joined(one))}
            </th>
            <td>
                <div class="seg" role="group" aria-label=format!("{label}: side")>
                    {side(one, people, Side::Ours, "Ours")} {side(one, people, Side::Theirs, "Theirs")}
                </div>
            </td>
            <td>
                <input type="radio" name="rep" aria-label=rep_label prop:checked=move || one.is(|it| it.is_rep) disabled=move || one.is_merged() on:change=choose_rep />
            </td>
            <td>{person(one, people, &label)}</td>
        </tr>
        {live(move || propose(one, people))}
    }
}

fn side(one: One, people: StoredValue<Vec<Person>>, side: Side, label: &'static str) -> AnyView {
    let is_on = move || one.is(|it| it.side == side);
    let choose = move |_| {
        one.change(|it| it.be_on(side));
        one.voices.update(|all| people.with_value(|people| by_first_name(all, people)));
    };
    view! {
        <button type="button" aria-pressed=move || is_on().to_string() class:on=is_on on:click=choose>
            {label}
        </button>
    }
    .into_any()
}

/// Which other voice it is too; of two, names tell.
fn same(one: One, label: &str) -> Option<AnyView> {
    let others: Vec<(usize, String)> =
        one.voices.with_untracked(|it| it.iter().map(|it| it.label.clone()).enumerate().filter(|it| it.0 != one.at).collect());
    if others.len() < 2 {
        return None;
    }
    let options = others.into_iter().map(|(at, name)| view! { <option value=at.to_string()>{name}</option> }).collect_view();
    let chosen = move || one.ask(|it| it.same_as).map(|it| it.to_string()).unwrap_or_default();
    let view = view! {
        <select class="same" aria-label=format!("{label} is the same voice as") prop:value=chosen on:change=move |event| {
            let other = event_target_value(&event).parse().ok();
            one.change(|it| it.be_one_with(other));
        }>
            <option value="">"A voice of its own"</option>
            <optgroup label="The same voice as">{options}</optgroup>
        </select>
    };
    Some(view.into_any())
}

/// Where one of our people alone has its first name: that it is them is offered.
fn propose(one: One, people: StoredValue<Vec<Person>>) -> Option<AnyView> {
    let person = people.with_value(|people| one.voices.with(|it| perhaps(it, one.at, people).cloned()))?;
    let says = format!("Yes, {}", person.name);
    let name = person.name.clone();
    let take = move |_| one.voices.update(|it| be_person(it, one.at, &person));
    let view = view! {
        <tr>
            <td colspan="4">
                <p class="note" role="status">
                    "Is this " <bdi>{name}</bdi> "? "
                    <button type="button" aria-label=says on:click=take>"Yes"</button>
                </p>
            </td>
        </tr>
    };
    Some(view.into_any())
}

/// Where it was given the name of another voice: that they are one is offered.
fn offer(one: One) -> Option<AnyView> {
    let into = one.voices.with(|it| namesake(it, one.at))?;
    let join = move |_| one.voices.update(|it| unite(it, one.at, into));
    let view = view! {
        <p class="note" role="status">
            <bdi>{one.name_of(into)}</bdi>
            " is already a voice of this call: make them one? "
            <button type="button" on:click=join>
                "Make them one"
            </button>
        </p>
    };
    Some(view.into_any())
}

fn joined(one: One) -> Option<AnyView> {
    let into = one.ask(|it| it.same_as)?;
    let view = view! {
        <p class="note" role="status">
            "One voice with "
            <bdi>{one.name_of(into)}</bdi>
            " once it is saved. "
            <button type="button" class="link" on:click=move |_| one.change(|it| it.same_as = None)>
                "Keep them apart"
            </button>
        </p>
    };
    Some(view.into_any())
}

/// Which of our people it is.
fn person(one: One, people: StoredValue<Vec<Person>>, label: &str) -> AnyView {
    let options = move || {
        let chosen = one.ask(|it| it.person);
        let option = |it: &Person| view! { <option value=it.id.to_string() selected=chosen == Some(it.id)>{it.name.clone()}</option> };
        people.with_value(|all| all.iter().map(option).collect_view())
    };
    let is_closed = move || !one.is(|it| it.side == Side::Ours) || one.is_merged();
    view! {
        <select aria-label=format!("{label} is") disabled=is_closed on:change=move |event| {
            let id = event_target_value(&event).parse().ok();
            one.change(|it| it.person = id);
        }>
            <option value="">{move || if one.is(|it| is_part(&it.name)) { "Nobody yet" } else { "New, by this name" }}</option>
            {live(options)}
        </select>
    }
    .into_any()
}
