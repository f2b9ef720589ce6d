//! A preview in this process, asked as a browser asks.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use guillemet::serve::{Desk, Hosts, Server, Snapshot, keep, router};
use http_body_util::BodyExt;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::program::Folder;

/// A preview of a folder, asked in this process.
pub struct Preview {
    pub runtime: Runtime,
    router: Router,
    snapshots: watch::Receiver<Option<Snapshot>>,
}

impl Preview {
    /// The preview of the folder at `root`.
    pub fn of(root: impl Into<PathBuf>) -> Self {
        Self::with_desk(root.into(), None)
    }

    /// A preview in which articles can be annotated, with this token.
    pub fn annotating(root: impl Into<PathBuf>, token: &str) -> Self {
        let root = root.into();
        Self::with_desk(root.clone(), Some(Desk::new(root, token.to_owned())))
    }

    fn with_desk(root: PathBuf, desk: Option<Desk>) -> Self {
        let (sender, snapshots) = watch::channel(None);
        let server = Server::new(Hosts::reaching("127.0.0.1"), snapshots.clone(), desk).expect("a server");
        std::thread::spawn(move || keep(&root, false, &sender, |_| {}));
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        Self { runtime, router: router(Arc::new(server)), snapshots }
    }

    pub fn ask(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
        self.runtime.block_on(async {
            let response: Response<Body> = self.router.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
            (parts.status, parts.headers, bytes)
        })
    }

    pub fn get(&self, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        self.ask(request("GET", path, &[]))
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path).2).expect("UTF-8")
    }

    /// Waits for a snapshot that fits.
    pub fn wait(&self, fits: impl Fn(&Snapshot) -> bool) -> Snapshot {
        let mut snapshots = self.snapshots.clone();
        self.runtime.block_on(async {
            let fitting = snapshots.wait_for(|snapshot| snapshot.as_ref().is_some_and(&fits));
            let found = tokio::time::timeout(Duration::from_secs(20), fitting).await;
            found.expect("in time").expect("a keeper").clone().expect("a snapshot")
        })
    }

    /// Waits until a page shows something.
    pub fn shows(&self, path: &str, words: &str) {
        for _ in 0..400 {
            if self.text(path).contains(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{path} does not show {words}: {}", self.text(path));
    }
}

pub fn request(method: &str, path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    if headers.iter().all(|(name, _)| *name != "host") {
        request = request.header("host", "127.0.0.1:8000");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).expect("a request")
}

pub fn article(words: &str) -> String {
    format!("---\ntitle: Un titre\ndate: 2024-05-06\n---\n\n{words}\n")
}

pub fn small(words: &str) -> Folder {
    Folder::new(&[("guillemet.toml", "title = 'Essai'\nlanguage = 'fr'\n"), ("content/articles/a.md", &article(words))])
}

pub const ARTICLE: &str = "/articles/2024/05/a/";
