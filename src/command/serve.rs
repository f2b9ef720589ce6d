//! `guillemet serve`.

use std::process::ExitCode;

use super::arguments::ServeArguments;
use super::say::say;
use crate::diagnostic::{counted, print_human};
use crate::read::{ContentPath, read_text};
use crate::serve::{self, Outcome, Settings};

/// Runs `serve`.
pub fn run(arguments: &ServeArguments) -> ExitCode {
    if !arguments.root.is_dir() {
        eprintln!("error: {} is no folder", arguments.root.display());
        eprintln!("  help: name the folder of your archive with `--root DIR`, or start one with `guillemet init DIR`");
        return ExitCode::FAILURE;
    }
    match serve(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let ServeArguments { host, port, .. } = arguments;
            eprintln!("error: the preview cannot be served on {host}, port {port}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(arguments: &ServeArguments) -> std::io::Result<()> {
    let ServeArguments { root, drafts, host, port, open, .. } = arguments;
    let listener = serve::listen(host, *port)?;
    let local = listener.local_addr()?;
    let address = serve::address(host, local);
    if local.port() != *port && *port != 0 {
        say!("Port {port} is taken, so the preview uses the next free one.");
    }
    if arguments.edit && !arguments.edit_from_anywhere && !serve::is_loopback(local) {
        return Err(std::io::Error::other(format!(
            "everybody in your network could write into your archive through {}; leave --edit or --host away, or \
            say --edit-from-anywhere if that is what you want",
            local.ip()
        )));
    }
    say!("The preview is at {address}  (Ctrl-C ends it)");
    if !serve::is_loopback(local) {
        say!("Everybody in your network can see it: it listens on {}.", local.ip());
    }
    if *open && let Err(error) = open::that_detached(&address) {
        eprintln!("The browser cannot be opened ({error}); open the address yourself.");
    }
    let settings = Settings { root: root.clone(), drafts: *drafts, host: host.clone(), edit: arguments.edit };
    let root = root.clone();
    serve::run(listener, settings, move |outcome| match outcome {
        Outcome::Shown { articles, warnings, time } => {
            let warnings = if warnings == 0 { String::new() } else { format!(", {}", counted(warnings, "warning")) };
            say!("{}{warnings}; ready in {} ms", counted(articles, "article"), time.as_millis());
        }
        Outcome::Broken(errors) => {
            // A terminal that went away is no reason to stop.
            let read = |path: &ContentPath| read_text(&root, path);
            let _ = print_human(errors, &read, &mut std::io::stderr().lock());
            eprintln!("The preview keeps the last good pages until this is mended.");
        }
    })
}
