//! What follows from the name of a file: what browsers are told of it, and whether it can be compressed.

use std::path::Path;

/// Browsers ask again each time whether the page has changed.
pub const ASK_AGAIN: &str = "public, max-age=0, must-revalidate";

/// Browsers keep the file for a year without asking: its address changes with its bytes.
pub const KEEP: &str = "public, max-age=31536000, immutable";

/// Browsers keep the file for a day: pictures and documents, whose address stays when they are corrected.
pub const KEEP_A_DAY: &str = "public, max-age=86400";

/// Files that pages ask for with the hash of their bytes (`site.css?v=1a2b3c4d`).
pub const HASHED_BY_QUERY: [&str; 3] = ["site.css", "site.js", "favicon.svg"];

/// Endings of files whose names hold a hash of their bytes: those of the search index.
pub const HASHED_BY_NAME: [&str; 3] = ["pf_fragment", "pf_index", "pf_meta"];

const TYPES: [(&str, &str); 39] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("jsonld", "application/ld+json; charset=utf-8"),
    ("ndjson", "application/x-ndjson; charset=utf-8"),
    ("jsonl", "application/x-ndjson; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("bib", "application/x-bibtex; charset=utf-8"),
    ("ris", "application/x-research-info-systems; charset=utf-8"),
    ("ttl", "text/turtle; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/vnd.microsoft.icon"),
    ("pdf", "application/pdf"),
    ("epub", "application/epub+zip"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    ("zst", "application/zstd"),
    ("wasm", "application/wasm"),
    ("parquet", "application/vnd.apache.parquet"),
    ("woff2", "font/woff2"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("odt", "application/vnd.oasis.opendocument.text"),
];

/// The media type of a file.
pub fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        "feed.xml" => return "application/atom+xml; charset=utf-8",
        "feed.json" => return "application/feed+json; charset=utf-8",
        _ => {}
    }
    let ending = ending(path);
    TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// How long browsers may keep a file.
pub fn cache_control(path: &str) -> &'static str {
    let ending = ending(path);
    if HASHED_BY_QUERY.contains(&path) || HASHED_BY_NAME.contains(&ending.as_str()) {
        KEEP
    } else if ["image/", "font/", "audio/", "video/", "application/pdf"]
        .iter()
        .any(|it| media_type(path).starts_with(it))
    {
        KEEP_A_DAY
    } else {
        ASK_AGAIN
    }
}

/// Whether a file becomes much smaller when it is compressed.
pub fn is_compressible(path: &str) -> bool {
    let media_type = media_type(path);
    media_type.contains("charset=utf-8") || ["image/svg+xml", "application/wasm"].contains(&media_type)
}

fn ending(path: &str) -> String {
    Path::new(path).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}
