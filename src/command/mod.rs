//! The commands: each strings the stages together. Only here the stages meet.

mod analyse;
mod annotate;
mod arguments;
mod build;
mod check;
mod import;
mod import_annotations;
mod init;
mod progress;
mod publish;
mod review;
mod say;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command, ImportWhat};

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(jobs) = arguments.jobs {
        // Fails only where the pool is made already, and nothing before this line makes it.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global();
    }
    match arguments.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Import(arguments) => match &arguments.what {
            Some(ImportWhat::Annotations(arguments)) => import_annotations::run(arguments),
            None => import::run(&arguments),
        },
    }
}
