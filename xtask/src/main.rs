//! The project's own commands: `cargo xtask` lists them, each is a file of its name.

mod browser;
mod build;
mod demo;
mod fuzz;
mod manifest;
mod pack;
mod page;
mod programs;
mod score;
mod serve;
mod setup;
mod shots;
mod test;
mod train;

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
    /// Build, then click the button on a sample page in a real browser and print the summary it copies
    Demo(demo::Arguments),
    /// Run every test: the core, the wasm, the extension in both browsers
    Test(test::Arguments),
    /// Read what nobody would write, and see that nothing goes wrong
    Fuzz(fuzz::Arguments),
    /// Photograph pages of ../shared before and after the click, into target/shots
    Shots(shots::Arguments),
    /// Photograph the states of the panel, into docs/pictures
    Pictures,
    /// Build, then serve the playground on localhost
    Serve(serve::Arguments),
    /// Print what every stage made of a page, and why each block stayed or went
    Page(page::Arguments),
    /// Measure against the development packs in ../shared
    Score(score::Arguments),
    /// Make the committed models anew from the development packs in ../shared
    Train(train::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Xtask::parse().command {
        Command::Setup => setup::run(),
        Command::Build => build::run(),
        Command::Pack => pack::run(),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Shots(arguments) => shots::run(&arguments),
        Command::Pictures => shots::pictures(),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Page(arguments) => page::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
    }
}
