//! What the items of the expansion rubric are made of.

use super::parts::{Holds, Row, When, Without, asked, said, told};
use crate::domain::analysis::lexicon::Topic as T;

const NO_OFFER: &str = "No suggestion: no offer was heard, so N/A may be right.";

/// Talk of prices and of other customers tells nothing of how they use it.
const NOT_USE: &[T] = &[T::Price, T::Proof, T::Crowd, T::Consent, T::SmallOpener];

pub(super) const ROWS: &[Row] = &[
    (
        "usage-opener",
        Without::Rest,
        &[
            said("their use of the product in the first minutes", 3, &[T::Usage]).however().not(NOT_USE).when(When::First),
            said("a figure of it", 2, &[T::Usage]).not(NOT_USE).when(When::First).holds(Holds::Figure),
        ],
    ),
    (
        "usage-patterns",
        Without::Rest,
        &[
            asked("a question about it", 1, &[T::AskUsage]).not(&[T::Others]),
            told("who uses it, for what or how often", 1, &[T::Usage]).answering(&[T::AskUsage]).up_to(2).not(&[T::Price, T::WantMore]),
            told("what is done around it", 1, &[T::Workaround]).not(&[T::Price]),
            told("why, or what holds more back", 2, &[T::HoldsBack]).not(&[T::Price]),
        ],
    ),
    (
        "data-insight",
        Without::Nothing,
        &[
            said("a figure from their use", 1, &[])
                .with(&[T::Usage, T::Insight])
                .not(&[T::Price, T::Proof, T::Crowd, T::Fit, T::Offer])
                .holds(Holds::Figure),
            said("told as news", 2, &[T::Insight]).however().not(NOT_USE),
            told("the customer had not known", 2, &[T::News]).however(),
        ],
    ),
    (
        "usage-goals",
        Without::Rest,
        &[
            said("what they want to reach", 3, &[T::GoalNamed]),
            said("what in the product leads there", 2, &[T::GoalNamed]).with(&[T::Usage, T::Feature, T::Benefit]),
        ],
    ),
    (
        "what-changed",
        Without::Nothing,
        &[asked("a question about what has changed", 3, &[T::Changed]), asked("an open one", 2, &[T::Changed]).open()],
    ),
    (
        "expansion-trigger",
        Without::Rest,
        &[
            asked("a question about a limit", 2, &[T::Limit]),
            asked("about others who could use it", 2, &[T::Others]),
            asked("about another use", 2, &[T::OtherUse]),
            said("a change of theirs that may ask for more", 2, &[T::Changed]).not(NOT_USE),
        ],
    ),
    (
        "trigger-confirmed",
        Without::Nothing,
        &[
            told("the customer's own reason for more", 4, &[T::WantMore]).not(&[T::Price]),
            told("a figure with it", 1, &[T::WantMore]).holds(Holds::Figure).not(&[T::Price]),
        ],
    ),
    (
        "sized-offer",
        Without::Unknown(NO_OFFER),
        &[
            said("an offer", 1, &[T::Offer]).not(&[T::Limit]),
            said("why it is no more than they need", 4, &[T::Fit]).with(&[T::Offer, T::Usage]),
        ],
    ),
    (
        "plain-path",
        Without::Rest,
        &[
            said("what it costs", 2, &[]).holds(Holds::Price).with(&[T::Price, T::Offer, T::Starts, T::Undo]),
            said("what changes, and when", 2, &[T::Starts]),
            said("how to undo it", 1, &[T::Undo]),
        ],
    ),
];
