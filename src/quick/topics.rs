//! The names that word lists are made of: topics of phrases and classes of words.

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)] // each is a section of the lists
pub enum Topic {
    #[default]
    Open,
    Request,
    ShortFact,
    Tag,
    Turned,
    Elliptic,
    Cleft,
    Echo,
    Courtesy,
    SmallTalk,
    Probe,
    Filler,
    NotFiller,
    Share,
    NotImpact,
    Pain,
    Objection,
    Price,
    Competitor,
    Step,
    WeakStep,
    NotStep,
    Owner,
    Date,
    Time,
    Agenda,
    AgendaCheck,
    Commitment,
    Agreement,
    Confirm,
    Consent,
    Acknowledge,
    Argue,
    Check,
    Proof,
    Relevant,
    Refer,
    Summary,
    SummaryCheck,
    Invite,
    Current,
    Goals,
    Timeline,
    Authority,
    AskObjection,
    AskCurrent,
    AskPain,
    AskImpact,
    AskGoals,
    AskTimeline,
    AskAuthority,
    ObjectsPrice,
    ObjectsTiming,
    ObjectsNeed,
    ObjectsAuthority,
    ObjectsTrust,
    ObjectsCompetitor,
    ObjectsStatusQuo,
    Calm,
    If,
    Crowd,
    Story,
    Benefit,
    Feature,
    TrialClose,
    Positive,
    Negative,
    Hedge,
    Personal,
    SmallOpener,
    Evidence,
    Usage,
    AskUsage,
    Workaround,
    HoldsBack,
    Insight,
    News,
    GoalNamed,
    Changed,
    Limit,
    Others,
    OtherUse,
    WantMore,
    Offer,
    Fit,
    Undo,
    Starts,
    Remit,
    Decides,
    Scorecard,
    Gain,
    StillRight,
    Strategic,
    WeakAsk,
    ExecAsk,
    Sponsor,
    Advice,
    Buyer,
    AskBuyer,
    MeetBuyer,
    Criteria,
    AskCriteria,
    Must,
    Process,
    AskProcess,
    Champion,
    AskChampion,
    DoNothing,
    AskRival,
    Implication,
    Payoff,
    Source,
    AskSource,
    Consequence,
    HowMany,
    VagueDate,
    Week,
    Rival,
    /// "I'll send you something."
    VagueStep,
    Experience,
    Yours,
    Loose,
    /// Two figures of somebody who neither speaks nor is spoken to, found without a list, …
    Absent,
    /// … and that they changed.
    Since,
    NotPrice,
    Product,
    Custom,
}

impl Topic {
    /// The topic itself, and for an objection of a type the objection.
    pub fn plain(self) -> Self {
        if self >= Self::ObjectsPrice && self <= Self::ObjectsStatusQuo { Self::Objection } else { self }
    }

    /// Its bit in a set of topics.
    pub const fn bit(self) -> Topics {
        let at = self as u8;
        // A shift of all 128 bits is a call where it is made.
        if at < 64 { (1u64 << at) as Topics } else { ((1u64 << (at - 64)) as Topics) << 64 }
    }

    /// Whether it is one of `topics`.
    #[inline(always)] // asked of a topic that is known when the program is built, a single test
    pub const fn is_in(self, topics: Topics) -> bool {
        let at = self as u8;
        let halves = [topics as u64, (topics >> 64) as u64];
        halves[(at >> 6 & 1) as usize] >> (at & 63) & 1 != 0
    }

    /// The set of `topics`.
    pub const fn set(topics: &[Self]) -> Topics {
        let (mut set, mut at) = (0, 0);
        while at < topics.len() {
            set |= topics[at].bit();
            at += 1;
        }
        set
    }
}

/// The same topics, and what each is a kind of.
pub(super) const fn with_plain(topics: Topics) -> Topics {
    const OBJECTIONS: Topics = (Topic::ObjectsStatusQuo.bit() << 1) - Topic::ObjectsPrice.bit();
    if topics & OBJECTIONS == 0 { topics } else { topics | Topic::Objection.bit() }
}

/// A set of topics, one bit each.
pub type Topics = u128;

/// Classes of single words, as bits of [`crate::Head::class`].
pub mod class {
    /// Said before a sentence really begins ("so", "okay").
    pub const LEAD: u32 = 1;
    /// Asks for more than a fact ("what", "how"); with [`NARROW`], such a word that also begins a clause of a
    /// statement ("which", "where").
    pub const WIDE: u32 = 1 << 1;
    /// Asks for a fact ("when", "who").
    pub const NARROW: u32 = 1 << 2;
    /// Begins a question before a person ("do you").
    pub const AUX: u32 = 1 << 3;
    /// Begins one before a thing too ("is it").
    pub const AUX_THING: u32 = 1 << 4;
    /// A person as subject.
    pub const PERSON: u32 = 1 << 5;
    /// A thing as subject.
    pub const THING: u32 = 1 << 6;
    /// Asks and holds its verb ("what's").
    pub const WIDE_AUX: u32 = 1 << 7;
    /// Carries no content of its own.
    pub const STOP: u32 = 1 << 8;
    /// Turns the meaning round.
    pub const NEGATION: u32 = 1 << 9;
    /// A length of time that work is measured in.
    pub const UNIT: u32 = 1 << 10;
    /// Minutes: often the call's own length.
    pub const MINUTE: u32 = 1 << 11;
    /// Years: mostly tenure and contracts.
    pub const YEAR: u32 = 1 << 12;
    /// Names a currency.
    pub const MONEY: u32 = 1 << 13;
    /// Multiplies the number before it.
    pub const SCALE: u32 = 1 << 14;
    /// A month's name.
    pub const MONTH: u32 = 1 << 15;
    /// Makes a number approximate.
    pub const APPROX: u32 = 1 << 16;
    /// Joins a number to what it is counted by ("a", "per").
    pub const PER: u32 = 1 << 17;
    /// Makes a length of time a date when it stands before it ("in", "next").
    pub const DATING: u32 = 1 << 18;
    /// … and when it stands after it ("ago").
    pub const DATED: u32 = 1 << 19;
    /// What is counted matters to a business.
    pub const COUNTED: u32 = 1 << 20;
    /// What is counted matters to nobody ("things").
    pub const VAGUE: u32 = 1 << 21;
    /// Tells of a loss or of work, so that a small count matters.
    pub const LOSS: u32 = 1 << 22;
    /// A dot after it ends no sentence.
    pub const ABBREVIATION: u32 = 1 << 23;
    /// Percent.
    pub const PERCENT: u32 = 1 << 24;
    /// May stand between a number and its unit ("full", "working").
    pub const BETWEEN: u32 = 1 << 25;
    /// A number in words; the value is in [`crate::Head::value`].
    pub const NUMBER: u32 = 1 << 26;
    /// Holds a stretch of time rather than suffers it ("have").
    pub const HOLDING: u32 = 1 << 27;
    /// A clock's word ("pm").
    pub const CLOCK: u32 = 1 << 28;
    /// Leads into the noun of a question ("in", "to").
    pub const PREPOSITION: u32 = 1 << 29;
    /// Whose it is; stands where a person could ("your planners").
    pub const POSSESSIVE: u32 = 1 << 30;
    /// An hour: a unit, and often the call's own length.
    pub const HOUR: u32 = 1 << 31;
    /// A week or a month: a unit that dates and terms are told in too, as years are.
    pub const LONG: u32 = UNIT | YEAR;
}
