//! The tree of topics.

use super::names::Names;
use crate::archive::{Archive, Index, TopicIndex};
use crate::diagnostic::{Diagnostic, catalogue};

/// Links the topics to their parents and children. A circle is reported once and cut open.
pub fn link_tree(archive: &mut Archive, names: &Names, problems: &mut Vec<Diagnostic>) {
    for index in archive.topics.indices() {
        let parent = archive.topics[index].file.as_ref().and_then(|file| file.parent.as_ref());
        archive.topics[index].parent = parent.and_then(|parent| names.topic(&parent.value));
    }
    cut_circles(archive, problems);
    for index in archive.topics.indices() {
        if let Some(parent) = archive.topics[index].parent {
            archive.topics[parent].children.push(index);
        }
    }
}

/// Follows the parents of every topic once; a topic met again on its own way up closes a circle.
fn cut_circles(archive: &mut Archive, problems: &mut Vec<Diagnostic>) {
    const UNSEEN: usize = usize::MAX;
    let mut seen_on_way = vec![UNSEEN; archive.topics.len()];
    for start in archive.topics.indices() {
        let mut at = Some(start);
        while let Some(index) = at {
            let mark = seen_on_way.get(index.number()).copied().unwrap_or(start.number());
            if mark == start.number() {
                report_circle(archive, index, problems);
                archive.topics[index].parent = None;
            }
            if mark != UNSEEN {
                break;
            }
            if let Some(mark) = seen_on_way.get_mut(index.number()) {
                *mark = start.number();
            }
            at = archive.topics[index].parent;
        }
    }
}

fn report_circle(archive: &Archive, start: TopicIndex, problems: &mut Vec<Diagnostic>) {
    let mut chain = vec![archive.topics[start].id.as_str()];
    let mut at = archive.topics[start].parent;
    while let Some(index) = at {
        chain.push(archive.topics[index].id.as_str());
        at = archive.topics[index].parent.filter(|_| index != start);
    }
    if let Some(file) = &archive.topics[start].file
        && let Some(parent) = &file.parent
    {
        problems.push(catalogue::topic_cycle(&file.path, &chain, parent.span));
    }
}
