//! A second opinion: another language and other libraries come to the same roots, proofs, tiles and signatures.

use crate::bench::sample_or_full;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use domain::canonical::Digest;
use domain::log::{
    Edge, LogKey, SignedCheckpoint, TilePath, Tiles, hash_of_bytes, prove_consistency,
    prove_inclusion,
};
use rand::rngs::StdRng;
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use serde_json::{Value, json};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn texts(proof: &[Digest]) -> Vec<String> {
    proof.iter().map(ToString::to_string).collect()
}

/// A random tree and everything we make of it.
fn tree(rng: &mut StdRng) -> Value {
    let longest = if rng.random_ratio(1, 10) { 1500 } else { 300 };
    let size = rng.random_range(1..=longest);
    let leaves: Vec<Vec<u8>> = (0..size)
        .map(|_| {
            let mut leaf = vec![0; rng.random_range(0..100)];
            rng.fill_bytes(&mut leaf);
            leaf
        })
        .collect();
    let mut edge = Edge::default();
    let mut tiles = Tiles::new();
    for leaf in &leaves {
        let full = edge.push(hash_of_bytes(leaf));
        tiles.extend(full.into_iter().map(|tile| (tile.id, tile)));
    }
    tiles.extend(edge.partial().into_iter().map(|tile| (tile.id, tile)));
    let (size, root) = (edge.size(), edge.root());
    let named = tiles.values().map(|tile| {
        let path = TilePath {
            tile: tile.id,
            width: tile.hashes.len(),
        };
        (path.to_string(), Value::from(hex(&tile.bytes())))
    });
    let named: serde_json::Map<String, Value> = named.collect();
    let included: Vec<Value> = (0..5)
        .map(|_| {
            let index = rng.random_range(0..size);
            json!([
                index,
                texts(&prove_inclusion(size, &root, index, &tiles).unwrap())
            ])
        })
        .collect();
    let consistent: Vec<Value> = (0..5)
        .map(|_| {
            let earlier = rng.random_range(1..=size);
            json!([
                earlier,
                texts(&prove_consistency(size, &root, earlier, &tiles).unwrap())
            ])
        })
        .collect();
    let mut seed = [0; 32];
    rng.fill_bytes(&mut seed);
    let key = LogKey::from_seed("example.dk/log", &seed).unwrap();
    let at = "2026-11-21T10:00:00.5Z".parse().unwrap();
    let signed = SignedCheckpoint::sign(size, root, 1, at, &key).unwrap();
    json!({
        "leaves": leaves.iter().map(|leaf| hex(leaf)).collect::<Vec<_>>(),
        "root": root.to_string(),
        "tiles": named,
        "inclusion": included,
        "consistency": consistent,
        "key": key.public().to_string(),
        "note": signed.note(),
    })
}

/// Lets the other program check `count` random trees, the first after `spoil` had its way with it.
fn second_opinion(count: u64, spoil: impl FnOnce(&mut Value)) -> std::process::Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let python = root.join(".tools/venv/bin/python");
    let mut child = Command::new(&python)
        .arg(root.join("end2end/oracle/log.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Python and its packages are installed; remedy: make setup-tests");
    let mut input = child.stdin.take().unwrap();
    let mut rng = StdRng::seed_from_u64(count);
    let mut first = tree(&mut rng);
    spoil(&mut first);
    let trees = std::iter::once(first).chain((1..count).map(|_| tree(&mut rng)));
    for tree in trees {
        // Whoever found a disagreement has stopped reading.
        if writeln!(input, "{tree}").is_err() {
            break;
        }
    }
    drop(input);
    child.wait_with_output().unwrap()
}

#[track_caller]
fn agree(count: u64) {
    let output = second_opinion(count, |_| {});
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        count.to_string()
    );
}

#[test]
fn an_independent_program_agrees_with_roots_proofs_tiles_and_signatures() {
    agree(60);
}

#[test]
#[ignore = "a proof of a minute: run by `make prove`"]
fn prove_an_independent_program_agrees_on_many_trees() {
    let count = sample_or_full(200, 1000);
    agree(count);
    println!("{count} random trees, the same in both");
}

#[test]
fn the_independent_program_disagrees_where_it_should() {
    let other = Digest::of(b"other").to_string();
    let spoils: [fn(&mut Value, &str); 4] = [
        |tree, other| tree["root"] = other.into(),
        |tree, other| tree["inclusion"][0][1] = json!([other]),
        |tree, other| tree["consistency"][0][1] = json!([other]),
        |tree, other| tree["tiles"]["0/000"] = other.into(),
    ];
    for spoil in spoils {
        assert!(
            !second_opinion(1, |tree| spoil(tree, &other))
                .status
                .success()
        );
    }
    let resigned = second_opinion(1, |tree| {
        let note = tree["note"].as_str().unwrap().replace("00.5Z", "01.5Z");
        tree["note"] = note.into();
    });
    assert!(!resigned.status.success());
}
