//! Numbers in sentences of our own: value, unit and what they count, against what a reader would underline.

#[path = "numbers/score.rs"]
mod score;

const DEVELOP: [&str; 4] = [
    include_str!("numbers/develop-1.txt"),
    include_str!("numbers/develop-2.txt"),
    include_str!("numbers/develop-3.txt"),
    include_str!("numbers/develop-4.txt"),
];
const VALIDATE: &str = include_str!("numbers/validate.txt");

/// Below this the grammar has got worse: percent of what is found that is right, and of what is there that is found.
const FLOOR: f64 = 96.0;

/// The same for sentences that nobody developed on.
const VALIDATION_FLOOR: f64 = 93.0;

#[test]
fn numbers_are_found_with_what_they_count() {
    for file in DEVELOP {
        let (score, mistakes) = score::score(file);
        for mistake in mistakes {
            println!("{}\n  {}", mistake.sentence, mistake.wrong.join("\n  "));
        }
        println!("develop: {score:?} precision {:.1} recall {:.1}", score.precision(), score.recall());
        assert!(score.precision() >= FLOOR && score.recall() >= FLOOR, "{score:?}");
    }
}

#[test]
fn sentences_that_nobody_developed_on_agree() {
    let (score, _) = score::score(VALIDATE);
    println!("validate: {score:?} precision {:.1} recall {:.1}", score.precision(), score.recall());
    assert!(score.precision() >= VALIDATION_FLOOR && score.recall() >= VALIDATION_FLOOR, "{score:?}");
}
