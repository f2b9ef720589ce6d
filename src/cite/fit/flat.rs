//! Fewer levels: a level that changes nothing makes the processor ask for everything below it once more.

use hayagriva::citationberg::{
    Affixes, Choose, ChooseBranch, ChooseMatch, Formatting, Group, LayoutRenderingElement as Element, Text, ToAffixes,
    ToFormatting,
};

use super::fate::{Asks, Fate};

/// A branch that is always taken.
pub fn always(children: Vec<Element>) -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: None,
        match_: ChooseMatch::All,
        children,
    }
}

/// The elements of a choice whose only branch is always taken.
pub fn only_branch(element: &Element) -> Option<&[Element]> {
    match element {
        Element::Choose(Choose { if_, else_if, otherwise: None }) if else_if.is_empty() => {
            let is_always = ChooseBranch { children: Vec::new(), ..if_.clone() } == always(Vec::new());
            is_always.then_some(&*if_.children)
        }
        _ => None,
    }
}

/// The only element of a group that adds nothing to it.
pub fn only_child(group: &Group, fate: Fate) -> Option<&Element> {
    let is_plain = group.to_formatting() == Formatting::default() && group.to_affixes() == Affixes::default();
    let [child] = group.children.as_slice() else { return None };
    (is_plain && group.display.is_none() && stands_alone(child, fate)).then_some(child)
}

/// Whether a call of a macro adds nothing to what the macro prints.
pub fn is_plain(call: &Text) -> bool {
    *call == Text::with_target(call.target.clone())
}

/// Whether an element hides itself when its variables have no value, counts when they have, and needs no delimiter
/// from around it.
pub fn stands_alone(element: &Element, fate: Fate) -> bool {
    let is_single = |children: &[Element]| match children {
        [child] => stands_alone(child, fate),
        _ => false,
    };
    match element {
        _ if fate.asks != Asks::Always => false,
        Element::Text(_) | Element::Number(_) | Element::Group(_) => true,
        Element::Choose(choose) => {
            choose.branches().all(|branch| is_single(&branch.children))
                && choose.otherwise.iter().all(|otherwise| is_single(&otherwise.children))
        }
        // A date may have none of the parts that are asked for; what is around it then takes it back.
        Element::Names(_) | Element::Label(_) | Element::Date(_) => false,
    }
}
