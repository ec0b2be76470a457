//! Each rule of recording a choice.

mod accepting;
mod refusing;

use domain::consent::EndReason;
use domain::evidence::LeafKind;
use jiff::civil::date;

use super::*;
use crate::testing::{Bench, Browser, only, register};

fn set(services: &[&str]) -> BTreeSet<Key> {
    services
        .iter()
        .map(|service| (*service).to_owned())
        .collect()
}
