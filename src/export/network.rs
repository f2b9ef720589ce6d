//! Who is quoted beside whom, as GraphML.

use std::collections::BTreeMap;
use std::io;

use super::xml::Xml;
use crate::archive::SpeakerIndex;
use crate::model::SpeakerKind;
use crate::site::Site;

/// Writes the network of speakers, element after element: two are joined when articles quote both, and the weight
/// counts these articles.
///
/// # Errors
/// When `to` takes no more.
pub fn write_network(site: Site<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let mut xml = Xml::default();
    let root = xml.start("graphml");
    xml.attribute(root, "xmlns", "http://graphml.graphdrawing.org/xmlns");
    for (id, of, kind) in [
        ("label", "node", "string"),
        ("url", "node", "string"),
        ("kind", "node", "string"),
        ("quotations", "node", "int"),
        ("weight", "edge", "int"),
    ] {
        xml.line();
        let key = xml.empty("key");
        for (name, value) in [("id", id), ("for", of), ("attr.name", id), ("attr.type", kind)] {
            xml.attribute(key, name, value);
        }
    }
    xml.line();
    let graph = xml.start("graph");
    xml.attribute(graph, "id", "speakers");
    xml.attribute(graph, "edgedefault", "undirected");
    for speaker in &site.archive.speakers {
        xml.line();
        let node = xml.start("node");
        xml.attribute(node, "id", speaker.id.as_str());
        let kind = if speaker.kind() == SpeakerKind::Person { "person" } else { "organisation" };
        let url = site.config.base_url.absolute(&speaker.address());
        let quotations = speaker.quotations.len().to_string();
        for (key, value) in
            [("label", speaker.name.as_str()), ("url", &url), ("kind", kind), ("quotations", &quotations)]
        {
            let data = xml.element("data", value);
            xml.attribute(data, "key", key);
        }
        xml.end();
        xml.write_out(to)?;
    }
    for ((one, other), weight) in pairs(site) {
        xml.line();
        let edge = xml.start("edge");
        xml.attribute(edge, "source", site.archive.speakers[one].id.as_str());
        xml.attribute(edge, "target", site.archive.speakers[other].id.as_str());
        let data = xml.element("data", &weight.to_string());
        xml.attribute(data, "key", "weight");
        xml.end();
        xml.write_out(to)?;
    }
    xml.line();
    xml.finish(to)
}

/// The pairs of speakers that articles quote together, and in how many.
fn pairs(site: Site<'_>) -> BTreeMap<(SpeakerIndex, SpeakerIndex), usize> {
    let mut pairs = BTreeMap::new();
    for index in site.archive.articles.indices() {
        let quotations = site.archive.quotations_of(index);
        let mut speakers: Vec<SpeakerIndex> =
            quotations.flat_map(|quotation| site.archive.quotations[quotation].speakers.iter().copied()).collect();
        speakers.sort_unstable();
        speakers.dedup();
        for (number, one) in speakers.iter().enumerate() {
            for other in speakers.iter().skip(number + 1) {
                *pairs.entry((*one, *other)).or_insert(0) += 1;
            }
        }
    }
    pairs
}
