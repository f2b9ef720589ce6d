//! Styles fitted to references of one shape: what can never apply to them is taken out beforehand.
//!
//! A style knows some forty kinds of works and a hundred variables; a processor asks for all of them at each
//! reference, and every group asks its parts once more. Our references are of two kinds and have few variables, so most
//! answers are known. Only what is certain is decided here; a test holds fitted and whole styles against each other.

mod fate;
mod flat;
mod shape;
mod walk;

use hayagriva::citationberg::taxonomy::{NameVariable, StandardVariable, Variable};
use hayagriva::citationberg::{
    Choose, ChooseBranch, ChooseMatch, CslMacro, ElseBranch, Group, IndependentStyle,
    LayoutRenderingElement as Element, Names, NamesChild, Substitute, Text, TextTarget,
};

use fate::{Asks, Fate};
pub use shape::Shape;
use shape::Value;

/// A style fitted to a shape.
pub fn fitted(style: &IndependentStyle, shape: Shape) -> IndependentStyle {
    /// What each pass takes out shows the next more that is certain; behind the last nothing changes.
    const PASSES: usize = 4;
    let fit = |style: &IndependentStyle, trust| Fitting { whole: style, shape, trust, macros: Vec::new() }.style();
    (1..PASSES).fold(fit(style, Trust::default()), |style, _| fit(&style, Trust::in_style(&style)))
}

/// What is certain of a style as a whole.
#[derive(Debug, Default)]
struct Trust {
    /// Whether names are replaced at one place only, so that nothing is hidden before.
    replaces_once: bool,
    /// The variables that may have been printed in place of names, and then are hidden; all when it is not known.
    hidden: Option<Vec<Variable>>,
}

impl Trust {
    fn in_style(style: &IndependentStyle) -> Self {
        Self { replaces_once: walk::replacements(style).len() <= 1, hidden: Some(walk::hidden(style)) }
    }
}

struct Fitting<'a> {
    whole: &'a IndependentStyle,
    shape: Shape,
    trust: Trust,
    macros: Vec<(CslMacro, Fate)>,
}

impl Fitting<'_> {
    fn style(mut self) -> IndependentStyle {
        let mut bibliography = self.whole.bibliography.clone();
        if let Some(bibliography) = &mut bibliography {
            bibliography.layout.elements = self.elements(&bibliography.layout.elements).0;
        }
        let macros = self.macros.into_iter().map(|(fitted, _)| fitted).collect();
        IndependentStyle { bibliography, macros, ..self.whole.clone() }
    }

    /// Elements beside each other. Those that never print go; one stands for all that ask in vain.
    fn elements(&mut self, elements: &[Element]) -> (Vec<Element>, Fate) {
        let mut kept = Vec::new();
        let (mut all, mut rest) = (Fate::default(), Fate::default());
        for element in elements {
            let (element, fate) = self.element(element);
            all = all.beside(fate);
            if !fate.is_idle() {
                rest = rest.beside(fate);
                kept.push(element);
            }
        }
        if rest.asks != all.asks {
            kept.push(Element::Text(Text::with_target(Variable::Standard(StandardVariable::Annote))));
        }
        (kept, all)
    }

    /// Elements of a group, a macro or a branch, where a choice with one branch only is but its elements.
    fn grouped(&mut self, elements: &[Element]) -> (Vec<Element>, Fate) {
        let (elements, fate) = self.elements(elements);
        let flat = elements.into_iter().flat_map(|element| match flat::only_branch(&element) {
            Some(children) => children.to_vec(),
            None => vec![element],
        });
        (flat.collect(), fate)
    }

    fn element(&mut self, element: &Element) -> (Element, Fate) {
        let of_variable = |variable: Variable| Fate::of_variable(self.shape.value(variable));
        match element {
            Element::Text(text) => self.text(text),
            Element::Number(number) => (element.clone(), of_variable(number.variable.into())),
            Element::Label(label) => {
                (element.clone(), Fate { asks: Asks::Never, counts: false, ..of_variable(label.variable.into()) })
            }
            Element::Date(date) => {
                let fate = date.variable.map_or(Fate::OPEN, |variable| of_variable(variable.into()));
                (element.clone(), fate)
            }
            Element::Names(names) => self.names(names),
            Element::Choose(choose) => self.choose(choose),
            Element::Group(group) => {
                let (children, mut fate) = self.grouped(&group.children);
                fate.counts |= children.iter().any(|child| matches!(child, Element::Group(_)));
                let group = Group { children, ..group.clone() };
                match flat::only_child(&group, fate) {
                    Some(child) => (child.clone(), fate.around()),
                    None => (Element::Group(group), fate.around()),
                }
            }
        }
    }

    fn text(&mut self, text: &Text) -> (Element, Fate) {
        let fate = match &text.target {
            // One reference alone has no suffix, and the processor does not count it as a variable.
            TextTarget::Variable { var: Variable::Standard(StandardVariable::YearSuffix), .. } => Fate::default(),
            TextTarget::Variable { var, .. } => Fate::of_variable(self.shape.value(*var)),
            TextTarget::Term { .. } | TextTarget::Value { .. } => Fate::TEXT,
            TextTarget::Macro { name } => return self.call(text, name),
        };
        (Element::Text(text.clone()), fate)
    }

    /// A call of a macro, or the macro's only element in its place.
    fn call(&mut self, text: &Text, name: &str) -> (Element, Fate) {
        let (children, fate) = self.called(name);
        let fate = fate.around();
        let fate = Fate { counts: fate.counts || fate.prints, ..fate };
        match children.as_slice() {
            [child] if flat::is_plain(text) && flat::stands_alone(child, fate) => (child.clone(), fate),
            _ => (Element::Text(text.clone()), fate),
        }
    }

    /// The elements of a macro, which is fitted when it is first called.
    fn called(&mut self, name: &str) -> (Vec<Element>, Fate) {
        if let Some((known, fate)) = self.macros.iter().find(|(known, _)| known.name == name) {
            return (known.children.clone(), *fate);
        }
        let Some(whole) = self.whole.macros.iter().find(|it| it.name == name) else { return Default::default() };
        let (children, fate) = self.grouped(&whole.children);
        self.macros.push((CslMacro { name: name.to_owned(), children: children.clone() }, fate));
        (children, fate)
    }

    fn names(&mut self, names: &Names) -> (Element, Fate) {
        let mut fitted = names.clone();
        let mut instead = Fate::default();
        for child in &mut fitted.children {
            if let NamesChild::Substitute(substitute) = child {
                let (children, fate) = self.elements(self.tried(&substitute.children));
                *substitute = Substitute { children };
                instead = fate;
            }
        }
        let is_absent = |variable: &NameVariable| self.shape.value(Variable::Name(*variable)) == Value::Absent;
        let is_open = names.variable.is_empty() || !names.variable.iter().all(is_absent);
        (Element::Names(fitted), if is_open { Fate::OPEN } else { instead })
    }

    /// The substitutes that are tried: none is behind names that are known.
    fn tried<'e>(&self, substitutes: &'e [Element]) -> &'e [Element] {
        let is_present = |variable: &NameVariable| self.shape.value(Variable::Name(*variable)) == Value::Present;
        let prints = |element: &Element| match element {
            Element::Names(names) => names.variable.iter().any(is_present),
            _ => false,
        };
        let last = substitutes.iter().position(prints).filter(|_| self.trust.replaces_once);
        last.and_then(|last| substitutes.get(..=last)).unwrap_or(substitutes)
    }

    /// The branches that may be taken, up to one that is.
    fn choose(&mut self, choose: &Choose) -> (Element, Fate) {
        let mut branches = Vec::new();
        let mut fates = Vec::new();
        let mut otherwise = choose.otherwise.as_ref().map(|otherwise| otherwise.children.as_slice());
        for branch in choose.branches() {
            match self.verdict(branch) {
                Some(true) => {
                    otherwise = Some(&branch.children);
                    break;
                }
                Some(false) => {}
                None => {
                    let (children, fate) = self.grouped(&branch.children);
                    branches.push(ChooseBranch { children, ..branch.clone() });
                    fates.push(fate);
                }
            }
        }
        let (children, fate) = self.grouped(otherwise.unwrap_or_default());
        let fate = fates.into_iter().fold(fate, Fate::either);
        let mut branches = branches.into_iter();
        let choose = match branches.next() {
            Some(if_) => Choose { if_, else_if: branches.collect(), otherwise: Some(ElseBranch { children }) },
            None => Choose { if_: flat::always(children), else_if: Vec::new(), otherwise: None },
        };
        (Element::Choose(choose), fate)
    }

    /// Whether a branch is taken, where that is certain.
    fn verdict(&self, branch: &ChooseBranch) -> Option<bool> {
        let is_shown = |variable: &Variable| self.trust.hidden.as_ref().is_some_and(|all| !all.contains(variable));
        let has = |variable: &Variable| match self.shape.value(*variable) {
            Value::Absent => Some(false),
            Value::Present if is_shown(variable) => Some(true),
            Value::Present | Value::Open => None,
        };
        let is_numeric = |variable: &Variable| has(variable).filter(|has| !has);
        let kind = self.shape.kind();
        let mut tests: Vec<Option<bool>> = Vec::new();
        // One reference alone is never mistaken for another, has no locator, and no date of ours is uncertain.
        // In a bibliography, positions are not asked for.
        tests.extend(branch.disambiguate.map(|wanted| Some(!wanted)));
        tests.extend(branch.is_numeric.iter().flatten().map(is_numeric));
        tests.extend(branch.is_uncertain_date.iter().flatten().map(|_| Some(false)));
        tests.extend(branch.locator.iter().flatten().map(|_| Some(false)));
        tests.extend(branch.type_.iter().flatten().map(|wanted| Some(*wanted == kind)));
        tests.extend(branch.variable.iter().flatten().map(has));
        let decisive = match branch.match_ {
            ChooseMatch::All => false,
            ChooseMatch::Any | ChooseMatch::None => true,
        };
        let result = if tests.contains(&Some(decisive)) {
            decisive
        } else if tests.contains(&None) {
            return None;
        } else {
            !decisive
        };
        Some(result != (branch.match_ == ChooseMatch::None))
    }
}
