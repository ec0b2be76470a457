//! Whatever a browser sends, and however often: its cookie and its record say the same.

use domain::consent::ChoiceCookie;
use domain::evidence::LeafKind;
use proptest::prelude::*;

use super::*;
use crate::testing::{Bench, Browser, only};

#[derive(Clone, Debug)]
struct Step {
    surface: Surface,
    decision: Decision,
    twice: bool,
    bare: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let surface = prop::sample::select(vec![
        Surface::Banner,
        Surface::Settings,
        Surface::Placeholder,
    ]);
    let services = prop::sample::subsequence(vec!["counter", "video", "feed"], 0..=3);
    let decision = prop_oneof![
        Just(Decision::RefuseAll),
        Just(Decision::AcceptAll),
        services.prop_map(|services| only(&services)),
    ];
    (surface, decision, any::<bool>(), any::<bool>()).prop_map(
        |(surface, decision, twice, bare)| Step {
            surface,
            decision,
            twice,
            bare,
        },
    )
}

/// Sends the step's form, twice where the step says so; the codes that were given.
async fn take(browser: &mut Browser, service: &Service, step: Step) -> Vec<ReceiptCode> {
    let form = match step.bare {
        true => browser.bare(service, step.surface, step.decision),
        false => browser.form(service, step.surface, step.decision),
    };
    let mut given = Vec::new();
    for _sent in 0..=usize::from(step.twice) {
        match browser.send(service, form.clone()).await {
            Ok(recorded) => {
                if let ReceiptChange::Given(code) = recorded.receipt {
                    given.push(code);
                }
            }
            Err(problem) => assert!(step.bare, "{problem:?}"),
        }
    }
    given
}

async fn holds(bench: &Bench, browser: &Browser, codes: &[ReceiptCode]) {
    let cookie = browser.cookie.as_deref().and_then(ChoiceCookie::parse);
    let answers = cookie.map(|cookie| cookie.answers).unwrap_or_default();
    let allowed: BTreeSet<Key> = answers
        .into_iter()
        .filter(|a| a.granted)
        .map(|a| a.service)
        .collect();
    let mut active = Vec::new();
    for code in codes {
        let receipt = bench.service.receipt(code).await.unwrap();
        if receipt.ended.is_none() {
            active.push(receipt.record);
        }
    }
    let proven: BTreeSet<Key> = active
        .iter()
        .flat_map(|record| record.granted().cloned())
        .collect();
    assert!(active.len() <= 1, "{active:?}");
    assert_eq!(allowed, proven);
    let audited = bench.audit().await;
    assert_eq!(audited.findings, []);
    let leaves = bench.store.leaves().await.unwrap().len();
    assert_eq!(audited.opened, leaves as u64);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cookie_and_record_always_say_the_same(steps in prop::collection::vec(step(), 1..8)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let bench = Bench::open().await;
            let mut browser = Browser::default();
            let mut codes = Vec::new();
            for step in steps {
                codes.extend(take(&mut browser, &bench.service, step).await);
                codes.sort_by_key(ReceiptCode::hash);
                codes.dedup();
                holds(&bench, &browser, &codes).await;
            }
            let leaves = bench.store.leaves().await.unwrap();
            let ended = leaves.iter().filter(|l| l.leaf.kind == LeafKind::ConsentEnded).count();
            assert_eq!(leaves.len(), codes.len() + ended);
        });
    }
}
