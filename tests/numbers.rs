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

/// Below these the grammar has got worse, in percent: of what is found is right, of what is there is found.
const FLOORS: (f64, f64) = (90.0, 90.0);

#[test]
fn numbers_are_found_with_what_they_count() {
    for file in DEVELOP {
        let (score, mistakes) = score::score(file);
        for mistake in mistakes {
            println!("{}\n  {}", mistake.sentence, mistake.wrong.join("\n  "));
        }
        println!("develop: {score:?} precision {:.1} recall {:.1}", score.precision(), score.recall());
        assert!(score.precision() >= FLOORS.0 && score.recall() >= FLOORS.1, "{score:?}");
    }
}

#[test]
fn sentences_that_nobody_developed_on_agree() {
    let (score, _) = score::score(VALIDATE);
    println!("validate: {score:?} precision {:.1} recall {:.1}", score.precision(), score.recall());
    assert!(score.precision() >= FLOORS.0 && score.recall() >= FLOORS.1, "{score:?}");
}
