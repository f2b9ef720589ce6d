//! Names of authors, in the parts that references need.

/// The name of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CitedName {
    /// A human being.
    Person {
        /// The name under which the person is filed, without its particle.
        family: String,
        /// Given names; empty when unknown.
        given: String,
        /// `de`, `van der` and their like; empty for most.
        particle: String,
    },
    /// A newsroom, an agency, or a person with one name: never taken apart.
    Whole(String),
}

/// Words in lower case that begin a family name.
const PARTICLES: [&str; 36] = [
    "af", "al", "av", "ben", "bin", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der", "des",
    "di", "dos", "du", "el", "het", "la", "le", "les", "of", "op", "ten", "ter", "to", "van", "vom", "von", "zu",
    "zum", "zur", "y",
];

/// Words with which no person's name begins.
const BODIES: [&str; 24] = [
    "agence",
    "agency",
    "association",
    "bureau",
    "collectif",
    "comité",
    "committee",
    "communiqué",
    "correspondant",
    "correspondance",
    "council",
    "desk",
    "editorial",
    "la",
    "le",
    "les",
    "ministère",
    "ministry",
    "newsroom",
    "our",
    "rédaction",
    "redaktion",
    "staff",
    "the",
];

impl CitedName {
    /// Takes a name apart that is written `Maud Lescarret` or `Lescarret, Maud`.
    pub fn parse(name: &str) -> Self {
        let name = name.trim();
        if let Some((family, given)) = name.split_once(',') {
            return Self::filed(family, given);
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let first = words.first().copied().unwrap_or_default();
        let is_body = words.len() < 2 || words.len() > 6 || BODIES.contains(&first.to_lowercase().as_str());
        if is_body || name.chars().any(|letter| letter.is_ascii_digit()) {
            return Self::Whole(name.to_owned());
        }
        let start = match words.iter().skip(1).position(|word| PARTICLES.contains(word)) {
            Some(place) if place + 2 < words.len() => place + 1,
            _ => words.len() - 1,
        };
        let (given, family) = words.split_at_checked(start).unwrap_or((&[], &words));
        Self::with_particle(&family.join(" "), given.join(" "))
    }

    /// A person filed as `Gaulle, Charles de`.
    fn filed(family: &str, given: &str) -> Self {
        let given: Vec<&str> = given.split_whitespace().collect();
        let behind = given.iter().rev().take_while(|word| PARTICLES.contains(*word)).count();
        let (given, particle) = given.split_at_checked(given.len() - behind).unwrap_or((&given, &[]));
        if given.is_empty() {
            return Self::Whole(family.trim().to_owned());
        }
        if particle.is_empty() {
            return Self::with_particle(family.trim(), given.join(" "));
        }
        Self::Person { family: family.trim().to_owned(), given: given.join(" "), particle: particle.join(" ") }
    }

    /// A person whose family name may begin with a particle.
    fn with_particle(family: &str, given: String) -> Self {
        let words: Vec<&str> = family.split(' ').collect();
        let count = words.iter().take_while(|word| PARTICLES.contains(*word)).count().min(words.len() - 1);
        let (particle, family) = words.split_at_checked(count).unwrap_or((&[], &words));
        let (particle, family) = (particle.join(" "), family.join(" "));
        let elided = ["d’", "d'"].into_iter().find(|elided| particle.is_empty() && family.starts_with(elided));
        match elided.and_then(|elided| Some((elided, family.strip_prefix(elided)?))) {
            Some((elided, rest)) => Self::Person { family: rest.to_owned(), given, particle: elided.to_owned() },
            None => Self::Person { family, given, particle },
        }
    }

    /// As Highwire Press tags write it, whose readers take the last word for the family name unless there is a comma. A
    /// comma between names of several words each would be read as one between authors.
    pub fn highwire(&self) -> String {
        match self {
            Self::Person { family, given, particle } if particle.is_empty() && !family.contains(' ') => {
                format!("{given} {family}")
            }
            Self::Person { family, given, particle } if given.contains(' ') => {
                let space = if particle.is_empty() || particle.ends_with(['’', '\'']) { "" } else { " " };
                format!("{given} {particle}{space}{family}")
            }
            Self::Person { .. } | Self::Whole(_) => self.inverted(),
        }
    }

    /// `de Roy, Jean`, as BibTeX and RIS sort it.
    pub fn inverted(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person { family, given, particle } if particle.is_empty() => format!("{family}, {given}"),
            Self::Person { family, given, particle } if particle.ends_with(['’', '\'']) => {
                format!("{particle}{family}, {given}")
            }
            Self::Person { family, given, particle } => format!("{particle} {family}, {given}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(given: &str, particle: &str, family: &str) -> CitedName {
        CitedName::Person { family: family.into(), given: given.into(), particle: particle.into() }
    }

    #[test]
    fn names_are_taken_apart() {
        for (name, expected) in [
            ("Maud Lescarret", person("Maud", "", "Lescarret")),
            ("Lescarret, Maud", person("Maud", "", "Lescarret")),
            ("Jean-Paul de La Tour", person("Jean-Paul", "de", "La Tour")),
            ("Gaulle, Charles de", person("Charles", "de", "Gaulle")),
            ("Ludwig van der Rohe", person("Ludwig", "van der", "Rohe")),
            ("Valéry Giscard d’Estaing", person("Valéry Giscard", "d’", "Estaing")),
            ("María José y Ruiz", person("María José", "y", "Ruiz")),
            ("Agence de bassin", CitedName::Whole("Agence de bassin".into())),
            ("La rédaction", CitedName::Whole("La rédaction".into())),
            ("AFP", CitedName::Whole("AFP".into())),
        ] {
            assert_eq!(CitedName::parse(name), expected, "{name}");
        }
        for (name, expected) in [
            ("Lescarret, Maud", "Maud Lescarret"),
            ("Jean de La Tour", "de La Tour, Jean"),
            ("Valéry Giscard d’Estaing", "Valéry Giscard d’Estaing"),
            ("La rédaction", "La rédaction"),
        ] {
            assert_eq!(CitedName::parse(name).highwire(), expected, "{name}");
        }
        assert_eq!(CitedName::parse("Valéry Giscard d’Estaing").inverted(), "d’Estaing, Valéry Giscard");
    }
}
