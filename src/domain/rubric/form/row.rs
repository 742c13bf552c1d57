//! The fields of a level, a check, a threshold, a band.

use super::{Field, Shape, Spot, item_in, item_of, number, optional, put};
use crate::domain::rubric::{Anchor, Band, Check, ItemKind, Rubric, Threshold};

/// Finds a row of its kind.
macro_rules! rows {
    ($of:ident, $of_mut:ident, $row:ty, $kind:ident, $list:ident) => {
        fn $of(rubric: &Rubric, spot: Spot) -> Option<&$row> {
            match &item_of(rubric, spot)?.kind {
                ItemKind::$kind { $list, .. } => $list.get(spot.row),
                _ => None,
            }
        }

        fn $of_mut(rubric: &mut Rubric, spot: Spot) -> Option<&mut $row> {
            match &mut item_in(rubric, spot)?.kind {
                ItemKind::$kind { $list, .. } => $list.get_mut(spot.row),
                _ => None,
            }
        }
    };
}

rows!(anchor, anchor_mut, Anchor, Anchored, anchors);
rows!(check, check_mut, Check, Checklist, checks);
rows!(threshold, threshold_mut, Threshold, Count, thresholds);
rows!(band, band_mut, Band, Computed, bands);

/// A field of a row: what it is called, what it looks like, where it lies.
macro_rules! field {
    ($name:literal, $label:literal, number, $of:ident, $of_mut:ident, $place:ident) => {
        Field {
            name: $name,
            label: $label,
            shape: Shape::Number,
            read: |it, at| $of(it, at).map(|it| it.$place.to_string()),
            write: |it, at, text| {
                if let (Some(it), Some(value)) = ($of_mut(it, at), number(text)) {
                    it.$place = value;
                }
            },
        }
    };
    ($name:literal, $label:literal, line, $of:ident, $of_mut:ident, $place:ident) => {
        Field {
            name: $name,
            label: $label,
            shape: Shape::Line,
            read: |it, at| $of(it, at).map(|it| it.$place.clone()),
            write: |it, at, text| {
                if let Some(it) = $of_mut(it, at) {
                    it.$place = text.to_owned();
                }
            },
        }
    };
}

/// Of a level.
pub(super) const ANCHOR: &[Field] = &[
    field!("kind.anchored.anchors[#].points", "Points", number, anchor, anchor_mut, points),
    field!("kind.anchored.anchors[#].says", "What it looks like", line, anchor, anchor_mut, says),
];

/// Of a check.
pub(super) const CHECK: &[Field] = &[
    field!("kind.checklist.checks[#].share", "Share", number, check, check_mut, share),
    field!("kind.checklist.checks[#].title", "What to tick", line, check, check_mut, title),
];

/// Of a threshold.
pub(super) const THRESHOLD: &[Field] = &[
    field!("kind.count.thresholds[#].at_least", "From this many on", number, threshold, threshold_mut, at_least),
    field!("kind.count.thresholds[#].points", "Points", number, threshold, threshold_mut, points),
];

/// Of a band.
pub(super) const BAND: &[Field] = &[
    Field {
        name: "kind.computed.bands[#].below",
        label: "Below, in its unit",
        shape: Shape::Number,
        read: |it, at| band(it, at).and_then(|it| optional(it.below)),
        write: |it, at, text| {
            if let Some(it) = band_mut(it, at) {
                put(&mut it.below, text);
            }
        },
    },
    field!("kind.computed.bands[#].points", "Points", number, band, band_mut, points),
    field!("kind.computed.bands[#].says", "What it means", line, band, band_mut, says),
];
