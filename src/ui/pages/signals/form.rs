//! Writing a rule of the team's own.

use leptos::prelude::*;

use crate::domain::analysis::{ObjectionKind, Part, Rule, SignalKind, flaws};
use crate::domain::transcript::Side;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::session::Session;

/// Kinds that phrases can show, which the person may choose; questions and amounts are found otherwise.
const NOT_BY_PHRASES: &[SignalKind] = &[SignalKind::OpenQuestion, SignalKind::ClosedQuestion, SignalKind::Impact];

/// A choice: what is shown and what it stands for.
type Choices<T> = &'static [(&'static str, T)];

const SIDES: Choices<Option<Side>> = &[("Anybody", None), ("Our side", Some(Side::Ours)), ("Their side", Some(Side::Theirs))];
const ASKED: Choices<Option<bool>> = &[("Anywhere", None), ("Only in questions", Some(true)), ("Never in questions", Some(false))];
const PARTS: Choices<Option<Part>> = &[
    ("The whole call", None),
    ("The first 5 minutes", Some(Part::FirstMinutes(5))),
    ("The first half", Some(Part::FirstPercent(50))),
    ("The second half", Some(Part::LastPercent(50))),
    ("The last 10 minutes", Some(Part::LastMinutes(10))),
    ("The last 5 minutes", Some(Part::LastMinutes(5))),
];
const LANGUAGES: Choices<&str> = &[("All languages", ""), ("English", "en"), ("German", "de"), ("Spanish", "es"), ("French", "fr")];

/// A select over choices; one that came from elsewhere and is not among them stays as it is until another is chosen.
fn choose<T: PartialEq + Copy + Send + Sync + 'static>(
    label: &'static str,
    choices: Choices<T>,
    now: impl Fn(&Rule) -> bool + 'static,
    is: impl Fn(&Rule, T) -> bool,
    draft: RwSignal<Rule>,
    set: fn(&mut Rule, T),
) -> AnyView {
    let chosen = draft.with_untracked(|rule| choices.iter().position(|it| is(rule, it.1)));
    let other = (chosen.is_none() && draft.with_untracked(now)).then(|| view! { <option selected=true>"As it was"</option> });
    let option = |(at, it): (usize, &'static (&'static str, T))| {
        let on = chosen == Some(at);
        view! { <option value=at.to_string() selected=on>{it.0}</option> }
    };
    let options = choices.iter().enumerate().map(option).collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select on:change=move |event| {
                if let Some(it) = event_target_value(&event).parse::<usize>().ok().and_then(|at| choices.get(at)) {
                    draft.update(|rule| set(rule, it.1));
                }
            }>{other} {options}</select>
        </label>
    }
    .into_any()
}

/// Whether phrases of the team's own can show a kind.
pub fn can_be_own(kind: SignalKind) -> bool {
    !NOT_BY_PHRASES.contains(&kind)
}

/// Who must say it, where and in which language, as a sentence.
pub fn facts(rule: &Rule) -> String {
    fn of<T: PartialEq + Copy>(choices: Choices<T>, is: T) -> Option<&'static str> {
        choices.iter().find(|it| it.1 == is).map(|it| it.0)
    }
    let of_part = rule.part.map(|it| of(PARTS, Some(it)).unwrap_or("A part of the call"));
    let said = [
        of(SIDES, rule.side),
        rule.in_question.and_then(|it| of(ASKED, Some(it))),
        of_part,
        Some(LANGUAGES.iter().find(|it| it.1 == rule.language).map_or("Another language", |it| it.0)),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ") + "."
}

/// The form. `rule` past the end means a new one, which begins as `copied` where that is given.
#[component]
pub fn RuleForm(rule: usize, copied: Option<Rule>, on_done: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let before = session.settings.with_untracked(|it| it.rules.get(rule).cloned());
    let (is_new, opened) = (before.is_none(), before.clone());
    let begun = before.or(copied.map(|it| Rule { judged: Vec::new(), off: None, ..it }));
    let draft = RwSignal::new(begun.unwrap_or_else(|| Rule {
        name: String::new(),
        kind: SignalKind::Custom,
        about: None,
        phrases: Vec::new(),
        side: None,
        in_question: None,
        part: None,
        language: String::new(),
        judged: Vec::new(),
        off: None,
    }));
    let fault = RwSignal::new(None::<String>);
    let phrases = draft.with_untracked(|it| it.phrases.join("\n"));
    let now = draft.with_untracked(|it| it.kind);
    let kinds = SignalKind::ALL
        .iter()
        .filter(|it| can_be_own(it.0))
        .map(|it| view! { <option value=it.1 selected=it.0 == now>{it.2}</option> })
        .collect_view();
    let about = move || {
        let now = draft.with_untracked(|it| it.about);
        let options =
            ObjectionKind::ALL.iter().map(|it| view! { <option value=it.1 selected=Some(it.0) == now>{it.2}</option> }).collect_view();
        view! {
            <label class="field">
                <span>"What the objection is about"</span>
                <select on:change=move |event| {
                    let key = event_target_value(&event);
                    draft.update(|it| it.about = ObjectionKind::ALL.iter().find(|it| it.1 == key).map(|it| it.0));
                }>
                    <option value="">"Anything"</option>
                    {options}
                </select>
            </label>
        }
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (written, opened) = (draft.get_untracked(), opened.clone());
        if let Some(flaw) = flaws(std::slice::from_ref(&written)).into_iter().next() {
            fault.set(Some(flaw.why));
            return;
        }
        leptos::task::spawn_local(async move {
            // Another tab may have put others before it.
            let kept = session.change_settings(|it| match it.rules.iter_mut().find(|it| opened.as_ref() == Some(*it)) {
                Some(slot) => *slot = written,
                None => it.rules.push(written),
            });
            if kept.await.is_ok() {
                session.say("Kept. Calls show it from now on.");
                // The page may have been left.
                on_done.try_run(());
            }
        });
    };
    view! {
        <form class="panel form" on:submit=save>
            <h2>{if is_new { "A new signal" } else { "The signal" }}</h2>
            <div class="grid">
                <label class="field">
                    <span>"Kind"</span>
                    <select on:change=move |event| {
                        let key = event_target_value(&event);
                        if let Some(kind) = SignalKind::ALL.iter().find(|it| it.1 == key) {
                            draft.update(|it| {
                                it.kind = kind.0;
                                it.about = it.about.filter(|_| kind.0 == SignalKind::Objection);
                            });
                        }
                    }>{kinds}</select>
                </label>
                <label class="field">
                    <span>"Name"</span>
                    <input type="text" maxlength="80" prop:value=draft.with_untracked(|it| it.name.clone()) on:input=move |event| draft.update(|it| it.name = event_target_value(&event)) />
                </label>
                <Show when=move || draft.with(|it| it.kind == SignalKind::Objection)>{live(about)}</Show>
                {choose("Who says it", SIDES, |it| it.side.is_some(), |it, side| it.side == side, draft, |it, side| it.side = side)}
                {choose("Questions", ASKED, |it| it.in_question.is_some(), |it, asked| it.in_question == asked, draft, |it, asked| it.in_question = asked)}
                {choose("Part of the call", PARTS, |it| it.part.is_some(), |it, part| it.part == part, draft, |it, part| it.part = part)}
                {choose("Language", LANGUAGES, |it| !it.language.is_empty(), |it, tag| it.language == tag, draft, |it, tag| tag.clone_into(&mut it.language))}
            </div>
            <label class="field">
                <span>"Phrases, one a line"</span>
                <textarea rows="6" maxlength="20000" required spellcheck="false" prop:value=phrases on:input=move |event| {
                    let lines = event_target_value(&event).lines().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
                    draft.update(|it| it.phrases = lines);
                }></textarea>
            </label>
            <p class="muted">
                "Letter case does not matter. " <code>"price~"</code> " is the word with its inflections, " <code>"demo|trial"</code> " is either word, "
                <code>"really|"</code> " may be left out, " <code>"*"</code> " is any one word."
            </p>
            {live(move || fault.get().map(|it| view! { <p class="note bad" role="alert">{it}</p> }))}
            <p class="actions">
                <button type="submit" class="primary">
                    "Save"
                </button>
                <button type="button" on:click=move |_| on_done.run(())>
                    "Cancel"
                </button>
            </p>
        </form>
    }
}
