//! What the points of MEDDICC, SPIN and BANT are made of.

use super::parts::{Holds, Row, When, Without, asked, told};
use crate::domain::analysis::lexicon::Topic as T;

/// A question about one of these is none about how things are.
const OTHER_STEPS: &[T] = &[
    T::AskPain,
    T::Implication,
    T::AskImpact,
    T::Payoff,
    T::AskRival,
    T::AskCriteria,
    T::AskProcess,
    T::AskBuyer,
    T::AskSource,
    T::AskTimeline,
    T::AskGoals,
    T::AskObjection,
    T::Timeline,
    T::Check,
    T::Confirm,
    T::AgendaCheck,
    T::TrialClose,
    T::Step,
    T::Consent,
    T::MeetBuyer,
    T::SmallTalk,
];

pub(super) const ROWS: &[Row] = &[
    // MEDDICC
    (
        "metrics",
        Without::Rest,
        &[
            told("the customer's figure of the problem", 3, &[]).holds(Holds::Impact).not(&[T::Goals]),
            asked("a question what it should become", 0, &[T::AskGoals]),
            told("a figure that it should become", 2, &[T::Goals]).answering(&[T::AskGoals]).holds(Holds::Figure),
        ],
    ),
    (
        "economic-buyer",
        Without::Rest,
        &[
            asked("asked who decides about the money", 1, &[T::AskBuyer]),
            told("who decides about the money", 3, &[T::Buyer]).answering(&[T::AskBuyer]),
            told("a way to meet them", 2, &[T::MeetBuyer]).anyone().however().not(&[T::Proof, T::Relevant]),
        ],
    ),
    (
        "decision-criteria",
        Without::Rest,
        &[
            asked("asked what they will compare by", 1, &[T::AskCriteria]),
            told("their criteria", 3, &[T::Criteria]).answering(&[T::AskCriteria]),
            told("which is a must", 2, &[T::Must]),
        ],
    ),
    (
        "decision-process",
        Without::Rest,
        &[
            asked("asked how it is decided", 1, &[T::AskProcess]),
            told("a step on the way to the signature", 2, &[T::Process]).answering(&[T::AskProcess]).up_to(2),
        ],
    ),
    (
        "identify-pain",
        Without::Nothing,
        &[
            told("a pain in their words", 3, &[T::Pain]).not(&[T::Calm]),
            told("what it does to the business", 1, &[T::Consequence]).answering(&[T::Implication]),
            told("a figure of it", 1, &[]).holds(Holds::Impact).not(&[T::Goals]),
        ],
    ),
    (
        "champion",
        Without::Rest,
        &[asked("a small act asked for", 1, &[T::AskChampion]), told("somebody inside who acts for it", 3, &[T::Champion])],
    ),
    (
        "competition",
        Without::Rest,
        &[
            asked("asked what else they look at", 1, &[T::AskRival]),
            told("what else there is", 2, &[T::Competitor, T::DoNothing]).answering(&[T::AskRival]).up_to(2),
        ],
    ),
    // SPIN
    ("situation", Without::Rest, &[asked("a question about how things are", 3, &[]).when(When::FirstHalf).not(OTHER_STEPS)]),
    ("problem", Without::Rest, &[asked("a question about difficulties", 2, &[T::AskPain]).not(&[T::Implication, T::Payoff]).up_to(3)]),
    (
        "implication",
        Without::Rest,
        &[asked("a question about what a problem leads to", 2, &[T::Implication, T::AskImpact]).not(&[T::Payoff]).up_to(3)],
    ),
    ("need-payoff", Without::Rest, &[asked("a question about what a solution would be worth", 3, &[T::Payoff]).up_to(2)]),
    // BANT
    (
        "budget",
        Without::Rest,
        &[
            asked("asked about", 0, &[T::AskSource]),
            told("a range, or what is spent today", 2, &[T::Price]).answering(&[T::AskSource]).holds(Holds::Price),
            told("where the money would come from", 3, &[T::Source]),
        ],
    ),
    (
        "authority",
        Without::Rest,
        &[
            asked("asked about", 0, &[T::AskBuyer, T::AskProcess]),
            told("who decides or can stop it", 3, &[T::Buyer]).answering(&[T::AskBuyer]),
            told("how such a thing is decided", 2, &[T::Process]).answering(&[T::AskProcess]),
        ],
    ),
    (
        "need",
        Without::Rest,
        &[
            told("a problem in their words", 3, &[T::Pain]).not(&[T::Calm]).up_to(1),
            told("what it does to the business", 2, &[T::Consequence]).answering(&[T::Implication, T::AskImpact]),
            told("a figure of it", 2, &[]).holds(Holds::Impact).not(&[T::Goals]),
        ],
    ),
    (
        "timeline",
        Without::Nothing,
        &[
            told("a day by which it must work", 3, &[T::Timeline]).with(&[T::Consequence]).answering(&[T::AskTimeline]).not(&[
                T::Price,
                T::Champion,
                T::MeetBuyer,
            ]),
            asked("asked about", 0, &[T::AskTimeline]).not(&[T::MeetBuyer]),
            told("what hangs on it", 2, &[T::Consequence]).with(&[T::Timeline]),
        ],
    ),
];
