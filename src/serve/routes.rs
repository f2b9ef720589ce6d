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
use tokio::sync::{oneshot, watch};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use tower_http::services::ServeDir;

use super::search_index::SearchIndex;
use super::site_files::{RenderProblem, SiteFiles};
use super::{Desk, Hosts, Preview, Snapshot, desk, guard, page};
use crate::diagnostic::{Diagnostic, Problem, catalogue};
use crate::search::SearchError;

/// What the answers are made from.
pub struct Server {
    hosts: Hosts,
    snapshots: watch::Receiver<Option<Snapshot>>,
    /// Tells this run of the program from another on the same port.
    run: String,
    /// Where annotations are written, if they are.
    desk: Option<Arc<Desk>>,
}

impl Server {
    /// A server that answers under `hosts` from the newest of `snapshots`, and lets articles be annotated if there
    /// is a desk for that.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(hosts: Hosts, snapshots: watch::Receiver<Option<Snapshot>>, desk: Option<Desk>) -> io::Result<Self> {
        Ok(Self { hosts, snapshots, run: random_name()?, desk: desk.map(Arc::new) })
    }

    /// The names under which the server answers.
    pub fn hosts(&self) -> &Hosts {
        &self.hosts
    }

    /// Where annotations are written, if they are.
    pub fn desk(&self) -> Option<&Arc<Desk>> {
        self.desk.as_ref()
    }

    /// The newest site, if there is one.
    pub async fn site(&self) -> Option<Arc<Preview>> {
        self.snapshot().await.and_then(|snapshot| snapshot.site)
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
///
/// # Errors
/// When the system has no random numbers.
pub fn random_name() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What the preview adds to pages.
const OWN_FILES: [(&str, &str); 7] = [
    ("/-/preview.js", include_str!("assets/preview.js")),
    ("/-/preview.css", include_str!("assets/preview.css")),
    ("/-/edit.js", include_str!("assets/edit.js")),
    ("/-/edit-text.js", include_str!("assets/edit-text.js")),
    ("/-/edit-proposals.js", include_str!("assets/edit-proposals.js")),
    ("/-/edit.css", include_str!("assets/edit.css")),
    ("/-/edit-marks.css", include_str!("assets/edit-marks.css")),
];

/// All routes of the preview. Its own lie below `/-/`, everything else is the site.
pub fn router(server: Arc<Server>) -> Router {
    let own = Router::new().route("/-/events", get(events));
    let own = OWN_FILES.into_iter().fold(own, |own, (path, text)| {
        let kind = if path.ends_with(".js") { "text/javascript" } else { "text/css" };
        own.route(path, get(move || own_file(kind, text)))
    });
    let all = if server.desk.is_some() { own.merge(desk::router(&server)) } else { own };
    all.fallback(site)
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
    if SearchIndex::has(inside.path().trim_start_matches('/'))
        && let Err(problem) = search_index(Arc::clone(site)).await
    {
        return problem_page(problem, &addition);
    }
    let article_addition = match server.desk() {
        Some(desk) => {
            let token = desk.token();
            format!("{addition}<script type=\"module\" src=\"/-/edit.js\" data-token=\"{token}\"></script>\n")
        }
        None => addition.clone(),
    };
    let files = SiteFiles {
        site: Arc::clone(site),
        addition: addition.as_str().into(),
        article_addition: article_addition.into(),
    };
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

/// Waits until the search index is made, on a thread of its own, so that no page waits with it and the end of the
/// program does not either.
async fn search_index(site: Arc<Preview>) -> Result<(), Diagnostic> {
    let (tell, told) = oneshot::channel();
    let make = move || {
        // The browser may have gone away meanwhile; the index is kept for the next.
        let _ = tell.send(site.make_search_index().map_err(Diagnostic::clone));
    };
    match std::thread::Builder::new().name("search index".to_owned()).spawn(make) {
        Ok(_) => told.await.unwrap_or_else(|_| Err(catalogue::no_search_index(&SearchError::died().to_string()))),
        Err(error) => Err(catalogue::no_search_index(&error.to_string())),
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
        Ok(problem) => problem_page(*problem.0, addition),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response(),
    }
}

fn problem_page(diagnostic: Diagnostic, addition: &str) -> Response {
    problems_page(&[Problem { diagnostic, place: None }], addition)
}

fn problems_page(problems: &[Problem], addition: &str) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page::problems_page(problems, addition))).into_response()
}
