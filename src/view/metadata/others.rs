//! What the pages of speakers, topics and sources, lists and the home page say to programs.

use super::schema::{Agent, EntryPoint, Occupation, Page, Role, SearchAction, Step, Term, Thing, WebSite};
use super::{Metadata, absolute};
use crate::archive::{SourceIndex, SpeakerIndex, TopicIndex};
use crate::model::SpeakerKind;
use crate::view::{Link, Site, picture_url};

/// What the page of a speaker says to programs.
pub fn speaker(site: Site<'_>, index: SpeakerIndex) -> Metadata {
    let speaker = &site.archive.speakers[index];
    let Agent { id, name, .. } = agent(site, index);
    let Some(file) = speaker.file.as_deref() else {
        return profile(speaker.kind(), Agent { url: id.clone(), id, name, ..Agent::default() });
    };
    let is_person = speaker.kind() == SpeakerKind::Person;
    let wikidata = file.wikidata.iter().map(|item| format!("https://www.wikidata.org/wiki/{item}"));
    let role = |role: &crate::model::Role| {
        let title = role.title.in_language(&site.config.language);
        let name = match &role.organisation {
            Some(organisation) => format!("{title}, {organisation}"),
            None => title.to_owned(),
        };
        Role { has_occupation: Occupation { name }, start_date: role.from, end_date: role.to }
    };
    let photo = file.photo.as_ref().and_then(|photo| picture_url(site, photo));
    profile(
        speaker.kind(),
        Agent {
            url: id.clone(),
            id,
            name,
            alternate_name: file.aliases.clone(),
            image: photo.map(|photo| site.config.base_url.origin().to_owned() + &photo),
            same_as: wikidata.chain(file.same_as.iter().cloned()).collect(),
            birth_date: file.born.filter(|_| is_person),
            death_date: file.died.filter(|_| is_person),
            founding_date: file.born.filter(|_| !is_person),
            dissolution_date: file.died.filter(|_| !is_person),
            has_occupation: if is_person { file.roles.iter().map(role).collect() } else { Vec::new() },
            location: None,
        },
    )
}

fn profile(kind: SpeakerKind, agent: Agent) -> Metadata {
    match kind {
        SpeakerKind::Person => Metadata::new("profile").about(Thing::Person(Box::new(agent))),
        SpeakerKind::Organisation => Metadata::new("website").about(Thing::Organization(Box::new(agent))),
    }
}

fn agent(site: Site<'_>, index: SpeakerIndex) -> Agent {
    let speaker = &site.archive.speakers[index];
    let id = Some(absolute(site, &speaker.address()));
    Agent { id, name: speaker.name.clone(), ..Agent::default() }
}

/// A speaker who is referred to.
pub fn reference(site: Site<'_>, index: SpeakerIndex) -> Thing {
    let agent = Box::new(agent(site, index));
    match site.archive.speakers[index].kind() {
        SpeakerKind::Person => Thing::Person(agent),
        SpeakerKind::Organisation => Thing::Organization(agent),
    }
}

/// Somebody of whom only the name is known.
pub fn author(name: &str) -> Thing {
    Thing::Person(Box::new(Agent { name: name.to_owned(), ..Agent::default() }))
}

/// A place of which only the name is known.
pub fn location(name: &str) -> Thing {
    Thing::Place { name: name.to_owned() }
}

/// What the page of a topic says to programs.
pub fn topic(site: Site<'_>, index: TopicIndex) -> Metadata {
    let topic = &site.archive.topics[index];
    let url = absolute(site, "topics/");
    let name = site.locale.text("topics").to_owned();
    let set = Page { id: url.clone(), url, name, in_language: None, is_part_of: None };
    let mut term = term(site, index);
    let titles = std::iter::once(&topic.title.default).chain(topic.title.by_language.iter().map(|(_, title)| title));
    for title in titles {
        if *title != term.name && !term.alternate_name.contains(title) {
            term.alternate_name.push(title.clone());
        }
    }
    term.in_defined_term_set = Some(Box::new(Thing::DefinedTermSet(Box::new(set))));
    Metadata::new("website").about(Thing::DefinedTerm(Box::new(term)))
}

/// A topic that is referred to.
pub fn topic_reference(site: Site<'_>, index: TopicIndex) -> Thing {
    Thing::DefinedTerm(Box::new(term(site, index)))
}

fn term(site: Site<'_>, index: TopicIndex) -> Term {
    let topic = &site.archive.topics[index];
    let url = absolute(site, &topic.address());
    let name = topic.title.in_language(&site.config.language).to_owned();
    Term { id: url.clone(), url, name, ..Term::default() }
}

/// What the page of a source says to programs.
pub fn source(site: Site<'_>, index: SourceIndex) -> Metadata {
    let source = &site.archive.sources[index];
    let file = source.file.as_deref();
    let place = file.and_then(|file| file.place.as_deref().or(file.country.as_deref()));
    let own_site = file.and_then(|file| file.url.clone());
    let id = absolute(site, &source.address());
    Metadata::new("website").about(Thing::Organization(Box::new(Agent {
        url: Some(own_site.unwrap_or_else(|| id.clone())),
        id: Some(id),
        name: source.name.clone(),
        location: place.map(location),
        ..Agent::default()
    })))
}

/// A publication that is referred to.
pub fn source_reference(site: Site<'_>, index: SourceIndex) -> Thing {
    let source = &site.archive.sources[index];
    let id = Some(absolute(site, &source.address()));
    Thing::Organization(Box::new(Agent { id, name: source.name.clone(), ..Agent::default() }))
}

/// What the home page says to programs.
pub fn website(site: Site<'_>) -> Metadata {
    let config = site.config;
    let search = SearchAction {
        target: EntryPoint { url_template: absolute(site, "search/?q={search_term_string}") },
        query_input: "required name=search_term_string",
    };
    let publisher = |name: &String| Thing::Organization(Box::new(Agent { name: name.clone(), ..Agent::default() }));
    Metadata::new("website").about(Thing::WebSite(Box::new(WebSite {
        description: config.description.clone(),
        in_language: Some(config.language.to_string()),
        publisher: config.publisher.as_ref().map(publisher),
        copyright_notice: config.rights.clone(),
        potential_action: config.outputs.search.then_some(search),
        ..named_website(site)
    })))
}

/// The archive as what something is part of.
pub fn website_reference(site: Site<'_>) -> Thing {
    Thing::WebSite(Box::new(named_website(site)))
}

fn named_website(site: Site<'_>) -> WebSite {
    let url = absolute(site, "");
    WebSite {
        id: url.clone(),
        url,
        name: site.config.title.clone(),
        description: None,
        in_language: None,
        publisher: None,
        copyright_notice: None,
        potential_action: None,
    }
}

/// What a page that lists others says to programs.
pub fn list(site: Site<'_>, title: &str, url: &str) -> Metadata {
    Metadata::new("website").about(Thing::CollectionPage(Box::new(Page {
        id: url.to_owned(),
        url: url.to_owned(),
        name: title.to_owned(),
        in_language: Some(site.config.language.to_string()),
        is_part_of: Some(Box::new(website_reference(site))),
    })))
}

/// The way from the home page to a page, itself included; nothing for a page directly below the home page.
pub fn trail(site: Site<'_>, steps: &[Link], title: &str, url: &str) -> Option<Thing> {
    let home = (site.locale.text("home"), absolute(site, ""));
    let between = steps.iter().map(|step| (step.text.as_str(), site.config.base_url.origin().to_owned() + &step.url));
    let all = std::iter::once(home).chain(between).chain([(title, url.to_owned())]);
    let step =
        |(number, (name, item)): (usize, (&str, String))| Step { position: number + 1, name: name.to_owned(), item };
    let steps: Vec<Step> = all.enumerate().map(step).collect();
    (steps.len() > 2).then_some(Thing::BreadcrumbList { steps })
}
