//! The fields of a rubric and of a category.

use super::{Choice, Field, Shape, category, choices, optional, parts, put};
use crate::domain::benchmark::Level;
use crate::domain::call::KINDS;
use crate::domain::rubric::Purpose;

const LEVELS: &[(Level, &str)] = &[(Level::New, "new"), (Level::Developing, "developing"), (Level::Senior, "senior"), (Level::Top, "top")];

const PURPOSES: &[(Purpose, &str)] =
    &[(Purpose::Score, "score"), (Purpose::Diagnostic, "diagnostic"), (Purpose::Adoption, "adoption"), (Purpose::Template, "template")];

/// The fields of the rubric itself.
pub(super) const FIELDS: &[Field] = &[
    Field {
        name: "title",
        label: "Title",
        shape: Shape::Line,
        read: |it, _| Some(it.title.clone()),
        write: |it, _, text| it.title = text.to_owned(),
    },
    Field {
        name: "about",
        label: "What it is for",
        shape: Shape::Lines,
        read: |it, _| Some(it.about.clone()),
        write: |it, _, text| it.about = text.to_owned(),
    },
    Field {
        name: "purpose",
        label: "Its cards",
        shape: Shape::One(|_, _| {
            let label = |wanted: Purpose| Purpose::ALL.iter().find(|it| it.0 == wanted).map_or("", |it| it.1);
            PURPOSES.iter().map(|(it, key)| ((*key).to_owned(), label(*it).to_owned())).collect()
        }),
        read: |it, _| PURPOSES.iter().find(|row| row.0 == it.purpose).map(|row| row.1.to_owned()),
        write: |it, _, text| it.purpose = PURPOSES.iter().find(|row| row.1 == text).map_or(it.purpose, |row| row.0),
    },
    Field {
        name: "applies.kinds",
        label: "Only for calls of these types (all where none is ticked)",
        shape: Shape::Some(|rubric, _, _| {
            let own = rubric.applies.kinds.iter().filter(|it| !KINDS.iter().any(|row| row.key == *it));
            let shipped = KINDS.iter().map(|it| (it.key.to_owned(), it.label.to_owned()));
            shipped.chain(own.map(|it| (it.clone(), it.clone()))).collect()
        }),
        read: |it, _| Some(it.applies.kinds.join(",")),
        write: |it, _, text| it.applies.kinds = parts(text).map(str::to_owned).collect(),
    },
    Field {
        name: "applies.levels",
        label: "Only for reps of these levels",
        shape: Shape::Some(|_, _, _| LEVELS.iter().map(|(it, key)| ((*key).to_owned(), it.label().to_owned())).collect()),
        read: |it, _| {
            let keys = LEVELS.iter().filter(|row| it.applies.levels.contains(&row.0)).map(|row| row.1);
            Some(keys.collect::<Vec<_>>().join(","))
        },
        write: |it, _, text| it.applies.levels = LEVELS.iter().filter(|row| parts(text).any(|it| it == row.1)).map(|row| row.0).collect(),
    },
    Field {
        name: "applies.segments",
        label: "Only for these segments (tags of the call), with commas between",
        shape: Shape::Line,
        read: |it, _| Some(it.applies.segments.join(",")),
        // As it was typed: a comma or a space at the end is on its way to the next word.
        write: |it, _, text| {
            it.applies.segments = if text.trim().is_empty() { Vec::new() } else { text.split(',').map(str::to_owned).collect() }
        },
    },
    Field {
        name: "applies.minutes_from",
        label: "Only for calls from so many minutes",
        shape: Shape::Number,
        read: |it, _| optional(it.applies.minutes_from),
        write: |it, _, text| put(&mut it.applies.minutes_from, text),
    },
    Field {
        name: "applies.minutes_to",
        label: "Only for calls up to so many minutes",
        shape: Shape::Number,
        read: |it, _| optional(it.applies.minutes_to),
        write: |it, _, text| put(&mut it.applies.minutes_to, text),
    },
];

/// The fields of a category.
pub(super) const CATEGORY: &[Field] = &[
    Field {
        name: "title",
        label: "Title of the category",
        shape: Shape::Line,
        read: |it, at| category(it, at).map(|it| it.title.clone()),
        write: |it, at, text| {
            if let Some(it) = it.categories.get_mut(at.category) {
                it.title = text.to_owned();
            }
        },
    },
    Field {
        name: "short",
        label: "Shorter title for charts",
        shape: Shape::Line,
        read: |it, at| category(it, at).map(|it| it.short.clone()),
        write: |it, at, text| {
            if let Some(it) = it.categories.get_mut(at.category) {
                it.short = text.to_owned();
            }
        },
    },
];

/// The sides whose words can be asked for.
pub(super) fn sides() -> Vec<Choice> {
    choices(&[("", "Anybody"), ("ours", "Our side"), ("theirs", "The prospect")])
}
