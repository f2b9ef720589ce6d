//! What is certain of an element of a style, whatever the values are.

use super::shape::Value;

/// What is certain of an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fate {
    /// Whether it may print anything.
    pub prints: bool,
    /// Whether it asks for a variable, which hides the group around it when none has a value.
    pub asks: Asks,
    /// Whether it may keep the group around it from being hidden.
    pub counts: bool,
}

/// Whether an element asks for a variable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Asks {
    #[default]
    Never,
    Perhaps,
    Always,
}

impl Fate {
    /// Nothing is certain.
    pub const OPEN: Self = Self { prints: true, asks: Asks::Perhaps, counts: true };

    /// That of a text that is always the same.
    pub const TEXT: Self = Self { prints: true, asks: Asks::Never, counts: false };

    /// That of an element that prints a variable.
    pub fn of_variable(value: Value) -> Self {
        let prints = value != Value::Absent;
        Self { prints, asks: Asks::Always, counts: prints }
    }

    /// That of two elements beside each other.
    pub fn beside(self, other: Self) -> Self {
        let asks = match (self.asks, other.asks) {
            (Asks::Always, _) | (_, Asks::Always) => Asks::Always,
            (Asks::Never, Asks::Never) => Asks::Never,
            _ => Asks::Perhaps,
        };
        Self { prints: self.prints || other.prints, asks, counts: self.counts || other.counts }
    }

    /// That of one of two elements.
    pub fn either(self, other: Self) -> Self {
        let asks = if self.asks == other.asks { self.asks } else { Asks::Perhaps };
        Self { prints: self.prints || other.prints, asks, counts: self.counts || other.counts }
    }

    /// That of a group or macro around elements.
    pub fn around(self) -> Self {
        Self { prints: self.prints && (self.counts || self.asks != Asks::Always), ..self }
    }

    /// Whether the element changes nothing but for asking.
    pub fn is_idle(self) -> bool {
        !self.prints && !self.counts && self.asks != Asks::Perhaps
    }
}
