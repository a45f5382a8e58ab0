//! `cargo xtask train`: makes the models that are committed, from the development packs in `../shared`.

mod article;
mod linear;
mod names;
mod quotes;
mod roles;
mod summary;

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
    /// Key points: the weights in src/summary/ranker.txt
    Summary(summary::Arguments),
    /// People, organisations and places: src/names/tagger.model
    Names(names::Arguments),
    /// What is somebody's role: src/names/role.model
    Roles(roles::Arguments),
    /// Who said what: the models in src/quotes/models
    Quotes(quotes::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    match &arguments.models {
        Models::Article(arguments) => article::run(arguments),
        Models::Summary(arguments) => summary::run(arguments),
        Models::Names(arguments) => names::run(arguments),
        Models::Roles(arguments) => roles::run(arguments),
        Models::Quotes(arguments) => quotes::run(arguments),
    }
}
