//! Discovery: what was asked, taken up, covered and put in figures.

use super::{Sight, Sureness, Verdict, by_count, counted};
use crate::domain::analysis::metrics::areas;
use crate::domain::analysis::questions::Asked;
use crate::domain::analysis::{Signal, SignalKind};
use crate::domain::transcript::{Moment, Side};

/// One point each, up to five (the rubric's own words).
const OPEN: &[(usize, u16)] = &[(5, 5), (4, 4), (3, 3), (2, 2), (1, 1)];

/// Five areas of six are a senior's coverage (85%); under three a call has hardly begun discovery.
const AREAS: &[(usize, u16)] = &[(6, 5), (5, 4), (4, 3), (3, 2), (2, 1)];

/// "Twice or more" earns most of it; one follow-up may be chance.
const PROBES: &[(usize, u16)] = &[(3, 5), (2, 4), (1, 2)];

/// One figure is a start; two let a business case be made.
const FIGURES: &[(usize, u16)] = &[(2, 5), (1, 3)];

pub(super) fn open_questions(sight: &Sight<'_>) -> Verdict {
    let open: Vec<_> = sight.said(Side::Ours, |it| it.asked == Some(Asked::Open)).map(|it| it.1).collect();
    let closed = sight.said(Side::Ours, |it| it.asked == Some(Asked::Closed)).count();
    let why = format!("Our side asked {} and {closed} closed.", counted(open.len(), "open question"));
    // Near the threshold one misheard question decides.
    let sureness = if open.len() >= 6 { Sureness::Sure } else { Sureness::Likely };
    Verdict::of(by_count(open.len(), OPEN), sureness, why, sight.moments(open))
}

pub(super) fn discovery_areas(sight: &Sight<'_>) -> Verdict {
    let areas = areas(sight.heard);
    let missing: Vec<&str> = areas.iter().filter(|it| it.1.is_none()).map(|it| it.0).collect();
    let found: Vec<_> = areas.iter().filter_map(|it| sight.heard.said.get(it.1?)).collect();
    let n = areas.len() - missing.len();
    let why = if missing.is_empty() {
        "The prospect spoke to all 6 areas.".to_owned()
    } else {
        format!("The prospect spoke to {n} of 6 areas; not heard: {}.", missing.join(", "))
    };
    Verdict::of(by_count(n, AREAS), Sureness::Likely, why, sight.moments(found))
}

pub(super) fn follow_up_probing(sight: &Sight<'_>) -> Verdict {
    let probes: Vec<_> = sight.said(Side::Ours, |it| it.takes_up).map(|it| it.1).collect();
    let why = match probes.len() {
        0 => "No question took up words the prospect had just said.".to_owned(),
        n => format!("{} took up what the prospect had just said.", counted(n, "question")),
    };
    let sureness = if probes.is_empty() { Sureness::Unsure } else { Sureness::Likely };
    Verdict::of(by_count(probes.len(), PROBES), sureness, why, sight.moments(probes))
}

pub(super) fn quantified_impact(sight: &Sight<'_>) -> Verdict {
    let impact = |it: &&Signal| it.kind == SignalKind::Impact && it.side == Side::Theirs;
    let moments: Vec<Moment> = sight.analysis.signals.iter().filter(impact).map(|it| it.moment.clone()).collect();
    if moments.is_empty() {
        return Verdict::of(0, Sureness::Likely, "The prospect put no figure on the problem.".to_owned(), moments);
    }
    let weighty = sight
        .said(Side::Theirs, |it| sight.heard.is_impact(it))
        .flat_map(|it| &it.1.figures)
        .filter(|it| it.tells() && it.weighs())
        .count();
    let why = format!("The prospect gave {}, {weighty} of them money, time or a share.", counted(moments.len(), "figure"));
    // Counts alone may only describe the company.
    let points = if weighty > 0 { by_count(moments.len(), FIGURES) } else { by_count(moments.len(), FIGURES).min(3) };
    let sureness = if weighty > 0 { Sureness::Likely } else { Sureness::Unsure };
    Verdict::of(points, sureness, why, moments)
}
