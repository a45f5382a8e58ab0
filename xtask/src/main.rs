//! The project's own commands: `cargo xtask` lists them, each is a file of its name.

mod audit;
mod bench;
mod browser;
mod budgets;
mod build;
mod changelog;
mod demo;
mod fuzz;
mod manifest;
mod notices;
mod pack;
mod page;
mod programs;
mod release;
mod score;
mod serve;
mod setup;
mod shots;
mod store;
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
    /// Build, then pack target/dist/nutgraf-{chrome,firefox}-<version>.zip, with their checksums
    Pack,
    /// Check everything that a version has to be, and pack it; tags nothing unless told to
    Release(release::Arguments),
    /// Ask what is known of the crates and npm packages that we build with: licences, origins, faults
    Audit,
    /// Write the notices of what the wasm contains, in the file `THIRD_PARTY.txt` of the extension
    Notices(notices::Arguments),
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
    /// Make the pictures and icons for the stores, into docs/store
    Store,
    /// Build, then serve the playground on localhost
    Serve(serve::Arguments),
    /// Print what every stage made of a page, and why each block stayed or went
    Page(page::Arguments),
    /// Measure against the development packs in ../shared
    Score(score::Arguments),
    /// Compare what the build costs, in bytes, allocations and instructions, with what was last accepted
    Budgets(budgets::Arguments),
    /// Time ours beside the peers and the limits of the machine, in one run
    Bench(bench::Arguments),
    /// Make the committed models anew from the development packs in ../shared
    Train(train::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Xtask::parse().command {
        Command::Setup => setup::run(),
        Command::Build => build::run(),
        Command::Pack => pack::run(),
        Command::Release(arguments) => release::run(&arguments),
        Command::Audit => audit::run(),
        Command::Notices(arguments) => notices::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Shots(arguments) => shots::run(&arguments),
        Command::Pictures => shots::pictures(),
        Command::Store => store::run(),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Page(arguments) => page::run(&arguments),
        Command::Score(arguments) => score::run(&arguments),
        Command::Budgets(arguments) => budgets::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
    }
}
