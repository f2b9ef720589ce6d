//! The schemas of speakers, topics, sources and free pages.

use super::article::web_address;
use super::front_matter::{Fields, Parts};
use super::{head, plain_body};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{
    FreePage, Localized, Role, SourceFile, SourceId, SpeakerFile, SpeakerId, SpeakerKind, TopicFile, TopicId, slugify,
};
use crate::read::ContentPath;
use crate::span::Spanned;

/// Reads a speaker.
pub fn speaker(path: ContentPath, mut parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<SpeakerFile> {
    let body = plain_body(&path, &parts, problems);
    let mut fields = Fields::new(&path, std::mem::take(&mut parts.entries), parts.span, problems);
    let id = own_id(&path, "speaker", &parts, SpeakerId::from_name, problems)?;
    let name = fields.text("name", problems);
    let name_span = name.as_ref().map_or(head(parts.span), |name| name.span);
    let speaker = SpeakerFile {
        name: name.map_or_else(|| name_from_id(id.as_str()), |name| name.value.trim().to_owned()),
        sort_name: fields.line("sort_name", problems),
        kind: speaker_kind(&path, &mut fields, problems),
        aliases: fields.texts("aliases", problems).into_iter().map(|alias| alias.value).collect(),
        roles: roles(&path, &mut fields, problems),
        wikidata: wikidata(&path, &mut fields, problems),
        same_as: same_as(&path, &mut fields, problems),
        photo: fields.text("photo", problems),
        born: fields.date("born", problems),
        died: fields.date("died", problems),
        id,
        body,
        name_span,
        path: path.clone(),
    };
    fields.finish(problems);
    Some(speaker)
}

/// Reads a topic.
pub fn topic(path: ContentPath, mut parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<TopicFile> {
    let body = plain_body(&path, &parts, problems);
    let mut fields = Fields::new(&path, std::mem::take(&mut parts.entries), parts.span, problems);
    let id = own_id(&path, "topic", &parts, TopicId::from_name, problems)?;
    let title = fields.localized("title", problems);
    let parent = fields.text("parent", problems).and_then(|parent| match TopicId::from_name(&parent.value) {
        Ok(id) => Some(Spanned::new(id, parent.span)),
        Err(_) => {
            problems.push(catalogue::not_an_id(&path, "topic", &parent.value, parent.span));
            None
        }
    });
    fields.finish(problems);
    let title = title.unwrap_or_else(|| Localized::plain(name_from_id(id.as_str())));
    Some(TopicFile { id, title, parent, body, path })
}

/// Reads a source.
pub fn source(path: ContentPath, mut parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<SourceFile> {
    let body = plain_body(&path, &parts, problems);
    let mut fields = Fields::new(&path, std::mem::take(&mut parts.entries), parts.span, problems);
    let id = own_id(&path, "source", &parts, SourceId::from_name, problems)?;
    let source = SourceFile {
        name: fields.line("name", problems).unwrap_or_else(|| name_from_id(id.as_str())),
        url: web_address(&path, "url", &mut fields, problems),
        language: fields.language("language", problems),
        country: fields.line("country", problems),
        place: fields.line("place", problems),
        kind: fields.line("kind", problems),
        id,
        body,
        path: path.clone(),
    };
    fields.finish(problems);
    Some(source)
}

/// Reads a free page.
pub fn free_page(path: ContentPath, mut parts: Parts<'_>, problems: &mut Vec<Diagnostic>) -> Option<FreePage> {
    let body = plain_body(&path, &parts, problems);
    let mut fields = Fields::new(&path, std::mem::take(&mut parts.entries), parts.span, problems);
    let title = fields.line("title", problems).or_else(|| body.headings.first().map(|heading| heading.text.clone()));
    let language = fields.language("lang", problems);
    let summary = fields.line("summary", problems);
    let menu = fields.integer("menu", problems);
    let draft = fields.boolean("draft", problems).unwrap_or(false);
    fields.finish(problems);
    let Some(title) = title else {
        problems.push(catalogue::missing_key(&path, "title", head(parts.span)));
        return None;
    };
    let mut segments: Vec<String> = path.folders().into_iter().map(slugify).collect();
    segments.push(slugify(path.stem()));
    if segments.iter().any(String::is_empty) {
        problems.push(catalogue::not_an_id(&path, "page", path.stem(), head(parts.span)));
        return None;
    }
    Some(FreePage { segments, title, language, summary, menu, draft, body, span: head(parts.span), path })
}

/// The identifier that the file's name gives.
fn own_id<Id>(
    path: &ContentPath,
    what: &str,
    parts: &Parts<'_>,
    from_name: impl Fn(&str) -> Result<Id, crate::model::IdError>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Id> {
    let id = from_name(path.stem()).ok();
    if id.is_none() {
        problems.push(catalogue::not_an_id(path, what, path.stem(), head(parts.span)));
    }
    id
}

/// A name to show for an identifier of which nothing else is known: `jens-stoltenberg` gives `Jens Stoltenberg`.
pub fn name_from_id(id: &str) -> String {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
    };
    id.split('-').map(capitalised).collect::<Vec<_>>().join(" ")
}

fn speaker_kind(path: &ContentPath, fields: &mut Fields<'_>, problems: &mut Vec<Diagnostic>) -> SpeakerKind {
    match fields.text("kind", problems) {
        None => SpeakerKind::default(),
        Some(Spanned { value, span }) => match value.as_str() {
            "person" => SpeakerKind::Person,
            "organisation" | "organization" => SpeakerKind::Organisation,
            _ => {
                problems.push(catalogue::unknown_choice(path, "kind", &value, &["person", "organisation"], span));
                SpeakerKind::default()
            }
        },
    }
}

fn roles(path: &ContentPath, fields: &mut Fields<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Role> {
    let mut roles = Vec::new();
    for mut role in fields.tables("roles", problems) {
        let span = role.span();
        let title = role.localized("title", problems);
        let organisation = role.line("organisation", problems);
        let from = role.date("from", problems);
        let to = role.date("to", problems);
        role.finish(problems);
        if let (Some(from), Some(to)) = (from, to)
            && to.last_day() < from.first_day()
        {
            problems.push(catalogue::role_ends_before_it_begins(path, span));
        }
        match title {
            Some(title) => roles.push(Role { title, organisation, from, to }),
            None => problems.push(catalogue::missing_key(path, "roles.title", span)),
        }
    }
    roles
}

fn wikidata(path: &ContentPath, fields: &mut Fields<'_>, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let item = fields.text("wikidata", problems)?;
    let is_item = item
        .value
        .strip_prefix('Q')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    if is_item {
        return Some(item.value);
    }
    problems.push(catalogue::not_a_wikidata_item(path, &item.value, item.span));
    None
}

fn same_as(path: &ContentPath, fields: &mut Fields<'_>, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut addresses = Vec::new();
    for address in fields.texts("same_as", problems) {
        if super::is_web_address(&address.value) {
            addresses.push(address.value);
        } else {
            problems.push(catalogue::not_a_web_address(path, "same_as", &address.value, address.span));
        }
    }
    addresses
}
