//! The names that word lists are made of: topics of phrases, classes of words, and the sections of a list.

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(in crate::domain::analysis) enum Topic {
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
    Product,
    Custom,
}

impl Topic {
    /// The topic itself, and for an objection of a type the objection.
    pub fn plain(self) -> Self {
        if self >= Self::ObjectsPrice && self <= Self::ObjectsStatusQuo { Self::Objection } else { self }
    }

    /// Its bit in a set of topics.
    pub fn bit(self) -> Topics {
        1 << self as u8
    }
}

/// A set of topics, one bit each.
pub(in crate::domain::analysis) type Topics = u128;

/// Classes of single words, as bits of [`Head::class`].
pub(in crate::domain::analysis) mod class {
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
    /// A number in words; the value is in [`super::Head::value`].
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

/// What a section holds.
#[derive(Clone, Copy)]
pub(super) enum Section {
    Phrases(Topic),
    Words(u32),
    Numbers,
}

/// Every section of the word lists. A list may leave any out; what needs it then says that it cannot tell.
pub(super) const SECTIONS: &[(&str, Section)] = &[
    ("open", Section::Phrases(Topic::Open)),
    ("request", Section::Phrases(Topic::Request)),
    ("short-fact", Section::Phrases(Topic::ShortFact)),
    ("tag", Section::Phrases(Topic::Tag)),
    ("turned", Section::Phrases(Topic::Turned)),
    ("elliptic", Section::Phrases(Topic::Elliptic)),
    ("cleft", Section::Phrases(Topic::Cleft)),
    ("echo", Section::Phrases(Topic::Echo)),
    ("courtesy", Section::Phrases(Topic::Courtesy)),
    ("small-talk", Section::Phrases(Topic::SmallTalk)),
    ("probe", Section::Phrases(Topic::Probe)),
    ("filler", Section::Phrases(Topic::Filler)),
    ("not-filler", Section::Phrases(Topic::NotFiller)),
    ("share", Section::Phrases(Topic::Share)),
    ("not-impact", Section::Phrases(Topic::NotImpact)),
    ("pain", Section::Phrases(Topic::Pain)),
    ("objection", Section::Phrases(Topic::Objection)),
    ("price", Section::Phrases(Topic::Price)),
    ("competitor", Section::Phrases(Topic::Competitor)),
    ("step", Section::Phrases(Topic::Step)),
    ("weak-step", Section::Phrases(Topic::WeakStep)),
    ("not-step", Section::Phrases(Topic::NotStep)),
    ("owner", Section::Phrases(Topic::Owner)),
    ("date", Section::Phrases(Topic::Date)),
    ("time", Section::Phrases(Topic::Time)),
    ("agenda", Section::Phrases(Topic::Agenda)),
    ("agenda-check", Section::Phrases(Topic::AgendaCheck)),
    ("commitment", Section::Phrases(Topic::Commitment)),
    ("agreement", Section::Phrases(Topic::Agreement)),
    ("confirm", Section::Phrases(Topic::Confirm)),
    ("consent", Section::Phrases(Topic::Consent)),
    ("acknowledge", Section::Phrases(Topic::Acknowledge)),
    ("argue", Section::Phrases(Topic::Argue)),
    ("check", Section::Phrases(Topic::Check)),
    ("proof", Section::Phrases(Topic::Proof)),
    ("relevant", Section::Phrases(Topic::Relevant)),
    ("refer", Section::Phrases(Topic::Refer)),
    ("summary", Section::Phrases(Topic::Summary)),
    ("summary-check", Section::Phrases(Topic::SummaryCheck)),
    ("invite", Section::Phrases(Topic::Invite)),
    ("current", Section::Phrases(Topic::Current)),
    ("goals", Section::Phrases(Topic::Goals)),
    ("timeline", Section::Phrases(Topic::Timeline)),
    ("authority", Section::Phrases(Topic::Authority)),
    ("ask-objection", Section::Phrases(Topic::AskObjection)),
    ("ask-current", Section::Phrases(Topic::AskCurrent)),
    ("ask-pain", Section::Phrases(Topic::AskPain)),
    ("ask-impact", Section::Phrases(Topic::AskImpact)),
    ("ask-goals", Section::Phrases(Topic::AskGoals)),
    ("ask-timeline", Section::Phrases(Topic::AskTimeline)),
    ("ask-authority", Section::Phrases(Topic::AskAuthority)),
    ("objection price", Section::Phrases(Topic::ObjectsPrice)),
    ("objection timing", Section::Phrases(Topic::ObjectsTiming)),
    ("objection need", Section::Phrases(Topic::ObjectsNeed)),
    ("objection authority", Section::Phrases(Topic::ObjectsAuthority)),
    ("objection trust", Section::Phrases(Topic::ObjectsTrust)),
    ("objection competitor", Section::Phrases(Topic::ObjectsCompetitor)),
    ("objection status-quo", Section::Phrases(Topic::ObjectsStatusQuo)),
    ("calm", Section::Phrases(Topic::Calm)),
    ("if", Section::Phrases(Topic::If)),
    ("crowd", Section::Phrases(Topic::Crowd)),
    ("story", Section::Phrases(Topic::Story)),
    ("benefit", Section::Phrases(Topic::Benefit)),
    ("feature", Section::Phrases(Topic::Feature)),
    ("trial-close", Section::Phrases(Topic::TrialClose)),
    ("positive", Section::Phrases(Topic::Positive)),
    ("negative", Section::Phrases(Topic::Negative)),
    ("hedge", Section::Phrases(Topic::Hedge)),
    ("personal", Section::Phrases(Topic::Personal)),
    ("small-opener", Section::Phrases(Topic::SmallOpener)),
    ("evidence", Section::Phrases(Topic::Evidence)),
    ("words lead", Section::Words(class::LEAD)),
    ("words wide", Section::Words(class::WIDE)),
    ("words narrow", Section::Words(class::NARROW)),
    ("words wide-narrow", Section::Words(class::WIDE | class::NARROW)),
    ("words aux", Section::Words(class::AUX)),
    ("words aux-thing", Section::Words(class::AUX | class::AUX_THING)),
    ("words person", Section::Words(class::PERSON)),
    ("words possessive", Section::Words(class::POSSESSIVE)),
    ("words thing", Section::Words(class::THING)),
    ("words wide-aux", Section::Words(class::WIDE_AUX)),
    ("words stop", Section::Words(class::STOP)),
    ("words negation", Section::Words(class::NEGATION)),
    ("words unit", Section::Words(class::UNIT)),
    ("words minute", Section::Words(class::UNIT | class::MINUTE)),
    ("words hour", Section::Words(class::UNIT | class::HOUR)),
    ("words long-unit", Section::Words(class::LONG)),
    ("words year", Section::Words(class::YEAR)),
    ("words money", Section::Words(class::MONEY)),
    ("words scale", Section::Words(class::SCALE)),
    ("words month", Section::Words(class::MONTH)),
    ("words approx", Section::Words(class::APPROX)),
    ("words per", Section::Words(class::PER)),
    ("words dating", Section::Words(class::DATING)),
    ("words dated", Section::Words(class::DATED)),
    ("words counted", Section::Words(class::COUNTED)),
    ("words vague", Section::Words(class::VAGUE)),
    ("words loss", Section::Words(class::LOSS)),
    ("words abbreviation", Section::Words(class::ABBREVIATION)),
    ("words percent", Section::Words(class::PERCENT)),
    ("words between", Section::Words(class::BETWEEN)),
    ("words holding", Section::Words(class::HOLDING)),
    ("words clock", Section::Words(class::CLOCK)),
    ("words preposition", Section::Words(class::PREPOSITION)),
    ("numbers", Section::Numbers),
];
