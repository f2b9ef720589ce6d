//! The preview: the site as `build` would write it, rendered page by page when the browser asks, and kept up with
//! the folder.
//!
//! Two threads of work: one looks at the folder after every change and puts a new [`Snapshot`] in place; the
//! server answers from the newest. Only here anything is asynchronous.

mod addresses;
mod desk;
mod events;
mod guard;
mod keeper;
mod page;
mod preview;
mod routes;
mod search_index;
mod site_files;
mod snapshot;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

pub use desk::{Desk, TOKEN};
pub use guard::Hosts;
pub use keeper::{Outcome, keep};
pub use preview::{Preview, SiteFile};
pub use routes::{Server, random_name, router};
pub use snapshot::Snapshot;

/// What is to be served, and where.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The site folder.
    pub root: PathBuf,
    /// Include drafts.
    pub drafts: bool,
    /// Name or address to listen on.
    pub host: String,
    /// Let articles be annotated in the browser.
    pub edit: bool,
}

/// The ports that are tried when the one asked for is taken.
const FURTHER_PORTS: u16 = 20;

/// Listens on the first free port from `port` on.
///
/// # Errors
/// When none is free, or the host is none of this machine.
pub fn listen(host: &str, port: u16) -> io::Result<TcpListener> {
    let last = port.saturating_add(FURTHER_PORTS);
    let mut problem = None;
    for port in port..=last {
        match TcpListener::bind((host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => problem = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(problem.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
}

/// The address under which a browser on this machine reaches a server that was told to listen on `host` and listens
/// on `local`.
pub fn address(host: &str, local: SocketAddr) -> String {
    let host = match local.ip() {
        ip if ip.is_unspecified() => "localhost".to_owned(),
        IpAddr::V6(ip) => format!("[{ip}]"),
        IpAddr::V4(_) if host.parse::<IpAddr>().is_err() => host.to_owned(),
        IpAddr::V4(ip) => ip.to_string(),
    };
    format!("http://{host}:{}/", local.port())
}

/// Whether only this machine can reach an address.
pub fn is_loopback(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

/// Serves until the user stops the program.
///
/// # Errors
/// When the system refuses the server what it needs.
pub fn run(
    listener: TcpListener,
    settings: Settings,
    on_look: impl FnMut(Outcome<'_>) + Send + 'static,
) -> io::Result<()> {
    let (sender, snapshots) = watch::channel(None);
    let hosts = Hosts::reaching(&settings.host);
    let desk = if settings.edit { Some(Desk::new(settings.root.clone(), random_name()?)) } else { None };
    let server = Server::new(hosts, snapshots, desk)?;
    std::thread::Builder::new()
        .name("keeper".to_owned())
        .spawn(move || keep(&settings.root, settings.drafts, &sender, on_look))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            served = axum::serve(listener, router(Arc::new(server))) => served,
            stopped = stop_asked_for() => stopped,
        }
    });
    // Browsers keep their line for events open for ever, so nothing is waited for but a file being written.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

/// Waits for Ctrl-C, or for the system's wish to end the program.
async fn stop_asked_for() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            asked = tokio::signal::ctrl_c() => asked,
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_is_told_and_opened() {
        let check = |host: &str, local: &str, expected: &str| {
            assert_eq!(address(host, local.parse().expect("an address")), expected);
        };
        check("127.0.0.1", "127.0.0.1:8000", "http://127.0.0.1:8000/");
        check("localhost", "127.0.0.1:8001", "http://localhost:8001/");
        check("localhost", "[::1]:8000", "http://[::1]:8000/");
        check("::1", "[::1]:8000", "http://[::1]:8000/");
        check("0.0.0.0", "0.0.0.0:8000", "http://localhost:8000/");
        check("::", "[::]:8000", "http://localhost:8000/");
        check("archive.lan", "192.168.1.7:8000", "http://archive.lan:8000/");
        check("192.168.1.7", "192.168.1.7:8000", "http://192.168.1.7:8000/");
    }
}
