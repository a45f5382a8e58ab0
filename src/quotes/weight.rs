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
    PhraseBefore = 55,
    SpeechBefore = 13,
    NamingBefore = 16,
    VerbBefore = -2,
    ColonBefore = 3,
    NoCueBefore = -2,
    CueNextBefore = 18,
    CueNearBefore = -2,
    CueFarBefore = -4,
    QuoteNextBefore = 6,
    QuoteNearBefore = 6,
    QuoteFarBefore = 2,
    AfterColon = -6,
    AfterComma = -2,
    BorderBefore = -31,
    BordersBefore = -46,
    QuoteBetweenBefore = -17,
    SharedSubject = 14,
    NextSentence = 0,
    // The stretch, a cue, the candidate.
    PhraseAfter = 38,
    SpeechInverted = 11,
    NamingInverted = -6,
    VerbInverted = 6,
    CueNextInverted = 7,
    CueNearInverted = -1,
    CueFarInverted = -22,
    QuoteNextInverted = 7,
    QuoteNearInverted = -6,
    QuoteFarInverted = -10,
    // The stretch, the candidate, a cue.
    SpeechAfter = 20,
    NamingAfter = -15,
    VerbAfter = -5,
    CueNextAfter = 18,
    CueNearAfter = -26,
    CueFarAfter = -9,
    QuoteNextAfter = 2,
    QuoteNearAfter = -11,
    QuoteFarAfter = -17,
    SetOffAfter = 28,
    DashAfter = 22,
    NoCueAfter = -7,
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
    IsPronoun = 3,
    IsSource = 11,
    IsNoun = -16,
    Nearest = 3,
    SecondNearest = 6,
    ThirdNearest = 6,
    FarOff = 8,
    OtherParagraph = 30,
    BeginsSentence = 14,
    Possessive = -6,
    AfterPreposition = -10,
    AfterTelling = -24,
    InApposition = 27,
    SpokeInParagraph = 25,
    SpokeLast = -38,
    Orphan = 31,
    SameAsLast = 15,
}

weighed! {
    /// What speaks for or against words between marks being nobody's speech.
    Silence, silence:
    OneWord = 13,
    TwoWords = 10,
    ThreeWords = 7,
    FewWords = 1,
    ManyWords = -5,
    SmallFirst = -17,
    StopInside = -2,
    AfterDeterminer = -3,
    AfterWordNoun = -8,
    AfterWorkNoun = -1,
    AfterPossessive = 14,
    BeforeNoun = 7,
    Titled = 8,
    CueBeside = -14,
    CueNear = -4,
    NoSpeaker = 21,
    SureSpeaker = -9,
    FairSpeaker = -4,
    InnerMarks = 73,
    AfterPreposition = 2,
    InName = -6,
    BeginsSentence = -19,
    OwnSentence = -15,
    InPhrase = 1,
    NoCue = 11,
    NamedInSentence = -13,
    SaidInSentence = -9,
    DoneInSentence = 5,
    CueElsewhere = 6,
    Always = 3,
}
