//! The project's own commands: `cargo xtask --help` lists them, each is a file of its name.

mod page;
mod score;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "The project's own commands")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what every stage made of a page, and why each block stayed or went
    Page(page::Arguments),
    /// Measure against the development packs in ../shared
    Score(score::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Xtask::parse().command {
        Command::Page(arguments) => page::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
    }
}
