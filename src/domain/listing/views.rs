//! Saved views: a name for what the list shows.

use serde::{Deserialize, Serialize};

/// A view somebody saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// As it is called.
    pub name: String,
    /// What it shows, as text ([`super::query::Query::to_text`]).
    pub query: String,
}

/// What shows the calls that wait for a manager's card.
pub const TO_SCORE: &str = "scored=unscored&scored=draft&scored=self";

/// What shows the calls of which nobody has said whose side the voices are on.
pub const NO_SIDES: &str = "sides=open";

/// What has a self-assessment and no score.
pub const ASSESSED: &str = "scored=self";

/// The views everybody has: name and query.
pub const SHIPPED: &[(&str, &str)] = &[
    ("To score", TO_SCORE),
    ("To score this week", "scored=unscored&scored=draft&scored=self&when=week"),
    ("Unscored at random", "scored=unscored&picked=random"),
    ("Waiting after self-assessment", "scored=self"),
    ("Graded D or F", "grade=D&grade=F"),
];

/// `views` with one more; one of the same name is replaced. A name of nothing but space adds none.
pub fn with_view(views: &[View], name: &str, query: &str) -> Vec<View> {
    let name = name.trim();
    let mut views: Vec<View> = views.iter().filter(|it| it.name != name).cloned().collect();
    if !name.is_empty() {
        views.push(View { name: name.to_owned(), query: query.to_owned() });
    }
    views
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::query::Query;

    #[test]
    fn a_shipped_view_says_nothing_that_is_ignored() {
        for (name, query) in SHIPPED {
            assert_eq!(Query::parse(query).to_text(), *query, "{name}");
        }
    }

    #[test]
    fn a_name_is_used_once() {
        let once = with_view(&[], " Mine ", "grade=A");
        let twice = with_view(&once, "Mine", "grade=B");
        assert_eq!(twice, [View { name: "Mine".into(), query: "grade=B".into() }]);
        assert_eq!(with_view(&twice, "  ", "grade=C"), twice);
    }
}
