//! The share card of a quotation: a picture for those who meet its address elsewhere.

use serde::Serialize;

use super::Site;
use super::items::quotation_item;
use super::quotation::words_in_marks;
use crate::archive::QuotationIndex;

/// What a share card shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The words, direct speech between its quotation marks.
    pub words: String,
    /// Whether the words run from right to left.
    pub is_right_to_left: bool,
    /// Who said it, joined.
    pub speaker: String,
    /// The offices of the speaker at that date; empty when unknown or when several speak.
    pub role: String,
    /// Publication and date, joined.
    pub whence: String,
    /// Name of the archive.
    pub archive: String,
}

/// Number of the drawing: another one for every change of the look of cards, so that old ones are drawn again.
const DRAWING: u32 = 2;

impl Card {
    /// A hash of all that the picture depends on.
    pub fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [&self.words, &self.speaker, &self.role, &self.whence, &self.archive] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        hasher.update(&[u8::from(self.is_right_to_left)]).update(&DRAWING.to_le_bytes());
        hasher.finalize().to_hex().get(..16).unwrap_or_default().to_owned()
    }
}

/// The share card of a quotation.
pub fn card(site: Site<'_>, index: QuotationIndex) -> Card {
    let item = quotation_item(site, index);
    let names: Vec<&str> = item.speakers.iter().map(|speaker| speaker.name).collect();
    let publication = item.source.map(|source| source.text);
    let whence: Vec<String> = publication.into_iter().chain(item.date.map(|date| date.text.into_owned())).collect();
    Card {
        words: words_in_marks(&item.words.replace('\n', " "), item.language, item.kind),
        is_right_to_left: item.direction == "rtl",
        speaker: if names.is_empty() { site.locale.text("unknown-speaker").to_owned() } else { names.join(", ") },
        role: match item.speakers.as_slice() {
            [speaker] => speaker.role.clone(),
            _ => String::new(),
        },
        whence: whence.join(" · "),
        archive: site.config.title.clone(),
    }
}

/// The whole address of a quotation's share card, which changes with the picture; nothing when there are no cards.
pub fn card_url(site: Site<'_>, index: QuotationIndex) -> Option<String> {
    site.config.has_cards().then(|| {
        let address = site.config.base_url.absolute(&site.archive.quotations[index].card_address());
        format!("{address}?v={}", card(site, index).fingerprint())
    })
}
