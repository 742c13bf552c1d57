//! The fields of an item.

use super::whole::sides;
use super::{Choice, Field, Shape, Spot, at, choices, item_in, item_of, number, optional, put};
use crate::domain::analysis::{self, Rule};
use crate::domain::rubric::{Critical, Effect, Item, ItemKind, Rubric, edit};
use crate::domain::transcript::Side;

/// What a cap is at first, percent.
const CAP: u8 = 60;

/// The fields, in the order shown.
pub(super) const FIELDS: &[Field] = &[
    Field {
        name: "title",
        label: "Title",
        shape: Shape::Line,
        read: |it, at| text_of(it, at, |it| &it.title),
        write: |it, at, text| change(it, at, |it| it.title = text.to_owned()),
    },
    Field {
        name: "kind",
        label: "How points are given",
        shape: Shape::One(|_, _| choices(ItemKind::NAMES)),
        read: |it, at| item_of(it, at).map(|it| it.kind.key().to_owned()),
        write: |it, spot, text| *it = edit::set_kind(it.clone(), at(spot), text),
    },
    Field {
        name: "points",
        label: "Points for the best",
        shape: Shape::Number,
        read: |it, at| item_of(it, at).filter(|it| it.kind != ItemKind::Text).map(|it| it.points.to_string()),
        write: |it, spot, text| {
            if let Some(points) = number(text) {
                *it = edit::set_points(it.clone(), at(spot), points);
            }
        },
    },
    Field {
        name: "kind.computed.metric",
        label: "Metric",
        shape: Shape::One(metrics),
        read: |it, at| metric(it, at).map(str::to_owned),
        write: |it, at, text| {
            change(it, at, |it| {
                if let ItemKind::Computed { metric, .. } = &mut it.kind {
                    text.clone_into(metric);
                }
            });
        },
    },
    Field {
        name: "weight",
        label: "Weight in the total (its points where empty)",
        shape: Shape::Number,
        read: |it, at| item_of(it, at).filter(|it| it.points > 0).and_then(|it| optional(it.weight)),
        write: |it, at, text| change(it, at, |it| put(&mut it.weight, text)),
    },
    Field {
        name: "guidance.look_for",
        label: "What to look for",
        shape: Shape::Lines,
        read: |it, at| text_of(it, at, |it| &it.guidance.look_for),
        write: |it, at, text| change(it, at, |it| it.guidance.look_for = text.to_owned()),
    },
    Field {
        name: "guidance.good",
        label: "How it sounds at its best",
        shape: Shape::Lines,
        read: |it, at| text_of(it, at, |it| &it.guidance.good),
        write: |it, at, text| change(it, at, |it| it.guidance.good = text.to_owned()),
    },
    Field {
        name: "guidance.poor",
        label: "How it sounds when it fails",
        shape: Shape::Lines,
        read: |it, at| text_of(it, at, |it| &it.guidance.poor),
        write: |it, at, text| change(it, at, |it| it.guidance.poor = text.to_owned()),
    },
    Field {
        name: "mandatory",
        label: "Must be judged before the card is submitted",
        shape: Shape::Tick,
        read: |it, at| item_of(it, at).map(|it| if it.mandatory { "yes".to_owned() } else { String::new() }),
        write: |it, at, text| change(it, at, |it| it.mandatory = !text.is_empty()),
    },
    Field {
        name: "critical",
        label: "Where it fails",
        shape: Shape::One(|_, _| {
            choices(&[
                ("", "Nothing more: its points are lost"),
                ("fails_section", "Its category earns nothing"),
                ("fails_call", "The whole call scores 0"),
                ("caps_total", "The total is capped"),
            ])
        }),
        read: |it, at| item_of(it, at).filter(|it| it.points > 0).map(|it| effect(it.critical).to_owned()),
        write: |it, at, text| change(it, at, |it| it.critical = critical(it.critical, text)),
    },
    Field {
        name: "critical.below",
        label: "It fails below so many points",
        shape: Shape::Number,
        read: |it, at| item_of(it, at)?.critical.map(|it| it.below.to_string()),
        write: |it, at, text| {
            change(it, at, |it| {
                if let (Some(it), Some(below)) = (&mut it.critical, number(text)) {
                    it.below = below;
                }
            });
        },
    },
    Field {
        name: "critical.effect.caps_total",
        label: "The total is at most, percent",
        shape: Shape::Number,
        read: |it, at| match item_of(it, at)?.critical?.effect {
            Effect::CapsTotal(most) => Some(most.to_string()),
            _ => None,
        },
        write: |it, at, text| {
            change(it, at, |it| {
                if let (Some(Critical { effect: Effect::CapsTotal(most), .. }), Some(wanted)) = (&mut it.critical, number(text)) {
                    *most = wanted;
                }
            });
        },
    },
    Field {
        name: "side",
        label: "Whose words must show it",
        shape: Shape::One(|_, _| sides()),
        read: |it, at| {
            item_of(it, at).map(|it| match it.side {
                Side::Ours => "ours".to_owned(),
                Side::Theirs => "theirs".to_owned(),
                Side::Unknown => String::new(),
            })
        },
        write: |it, at, text| {
            change(it, at, |it| {
                it.side = match text {
                    "ours" => Side::Ours,
                    "theirs" => Side::Theirs,
                    _ => Side::Unknown,
                }
            });
        },
    },
    Field {
        name: "skill",
        label: "The skill it trains",
        shape: Shape::Line,
        read: |it, at| text_of(it, at, |it| &it.skill),
        write: |it, at, text| change(it, at, |it| it.skill = text.to_owned()),
    },
    Field {
        name: "detectors",
        label: "Points are suggested as for (of several, the highest that rests on words; with none ticked, what it was made from)",
        shape: Shape::Some(detectors),
        read: |it, at| {
            let judged = |it: &&Item| !matches!(it.kind, ItemKind::Computed { .. } | ItemKind::Text);
            item_of(it, at).filter(judged).map(in_use)
        },
        write: |it, at, text| {
            change(it, at, |it| {
                if in_use(it) != text {
                    it.detectors = text.split(',').filter(|it| !it.is_empty()).map(str::to_owned).collect();
                }
            });
        },
    },
];

fn text_of(rubric: &Rubric, spot: Spot, text: fn(&Item) -> &String) -> Option<String> {
    item_of(rubric, spot).map(|it| text(it).clone())
}

fn change(rubric: &mut Rubric, spot: Spot, change: impl FnOnce(&mut Item)) {
    if let Some(item) = item_in(rubric, spot) {
        change(item);
    }
}

fn metric(rubric: &Rubric, spot: Spot) -> Option<&str> {
    match &item_of(rubric, spot)?.kind {
        ItemKind::Computed { metric, .. } => Some(metric),
        _ => None,
    }
}

/// Every metric; one that is not known is offered too, so that the field shows what stands in it.
fn metrics(rubric: &Rubric, spot: Spot) -> Vec<Choice> {
    with_own(metric(rubric, spot), choices(&analysis::metric_names().collect::<Vec<_>>()))
}

/// What suggests points for an item, as the field shows it; nothing where the item names none.
fn in_use(item: &Item) -> String {
    if item.detectors.is_empty() { String::new() } else { analysis::detectors_of(item).collect::<Vec<_>>().join(",") }
}

/// Everything that can suggest points: by the standard item it was made for, then what stands there and is not known, then the
/// team's own signals.
fn detectors(rubric: &Rubric, rules: &[Rule], spot: Spot) -> Vec<Choice> {
    let known = analysis::detectors().map(|key| (key.to_owned(), analysis::detector_title(key))).collect();
    let there = item_of(rubric, spot).map(|it| it.detectors.as_slice()).unwrap_or_default();
    let mut all = there.iter().fold(known, |known, it| with_own(Some(it), known));
    for signal in analysis::own_detectors(rules) {
        if !all.iter().any(|it| it.0 == signal.0) {
            all.push(signal);
        }
    }
    all
}

fn with_own(own: Option<&str>, mut known: Vec<Choice>) -> Vec<Choice> {
    if let Some(own) = own.filter(|own| !known.iter().any(|it| it.0 == *own)) {
        known.push((own.to_owned(), analysis::detector_title(own)));
    }
    known
}

fn effect(critical: Option<Critical>) -> &'static str {
    match critical.map(|it| it.effect) {
        None => "",
        Some(Effect::FailsSection) => "fails_section",
        Some(Effect::FailsCall) => "fails_call",
        Some(Effect::CapsTotal(_)) => "caps_total",
    }
}

/// The effect called `key`, from the same points on as before.
fn critical(was: Option<Critical>, key: &str) -> Option<Critical> {
    let effect = match key {
        "fails_section" => Effect::FailsSection,
        "fails_call" => Effect::FailsCall,
        "caps_total" => match was.map(|it| it.effect) {
            Some(Effect::CapsTotal(most)) => Effect::CapsTotal(most),
            _ => Effect::CapsTotal(CAP),
        },
        _ => return None,
    };
    Some(Critical { below: was.map_or(1, |it| it.below), effect })
}
