//! The calls of an ordinary week: no transcript, cards that follow the rep's story.

use callcraft::domain::call::{Call, Picked};
use callcraft::domain::consent::Consent;
use callcraft::domain::id::{CallId, RawId};
use callcraft::domain::people::Person;
use callcraft::domain::record::Record;
use callcraft::domain::rubric::Rubric;
use callcraft::domain::scorecard::{Answer, CardRole, Focus, Given, Scorecard};
use callcraft::domain::time::Millis;
use callcraft::exchange::file::Entry;
use chrono::{DateTime, TimeDelta, Timelike, Utc};

use crate::cards::{Wish, answers, card};
use crate::clock::{WEEKS, day, instant, week_of};
use crate::featured::reviewed;
use crate::random::Random;
use crate::stories::Story;
use crate::texts::{Texts, comment, rows};
use crate::{Made, stamp};

const PROSPECTS: &str = include_str!("data/prospects.txt");
const TAGS: &[&str] =
    &["inbound", "referral", "trade fair", "multi-site", "seasonal", "price", "competitor: Stockwise", "competitor: Plana", "integration"];

/// A deal that is under way.
struct Deal {
    company: &'static str,
    contact: &'static str,
    /// How many calls there have been.
    calls: usize,
    since: usize,
}

/// One rep at work.
pub struct Desk<'a> {
    story: &'a Story,
    rep: &'a Person,
    manager: &'a Person,
    rubric: &'a Rubric,
    random: Random,
    prospects: Vec<[&'static str; 2]>,
    deals: Vec<Deal>,
    comments: Texts,
    own_comments: Texts,
    notes: Texts,
    focus: Vec<[&'static str; 2]>,
}

impl<'a> Desk<'a> {
    /// The desk of the rep who is number `at` of `of`: prospects are dealt out like cards.
    pub fn of(story: &'a Story, people: &'a [Person], rubric: &'a Rubric, at: usize, of: usize) -> Result<Self, String> {
        let rep = people.iter().find(|it| it.name == story.rep).ok_or("a story of nobody")?;
        let manager = people.iter().find(|it| Some(it.id) == rep.manager).ok_or("a rep without manager")?;
        let mut prospects: Vec<_> = rows(PROSPECTS).into_iter().skip(at).step_by(of).collect();
        // New reps meet new people every week.
        prospects.extend(rows(PROSPECTS).into_iter().skip(at + 1).step_by(of).take(6));
        prospects.reverse();
        Ok(Self {
            story,
            rep,
            manager,
            rubric,
            random: Random::named(story.rep),
            prospects,
            deals: Vec::new(),
            comments: Texts::of(include_str!("data/comments.txt")),
            own_comments: Texts::of(include_str!("data/own.txt")),
            notes: Texts::of(include_str!("data/notes.txt")),
            focus: rows(include_str!("data/focus.txt")),
        })
    }

    /// All ordinary calls; `featured` are told elsewhere and take their days.
    pub fn work(&mut self, featured: &[DateTime<Utc>]) -> Result<Vec<Made>, String> {
        let mut made = Vec::new();
        for week in 1..=WEEKS {
            let taken: Vec<_> = featured.iter().map(|it| it.date_naive()).filter(|it| week_of(*it) == week).collect();
            let mut days: Vec<usize> = (0..if week == WEEKS { 4 } else { 5 }).filter(|it| !taken.contains(&day(week, *it))).collect();
            let count = self.story.calls.get(week - 1).copied().unwrap_or(0).saturating_sub(taken.len());
            while days.len() > count {
                let out = self.random.below(days.len());
                days.remove(out);
            }
            for weekday in days {
                made.push(self.one(week, weekday)?);
            }
        }
        Ok(made)
    }

    fn one(&mut self, week: usize, weekday: usize) -> Result<Made, String> {
        let zone = self.rep.zone.clone().ok_or("no zone")?;
        let (hour, quarter) = (9 + self.random.below(7) as u32, 15 * self.random.below(4) as u32);
        let local = day(week, weekday).and_hms_opt(hour, quarter, 0).ok_or("no time")?;
        let started = instant(local, &zone);
        let under_watch = self.is_under_watch(week);
        let picked = if under_watch { Picked::Random } else { self.picked() };
        let extra = match picked {
            Picked::WentWell => 9.0,
            Picked::Struggled => -8.0,
            _ => 0.0,
        };
        let level = self.story.level.get(week - 1).copied().unwrap_or(50.0);
        let total = (level + extra + self.random.normal() * self.story.scatter).clamp(8.0, 97.0);
        let (call, first) = self.call(week, started, zone, picked, total);
        let ended = started + TimeDelta::milliseconds(call.duration.map_or(0, |it| it.0));
        let mut entries = vec![Entry::Call(Record { stamp: stamp(&self.rep.name, ended), body: call.clone() })];
        // Nobody gets to everything, and yesterday's calls are still waiting.
        let fate = self.random.unit();
        let waiting = week == WEEKS && weekday == 3;
        let (unscored, own_only) = (!under_watch && fate < 0.05, !under_watch && (waiting || fate < 0.1));
        if !unscored {
            entries.extend(self.cards(&call, &first, week, total, own_only).into_iter().map(Entry::Scorecard));
        }
        Ok(Made { rep: self.story.rep, started, entries })
    }

    /// The weeks on which Devon's story rests: every call is picked by chance and scored.
    fn is_under_watch(&self, week: usize) -> bool {
        self.story.rep == "Devon Achebe" && week + 5 > WEEKS
    }

    fn picked(&mut self) -> Picked {
        match self.random.unit() {
            it if it < 0.82 => Picked::Random,
            it if it < 0.89 => Picked::WentWell,
            it if it < 0.96 => Picked::Struggled,
            _ => Picked::Manager,
        }
    }

    fn call(&mut self, week: usize, started: DateTime<Utc>, zone: String, picked: Picked, total: f64) -> (Call, String) {
        let wanted = self.random.pick(self.story.kinds).copied().unwrap_or("discovery");
        let open: Vec<usize> = (0..self.deals.len()).filter(|it| self.deals.get(*it).is_some_and(|deal| deal.since < week)).collect();
        let (kind, mut deal) = match (wanted, self.random.pick(&open).copied()) {
            ("discovery" | "expansion", _) | (_, None) => {
                let [company, contact] = self.prospects.pop().unwrap_or(["Millrace Trading", "Robin Ash"]);
                let kind = if wanted == "expansion" { "expansion" } else { "discovery" };
                (kind, Deal { company, contact, calls: 0, since: week })
            }
            ("demo", Some(at)) if self.deals.get(at).is_some_and(|it| it.calls > 2) => ("negotiation", self.deals.remove(at)),
            (kind, Some(at)) => (kind, self.deals.remove(at)),
        };
        deal.calls += 1;
        deal.since = week;
        let outcome = self.outcome(kind, total);
        let minutes = match kind {
            "demo" => 32 + self.random.below(16),
            "executive-briefing" => 42 + self.random.below(18),
            "discovery" => 21 + self.random.below(15),
            _ => 15 + self.random.below(15),
        };
        let mut tags: Vec<String> = Vec::new();
        while self.random.chance(0.4) && tags.len() < 2 {
            let tag = self.random.pick(TAGS).copied().unwrap_or_default().to_owned();
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let call = Call {
            id: CallId(RawId::new(started.timestamp_millis().unsigned_abs(), u128::from(self.random.next()))),
            title: format!("{}, with {}", deal.company, deal.contact),
            rep: Some(self.rep.id),
            kind: kind.to_owned(),
            started_at: Some(started),
            zone: Some(zone),
            duration: Some(Millis(minutes as i64 * 60_000 + self.random.below(60) as i64 * 1000)),
            company: deal.company.to_owned(),
            outcome: outcome.to_owned(),
            stage: stage(kind, outcome).to_owned(),
            tags,
            picked,
            language: "en".to_owned(),
            consent: if self.random.chance(0.8) { Consent::Given { at: None } } else { Consent::Unknown },
            notes: String::new(),
            transcript: None,
        };
        let first = deal.contact.split(' ').next().unwrap_or_default().to_owned();
        if outcome != "lost" && kind != "negotiation" {
            self.deals.push(deal);
        }
        (call, first)
    }

    fn outcome(&mut self, kind: &str, total: f64) -> &'static str {
        if !self.random.chance(0.15 + total / 140.0) {
            return if self.random.chance(0.35) { "lost" } else { "none" };
        }
        let good: &[&str] = match kind {
            "discovery" => &["meeting-booked", "meeting-booked", "champion-identified"],
            "demo" | "expansion" => &["proposal-sent", "meeting-booked", "champion-identified"],
            "executive-briefing" => &["meeting-booked", "proposal-sent"],
            _ => &["proposal-sent", "meeting-booked"],
        };
        self.random.pick(good).copied().unwrap_or("none")
    }

    fn cards(&mut self, call: &Call, first: &str, week: usize, total: f64, own_only: bool) -> Vec<Record<Scorecard>> {
        let ended = call.started_at.unwrap_or_default() + TimeDelta::milliseconds(call.duration.map_or(0, |it| it.0));
        let wishes = self.wishes(call, total);
        let judged = answers(self.rubric, &wishes, total, &mut self.random);
        let mut cards = Vec::new();
        let mut at_own = ended;
        if own_only || self.random.chance(self.story.own_share) {
            at_own = ended + TimeDelta::minutes(20 + self.random.below(150) as i64);
            cards.push(self.own(call, first, &judged, at_own, total));
        }
        if own_only {
            return cards;
        }
        let days = 1 + self.random.below(3);
        let begun =
            reviewed(ended, at_own, days).with_minute(self.random.below(60) as u32).unwrap_or(ended).max(at_own + TimeDelta::minutes(5));
        let scorer = (self.manager.id, self.manager.name.as_str());
        let mut official = card(call, self.rubric, CardRole::Manager, scorer, begun, judged, &mut self.random);
        self.write(&mut official.body.answers, first);
        official.body.focus = self.focus(week);
        if self.random.chance(0.55) {
            let level = match total {
                it if it < 45.0 => "low",
                it if it < 68.0 => "mid",
                _ => "high",
            };
            official.body.note = self.notes.take(self.story.rep, level, first, &mut self.random).unwrap_or_default();
        }
        cards.push(official);
        cards
    }

    /// What the story wishes for each item.
    fn wishes(&mut self, call: &Call, total: f64) -> Vec<Wish> {
        let no_objection = self.random.chance(if call.kind == "discovery" { 0.35 } else { 0.15 });
        let short = self.random.chance(0.02);
        let mut wishes = Vec::new();
        for (category, strength) in self.rubric.categories.iter().zip(self.story.strengths) {
            for item in &category.items {
                let leaning = self.story.items.iter().find(|(it, _)| *it == item.key).map_or(0.0, |(_, it)| *it);
                wishes.push(match category.key.as_str() {
                    "objections" if no_objection => Err("no objection was raised".to_owned()),
                    "closing" | "presentation" if short => Err("the call broke off after ten minutes".to_owned()),
                    _ => Ok(total / 100.0 + strength + leaning),
                });
            }
        }
        wishes
    }

    fn own(&mut self, call: &Call, first: &str, judged: &[Answer], at: DateTime<Utc>, total: f64) -> Record<Scorecard> {
        let gap = self.story.own_gap;
        let wishes: Vec<Wish> = self
            .rubric
            .items()
            .zip(judged)
            .map(|(item, it)| match &it.given {
                Some(Given::Points(points)) => Ok(f64::from(*points) / f64::from(item.points) + gap / 100.0),
                Some(Given::NotApplicable(why)) => Err(why.clone()),
                None => Err(String::new()),
            })
            .collect();
        let own_total = (total + gap + self.random.normal() * 3.0).clamp(10.0, 98.0);
        let given = answers(self.rubric, &wishes, own_total, &mut self.random);
        let scorer = (self.rep.id, self.rep.name.as_str());
        let mut own = card(call, self.rubric, CardRole::Own, scorer, at, given, &mut self.random);
        let count = self.random.below(3);
        comment(self.rubric, &mut own.body.answers, &mut self.own_comments, first, count, &mut self.random);
        own
    }

    fn write(&mut self, answers: &mut [Answer], first: &str) {
        let count = 2 + self.random.below(3);
        comment(self.rubric, answers, &mut self.comments, first, count, &mut self.random);
    }

    /// What is worked on in that week; the same for some weeks on end, in other words each time.
    fn focus(&mut self, week: usize) -> Option<Focus> {
        let item = *self.story.focus.get((week - 1) * self.story.focus.len() / WEEKS)?;
        let actions: Vec<_> = self.focus.iter().filter(|it| it[0] == item).collect();
        let action = self.random.pick(&actions)?[1].to_owned();
        Some(Focus { item: item.to_owned(), action })
    }
}

fn stage(kind: &str, outcome: &str) -> &'static str {
    match (kind, outcome) {
        (_, "lost") => "Closed",
        ("discovery", _) => "Qualification",
        ("negotiation", _) => "Negotiation",
        ("executive-briefing", _) => "Business case",
        ("expansion", _) => "Customer",
        (_, "proposal-sent") => "Proposal",
        _ => "Evaluation",
    }
}
