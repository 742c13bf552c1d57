//! The calls of an ordinary week: no transcript, cards that follow the rep's story.

use callcraft::domain::call::{Call, Picked};
use callcraft::domain::consent::Consent;
use callcraft::domain::people::Person;
use callcraft::domain::record::Record;
use callcraft::domain::rubric::Rubric;
use callcraft::domain::scorecard::focus::CALLS;
use callcraft::domain::scorecard::{Answer, CardRole, Focus, Given, Scorecard};
use callcraft::domain::time::Millis;
use callcraft::exchange::file::Entry;
use chrono::{DateTime, TimeDelta, Utc};

use crate::cards::{Wish, answers, call_id, card, half_done};
use crate::clock::{WEEKS, day, full_hour, instant, week_of};
use crate::deals::Deals;
use crate::featured::reviewed;
use crate::random::Random;
use crate::stories::{Fate, Story, UNFINISHED};
use crate::texts::{Texts, comment, rows};
use crate::{Made, record};

const TAGS: &[&str] =
    &["inbound", "referral", "trade fair", "multi-site", "seasonal", "price", "competitor: Stockwise", "competitor: Plana", "integration"];

/// One rep at work.
pub struct Desk<'a> {
    story: &'a Story,
    rep: &'a Person,
    manager: &'a Person,
    rubric: &'a Rubric,
    random: Random,
    /// Chance of its own for what is written, so that another comment changes no score.
    words: Random,
    /// Own cards that are due: a share of each call.
    due: f64,
    deals: Deals,
    comments: Texts,
    own_comments: Texts,
    notes: Texts,
    focus: Vec<[&'static str; 2]>,
}

impl<'a> Desk<'a> {
    /// The desk of the rep whose story it is.
    pub fn of(story: &'a Story, people: &'a [Person], rubric: &'a Rubric) -> Result<Self, String> {
        let rep = people.iter().find(|it| it.name == story.rep).ok_or("a story of nobody")?;
        let manager = people.iter().find(|it| Some(it.id) == rep.manager).ok_or("a rep without manager")?;
        Ok(Self {
            story,
            rep,
            manager,
            rubric,
            random: Random::named(story.rep),
            words: Random::named(&format!("{}'s words", story.rep)),
            due: 0.5,
            deals: Deals::of(story.rep),
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
            for (left, weekday) in (0..days.len()).rev().zip(days) {
                let fate = self.fate(week, left);
                made.push(self.one(week, weekday, fate)?);
            }
        }
        Ok(made)
    }

    fn one(&mut self, week: usize, weekday: usize, fate: Fate) -> Result<Made, String> {
        let zone = self.rep.zone.clone().ok_or("no zone")?;
        let (hour, minute) = (9 + self.random.below(7) as u32, 30 * self.random.below(2) as u32);
        let local = day(week, weekday).and_hms_opt(hour, minute, 0).ok_or("no time")?;
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
        let (call, first) = self.call(week, started, zone, picked, total)?;
        let mut entries = vec![Entry::Call(record("", call.clone()))];
        entries.extend(self.cards(&call, first, week, total, fate).into_iter().map(Entry::Scorecard));
        Ok(Made { rep: self.story.rep, started, entries })
    }

    /// What becomes of a call: nobody gets to everything, and the last ones are still waiting.
    fn fate(&mut self, week: usize, left: usize) -> Fate {
        let told = UNFINISHED.iter().find(|it| (it.0, it.1, it.2) == (self.story.rep, week, left));
        match (told, self.random.unit()) {
            (Some(told), _) => told.3,
            _ if self.is_under_watch(week) || week + 2 > WEEKS => Fate::Scored,
            (_, chance) if chance < 0.02 => Fate::Unscored,
            (_, chance) if chance < 0.05 => Fate::OwnOnly,
            _ => Fate::Scored,
        }
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

    fn call(
        &mut self,
        week: usize,
        started: DateTime<Utc>,
        zone: String,
        picked: Picked,
        total: f64,
    ) -> Result<(Call, &'static str), String> {
        let wanted = self.random.pick(self.story.kinds).copied().unwrap_or("discovery");
        let (kind, deal) = self.deals.next(wanted, self.story.kinds, week, &mut self.random)?;
        let outcome = self.outcome(kind, total);
        // Typed in by hand, so they are round.
        let minutes = match kind {
            "demo" => 30 + 5 * self.random.below(4),
            "executive-briefing" => 45 + 5 * self.random.below(3),
            "discovery" => 20 + 5 * self.random.below(4),
            _ => 15 + 5 * self.random.below(4),
        };
        let mut tags: Vec<String> = Vec::new();
        while self.words.chance(0.25) && tags.len() < 2 {
            let tag = self.words.pick(TAGS).copied().unwrap_or_default().to_owned();
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let call = Call {
            id: call_id(&self.rep.name, started),
            title: deal.title(),
            rep: Some(self.rep.id),
            kind: kind.to_owned(),
            started_at: Some(started),
            zone: Some(zone),
            duration: Some(Millis(minutes as i64 * 60_000)),
            company: deal.company.to_owned(),
            outcome: outcome.to_owned(),
            stage: deal.stage(kind, outcome).to_owned(),
            tags,
            picked,
            language: "en".to_owned(),
            consent: if self.random.chance(0.8) { Consent::Given { at: None } } else { Consent::Unknown },
            notes: String::new(),
            transcript: None,
            lacks_sides: false,
            recording: None,
        };
        let first = deal.first();
        self.deals.keep(deal, week, kind, outcome);
        Ok((call, first))
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

    fn cards(&mut self, call: &Call, first: &str, week: usize, total: f64, fate: Fate) -> Vec<Record<Scorecard>> {
        let ended = call.started_at.unwrap_or_default() + TimeDelta::milliseconds(call.duration.map_or(0, |it| it.0));
        let wishes = self.wishes(call, total);
        let judged = answers(self.rubric, &wishes, total, &mut self.random);
        let mut cards = Vec::new();
        let mut at_own = ended;
        self.due += self.story.own_share;
        let own = match fate {
            Fate::Scored => self.due >= 1.0,
            Fate::Unscored => false,
            Fate::OwnOnly | Fate::OwnDraft | Fate::ManagerDraft => true,
        };
        if own {
            self.due = (self.due - 1.0).max(0.0);
            at_own = full_hour(ended + TimeDelta::minutes(20 + self.random.below(120) as i64));
            cards.push(self.own(call, first, week, &judged, at_own, total));
        }
        match fate {
            Fate::Scored | Fate::ManagerDraft => {
                let days = 1 + self.random.below(3);
                let begun = reviewed(ended + TimeDelta::minutes(self.random.below(90) as i64), at_own, days);
                cards.push(self.official(call, first, week, judged, begun, total));
            }
            Fate::Unscored | Fate::OwnOnly | Fate::OwnDraft => {}
        }
        if let (Fate::OwnDraft | Fate::ManagerDraft, Some(last)) = (fate, cards.last_mut()) {
            half_done(last);
        }
        cards
    }

    fn official(
        &mut self,
        call: &Call,
        first: &str,
        week: usize,
        judged: Vec<Answer>,
        begun: DateTime<Utc>,
        total: f64,
    ) -> Record<Scorecard> {
        let scorer = (self.manager.id, self.manager.name.as_str());
        let mut official = card(call, self.rubric, CardRole::Manager, scorer, begun, judged);
        let count = if is_recent(week) { 3 + self.words.below(2) } else { self.words.below(2) };
        comment(self.rubric, &mut official.body.answers, &mut self.comments, first, (week, count), &mut self.words);
        official.body.focus = self.focus(week);
        if self.words.chance(if is_recent(week) { 0.6 } else { 0.25 }) {
            let level = match total {
                it if it < 45.0 => "low",
                it if it < 68.0 => "mid",
                _ => "high",
            };
            official.body.note = self.notes.take(self.story.rep, level, first, week, &mut self.words).unwrap_or_default();
        }
        official
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

    fn own(&mut self, call: &Call, first: &str, week: usize, judged: &[Answer], at: DateTime<Utc>, total: f64) -> Record<Scorecard> {
        let gap = self.story.own_gap;
        let wishes: Vec<Wish> = self
            .rubric
            .items()
            .zip(judged)
            .map(|(item, it)| match &it.given {
                Some(Given::Points(points)) => Ok(f64::from(*points) / f64::from(item.points) + gap / 100.0),
                Some(Given::NotApplicable(why)) => Err(why.clone()),
                _ => Err(String::new()),
            })
            .collect();
        let own_total = (total + gap + self.random.normal() * 3.0).clamp(10.0, 98.0);
        let given = answers(self.rubric, &wishes, own_total, &mut self.random);
        let scorer = (self.rep.id, self.rep.name.as_str());
        let mut own = card(call, self.rubric, CardRole::Own, scorer, at, given);
        let count = if is_recent(week) { 1 + self.words.below(2) } else { self.words.below(2) };
        comment(self.rubric, &mut own.body.answers, &mut self.own_comments, first, (week, count), &mut self.words);
        own
    }

    /// What is worked on in that week; the same for some weeks on end.
    fn focus(&self, week: usize) -> Option<Focus> {
        let period = (week - 1) * self.story.focus.len() / WEEKS;
        let item = *self.story.focus.get(period)?;
        let actions: Vec<_> = self.focus.iter().filter(|it| it[0] == item).collect();
        let action = actions.get(period % actions.len().max(1))?[1].to_owned();
        Some(Focus { action, calls: CALLS, ..Focus::on(item) })
    }
}

/// Whether somebody who looks at the sample is likely to open the call.
fn is_recent(week: usize) -> bool {
    week + 6 > WEEKS
}
