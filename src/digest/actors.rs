//! Who acts in the story, people and organisations together.

use super::{Digest, Entity};
use crate::order;

impl Digest {
    /// People and organisations together, the most prominent first; of two that are as prominent, people, then who is named first.
    pub fn actors(&self) -> Vec<&Entity> {
        let mut actors: Vec<_> = self.people.iter().chain(&self.organisations).collect();
        order::by_key(&mut actors, |actor| u64::MAX - actor.prominence as u64);
        actors
    }
}

#[cfg(test)]
mod tests {
    use crate::Page;

    #[test]
    fn an_organisation_of_the_story_stands_between_its_people() {
        let mut page = Page::from_text(
            "Harlow University closed its library on Friday after a fire in the roof, it said. Harlow University has nine others. \
             Ana Ruiz saw the smoke from the pier. Ruiz called the library. Tom Harker slept.",
        );
        page.hints.title = Some("Harlow University closes a library".to_owned());
        let digest = crate::digest(&page);
        let actors: Vec<_> = digest.actors().into_iter().map(|actor| &*actor.name).collect();
        assert_eq!(actors, ["Harlow University", "Ana Ruiz", "Tom Harker"]);
    }
}
