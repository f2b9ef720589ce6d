//! The language of the interface: its texts (Fluent), and dates, numbers and sorting (CLDR through ICU4X).

mod dates;
mod gaps;
mod messages;

use std::borrow::Cow;
use std::cmp::Ordering;

use icu::collator::options::{CollatorOptions, Strength};
use icu::collator::{Collator, CollatorBorrowed};
use icu::decimal::DecimalFormatter;
use icu::locale::Locale as IcuLocale;

use crate::diagnostic::Diagnostic;
use crate::model::{Language, PartialDate};
use crate::read::ThemeText;

pub use gaps::gaps;

use dates::Dates;
use messages::Messages;

/// The language of the interface. Making one takes milliseconds; every method is pure and quick.
pub struct Locale {
    language: Language,
    messages: Messages,
    dates: Option<Dates>,
    numbers: Option<DecimalFormatter>,
    collator: Option<CollatorBorrowed<'static>>,
}

impl Locale {
    /// The interface in `language`, with its texts out of `files`: a later file wins over an earlier one, and
    /// English stands in for what a language lacks.
    pub fn new(language: &Language, files: &[ThemeText], problems: &mut Vec<Diagnostic>) -> Self {
        let locale: IcuLocale = language.tag().parse().unwrap_or(IcuLocale::UNKNOWN);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        Self {
            language: language.clone(),
            messages: Messages::new(language, files, problems),
            dates: Dates::new(&locale),
            numbers: DecimalFormatter::try_new((&locale).into(), Default::default()).ok(),
            collator: Collator::try_new((&locale).into(), options).ok(),
        }
    }

    /// The language.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// A text without arguments; its key when there is no such text.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.messages.plain(key).unwrap_or(key)
    }

    /// All texts without arguments by key, for templates.
    pub fn plain_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.messages.all_plain()
    }

    /// A text with a number in it, in the plural that the number asks for.
    pub fn counted(&self, key: &str, count: usize) -> String {
        self.messages.counted(key, count, self.number(count)).unwrap_or_else(|| format!("{key}: {count}"))
    }

    /// A text with named pieces in it.
    pub fn filled(&self, key: &str, pieces: &[(&str, &str)]) -> String {
        self.messages.filled(key, pieces).unwrap_or_else(|| key.to_owned())
    }

    /// A number with the grouping of the language.
    pub fn number(&self, number: usize) -> String {
        match &self.numbers {
            Some(formatter) => formatter.format_to_string(&(number as u64).into()),
            None => number.to_string(),
        }
    }

    /// Prepares dates that will be asked for often. Every date can be asked for without that.
    pub fn prepare(&mut self, dates: impl Iterator<Item = PartialDate>) {
        if let Some(own) = &mut self.dates {
            own.prepare(dates);
        }
    }

    /// A date in words, as precise as it is known: `5 June 2023`, `June 2023` or `2023`.
    pub fn date(&self, date: PartialDate) -> Cow<'_, str> {
        self.dates.as_ref().and_then(|dates| dates.long(date)).unwrap_or_else(|| Cow::Owned(date.to_string()))
    }

    /// A year in the digits of the language.
    pub fn year(&self, year: i16) -> String {
        let date = format!("{year:04}").parse().ok();
        date.map_or_else(|| year.to_string(), |date| self.date(date).into_owned())
    }

    /// The name of a month from 1 to 12: `June`.
    pub fn month_name(&self, month: i8) -> String {
        self.dates.as_ref().and_then(|dates| dates.month(month)).unwrap_or_else(|| format!("{month:02}"))
    }

    /// The name of a month in a narrow column: `Jun`.
    pub fn short_month_name(&self, month: i8) -> String {
        self.dates.as_ref().and_then(|dates| dates.short_month(month)).unwrap_or_else(|| format!("{month:02}"))
    }

    /// The order of two names in the language.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        match &self.collator {
            Some(collator) => collator.compare(a, b).then_with(|| a.cmp(b)),
            None => a.cmp(b),
        }
    }
}
