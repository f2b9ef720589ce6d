//! JSON-LD as it stands in a page.

use serde::Serialize;

use super::schema::Thing;

/// A JSON-LD document in schema.org's vocabulary.
#[derive(Debug, Serialize)]
pub struct JsonLd<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: &'a [Thing],
}

impl<'a> JsonLd<'a> {
    /// A document about some things.
    pub fn new(graph: &'a [Thing]) -> Self {
        Self { context: "https://schema.org", graph }
    }
}

/// JSON that may stand in a `script` element: a `<` could end the element or begin a comment there.
pub fn script_text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_the_element() {
        let json = script_text(&["</script><!--"]);
        assert!(!json.contains('<'), "{json}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).ok(), Some(vec!["</script><!--".to_owned()]));
    }
}
