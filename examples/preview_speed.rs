//! How quick the preview is: drives the real server over loopback as a browser would.
//!
//!     cargo run --release --example generate -- --articles 10000 --out /tmp/archive
//!     cargo build --release
//!     cargo run --release --example preview_speed -- target/release/guillemet /tmp/archive
//!
//! Two times: from the start of the program to the first page, and from a saved article to its new page, for which a
//! page that listens for events asks as soon as it is told of a change. The second includes the 15 ms for which the
//! preview waits after the last change of a file. The article is put back at the end.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Articles saved, one after another.
const SAVES: usize = 11;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, root] = arguments.as_slice() else {
        return Err("say the program and the folder: preview_speed target/release/guillemet DIR".into());
    };
    let began = Instant::now();
    let mut server =
        Command::new(program).args(["serve", "--port", "0", "--root", root]).stdout(Stdio::piped()).spawn()?;
    let measured = measure(&mut server, Path::new(root), began);
    server.kill()?;
    server.wait()?;
    measured
}

fn measure(server: &mut Child, root: &Path, began: Instant) -> Result<(), Box<dyn Error>> {
    let mut said = BufReader::new(server.stdout.take().ok_or("no output")?);
    let mut line = String::new();
    while !line.contains("http://") {
        line.clear();
        if said.read_line(&mut line)? == 0 {
            return Err("the preview did not start".into());
        }
    }
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).ok_or("no address")?.to_owned();
    let home = get(&address, "/")?;
    let first = began.elapsed();
    if !home.contains(" 200 ") {
        return Err(format!("the first page is none: {}", home.lines().next().unwrap_or_default()).into());
    }
    println!("first page after {} ms", first.as_millis());

    let sitemap = get(&address, "/articles/")?;
    let page =
        sitemap.split("href=\"").filter(|link| link.starts_with("/articles/2")).find_map(|it| it.split('"').next());
    let page = page.ok_or("no article on the list")?.to_owned();
    let slug = page.trim_end_matches('/').rsplit('/').next().ok_or("no slug")?;
    let file = find(&root.join("content/articles"), slug).ok_or("no file of the article")?;
    let before = std::fs::read_to_string(&file)?;
    let mut events = Events::listen(&address)?;
    let mut times = Vec::new();
    for number in 0..SAVES {
        // The preview looks a second time some time after a change.
        std::thread::sleep(Duration::from_secs(3));
        let words = format!("Measured{number}");
        let saved = Instant::now();
        std::fs::write(&file, format!("{before}\n\n{words}\n"))?;
        events.next()?;
        if !get(&address, &page)?.contains(&words) {
            return Err("the page is not new after an event".into());
        }
        times.push(saved.elapsed());
    }
    std::fs::write(&file, before)?;
    times.sort();
    let milliseconds: Vec<u128> = times.iter().map(Duration::as_millis).collect();
    println!("saved article on its page after {} ms (median of {milliseconds:?})", milliseconds[SAVES / 2]);
    Ok(())
}

/// The stream of events to which a page listens.
struct Events(BufReader<TcpStream>);

impl Events {
    /// Listens from now on; the first event only says how things are.
    fn listen(address: &str) -> std::io::Result<Self> {
        let mut connection = TcpStream::connect(address)?;
        write!(connection, "GET /-/events HTTP/1.1\r\nHost: {address}\r\n\r\n")?;
        let mut events = Self(BufReader::new(connection));
        events.next()?;
        Ok(events)
    }

    /// Waits for an event.
    fn next(&mut self) -> std::io::Result<()> {
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            if self.0.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }
}

fn get(address: &str, path: &str) -> std::io::Result<String> {
    let mut connection = TcpStream::connect(address)?;
    write!(connection, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn find(folder: &Path, slug: &str) -> Option<PathBuf> {
    let mut entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    entries.find(|entry| entry.path().file_stem().is_some_and(|stem| stem == slug)).map(walkdir::DirEntry::into_path)
}
