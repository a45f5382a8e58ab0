//! `cargo xtask train`: makes the models that are committed, from the development packs in `../shared`.

mod article;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    models: Models,
}

#[derive(Debug, Subcommand)]
enum Models {
    /// What is story and what is clutter: src/article/story.forest
    Article(article::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    match &arguments.models {
        Models::Article(arguments) => article::run(arguments),
    }
}
