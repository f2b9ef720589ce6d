//! Calendar dates that may be known to the year, the month or the day only.

use std::fmt::{self, Write};
use std::str::FromStr;

use jiff::civil::Date;

/// A date of the proleptic Gregorian calendar with the precision that is known of it, in the
/// reduced-precision forms of ISO 8601: `2023`, `2023-06` or `2023-06-05`.
///
/// Sorted by time; of two dates that begin together the vaguer one comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    first_day: Date,
    precision: Precision,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// The year and the month.
    Month,
    /// The very day.
    Day,
}

impl Precision {
    /// The word for it, as texts of the interface know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form `2023`, `2023-06` or `2023-06-05`.
    Form,
    /// Of the right form, but the calendar has no such day.
    NoSuchDay,
}

impl PartialDate {
    /// A full date.
    pub fn day(date: Date) -> Self {
        Self { first_day: date, precision: Precision::Day }
    }

    /// The first day that the date can mean.
    pub fn first_day(self) -> Date {
        self.first_day
    }

    /// The last day that the date can mean.
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Year => self.first_day.last_of_year(),
            Precision::Month => self.first_day.last_of_month(),
            Precision::Day => self.first_day,
        }
    }

    /// How much of the date is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.first_day.year()
    }

    /// The month from 1 to 12, where it is known.
    pub fn month(self) -> Option<i8> {
        (self.precision >= Precision::Month).then(|| self.first_day.month())
    }

    /// The day of the month, where it is known.
    pub fn day_of_month(self) -> Option<i8> {
        (self.precision == Precision::Day).then(|| self.first_day.day())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    /// Reads `2023`, `2023-06` or `2023-06-05`; a time of day behind a full date is left aside.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let date = text.split_once(['T', 't', ' ']).map_or(text, |(date, _time)| date);
        let mut parts = date.split('-');
        let year: i16 = number(parts.next(), 4)?.ok_or(DateError::Form)?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        if parts.next().is_some() || (day.is_none() && date.len() != text.len()) {
            return Err(DateError::Form);
        }
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        let part = |part: Option<i16>| i8::try_from(part.unwrap_or(1)).map_err(|_| DateError::NoSuchDay);
        let first_day = Date::new(year, part(month)?, part(day)?).map_err(|_| DateError::NoSuchDay)?;
        Ok(Self { first_day, precision })
    }
}

fn number(part: Option<&str>, digits: usize) -> Result<Option<i16>, DateError> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::Form);
    }
    part.parse().map(Some).map_err(|_| DateError::Form)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Every card of every list says a date: digit by digit that costs a tenth of what formatting does.
        let digit = |number: i16, unit: i16| char::from(b'0' + (number / unit % 10).unsigned_abs() as u8);
        let year = self.year();
        if year < 0 {
            f.write_char('-')?;
        }
        for unit in [1000, 100, 10, 1] {
            f.write_char(digit(year, unit))?;
        }
        for part in [self.month(), self.day_of_month()].into_iter().flatten() {
            f.write_char('-')?;
            f.write_char(digit(i16::from(part), 10))?;
            f.write_char(digit(i16::from(part), 1))?;
        }
        Ok(())
    }
}

impl serde::Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        for text in ["2023", "2023-06", "2023-06-05", "0987-12-31"] {
            assert_eq!(text.parse::<PartialDate>().map(|date| date.to_string()), Ok(text.to_owned()));
        }
        let date: PartialDate = "2024-02".parse().expect("a month");
        assert_eq!(date.last_day().to_string(), "2024-02-29");
        assert_eq!("2023-06-05T10:20:00Z".parse::<PartialDate>().map(|d| d.to_string()), Ok("2023-06-05".into()));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (text, error) in [
            ("2023-13", DateError::NoSuchDay),
            ("2023-02-29", DateError::NoSuchDay),
            ("5 June 2023", DateError::Form),
            ("23-06-05", DateError::Form),
            ("2023-06-05-01", DateError::Form),
            ("2023-06T10:00", DateError::Form),
            ("", DateError::Form),
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(error), "{text}");
        }
    }

    #[test]
    fn vaguer_dates_come_first() {
        let mut dates: Vec<PartialDate> =
            ["2023-01-01", "2023", "2022-12-31", "2023-01"].iter().filter_map(|text| text.parse().ok()).collect();
        dates.sort();
        let sorted: Vec<String> = dates.iter().map(ToString::to_string).collect();
        assert_eq!(sorted, ["2022-12-31", "2023", "2023-01", "2023-01-01"]);
    }
}
