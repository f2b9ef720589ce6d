//! Shows on a terminal how far long work has come; silent in a pipe.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on the terminal, or nothing.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar, hidden when `quiet` or when nobody looks.
    pub fn new(quiet: bool) -> Self {
        let bar = if quiet || !std::io::stderr().is_terminal() { ProgressBar::hidden() } else { ProgressBar::new(0) };
        if let Ok(style) = ProgressStyle::with_template("{msg:>9} {wide_bar} {human_pos}/{human_len} {eta}") {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// A stage begins.
    pub fn stage(&self, name: &'static str) {
        self.bar.set_message(name);
        self.bar.tick();
    }

    /// A stage of `count` steps begins.
    pub fn steps(&self, name: &'static str, count: usize) {
        self.bar.set_length(count as u64);
        self.bar.set_position(0);
        self.stage(name);
    }

    /// So many steps of so many are done.
    pub fn at(&self, name: &'static str, count: usize, done: usize) {
        self.bar.set_length(count as u64);
        self.bar.set_position(done as u64);
        self.stage(name);
    }

    /// A step is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// All is done.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
