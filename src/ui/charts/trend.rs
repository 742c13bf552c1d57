//! A rep's scores over time: every call, their running average with its interval, the own view, level and next level.

use leptos::prelude::*;

use crate::domain::rubric::version::Break;
use crate::domain::show;
use crate::domain::trend::TrendPoint;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 8.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 26.0;

/// From days and scores to the plane.
struct Plane {
    first: i64,
    days: f64,
    low: f64,
    high: f64,
}

impl Plane {
    fn of(points: &[TrendPoint], marks: &[f64]) -> Option<Self> {
        let first = points.first()?.day.to_epoch_days();
        let last = points.last()?.day.to_epoch_days();
        let values = points.iter().flat_map(|it| [Some(it.total), it.own]).flatten().chain(marks.iter().copied());
        let (low, high) = values.fold((100.0_f64, 0.0_f64), |(low, high), it| (low.min(it), high.max(it)));
        let low = ((low - 5.0) / 10.0).floor() * 10.0;
        let high = ((high + 5.0) / 10.0).ceil() * 10.0;
        Some(Self { first: first.into(), days: f64::from(last - first).max(1.0), low: low.max(0.0), high: high.min(100.0) })
    }

    fn x(&self, point: &TrendPoint) -> f64 {
        let days = (i64::from(point.day.to_epoch_days()) - self.first) as f64;
        LEFT + 6.0 + days / self.days * (WIDTH - LEFT - RIGHT - 12.0)
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low).max(1.0);
        HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
    }
}

/// The chart. Says in words what it shows.
#[component]
pub fn TrendChart(
    /// The counted calls, by date.
    points: Vec<TrendPoint>,
    /// Where they were scored by another rubric, or another version, than before.
    breaks: Vec<Break>,
    /// The level's benchmark, percent.
    level: Option<u8>,
    /// The next level's benchmark, percent.
    next: Option<u8>,
) -> impl IntoView {
    let marks: Vec<f64> = [level, next].into_iter().flatten().map(f64::from).collect();
    let Some(plane) = Plane::of(&points, &marks) else { return ().into_any() };
    let line = |values: Vec<(f64, f64)>| {
        values.iter().enumerate().map(|(at, (x, y))| format!("{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" })).collect::<String>()
    };
    // Another rubric begins a line of its own.
    let mut parts: Vec<&[TrendPoint]> = Vec::new();
    let mut rest = points.as_slice();
    for at in breaks.iter().filter(|it| it.is_other()).map(|it| it.at).rev() {
        let (before, after) = rest.split_at(at.min(rest.len()));
        parts.push(after);
        rest = before;
    }
    parts.push(rest);
    let average: String = parts.iter().map(|part| line(part.iter().map(|it| (plane.x(it), plane.y(it.running.mean))).collect())).collect();
    let own = line(points.iter().filter_map(|it| Some((plane.x(it), plane.y(it.own?)))).collect());
    let area = |part: &&[TrendPoint]| {
        let with_margin: Vec<(f64, f64, f64)> =
            part.iter().filter_map(|it| Some((plane.x(it), it.running.mean, it.running.margin?))).collect();
        let upper = with_margin.iter().map(|(x, mean, margin)| (*x, plane.y(mean + margin)));
        let lower = with_margin.iter().rev().map(|(x, mean, margin)| (*x, plane.y(mean - margin)));
        line(upper.chain(lower).collect())
    };
    let area: String = parts.iter().map(area).collect();
    let cuts = breaks.iter().filter_map(|it| Some((it, points.get(it.at.checked_sub(1)?)?, points.get(it.at)?)));
    let (cuts, told): (Vec<_>, Vec<_>) = cuts
        .map(|(it, before, after)| {
            let x = f64::midpoint(plane.x(before), plane.x(after));
            let cut = view! { <line class="break" x1=x x2=x y1=TOP y2=HEIGHT - BOTTOM><title>{it.says.clone()}</title></line> };
            (cut, view! { <li>"From " {show::day(after.day)} ": " {it.says.clone()}</li> })
        })
        .unzip();
    let band = level.zip(next).map(|(level, next)| {
        let (top, bottom) = (plane.y(f64::from(next)), plane.y(f64::from(level)));
        view! { <rect class="band" x=LEFT y=top width=WIDTH - LEFT - RIGHT height=(bottom - top).max(0.0) /> }
    });
    let rule =
        |value: u8| view! { <line class="next" x1=LEFT x2=WIDTH - RIGHT y1=plane.y(f64::from(value)) y2=plane.y(f64::from(value)) /> };
    let steps = (0..=10).map(|it| f64::from(it) * 10.0).filter(|it| *it >= plane.low && *it <= plane.high);
    let ticks: Vec<f64> = steps.filter(|it| !marks.iter().any(|mark| (mark - it).abs() < 6.0)).chain(marks.iter().copied()).collect();
    let axis = ticks
        .into_iter()
        .map(|it| view! { <text x=LEFT - 8.0 y=plane.y(it) + 4.0 text-anchor="end">{show::number(it)}</text> })
        .collect_view();
    let dots = points.iter().map(|it| view! { <circle cx=plane.x(it) cy=plane.y(it.total) r="3.5"><title>{format!("{}: {}", show::day(it.day), show::number(it.total))}</title></circle> }).collect_view();
    // A view that stands alone has no line through it.
    let has_own = points.iter().any(|it| it.own.is_some());
    let views = points.iter().filter_map(|it| Some((plane.x(it), plane.y(it.own?), it))).map(|(x, y, it)| view! { <rect class="own-pt" x=x - 2.5 y=y - 2.5 width="5" height="5"><title>{format!("{}: self {}", show::day(it.day), show::number(it.own.unwrap_or_default()))}</title></rect> }).collect_view();
    let dates = {
        let at = |it: &TrendPoint, anchor: &'static str| view! { <text x=plane.x(it) y=HEIGHT - 6.0 text-anchor=anchor>{show::short_day(it.day)}</text> };
        let ends = (points.first().map(|it| at(it, "start")), points.last().filter(|_| points.len() > 1).map(|it| at(it, "end")));
        let middle = points
            .get(points.len() / 2)
            .filter(|it| points.len() > 4 && (0.3..0.7).contains(&((plane.x(it) - LEFT) / (WIDTH - LEFT))))
            .map(|it| at(it, "middle"));
        (ends, middle)
    };
    let label = said(&points, breaks.len(), level, next);
    view! {
        <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
            {band} {level.map(rule)} {next.map(rule)} {cuts} <g class="axis">{axis} {dates}</g> <path class="ci" d=area /> <path class="own" d=own />
            <path class="avg" d=average /> <g>{views}</g> <g class="pt">{dots}</g>
        </svg>
        <p class="legend">
            <span class="k rep">"Manager's score, running average of 6 with 95% interval"</span>
            {has_own.then(|| view! { <span class="k prospect">"Self-assessment"</span> })}
            {level.zip(next).map(|(level, next)| view! { <span>"Band: level benchmark " {level} " to next level " {next}</span> })}
        </p>
        {(!told.is_empty()).then(|| view! { <ul class="rows muted">{told}</ul> })}
    }
    .into_any()
}

/// The chart in a sentence.
fn said(points: &[TrendPoint], breaks: usize, level: Option<u8>, next: Option<u8>) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let marks = match (level, next) {
        (Some(level), Some(next)) => format!("; level benchmark {level}, next level {next}"),
        (Some(level), None) => format!("; level benchmark {level}"),
        _ => String::new(),
    };
    let changed = match breaks {
        0 => String::new(),
        n => format!("; the rubric changed {}", show::count(n, "time", "times")),
    };
    format!(
        "Scores of {} from {} to {}: the running average went from {} to {}{marks}{changed}",
        show::calls(points.len()),
        show::day(first.day),
        show::day(last.day),
        show::mean_short(&first.running),
        show::mean_short(&last.running),
    )
}
