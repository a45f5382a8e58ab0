//! Who said what where it is hard, in sentences of our own, through the whole crate: names and pronouns are its own, too.

#[path = "quotes/score.rs"]
mod score;

const CASES: [&str; 2] = [include_str!("quotes/hard-1.txt"), include_str!("quotes/hard-2.txt")];

/// Below this something has got worse: percent of the cases of which all between marks comes out right.
const FLOOR: f64 = 87.0;

#[test]
fn what_is_between_marks_has_its_speaker() {
    for (number, file) in CASES.iter().enumerate() {
        let cases = score::read(file);
        let mut right = 0;
        for case in &cases {
            let (marked, told) = score::mistakes(case);
            right += usize::from(marked.is_empty());
            if !marked.is_empty() || !told.is_empty() {
                println!("* {}\n{}", case.name, case.text);
                println!("  {}\n  (told) {}", marked.join("\n  "), told.join("\n  (told) "));
            }
        }
        let share = 100.0 * right as f64 / cases.len() as f64;
        println!("hard-{}: {right} of {} cases right, {share:.1} %", number + 1, cases.len());
        assert!(share >= FLOOR, "{share:.1} %");
    }
}
