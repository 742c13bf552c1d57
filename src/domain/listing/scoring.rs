//! Where a call stands in being scored, and what is said of it.

/// Where a call stands in being scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scoring {
    /// No card at all.
    None,
    /// A card is half-done.
    Draft,
    /// Only the rep's own card is submitted.
    OwnOnly,
    /// The manager's card is submitted; `None` where nothing applied.
    Official(Option<f64>),
}

impl Scoring {
    /// What stands in the place of a score where there is none.
    pub fn says(self) -> &'static str {
        match self {
            Self::None => "not scored",
            Self::Draft => "draft",
            Self::OwnOnly => "self only",
            Self::Official(_) => "no score",
        }
    }

    /// Its key among [`facet::SCORED`].
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::None => "unscored",
            Self::Draft => "draft",
            Self::OwnOnly => "self",
            Self::Official(_) => "scored",
        }
    }
}
