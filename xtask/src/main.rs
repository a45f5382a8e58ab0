//! The project's own commands: `cargo xtask` lists them, each is a file of its name.

mod build;
mod manifest;
mod pack;
mod page;
mod programs;
mod score;
mod serve;
mod setup;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "The project's own commands",
    arg_required_else_help = true
)]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Install what the other commands need, where it is missing (they call this themselves)
    Setup,
    /// Build the wasm and lay the unpacked extension out in target/dist/{chrome,firefox}, the playground in www
    Build,
    /// Build, then pack target/dist/nutgraf-{chrome,firefox}-<version>.zip
    Pack,
    /// Build, then serve the playground on localhost
    Serve(serve::Arguments),
    /// Print what every stage made of a page, and why each block stayed or went
    Page(page::Arguments),
    /// Measure against the development packs in ../shared
    Score(score::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Xtask::parse().command {
        Command::Setup => setup::run(),
        Command::Build => build::run(),
        Command::Pack => pack::run(),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Page(arguments) => page::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
    }
}
