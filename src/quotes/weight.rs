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
    PhraseBefore = 58,
    SpeechBefore = 12,
    NamingBefore = 14,
    VerbBefore = -3,
    ColonBefore = 1,
    NoCueBefore = -4,
    CueNextBefore = 16,
    CueNearBefore = -2,
    CueFarBefore = -4,
    QuoteNextBefore = 4,
    QuoteNearBefore = 6,
    QuoteFarBefore = 1,
    AfterColon = -6,
    AfterComma = -7,
    BorderBefore = -31,
    BordersBefore = -45,
    QuoteBetweenBefore = -20,
    SharedSubject = 14,
    NextSentence = 3,
    // The stretch, a cue, the candidate.
    PhraseAfter = 41,
    SpeechInverted = 10,
    NamingInverted = -8,
    VerbInverted = 8,
    CueNextInverted = 5,
    CueNearInverted = -1,
    CueFarInverted = -19,
    QuoteNextInverted = 6,
    QuoteNearInverted = -5,
    QuoteFarInverted = -10,
    // The stretch, the candidate, a cue.
    SpeechAfter = 22,
    NamingAfter = -16,
    VerbAfter = -8,
    CueNextAfter = 13,
    CueNearAfter = -24,
    CueFarAfter = -6,
    QuoteNextAfter = 1,
    QuoteNearAfter = -11,
    QuoteFarAfter = -15,
    SetOffAfter = 20,
    DashAfter = 23,
    NoCueAfter = -7,
    BorderAfter = -46,
    QuoteBetweenAfter = 5,
    EndsInComma = 11,
    EndsInQuestion = 2,
    EndsInStop = -8,
    EndsOpen = -11,
    // The candidate itself.
    IsPerson = 20,
    IsOrganisation = 12,
    IsPlace = -2,
    IsUnknown = 5,
    IsSheOrHe = 16,
    IsPronoun = 2,
    IsSource = 8,
    IsNoun = -18,
    Nearest = 6,
    SecondNearest = 9,
    ThirdNearest = 9,
    FarOff = 9,
    OtherParagraph = 26,
    BeginsSentence = 14,
    Possessive = -6,
    AfterPreposition = -7,
    AfterTelling = -23,
    InApposition = 26,
    SpokeInParagraph = 26,
    SpokeLast = -33,
    Orphan = 41,
    SameAsLast = 8,
}

weighed! {
    /// What speaks for or against words between marks being nobody's speech.
    Silence, silence:
    OneWord = 13,
    TwoWords = 10,
    ThreeWords = 6,
    FewWords = 0,
    ManyWords = -6,
    SmallFirst = -17,
    StopInside = -2,
    AfterDeterminer = -2,
    AfterWordNoun = -8,
    AfterWorkNoun = 0,
    AfterPossessive = 15,
    BeforeNoun = 7,
    Titled = 8,
    CueBeside = -15,
    CueNear = -4,
    NoSpeaker = 20,
    SureSpeaker = -9,
    FairSpeaker = -5,
    InnerMarks = 75,
    AfterPreposition = 3,
    InName = -7,
    BeginsSentence = -19,
    OwnSentence = -13,
    InPhrase = 2,
    NoCue = 9,
    NamedInSentence = -13,
    SaidInSentence = -8,
    DoneInSentence = 5,
    CueElsewhere = 6,
    Always = 4,
}
