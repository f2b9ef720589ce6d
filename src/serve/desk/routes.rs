//! The questions and wishes of the page, as JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Json, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::{Deserialize, Serialize};
use tower_http::csrf::CsrfLayer;

use super::names::{Found, NameKind, search};
use super::{Answers, Desk, Existing, Made, NewAnnotation, Passage, Refusal, Runs};
use crate::edit::EditProblem;
use crate::locale::Locale;
use crate::serve::desk::files::WriteProblem;
use crate::serve::{Preview, Server};

/// The header that bears the token.
pub const TOKEN: &str = "x-guillemet-token";

/// The routes below `/-/edit/`. All of them ask for the token, and none answers another site's page.
pub fn router(server: &Arc<Server>) -> Router<Arc<Server>> {
    Router::new()
        .route("/-/edit/state", post(state))
        .route("/-/edit/names", post(names))
        .route("/-/edit/passage", post(passage))
        .route("/-/edit/proposals", post(proposals))
        .route("/-/edit/existing", post(existing))
        .route("/-/edit/add", post(add))
        .route("/-/edit/change", post(change))
        .route("/-/edit/remove", post(remove))
        .route("/-/edit/undo", post(undo))
        .layer(from_fn_with_state(Arc::clone(server), check_token))
        .layer(CsrfLayer::new())
}

async fn check_token(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let token = request.headers().get(TOKEN).map(|token| blake3::hash(token.as_bytes()));
    // Hashes are compared in constant time.
    let is_right = |desk: &Arc<Desk>| token == Some(blake3::hash(desk.token().as_bytes()));
    if server.desk().is_some_and(is_right) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "This page is of an earlier run of the preview: load it again.\n").into_response()
    }
}

/// A wish about the article on a page.
#[derive(Deserialize)]
struct About<T> {
    page: String,
    #[serde(flatten)]
    wish: T,
}

#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
struct NameWish {
    kind: NameKind,
    text: String,
}

#[derive(Deserialize)]
struct ExistingWish {
    existing: Existing,
}

#[derive(Deserialize)]
struct ChangeWish {
    existing: Existing,
    hash: String,
    said: Answers,
}

#[derive(Deserialize)]
struct RemoveWish {
    existing: Existing,
    hash: String,
}

/// What the page needs at its beginning.
#[derive(Serialize)]
struct DeskState {
    /// The texts of the panel by key.
    texts: BTreeMap<String, String>,
    /// The last edit, if there is one to undo.
    last: Option<Made>,
}

async fn state(State(server): State<Arc<Server>>, Json(_): Json<About<Nothing>>) -> Response {
    let texts = |locale: &Locale| {
        let own = locale
            .plain_texts()
            .filter_map(|(key, text)| Some((key.strip_prefix("edit-")?.to_owned(), text.to_owned())));
        let kinds = ["direct", "indirect", "mixed"].map(|kind| (kind.to_owned(), locale.text(kind).to_owned()));
        own.chain(kinds).collect()
    };
    answer(server, move |desk, site| Ok(DeskState { texts: texts(site.locale()), last: desk.last() })).await
}

async fn names(State(server): State<Arc<Server>>, Json(about): Json<About<NameWish>>) -> Response {
    let NameWish { kind, text } = about.wish;
    answer(server, move |_, site| -> Result<Vec<Found>, Refusal> {
        Ok(search(site.archive(), site.locale(), kind, &text))
    })
    .await
}

async fn passage(State(server): State<Arc<Server>>, Json(about): Json<About<Runs>>) -> Response {
    answer(server, move |desk, site| desk.passage(site, &about.page, &about.wish)).await
}

async fn proposals(State(server): State<Arc<Server>>, Json(about): Json<About<Nothing>>) -> Response {
    answer(server, move |desk, site| desk.proposals(site, &about.page)).await
}

async fn existing(State(server): State<Arc<Server>>, Json(about): Json<About<ExistingWish>>) -> Response {
    answer(server, move |desk, site| -> Result<Passage, Refusal> {
        desk.existing(site, &about.page, &about.wish.existing)
    })
    .await
}

async fn add(State(server): State<Arc<Server>>, Json(about): Json<About<NewAnnotation>>) -> Response {
    answer(server, move |desk, site| desk.add(site, &about.page, about.wish)).await
}

async fn change(State(server): State<Arc<Server>>, Json(about): Json<About<ChangeWish>>) -> Response {
    let ChangeWish { existing, hash, said } = about.wish;
    answer(server, move |desk, site| desk.change(site, &about.page, &existing, &hash, &said)).await
}

async fn remove(State(server): State<Arc<Server>>, Json(about): Json<About<RemoveWish>>) -> Response {
    let RemoveWish { existing, hash } = about.wish;
    answer(server, move |desk, site| desk.remove(site, &about.page, &existing, &hash)).await
}

async fn undo(State(server): State<Arc<Server>>, Json(_): Json<About<Nothing>>) -> Response {
    answer(server, |desk, _| desk.undo()).await
}

/// Why nothing was done, for the person.
#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
}

/// Answers from the newest site, away from the threads that serve pages.
async fn answer<T: Serialize + Send + 'static>(
    server: Arc<Server>,
    work: impl FnOnce(&Desk, &Preview) -> Result<T, Refusal> + Send + 'static,
) -> Response {
    let site = server.site().await;
    let (Some(desk), Some(site)) = (server.desk().cloned(), site) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let done =
        tokio::task::spawn_blocking(move || work(&desk, &site).map_err(|refusal| problem(&refusal, site.locale())));
    match done.await {
        Ok(Ok(value)) => Json(value).into_response(),
        Ok(Err((status, problem))) => (status, Json(problem)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn problem(refusal: &Refusal, locale: &Locale) -> (StatusCode, Problem) {
    let (status, code, detail) = match refusal {
        Refusal::NoArticle => (StatusCode::NOT_FOUND, "no-article", String::new()),
        Refusal::Changed => (StatusCode::CONFLICT, "file-changed", String::new()),
        Refusal::NoSpeaker => (StatusCode::UNPROCESSABLE_ENTITY, "no-speaker", String::new()),
        Refusal::NoNote => (StatusCode::UNPROCESSABLE_ENTITY, "no-note", String::new()),
        Refusal::OtherKind => (StatusCode::UNPROCESSABLE_ENTITY, "other-kind", String::new()),
        Refusal::NothingToUndo => (StatusCode::CONFLICT, "nothing-to-undo", String::new()),
        Refusal::Edit(EditProblem::Refused(reason)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, "annotation-refused", reason.clone())
        }
        Refusal::Edit(problem) => (StatusCode::UNPROCESSABLE_ENTITY, problem.code(), String::new()),
        Refusal::Write(WriteProblem::Refused(error)) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "file-refused", error.to_string())
        }
        Refusal::Write(_) => (StatusCode::FORBIDDEN, "file-outside", String::new()),
    };
    let key = format!("edit-problem-{code}");
    let text = locale.text(&key);
    let message = if detail.is_empty() { text.to_owned() } else { format!("{text} {detail}") };
    (status, Problem { code, message })
}
