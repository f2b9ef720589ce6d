//! The TEI header: the file, its source, who speaks in it, what it is about.

use crate::archive::{ArticleIndex, Speaker, SpeakerIndex};
use crate::cite::article_url;
use crate::export::xml::Xml;
use crate::model::SpeakerKind;
use crate::site::Site;

/// Writes the header.
pub fn header(site: Site<'_>, index: ArticleIndex, xml: &mut Xml) {
    xml.start("teiHeader");
    xml.line();
    file(site, index, xml);
    xml.line();
    encoding(xml);
    xml.line();
    profile(site, index, xml);
    xml.line();
    xml.end();
}

fn file(site: Site<'_>, index: ArticleIndex, xml: &mut Xml) {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    let config = site.config;
    xml.start("fileDesc");
    xml.line();
    xml.start("titleStmt");
    let title = xml.element("title", &article.title);
    let language = article.language.as_ref().unwrap_or(&config.language);
    xml.attribute(title, "xml:lang", language.tag());
    for author in &article.authors {
        xml.element("author", author);
    }
    xml.end();
    xml.line();
    xml.start("publicationStmt");
    xml.element("publisher", config.publisher.as_ref().unwrap_or(&config.title));
    let address = xml.element("idno", &article_url(config, site.archive, index));
    xml.attribute(address, "type", "URI");
    if let Some(rights) = article.rights.as_ref().or(config.rights.as_ref()) {
        xml.start("availability");
        xml.element("licence", rights);
        xml.end();
    }
    xml.end();
    xml.line();
    xml.start("seriesStmt");
    let series = xml.element("title", &config.title);
    xml.attribute(series, "level", "s");
    let home = xml.element("idno", config.base_url.as_str());
    xml.attribute(home, "type", "URI");
    xml.end();
    xml.line();
    source(site, index, xml);
    xml.line();
    xml.end();
}

/// The article as its publisher has it.
fn source(site: Site<'_>, index: ArticleIndex, xml: &mut Xml) {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    let mention = article.source.as_ref().map(|source| &source.value);
    let source = row.source.map(|source| &site.archive.sources[source]);
    xml.start("sourceDesc");
    xml.start("bibl");
    let title = xml.element("title", &article.title);
    xml.attribute(title, "level", "a");
    for author in &article.authors {
        xml.element("author", author);
    }
    if let Some(name) = source.map(|source| source.name.as_str()).or(mention.map(|mention| mention.name.as_str())) {
        let title = xml.element("title", name);
        xml.attribute(title, "level", "j");
    }
    if let Some(place) = source.and_then(|source| source.file.as_ref()).and_then(|file| file.place.as_deref()) {
        xml.element("pubPlace", place);
    }
    if let Some(date) = article.date {
        let element = xml.element("date", &date.to_string());
        xml.attribute(element, "when", date.to_string());
    }
    let addresses = mention.map(|mention| [(&mention.url, "url"), (&mention.archived, "archived")]);
    for (address, kind) in addresses.into_iter().flatten() {
        if let Some(address) = address {
            let element = xml.empty("ptr");
            xml.attribute(element, "type", kind);
            xml.attribute(element, "target", pointer(address));
        }
    }
    xml.end();
    xml.end();
}

/// How the words are encoded.
fn encoding(xml: &mut Xml) {
    xml.start("encodingDesc");
    xml.start("editorialDecl");
    let quotation = xml.start("quotation");
    xml.attribute(quotation, "marks", "all");
    xml.element(
        "p",
        "The archived words are kept as they were published, quotation marks included. A passage that somebody \
         said stands in said; direct tells verbatim words (true) from reported speech (false). A passage in \
         several parts is chained with next and prev.",
    );
    xml.end();
    xml.end();
    xml.start("classDecl");
    xml.start("taxonomy");
    for (kind, meaning) in [
        ("direct", "Verbatim words."),
        ("indirect", "Reported speech."),
        ("mixed", "Reported speech with verbatim words in it."),
    ] {
        let category = xml.start("category");
        xml.attribute(category, "xml:id", kind);
        xml.element("catDesc", meaning);
        xml.end();
    }
    xml.end();
    xml.end();
    xml.end();
}

fn profile(site: Site<'_>, index: ArticleIndex, xml: &mut Xml) {
    let row = &site.archive.articles[index];
    let article = &*row.article;
    xml.start("profileDesc");
    xml.line();
    if article.date.is_some() || article.place.is_some() {
        xml.start("creation");
        if let Some(date) = article.date {
            let element = xml.element("date", &date.to_string());
            xml.attribute(element, "when", date.to_string());
        }
        if let Some(place) = &article.place {
            xml.element("placeName", place);
        }
        xml.end();
        xml.line();
    }
    if let Some(summary) = &article.summary {
        xml.start("abstract");
        xml.element("p", summary);
        xml.end();
        xml.line();
    }
    let language = article.language.as_ref().unwrap_or(&site.config.language).tag();
    xml.start("langUsage");
    let element = xml.element("language", language);
    xml.attribute(element, "ident", language);
    xml.end();
    xml.line();
    speakers(site, index, xml);
    if !row.topics.is_empty() {
        xml.start("textClass");
        let keywords = xml.start("keywords");
        xml.attribute(keywords, "scheme", site.config.base_url.absolute("topics/"));
        for topic in &row.topics {
            let topic = &site.archive.topics[*topic];
            let term = xml.element("term", topic.title.in_language(&site.config.language));
            xml.attribute(term, "ref", site.config.base_url.absolute(&topic.address()));
        }
        xml.end();
        xml.end();
        xml.line();
    }
    xml.end();
}

/// Those who speak in the article, persons first, in the order of their identifiers.
fn speakers(site: Site<'_>, index: ArticleIndex, xml: &mut Xml) {
    let quotations = site.archive.quotations_of(index);
    let mut speakers: Vec<SpeakerIndex> =
        quotations.flat_map(|quotation| site.archive.quotations[quotation].speakers.iter().copied()).collect();
    speakers.sort_unstable();
    speakers.dedup();
    if speakers.is_empty() {
        return;
    }
    xml.start("particDesc");
    for (kind, list) in [(SpeakerKind::Person, "listPerson"), (SpeakerKind::Organisation, "listOrg")] {
        let mut of_kind = speakers
            .iter()
            .map(|speaker| &site.archive.speakers[*speaker])
            .filter(|speaker| speaker.kind() == kind)
            .peekable();
        if of_kind.peek().is_none() {
            continue;
        }
        xml.start(list);
        xml.line();
        for speaker in of_kind {
            speaker_entry(site, speaker, xml);
            xml.line();
        }
        xml.end();
    }
    xml.end();
    xml.line();
}

fn speaker_entry(site: Site<'_>, speaker: &Speaker, xml: &mut Xml) {
    let is_person = speaker.kind() == SpeakerKind::Person;
    let entry = xml.start(if is_person { "person" } else { "org" });
    xml.attribute(entry, "xml:id", format!("speaker-{}", speaker.id));
    xml.element(if is_person { "persName" } else { "orgName" }, &speaker.name);
    let address = xml.element("idno", &site.config.base_url.absolute(&speaker.address()));
    xml.attribute(address, "type", "URI");
    if let Some(file) = speaker.file.as_deref() {
        if let Some(item) = &file.wikidata {
            let item = xml.element("idno", item);
            xml.attribute(item, "type", "wikidata");
        }
        for role in file.roles.iter().filter(|_| is_person) {
            let title = role.title.in_language(&site.config.language);
            let text = role.organisation.as_ref().map_or(title.to_owned(), |body| format!("{title}, {body}"));
            let occupation = xml.element("occupation", &text);
            for (key, date) in [("from", role.from), ("to", role.to)] {
                if let Some(date) = date {
                    xml.attribute(occupation, key, date.to_string());
                }
            }
        }
    }
    xml.end();
}

/// An address without the characters that XML Schema's `anyURI` refuses.
pub fn pointer(address: &str) -> String {
    address.trim().replace(' ', "%20").replace('<', "%3C").replace('>', "%3E").replace('"', "%22")
}
