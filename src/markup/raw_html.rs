//! Raw HTML in content: foreign text, so it is cleaned unless the site says that it trusts it.

/// The harmless part of a block of raw HTML.
pub fn clean_block(html: &str) -> String {
    cleaner().clean(html).to_string()
}

fn cleaner() -> ammonia::Builder<'static> {
    let mut cleaner = ammonia::Builder::default();
    // An image or any other embedded thing of another host would be a request to a third party.
    cleaner.rm_tags(["img", "video", "audio", "source", "iframe"]).url_relative(ammonia::UrlRelative::Deny);
    cleaner.link_rel(Some("noopener noreferrer external"));
    cleaner
}

/// Inline tags come one by one; this keeps those that are harmless and in balance.
#[derive(Default)]
pub struct InlineTags {
    open: Vec<String>,
}

impl InlineTags {
    /// The harmless part of one raw tag, such as `<b>` or `</b>`.
    pub fn clean(&mut self, tag: &str) -> String {
        if let Some(name) = tag.strip_prefix("</") {
            let name = name.trim_end_matches('>').trim().to_ascii_lowercase();
            return match self.open.last() {
                Some(open) if *open == name => {
                    self.open.pop();
                    format!("</{name}>")
                }
                _ => String::new(),
            };
        }
        let cleaned = cleaner().clean(tag).to_string();
        let Some(name) = cleaned.strip_prefix('<') else { return String::new() };
        let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
        match cleaned.strip_suffix(&format!("</{name}>")) {
            Some(open) => {
                self.open.push(name);
                open.to_owned()
            }
            None => cleaned,
        }
    }

    /// Closes what was left open.
    pub fn close_all(&mut self) -> String {
        self.open.drain(..).rev().map(|name| format!("</{name}>")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cleaned_and_balanced() {
        let mut tags = InlineTags::default();
        assert_eq!(tags.clean("<b onclick=\"x()\">"), "<b>");
        assert_eq!(tags.clean("<script>"), "");
        assert_eq!(tags.clean("</i>"), "");
        assert_eq!(tags.clean("<br>"), "<br>");
        assert_eq!(tags.close_all(), "</b>");
        assert_eq!(clean_block("<p onclick=x>a<script>b</script></p><img src=https://x.example>"), "<p>a</p>");
    }
}
