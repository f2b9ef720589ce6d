//! The preview: what it shows, how it follows the folder, how articles are annotated in it, and the program around it.

mod desk;
mod looks;
mod pages;
#[cfg(unix)]
mod process;
#[path = "../support/program.rs"]
mod program;
mod support;
