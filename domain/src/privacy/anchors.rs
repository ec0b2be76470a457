//! The names that links open parts of the privacy page by: a page may hold each only once.

use std::collections::BTreeSet;

use super::SectionPart;

/// Gives every part a name of its own. Our own links lead to the closing parts, so these keep theirs;
/// sections and then purposes keep the register's key unless it is taken.
pub(super) fn make_distinct(sections: &mut [SectionPart], closing: &[SectionPart]) {
    let mut taken: BTreeSet<String> = closing.iter().map(|part| part.id.clone()).collect();
    for section in sections.iter_mut() {
        take(&mut taken, &mut section.id);
    }
    for purpose in sections.iter_mut().flat_map(|part| &mut part.purposes) {
        take(&mut taken, &mut purpose.id);
    }
}

fn take(taken: &mut BTreeSet<String>, name: &mut String) {
    while !taken.insert(name.clone()) {
        name.push_str("-2");
    }
}
