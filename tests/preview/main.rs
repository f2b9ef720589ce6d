//! The preview: what it shows, how articles are annotated in it, and the program around it.

mod desk;
mod pages;
#[cfg(unix)]
mod process;
#[path = "../support/program.rs"]
mod program;
mod support;
