//! What the items of the executive briefing are made of.

use super::parts::{Holds, Row, When, Without, asked, said, told};
use crate::domain::analysis::lexicon::Topic as T;

pub(super) const ROWS: &[Row] = &[
    (
        "executive-rapport",
        Without::Nothing,
        &[
            said("the executive's own situation in the first minutes", 3, &[T::Remit, T::Personal]).when(When::First),
            told("the executive added to it", 2, &[]).following(&[T::Remit, T::Personal]).when(When::First),
        ],
    ),
    (
        "outcome-agenda",
        Without::Rest,
        &[
            said("what will be decided", 2, &[T::Decides]).not(&[T::ExecAsk]).when(When::Early),
            said("how long it takes", 2, &[]).holds(Holds::Minutes).with(&[T::Agenda, T::Decides]).when(When::Early),
            asked("the executive's yes to it", 1, &[T::AgendaCheck]).when(When::Early),
        ],
    ),
    (
        "business-outcome",
        Without::Nothing,
        &[
            said("a result the business is measured by", 3, &[T::Scorecard]).not(&[T::Crowd, T::Proof]),
            said("its size", 1, &[T::Scorecard, T::Gain]).holds(Holds::Value).not(&[T::Crowd, T::Proof]),
            told("the executive spoke of it", 1, &[T::Scorecard]).not(&[T::NotImpact]).holds(Holds::Figure),
        ],
    ),
    ("own-priorities", Without::Rest, &[said("a priority they had named", 2, &[T::Refer, T::Remit]).not(&[T::Evidence, T::If]).up_to(3)]),
    (
        "return",
        Without::Rest,
        &[
            told("what today costs, in their figures", 2, &[]).holds(Holds::Impact).not(&[T::StillRight]),
            said("what would be gained, in figures", 2, &[T::Gain]).holds(Holds::Value).not(&[T::Crowd, T::Price]),
            told("the executive accepts or corrects the figures", 1, &[T::StillRight]).following(&[T::StillRight]),
        ],
    ),
    ("strategic-questions", Without::Rest, &[asked("a question of direction or trade-off", 3, &[T::Strategic]).up_to(3)]),
    (
        "executive-ask",
        Without::Rest,
        &[
            asked("an ask for thoughts", 1, &[T::WeakAsk]).when(When::Late),
            said("a decision asked for", 3, &[T::ExecAsk]).however().when(When::Late),
            told("an answer to it", 2, &[]).following(&[T::ExecAsk]).when(When::Late),
        ],
    ),
    ("sponsor", Without::Rest, &[told("who carries it on their side", 4, &[T::Sponsor])]),
];
