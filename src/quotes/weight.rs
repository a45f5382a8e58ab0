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
    PhraseBefore = 61,
    SpeechBefore = 15,
    NamingBefore = 19,
    VerbBefore = 1,
    ColonBefore = 6,
    NoCueBefore = 1,
    CueNextBefore = 18,
    CueNearBefore = -2,
    CueFarBefore = -4,
    QuoteNextBefore = 4,
    QuoteNearBefore = 7,
    QuoteFarBefore = 1,
    AfterColon = -3,
    AfterComma = -1,
    BorderBefore = -31,
    BordersBefore = -43,
    QuoteBetweenBefore = -18,
    NextSentence = -3,
    // The stretch, a cue, the candidate.
    PhraseAfter = 39,
    SpeechInverted = 13,
    NamingInverted = -2,
    VerbInverted = 9,
    CueNextInverted = 3,
    CueNearInverted = -1,
    CueFarInverted = -23,
    QuoteNextInverted = 5,
    QuoteNearInverted = -7,
    QuoteFarInverted = -9,
    // The stretch, the candidate, a cue.
    SpeechAfter = 24,
    NamingAfter = -4,
    VerbAfter = -4,
    CueNextAfter = 16,
    CueNearAfter = -17,
    CueFarAfter = -9,
    QuoteNextAfter = 1,
    QuoteNearAfter = -11,
    QuoteFarAfter = -14,
    SetOffAfter = 25,
    DashAfter = 34,
    NoCueAfter = -4,
    BorderAfter = -43,
    QuoteBetweenAfter = 10,
    EndsInComma = 13,
    EndsInQuestion = 3,
    EndsInStop = -15,
    EndsOpen = -12,
    // The candidate itself.
    IsPerson = 19,
    IsOrganisation = 5,
    IsPlace = -8,
    IsUnknown = 3,
    IsSheOrHe = 19,
    IsPronoun = 5,
    IsSource = 10,
    IsNoun = -15,
    Nearest = 1,
    SecondNearest = 4,
    ThirdNearest = 5,
    FarOff = 7,
    OtherParagraph = 18,
    BeginsSentence = 15,
    Possessive = -6,
    AfterPreposition = -11,
    AfterTelling = -16,
    InApposition = 23,
    SpokeInParagraph = 24,
    SpokeLast = -24,
    Orphan = 28,
    SameAsLast = 14,
}

weighed! {
    /// What speaks for or against words between marks being nobody's speech.
    Silence, silence:
    OneWord = 13,
    TwoWords = 8,
    ThreeWords = 4,
    FewWords = -5,
    ManyWords = -16,
    SmallFirst = -11,
    StopInside = -6,
    AfterDeterminer = 0,
    AfterWordNoun = -8,
    AfterWorkNoun = 8,
    AfterPossessive = 23,
    BeforeNoun = 7,
    Titled = 13,
    CueBeside = -5,
    CueNear = -2,
    NoSpeaker = 3,
    SureSpeaker = -26,
    FairSpeaker = -15,
    InnerMarks = 62,
    AfterPreposition = 8,
    InName = 17,
    Always = -2,
}
