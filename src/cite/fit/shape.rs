//! Shapes of references: which fields they have.

use hayagriva::citationberg::taxonomy::{DateVariable, Kind, NameVariable, NumberVariable, StandardVariable, Variable};

use crate::cite::{CitedName, Reference};

/// Which fields a reference to an article has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    is_published: bool,
    has_authors: bool,
    has_place: bool,
    has_date: bool,
}

/// Whether a variable has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Absent,
    /// The processor knows.
    Open,
    Present,
}

impl Shape {
    /// How many shapes there are.
    pub const COUNT: usize = 16;

    /// The shape of a reference; none when one of its fields is blank, which styles treat in their own ways.
    pub fn of(reference: &Reference<'_>) -> Option<Self> {
        let texts = [Some(reference.title), Some(reference.archive), reference.publication, reference.place];
        let is_blank = |text: &str| text.trim().is_empty();
        let is_nobody = |name: &CitedName| match name {
            CitedName::Whole(name) => is_blank(name),
            CitedName::Person { family, .. } => is_blank(family),
        };
        let has_gap = texts.into_iter().flatten().any(is_blank) || reference.authors.iter().any(is_nobody);
        (!has_gap).then_some(Self {
            is_published: reference.publication.is_some(),
            has_authors: !reference.authors.is_empty(),
            has_place: reference.place.is_some(),
            has_date: reference.date.is_some(),
        })
    }

    /// Its number among all.
    pub fn number(self) -> usize {
        let fields = [self.is_published, self.has_authors, self.has_place, self.has_date];
        fields.into_iter().fold(0, |number, field| 2 * number + usize::from(field))
    }

    /// The kind of work that is cited.
    pub fn kind(self) -> Kind {
        if self.is_published { Kind::ArticleNewspaper } else { Kind::Webpage }
    }

    /// Whether a variable has a value in references of this shape.
    pub fn value(self, variable: Variable) -> Value {
        let is_present = match variable {
            Variable::Standard(StandardVariable::YearSuffix | StandardVariable::CitationLabel)
            | Variable::Number(NumberVariable::CitationNumber) => return Value::Open,
            Variable::Standard(variable) => match variable {
                StandardVariable::Title | StandardVariable::ContainerTitle => true,
                StandardVariable::URL | StandardVariable::Language => true,
                StandardVariable::Archive => self.is_published,
                StandardVariable::PublisherPlace => self.has_place,
                _ => false,
            },
            Variable::Name(variable) => self.has_authors && variable == NameVariable::Author,
            Variable::Date(variable) => self.has_date && variable == DateVariable::Issued,
            Variable::Number(_) | Variable::Page(_) => false,
        };
        if is_present { Value::Present } else { Value::Absent }
    }
}
