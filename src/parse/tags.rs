//! Words between `<` and `>` that CommonMark takes for a tag, though no such element exists: `<inaudible>`.

/// The elements of HTML (the living standard and what it calls obsolete) and the common ones of SVG.
const ELEMENTS: &str = "\
    a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br button canvas \
    caption center circle cite code col colgroup data datalist dd defs del details dfn dialog dir div dl dt ellipse em \
    embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i \
    iframe image img input ins isindex kbd label legend li line link listing main map mark marquee math menu meta \
    meter nav nobr noembed noframes noscript object ol optgroup option output p param path picture plaintext polygon \
    polyline pre progress q rb rect rp rt rtc ruby s samp script search section select slot small source span strike \
    strong style sub summary sup svg symbol table tbody td template text textarea tfoot th thead time title tr track \
    tt u ul use var video wbr xmp";

/// The name in a tag that means no element, so that a browser shows nothing of it. A name with a hyphen can be a custom
/// element's.
pub fn meaningless_name(tag: &str) -> Option<&str> {
    let inner = tag.trim_start().strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let length = inner.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(inner.len());
    let name = inner.get(..length).filter(|name| !name.is_empty() && !name.contains('-'))?;
    let is_element = ELEMENTS.split(' ').any(|element| element.eq_ignore_ascii_case(name));
    (!is_element).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_elements() {
        for (tag, name) in [
            ("<inaudible>", Some("inaudible")),
            ("</Laughs >", Some("Laughs")),
            ("<pause 2=\"s\">", Some("pause")),
            ("<B>", None),
            ("<br/>", None),
            ("<my-element>", None),
            ("<!-- note -->", None),
            ("<?php ?>", None),
            ("words", None),
        ] {
            assert_eq!(meaningless_name(tag), name, "{tag}");
        }
    }
}
