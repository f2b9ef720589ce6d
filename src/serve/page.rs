//! The preview's own HTML: what is wrong, over the last good page or on a page of its own.

use std::fmt::Write;

use crate::diagnostic::Problem;
use crate::markup::escape;

/// More are not shown at once; the terminal has them all.
const MOST: usize = 50;

/// The problems as a list, for people who write articles.
pub fn problems(problems: &[Problem]) -> String {
    let mut html = String::new();
    let count = problems.len();
    let noun = if count == 1 { "error" } else { "errors" };
    let _ = write!(html, "<h1>{count} {noun}</h1><ol>");
    for problem in problems.iter().take(MOST) {
        let diagnostic = &problem.diagnostic;
        let place = problem.place.as_ref().map(|place| format!(":{}:{}", place.line, place.column));
        let _ = write!(
            html,
            "<li><p class=\"file\">{}{}</p><p class=\"message\">{}</p>",
            escape(diagnostic.path.as_str()),
            place.unwrap_or_default(),
            escape(&diagnostic.message)
        );
        if let Some(place) = &problem.place {
            let culprit = escape(&place.culprit);
            let (before, behind) = (escape(&place.before), escape(&place.behind));
            let _ = write!(html, "<pre><code>{before}<mark>{culprit}</mark>{behind}</code></pre>");
        }
        if let Some(remedy) = &diagnostic.remedy {
            let _ = write!(html, "<p class=\"remedy\">{}</p>", escape(remedy));
        }
        let _ = write!(html, "<p class=\"code\">{}</p></li>", escape(diagnostic.code));
    }
    html.push_str("</ol>");
    if count > MOST {
        let _ = write!(html, "<p>… and {} more, in the terminal.</p>", count - MOST);
    }
    html
}

/// A page that shows nothing but problems.
pub fn problems_page(list: &[Problem], addition: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Not yet</title>\n\
        <link rel=\"stylesheet\" href=\"/-/preview.css\">\n{addition}</head>\n\
        <body class=\"problems-page\">\n<main class=\"problems\">{}<p>This page shows the site as soon as they are \
        mended.</p></main>\n</body>\n</html>\n",
        problems(list)
    )
}
