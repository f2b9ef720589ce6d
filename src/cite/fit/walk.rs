//! Looking through a style, macros included.

use hayagriva::citationberg::taxonomy::Variable;
use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement as Element, NamesChild, Text, TextTarget};

/// What may be printed in place of names, for each place that has names.
pub fn replacements(style: &IndependentStyle) -> Vec<&[Element]> {
    let mut places = Vec::new();
    let layout = style.bibliography.as_ref().map(|bibliography| bibliography.layout.elements.as_slice());
    walk(style, layout.unwrap_or_default(), &mut |element| places.extend(substitutes(element)));
    places
}

/// The variables that may be printed in place of names.
pub fn hidden(style: &IndependentStyle) -> Vec<Variable> {
    let mut variables = Vec::new();
    for elements in replacements(style) {
        walk(style, elements, &mut |element| variables.extend(asked(element)));
    }
    variables
}

/// Visits elements and all within them.
fn walk<'a>(style: &'a IndependentStyle, elements: &'a [Element], visit: &mut dyn FnMut(&'a Element)) {
    for element in elements {
        visit(element);
        match element {
            Element::Text(Text { target: TextTarget::Macro { name }, .. }) => {
                let called = style.macros.iter().filter(|it| it.name == *name);
                called.for_each(|called| walk(style, &called.children, visit));
            }
            Element::Group(group) => walk(style, &group.children, visit),
            Element::Choose(choose) => {
                choose.branches().for_each(|branch| walk(style, &branch.children, visit));
                choose.otherwise.iter().for_each(|otherwise| walk(style, &otherwise.children, visit));
            }
            Element::Names(_) => substitutes(element).into_iter().for_each(|elements| walk(style, elements, visit)),
            Element::Text(_) | Element::Number(_) | Element::Date(_) | Element::Label(_) => {}
        }
    }
}

fn substitutes(element: &Element) -> Option<&[Element]> {
    let Element::Names(names) = element else { return None };
    names.children.iter().find_map(|child| match child {
        NamesChild::Substitute(substitute) => Some(substitute.children.as_slice()),
        _ => None,
    })
}

/// The variables for which an element itself asks.
fn asked(element: &Element) -> Vec<Variable> {
    match element {
        Element::Text(Text { target: TextTarget::Variable { var, .. }, .. }) => vec![*var],
        Element::Number(number) => vec![number.variable.into()],
        Element::Label(label) => vec![label.variable.into()],
        Element::Date(date) => date.variable.map(Variable::Date).into_iter().collect(),
        Element::Names(names) => names.variable.iter().map(|variable| Variable::Name(*variable)).collect(),
        Element::Text(_) | Element::Group(_) | Element::Choose(_) => Vec::new(),
    }
}
