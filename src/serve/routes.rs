//! What the server answers.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Serialize;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use tower_http::services::ServeDir;

use super::site_files::{RenderProblem, SiteFiles};
use super::{Hosts, Snapshot, guard, page};
use crate::diagnostic::Problem;

/// What the answers are made from.
pub struct Server {
    hosts: Hosts,
    snapshots: watch::Receiver<Option<Snapshot>>,
    /// Tells this run of the program from another on the same port.
    run: String,
}

impl Server {
    /// A server that answers under `hosts` from the newest of `snapshots`.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(hosts: Hosts, snapshots: watch::Receiver<Option<Snapshot>>) -> io::Result<Self> {
        Ok(Self { hosts, snapshots, run: random_name()? })
    }

    /// The names under which the server answers.
    pub fn hosts(&self) -> &Hosts {
        &self.hosts
    }

    /// The newest snapshot; the first request of all waits for it.
    async fn snapshot(&self) -> Option<Snapshot> {
        let mut snapshots = self.snapshots.clone();
        snapshots.wait_for(Option::is_some).await.ok().and_then(|snapshot| snapshot.clone())
    }

    /// What is put in the head of every page: the script that keeps it up with the folder.
    fn addition(&self, snapshot: &Snapshot) -> String {
        let Snapshot { version, style_version, .. } = snapshot;
        let run = &self.run;
        format!(
            "<script src=\"/-/preview.js?run={run}&amp;version={version}&amp;style={style_version}\" defer></script>\n"
        )
    }
}

/// A name that nobody can guess.
fn random_name() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// All routes of the preview. Its own lie below `/-/`, everything else is the site.
pub fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/-/events", get(events))
        .route("/-/preview.js", get(|| own_file("text/javascript", include_str!("assets/preview.js"))))
        .route("/-/preview.css", get(|| own_file("text/css", include_str!("assets/preview.css"))))
        .fallback(site)
        .layer(from_fn_with_state(Arc::clone(&server), guard::check_host))
        .layer(from_fn(guard::add_headers))
        .with_state(server)
}

async fn own_file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, kind)], text)
}

/// What a page is told: whether it is up to date, and what is wrong.
#[derive(Serialize)]
struct News<'a> {
    run: &'a str,
    version: u64,
    style: u64,
    /// The problems as HTML; empty when there are none.
    problems: String,
}

async fn events(State(server): State<Arc<Server>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let snapshots = WatchStream::new(server.snapshots.clone()).filter_map(|snapshot| snapshot);
    let stream = snapshots.map(move |snapshot| {
        let news = News {
            run: &server.run,
            version: snapshot.version,
            style: snapshot.style_version,
            problems: if snapshot.problems.is_empty() { String::new() } else { page::problems(&snapshot.problems) },
        };
        Ok(Event::default().json_data(news).unwrap_or_default())
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// A file of the site.
async fn site(State(server): State<Arc<Server>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(snapshot) = server.snapshot().await else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "1")]).into_response();
    };
    let addition = server.addition(&snapshot);
    let Some(site) = &snapshot.site else {
        return problems_page(&snapshot.problems, &addition);
    };
    let base = site.base_path().to_owned();
    let Some(inside) = below(request.uri(), &base) else {
        return Redirect::temporary(&base).into_response();
    };
    let files = SiteFiles { site: Arc::clone(site), addition: addition.as_str().into() };
    let mut served = ServeDir::with_backend("", files.clone())
        .redirect_path_prefix(base.trim_end_matches('/'))
        .ignore_multi_range_requests(true);
    let (mut parts, body) = request.into_parts();
    parts.uri = inside;
    match served.try_call(Request::from_parts(parts, body)).await {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => not_found(&files),
        Ok(response) => response.map(Body::new),
        Err(error) if error.kind() == io::ErrorKind::NotFound => not_found(&files),
        Err(error) => render_problem(error, &addition),
    }
}

/// The address within the site, if it lies below the site's path.
fn below(uri: &Uri, base: &str) -> Option<Uri> {
    let inside = uri.path().strip_prefix(base.trim_end_matches('/')).filter(|inside| inside.starts_with('/'))?;
    match uri.query() {
        Some(query) => format!("{inside}?{query}").parse().ok(),
        None => inside.parse().ok(),
    }
}

fn not_found(files: &SiteFiles) -> Response {
    match files.read("404.html") {
        Ok((html, _)) => (StatusCode::NOT_FOUND, Html(html)).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A template that went wrong for this page alone.
fn render_problem(error: io::Error, addition: &str) -> Response {
    match error.downcast::<RenderProblem>() {
        Ok(problem) => problems_page(&[Problem { diagnostic: *problem.0, place: None }], addition),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response(),
    }
}

fn problems_page(problems: &[Problem], addition: &str) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page::problems_page(problems, addition))).into_response()
}
