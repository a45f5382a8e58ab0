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
    PhraseBefore = 57,
    SpeechBefore = 14,
    NamingBefore = 17,
    VerbBefore = -1,
    ColonBefore = 4,
    NoCueBefore = -1,
    CueNextBefore = 18,
    CueNearBefore = -2,
    CueFarBefore = -4,
    QuoteNextBefore = 6,
    QuoteNearBefore = 6,
    QuoteFarBefore = 2,
    AfterColon = -6,
    AfterComma = -1,
    BorderBefore = -31,
    BordersBefore = -45,
    QuoteBetweenBefore = -19,
    SharedSubject = 14,
    NextSentence = 2,
    // The stretch, a cue, the candidate.
    PhraseAfter = 39,
    SpeechInverted = 13,
    NamingInverted = -4,
    VerbInverted = 7,
    CueNextInverted = 6,
    CueNearInverted = -1,
    CueFarInverted = -22,
    QuoteNextInverted = 8,
    QuoteNearInverted = -6,
    QuoteFarInverted = -10,
    // The stretch, the candidate, a cue.
    SpeechAfter = 21,
    NamingAfter = -12,
    VerbAfter = -4,
    CueNextAfter = 18,
    CueNearAfter = -25,
    CueFarAfter = -8,
    QuoteNextAfter = 2,
    QuoteNearAfter = -11,
    QuoteFarAfter = -17,
    SetOffAfter = 28,
    DashAfter = 24,
    NoCueAfter = -6,
    BorderAfter = -44,
    QuoteBetweenAfter = 9,
    EndsInComma = 13,
    EndsInQuestion = -2,
    EndsInStop = -14,
    EndsOpen = -12,
    // The candidate itself.
    IsPerson = 19,
    IsOrganisation = 5,
    IsPlace = -8,
    IsUnknown = 2,
    IsSheOrHe = 18,
    IsPronoun = 4,
    IsSource = 10,
    IsNoun = -16,
    Nearest = 2,
    SecondNearest = 5,
    ThirdNearest = 5,
    FarOff = 6,
    OtherParagraph = 29,
    BeginsSentence = 14,
    Possessive = -6,
    AfterPreposition = -10,
    AfterTelling = -23,
    InApposition = 27,
    SpokeInParagraph = 26,
    SpokeLast = -36,
    Orphan = 31,
    SameAsLast = 15,
}

weighed! {
    /// What speaks for or against words between marks being nobody's speech.
    Silence, silence:
    OneWord = 15,
    TwoWords = 10,
    ThreeWords = 6,
    FewWords = -4,
    ManyWords = -13,
    SmallFirst = -9,
    StopInside = -5,
    AfterDeterminer = 2,
    AfterWordNoun = -5,
    AfterWorkNoun = 7,
    AfterPossessive = 20,
    BeforeNoun = 10,
    Titled = 15,
    CueBeside = -3,
    CueNear = 0,
    NoSpeaker = 11,
    SureSpeaker = -14,
    FairSpeaker = -11,
    InnerMarks = 69,
    AfterPreposition = 7,
    InName = -2,
    InPhrase = -3,
    NoCue = 11,
    NamedInSentence = -14,
    SaidInSentence = -6,
    DoneInSentence = 8,
    CueElsewhere = -1,
    Always = -3,
}
