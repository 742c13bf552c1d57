//! Whom a rep talks to: each prospect belongs to one rep and is met at most three times, each time further on.

use crate::random::Random;
use crate::texts::rows;

/// Calls with the same prospect, at most.
const CALLS: usize = 3;
/// A deal that nobody has talked about for so many weeks is dead.
const COLD: usize = 5;
/// Stages, from the first to the last; a deal never goes back.
const STAGES: &[&str] = &["Qualification", "Evaluation", "Business case", "Proposal", "Negotiation"];

/// A deal that is under way.
#[derive(Clone)]
pub struct Deal {
    pub company: &'static str,
    contact: &'static str,
    calls: usize,
    /// Week, type and outcome of its last call.
    week: usize,
    kind: &'static str,
    outcome: &'static str,
    stage: &'static str,
}

impl Deal {
    /// What its calls are called.
    pub fn title(&self) -> String {
        format!("{}, with {}", self.company, self.contact)
    }

    /// The first name of whom the rep talks to.
    pub fn first(&self) -> &'static str {
        self.contact.split(' ').next().unwrap_or_default()
    }

    /// Its stage after a call of this type with this outcome.
    pub fn stage(&self, kind: &str, outcome: &str) -> &'static str {
        let stage = match (kind, outcome) {
            (_, "lost") => return "Closed",
            ("expansion", _) => return "Customer",
            ("discovery", _) => "Qualification",
            ("executive-briefing", _) => "Business case",
            ("negotiation", _) => "Negotiation",
            (_, "proposal-sent") => "Proposal",
            _ => "Evaluation",
        };
        let place = |stage: &str| STAGES.iter().position(|it| *it == stage);
        if self.stage == "Customer" || place(self.stage) > place(stage) { self.stage } else { stage }
    }

    /// Whether a call of type `kind` in `week` can follow.
    fn leads_to(&self, kind: &str, week: usize) -> bool {
        let goes_on = matches!(self.outcome, "meeting-booked" | "champion-identified" | "proposal-sent");
        let fits = match (self.kind, kind) {
            ("discovery", "demo" | "executive-briefing") | ("demo", "executive-briefing") => goes_on,
            ("discovery" | "demo" | "executive-briefing" | "expansion", "follow-up") => true,
            ("demo" | "executive-briefing" | "follow-up", "negotiation") => self.outcome == "proposal-sent" || self.calls == 2 && goes_on,
            _ => false,
        };
        fits && self.outcome != "lost" && self.calls < CALLS && self.week < week && week < self.week + COLD
    }
}

/// All deals of one rep.
pub struct Deals {
    prospects: Vec<[&'static str; 2]>,
    open: Vec<Deal>,
}

impl Deals {
    pub fn of(rep: &str) -> Self {
        let all = rows::<3>(include_str!("data/prospects.txt")).into_iter();
        let mut prospects: Vec<_> = all.filter(|it| it[0] == rep).map(|it| [it[1], it[2]]).collect();
        prospects.reverse();
        Self { prospects, open: Vec::new() }
    }

    /// The deal that is talked about next, and how: of the type `wanted` where a deal has come so far, else any of
    /// `kinds`, else somebody new.
    pub fn next(
        &mut self,
        wanted: &'static str,
        kinds: &[&'static str],
        week: usize,
        random: &mut Random,
    ) -> Result<(&'static str, Deal), String> {
        let opens = matches!(wanted, "discovery" | "expansion");
        let ready = |kind: &'static str| {
            let of_kind = self.open.iter().enumerate().filter(move |(_, it)| it.leads_to(kind, week));
            of_kind.map(move |(at, _)| (kind, at)).collect::<Vec<_>>()
        };
        let mut choices = if opens { Vec::new() } else { ready(wanted) };
        if choices.is_empty() && !opens {
            choices = kinds.iter().flat_map(|it| ready(it)).collect();
        }
        if let Some((kind, at)) = random.pick(&choices).copied() {
            return Ok((kind, self.open.remove(at)));
        }
        let [company, contact] = self.prospects.pop().ok_or("data/prospects.txt: too few")?;
        let kind = if wanted == "expansion" { "expansion" } else { "discovery" };
        Ok((kind, Deal { company, contact, calls: 0, week, kind, outcome: "none", stage: "" }))
    }

    /// Keeps a deal after a call.
    pub fn keep(&mut self, deal: Deal, week: usize, kind: &'static str, outcome: &'static str) {
        let (calls, stage) = (deal.calls + 1, deal.stage(kind, outcome));
        self.open.push(Deal { calls, week, kind, outcome, stage, ..deal });
    }
}
