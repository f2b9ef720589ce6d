//! Who may ask: this machine's own browser, under a name that only this machine can have.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Server;
use crate::plan::SEARCH_INDEX;

/// The host names under which the preview answers.
///
/// A page of the web can make its own name lead to this machine and then read whatever answers (DNS rebinding).
/// So a request must name an address, which no name server hands out, or a name that was asked for.
#[derive(Debug, Clone)]
pub struct Hosts {
    named: String,
}

impl Hosts {
    /// The names that reach a server that listens on `host`.
    pub fn reaching(host: &str) -> Self {
        Self { named: host.trim_matches(['[', ']']).to_ascii_lowercase() }
    }

    /// Whether the server answers to a name.
    pub fn allow(&self, host: &str) -> bool {
        let host = host.trim_matches(['[', ']']).to_ascii_lowercase();
        host == "localhost" || host == self.named || host.parse::<IpAddr>().is_ok()
    }
}

/// Refuses requests under a foreign name.
pub async fn check_host(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let named = request.uri().authority().map(Authority::as_str).or_else(|| only_value(request.headers(), HOST));
    let host = named.and_then(|named| named.parse::<Authority>().ok());
    match host {
        Some(host) if server.hosts().allow(host.host()) => next.run(request).await,
        _ => {
            let text = "The preview answers only to this machine's own names, such as localhost.\n";
            (StatusCode::MISDIRECTED_REQUEST, text).into_response()
        }
    }
}

fn only_value(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok();
    value.filter(|_| values.next().is_none())
}

/// The policy that sites of this program can be published under.
const POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// The policy of the search index, whose worker runs WebAssembly.
const INDEX_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// What every answer says about itself: no other site may show or read it, and nothing is kept unasked.
pub async fn add_headers(request: Request, next: Next) -> Response {
    let policy = if request.uri().path().contains(SEARCH_INDEX) { INDEX_POLICY } else { POLICY };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let own = [
        (CONTENT_SECURITY_POLICY, policy),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (CACHE_CONTROL, "no-cache"),
    ];
    for (name, value) in own {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // All texts of a site are UTF-8.
    let is_bare_text = |kind: &&HeaderValue| kind.as_bytes().starts_with(b"text/") && !kind.as_bytes().contains(&b';');
    if let Some(kind) = headers.get(CONTENT_TYPE).filter(is_bare_text).and_then(|kind| kind.to_str().ok())
        && let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        headers.insert(CONTENT_TYPE, kind);
    }
    response
}
