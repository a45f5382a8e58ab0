//! What each feature of a candidate, and of a stretch that nobody may have said, weighs.
//!
//! Fitted on articles of the development packs, rounded to whole numbers; positive speaks for it. The baseline is nobody, at zero.

/// A set of features with their weights, and the sum of those that hold.
macro_rules! weighed {
    ($(#[$meta:meta])* $name:ident, $weight:ident: $($feature:ident = $value:literal,)+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the names say it")]
        pub enum $name {
            $($feature,)+
        }

        /// What a feature weighs.
        pub(super) const fn $weight(feature: $name) -> i32 {
            match feature {
                $($name::$feature => $value,)+
            }
        }
    };
}

weighed! {
    /// What speaks for or against a candidate.
    Feature, weight:
    // The candidate, a cue, the stretch.
    PhraseBefore = 59,
    SpeechBefore = 14,
    NamingBefore = 18,
    VerbBefore = 1,
    ColonBefore = 4,
    NoCueBefore = -1,
    CueNextBefore = 18,
    CueNearBefore = -2,
    CueFarBefore = -5,
    QuoteNextBefore = 5,
    QuoteNearBefore = 6,
    QuoteFarBefore = 2,
    AfterColon = -5,
    AfterComma = -1,
    BorderBefore = -33,
    BordersBefore = -46,
    QuoteBetweenBefore = -20,
    NextSentence = 2,
    // The stretch, a cue, the candidate.
    PhraseAfter = 39,
    SpeechInverted = 12,
    NamingInverted = -4,
    VerbInverted = 9,
    CueNextInverted = 3,
    CueNearInverted = 0,
    CueFarInverted = -23,
    QuoteNextInverted = 6,
    QuoteNearInverted = -6,
    QuoteFarInverted = -10,
    // The stretch, the candidate, a cue.
    SpeechAfter = 23,
    NamingAfter = -9,
    VerbAfter = -3,
    CueNextAfter = 17,
    CueNearAfter = -17,
    CueFarAfter = -12,
    QuoteNextAfter = 1,
    QuoteNearAfter = -11,
    QuoteFarAfter = -15,
    SetOffAfter = 29,
    DashAfter = 27,
    NoCueAfter = -4,
    BorderAfter = -44,
    QuoteBetweenAfter = 9,
    EndsInComma = 13,
    EndsInQuestion = 0,
    EndsInStop = -15,
    EndsOpen = -12,
    // The candidate itself.
    IsPerson = 19,
    IsOrganisation = 5,
    IsPlace = -8,
    IsUnknown = 5,
    IsSheOrHe = 19,
    IsPronoun = 4,
    IsSource = 10,
    IsNoun = -19,
    Nearest = 1,
    SecondNearest = 4,
    ThirdNearest = 4,
    FarOff = 6,
    OtherParagraph = 27,
    BeginsSentence = 15,
    Possessive = -6,
    AfterPreposition = -11,
    AfterTelling = -18,
    InApposition = 25,
    SpokeInParagraph = 27,
    SpokeLast = -32,
    Orphan = 32,
    SameAsLast = 14,
}

weighed! {
    /// What speaks for or against words between marks being nobody's speech.
    Silence, silence:
    OneWord = 14,
    TwoWords = 10,
    ThreeWords = 6,
    FewWords = -4,
    ManyWords = -13,
    SmallFirst = -8,
    StopInside = -5,
    AfterDeterminer = 3,
    AfterWordNoun = -3,
    AfterWorkNoun = 8,
    AfterPossessive = 20,
    BeforeNoun = 10,
    Titled = 14,
    CueBeside = -3,
    CueNear = -1,
    NoSpeaker = 8,
    SureSpeaker = -14,
    FairSpeaker = -11,
    InnerMarks = 67,
    AfterPreposition = 8,
    InName = 4,
    InPhrase = -2,
    NoCue = 11,
    NamedInSentence = -12,
    SaidInSentence = -6,
    DoneInSentence = 8,
    CueElsewhere = -1,
    Always = -3,
}
