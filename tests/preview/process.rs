//! The program around the preview: how it starts and how it ends.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::program::Folder;
use crate::support::small;

/// A preview as a user starts it, ended with the test.
struct Running {
    child: Child,
    /// What it said before its address, and the address without `http://` and the slash at the end.
    said: String,
    address: String,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
        let mut said = String::new();
        let address = loop {
            let line = lines.next().expect("an address");
            match line.split_once("http://") {
                Some((_, rest)) => break rest.split('/').next().expect("an address").to_owned(),
                None => said += &line,
            }
        };
        // The program goes on talking.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, said, address }
    }

    fn of(folder: &Folder, arguments: &[&str]) -> Self {
        Self::start(folder.command(&[&["serve"], arguments].concat()))
    }

    /// A connection on which `path` was asked for, and its first line.
    fn ask(&self, path: &str) -> (BufReader<TcpStream>, String) {
        let mut connection = TcpStream::connect(&self.address).expect("a connection");
        connection.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        write!(connection, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).expect("a request");
        let mut answer = BufReader::new(connection);
        let mut line = String::new();
        answer.read_line(&mut line).expect("an answer");
        (answer, line)
    }

    /// Sends a signal; how the program ended, and after how long.
    fn end(&mut self, signal: Signal) -> (ExitStatus, Duration) {
        let began = Instant::now();
        let id = Pid::from_raw(self.child.id().try_into().expect("an id")).expect("an id");
        kill_process(id, signal).expect("a signal");
        (self.child.wait().expect("its end"), began.elapsed())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_next_free_port_is_used_and_told() {
    let folder = small("Mots.");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port();
    let running = Running::of(&folder, &["--port", &port.to_string()]);
    let used: u16 = running.address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    assert!(used > port && used <= port + 20, "{used} instead of {port}");
    assert_eq!(running.said, format!("Port {port} is taken, so the preview uses the next free one."));
    assert_eq!(running.ask("/").1, "HTTP/1.1 200 OK\r\n");
    // A second preview stands beside the first, which goes on.
    let second = Running::of(&folder, &["--port", &used.to_string()]);
    assert_ne!(second.address, running.address);
    assert_eq!(second.ask("/").1, "HTTP/1.1 200 OK\r\n");
    assert_eq!(running.ask("/").1, "HTTP/1.1 200 OK\r\n");
}

#[test]
fn it_ends_at_once_and_cleanly_while_a_browser_listens() {
    let folder = small("Mots.");
    for signal in [Signal::INT, Signal::TERM] {
        let mut running = Running::of(&folder, &["--port", "0"]);
        let (mut events, line) = running.ask("/-/events");
        assert_eq!(line, "HTTP/1.1 200 OK\r\n");
        let mut news = String::new();
        while !news.starts_with("data:") {
            news.clear();
            events.read_line(&mut news).expect("an event");
        }
        // A page that was fetched on a connection which the browser keeps.
        let (_kept, line) = running.ask("/");
        assert_eq!(line, "HTTP/1.1 200 OK\r\n");
        let (status, time) = running.end(signal);
        assert!(status.success(), "{signal:?}: {status}");
        assert!(time < Duration::from_secs(5), "{signal:?} took {time:?}");
        // The stream is over; nobody waits on it for ever.
        let _ = events.read_to_end(&mut Vec::new());
    }
}

#[test]
fn the_browser_is_opened_at_the_address() {
    let folder = small("Mots.");
    // What the desktop opens addresses with.
    folder.write("bin/xdg-open", "#!/bin/sh\nprintf %s \"$1\" > \"$OPENED.new\" && mv \"$OPENED.new\" \"$OPENED\"\n");
    fs::set_permissions(folder.path("bin/xdg-open"), fs::Permissions::from_mode(0o755)).expect("permissions");
    let opened = folder.path("opened");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = folder.command(&["serve", "--port", "0", "--open"]);
    command.env("PATH", format!("{}:{path}", folder.path("bin").display())).env("OPENED", &opened);
    let running = Running::start(command);
    let began = Instant::now();
    while !opened.exists() && began.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(fs::read_to_string(&opened).expect("opened"), format!("http://{}/", running.address));
}
