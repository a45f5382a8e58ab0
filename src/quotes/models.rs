//! The models by which this stage decides; how they are made is told in `models/README.md`.

use std::sync::LazyLock;

use crate::model::Model;

/// One model a decision.
#[derive(Debug, Clone)]
pub struct Models {
    /// Puts the speaker of a stretch before the other candidates.
    pub speaker: Model,
    /// Above zero where words between marks are somebody's speech.
    pub speech: Model,
    /// Above zero where a clause is reported speech.
    pub reported: Model,
    /// Puts the person that a pronoun refers to before the others.
    pub person: Model,
}

static TRAINED: LazyLock<Models> = LazyLock::new(|| Models {
    speaker: embedded(include_bytes!("models/speaker.model")),
    speech: embedded(include_bytes!("models/speech.model")),
    reported: embedded(include_bytes!("models/reported.model")),
    person: embedded(include_bytes!("models/person.model")),
});

impl Models {
    /// The models that the crate was built with.
    pub fn trained() -> &'static Self {
        &TRAINED
    }
}

fn embedded(file: &'static [u8]) -> Model {
    Model::read(file).expect("embedded model; see tests::the_embedded_models_load")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_models_load() {
        let models = Models::trained();
        for model in [&models.speaker, &models.speech, &models.reported, &models.person] {
            assert!(model.to_file().len() > 1 << 10);
        }
    }
}
