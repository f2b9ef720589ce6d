//! Dates in words.

use std::borrow::Cow;

use icu::calendar::{Date, Gregorian};
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{M, Y, YM, YMD};
use icu::locale::Locale;
use rustc_hash::FxHashMap;

use crate::model::{PartialDate, Precision};

type Formatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// Formatters for the dates of one language.
pub struct Dates {
    /// The dates that were prepared, in full: making one costs a thousand times what finding it does.
    prepared: FxHashMap<PartialDate, Box<str>>,
    day: Formatter<YMD>,
    month_of_year: Formatter<YM>,
    year: Formatter<Y>,
    month: Formatter<M>,
    short_month: Formatter<M>,
    /// The first of a month is written `1er`, which CLDR leaves to its users.
    is_french: bool,
}

impl Dates {
    /// The formatters of a language; nothing when CLDR does not have it.
    pub fn new(locale: &Locale) -> Option<Self> {
        Some(Self {
            prepared: FxHashMap::default(),
            day: Formatter::try_new(locale.into(), YMD::long()).ok()?,
            month_of_year: Formatter::try_new(locale.into(), YM::long()).ok()?,
            year: Formatter::try_new(locale.into(), Y::long()).ok()?,
            month: Formatter::try_new(locale.into(), M::long()).ok()?,
            short_month: Formatter::try_new(locale.into(), M::medium()).ok()?,
            is_french: locale.id.language.as_str() == "fr",
        })
    }

    /// Makes dates that will be asked for often.
    pub fn prepare(&mut self, dates: impl Iterator<Item = PartialDate>) {
        for date in dates {
            if !self.prepared.contains_key(&date)
                && let Some(text) = self.make(date)
            {
                self.prepared.insert(date, text.into());
            }
        }
    }

    /// The date in full, as precise as it is known.
    pub fn long(&self, date: PartialDate) -> Option<Cow<'_, str>> {
        match self.prepared.get(&date) {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.make(date).map(Cow::Owned),
        }
    }

    fn make(&self, date: PartialDate) -> Option<String> {
        let first = date.first_day();
        let day = gregorian(i32::from(first.year()), first.month(), first.day())?;
        Some(match date.precision() {
            Precision::Day => self.first_of_month(self.day.format(&day).to_string()),
            Precision::Month => self.month_of_year.format(&day).to_string(),
            Precision::Year => self.year.format(&day).to_string(),
        })
    }

    fn first_of_month(&self, date: String) -> String {
        match date.strip_prefix('1').filter(|rest| self.is_french && rest.starts_with(char::is_whitespace)) {
            Some(rest) => format!("1er{rest}"),
            None => date,
        }
    }

    /// The name of a month from 1 to 12.
    pub fn month(&self, month: i8) -> Option<String> {
        Some(self.month.format(&gregorian(2024, month, 1)?).to_string())
    }

    /// The short name of a month from 1 to 12.
    pub fn short_month(&self, month: i8) -> Option<String> {
        Some(self.short_month.format(&gregorian(2024, month, 1)?).to_string())
    }
}

fn gregorian(year: i32, month: i8, day: i8) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_month_in_french() {
        let locale: Locale = "fr".parse().expect("a language");
        let dates = Dates::new(&locale).expect("French");
        for (date, words) in
            [("2022-05-01", "1er mai 2022"), ("2022-05-11", "11 mai 2022"), ("2022-05", "mai 2022"), ("1022", "1022")]
        {
            assert_eq!(dates.long(date.parse().expect("a date")).as_deref(), Some(words));
        }
    }
}
