//! The log as the network sees it: places, tiles and signed heads appear by themselves, and the key is guarded.

use std::os::unix::fs::PermissionsExt;

use domain::log::{Edge, PublicKey, SignedCheckpoint, Tile, TileId, hash_of_bytes};
use storage::{AppendedLeaf, Erasure, Evidence, Operation, StoreError, Tx};

use domain::canonical::Digest;
use domain::erasure::{ErasureRecord, ErasureRule};
use domain::evidence::{Blinding, Leaf, LeafKind};
use domain::register::RegisterVersion;
use jiff::Timestamp;
use uuid::Uuid;

use crate::bench::{ASSOCIATION, Ask, Bench, Browser, Place, Plan, refusal};

/// Erasures of nobody, numbered from the first: leaves with records that lie open.
struct Append {
    numbers: std::ops::Range<u128>,
    register: RegisterVersion,
}

/// Appends leaves with these numbers.
pub(crate) fn append(bench: &Bench, numbers: std::ops::Range<u128>) {
    let register = bench.register();
    bench.commit(Append { numbers, register });
}

fn at() -> Timestamp {
    "2026-11-21T11:00:00Z".parse().unwrap()
}

fn erasure(number: u128, register: RegisterVersion) -> Erasure {
    let id = Uuid::from_u128(number);
    let record = ErasureRecord {
        schema: ErasureRecord::SCHEMA.to_owned(),
        id,
        decided_at: at(),
        rule: ErasureRule::ProofAfterEnd,
        records: Vec::new(),
    };
    Erasure {
        id,
        subject: id,
        register,
        evidence: Evidence {
            bytes: record.to_bytes().unwrap(),
            r: Blinding(Digest::of(&number.to_be_bytes()).0),
        },
    }
}

/// The leaf with this number.
fn leaf(number: u128, register: RegisterVersion) -> Leaf {
    Leaf {
        kind: LeafKind::Erased,
        record: Uuid::from_u128(number),
        register,
        commitment: erasure(number, register).evidence.commitment(),
    }
}

impl Operation for Append {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for number in self.numbers.clone() {
            let erasure = erasure(number, self.register);
            tx.decide_erasure(&erasure, at()).await?;
            tx.finish_erasure(&erasure, at()).await?;
            tx.leaf(AppendedLeaf {
                id: Uuid::from_u128(number),
                leaf: leaf(number, self.register),
                appended_at: at(),
            });
        }
        Ok(())
    }
}

pub(crate) fn key(bench: &Bench) -> PublicKey {
    PublicKey::parse(&bench.get("/log/key").body).unwrap()
}

/// The bytes of a tile, which no text reader may touch.
fn tile(bench: &Bench, path: &str) -> Option<Vec<u8>> {
    let answer = bench.send(&Ask::get(&format!("/log/tile/{path}")));
    (answer.status == 200).then(|| answer.bytes().to_vec())
}

#[test]
fn new_leaves_are_signed_and_a_stranger_can_follow_them() {
    let bench = Bench::open();
    assert_eq!(bench.get("/log/checkpoint").status, 404);
    append(&bench, 1..301);
    let keys = [key(&bench)];
    let signed = SignedCheckpoint::open(bench.signed().as_bytes(), &keys).unwrap();
    let head = signed.checkpoint();
    let mut edge = Edge::default();
    for number in 1..301 {
        edge.push(hash_of_bytes(&leaf(number, bench.register()).bytes()));
    }
    assert_eq!((head.size, head.root, head.epoch), (300, edge.root(), 1));
    let first = tile(&bench, "0/000").unwrap();
    assert_eq!(first.len(), 256 * 32);
    let id = TileId { level: 0, index: 0 };
    let hashes = Tile::read(id, &first).unwrap().hashes;
    assert_eq!(hashes[4], hash_of_bytes(&leaf(5, bench.register()).bytes()));
    assert_eq!(tile(&bench, "0/001.p/44").unwrap().len(), 44 * 32);
    assert_eq!(tile(&bench, "0/001.p/3").unwrap().len(), 3 * 32);
    assert_eq!(tile(&bench, "1/000.p/1").unwrap().len(), 32);
    for nothing in [
        "0/001",
        "0/001.p/45",
        "0/002",
        "1/000",
        "2/000.p/1",
        "63/000",
        "data/000",
        "0/0",
        "8/0/000",
        "0/000.p/0",
        "..%2f..%2fsigning.key",
        "0/x018/x446/x744/x073/x709/x551/615",
    ] {
        assert_eq!(tile(&bench, nothing), None, "{nothing}");
    }
}

#[test]
fn the_log_may_be_read_from_anywhere_and_kept_as_long_as_it_stays_true() {
    let bench = Bench::open();
    append(&bench, 1..301);
    bench.signed();
    for (path, kind, age) in [
        (
            "/log/checkpoint",
            "text/plain; charset=utf-8",
            "public, max-age=1",
        ),
        ("/log/key", "text/plain; charset=utf-8", "public, max-age=1"),
        (
            "/log/tile/0/000",
            "application/octet-stream",
            "public, max-age=31536000, immutable",
        ),
        (
            "/log/tile/0/001.p/44",
            "application/octet-stream",
            "public, max-age=1",
        ),
    ] {
        let answer = bench.get(path);
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("cache-control"), Some(age), "{path}");
        assert_eq!(
            answer.header("access-control-allow-origin"),
            Some("*"),
            "{path}"
        );
        assert!(answer.all("set-cookie").is_empty(), "{path}");
    }
    let elsewhere = bench.get("/kvittering");
    assert_eq!(elsewhere.header("access-control-allow-origin"), None);
}

#[test]
fn reading_the_log_is_counted() {
    let bench = Bench::with(Plan::default().rate(3));
    let last = (0..5).map(|_| bench.get("/log/tile/0/000").status).last();
    assert_eq!(last, Some(429));
}

#[test]
fn a_stop_leaves_nothing_unsigned_and_the_checkpoint_stands_in_a_file() {
    let place = Place::make(ASSOCIATION);
    let mut program = crate::bench::Program::serving(&place, std::process::Stdio::null());
    let page = crate::bench::exchange(program.addr(), &Ask::get("/cookieindstillinger"));
    let hidden = crate::bench::hidden(crate::bench::of_surface(&page.body, "settings"));
    let mut fields: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    fields.push(("act", "accept"));
    let answer =
        crate::bench::exchange(program.addr(), &Ask::form("/cookieindstillinger", &fields));
    assert_eq!(answer.status, 303);
    crate::bench::ask_to_stop(&program.child);
    assert!(program.child.wait().unwrap().success());
    let folder = place.data().join("checkpoints");
    let files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let note = std::fs::read_to_string(&files[0]).unwrap();
    assert_eq!(note.lines().nth(1), Some("1"));
    assert!(
        crate::bench::run(&place, &["log", "verify"])
            .status
            .success()
    );
}

#[test]
fn the_signing_key_is_made_for_its_owner_alone_and_guarded() {
    let bench = Bench::open();
    append(&bench, 1..2);
    bench.signed();
    let place = bench.halt();
    let file = place.data().join("signing.key");
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let kept = std::fs::read_to_string(&file).unwrap();

    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    assert!(refusal(&place, &[]).contains("chmod 600"));
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();

    std::fs::write(&file, "nonsense").unwrap();
    assert!(refusal(&place, &[]).contains("damaged"));

    let foreign = domain::log::LogKey::from_seed("samtykke/other", &[9; 32]).unwrap();
    std::fs::write(&file, foreign.secret_text()).unwrap();
    assert!(refusal(&place, &[]).contains("SAMTYKKE_SIGNING_KEY"));

    std::fs::remove_file(&file).unwrap();
    assert!(refusal(&place, &[]).contains("Restore it from your copy"));
    assert!(!file.exists(), "no new key takes the lost one's place");

    std::fs::write(&file, kept).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    let bench = Bench::again(place, Plan::default());
    assert_eq!(bench.signed().lines().nth(1), Some("1"));
}

#[test]
fn an_older_database_is_not_signed_over() {
    let bench = Bench::open();
    append(&bench, 1..11);
    bench.signed();
    let place = bench.halt();
    std::fs::copy(place.database(), place.folder().join("older.db")).unwrap();
    let bench = Bench::again(place, Plan::default());
    append(&bench, 11..21);
    let newest = bench.signed();
    let place = bench.halt();
    std::fs::copy(place.folder().join("older.db"), place.database()).unwrap();
    let bench = Bench::again(place, Plan::default());
    append(&bench, 31..61);
    std::thread::sleep(std::time::Duration::from_secs(2));
    let published = bench.get("/log/checkpoint").body;
    assert_eq!(
        published.lines().nth(1),
        Some("10"),
        "nothing new was signed"
    );
    let place = bench.halt();
    let files: Vec<_> = std::fs::read_dir(place.data().join("checkpoints"))
        .unwrap()
        .collect();
    let kept = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
    assert_eq!(
        (files.len(), kept),
        (1, newest),
        "the kept checkpoint is still there"
    );
}

#[test]
fn a_receipt_downloads_as_a_file_that_proves_itself() {
    let bench = Bench::open();
    let browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    bench.signed();
    for (page, name) in [
        ("/kvittering", "kvittering.json"),
        ("/en/receipt", "receipt.json"),
    ] {
        let answer = bench.send(&Ask::form(page, &[("act", "download"), ("code", &code)]));
        assert_eq!(answer.status, 200, "{}", answer.body);
        let disposition = format!("attachment; filename=\"{name}\"");
        assert_eq!(
            answer.header("content-disposition"),
            Some(disposition.as_str())
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let keys = [key(&bench)];
        let verified = domain::log::ReceiptFile::verify(answer.bytes(), &keys).unwrap();
        assert_eq!(verified.index, 0);
        assert!(
            !answer.body.contains(&code),
            "the file does not open the receipt"
        );
    }
    let unknown = "00000-00000-00000-00000-000000";
    let answer = bench.send(&Ask::receipt("download", unknown));
    assert_eq!(answer.status, 422);
}

#[test]
fn a_receipt_page_shows_place_hash_and_their_code() {
    let bench = Bench::open();
    let mut browser = Browser::accepted(&bench);
    bench.signed();
    let page = browser.get("/kvittering").body;
    assert!(page.contains("Plads i loggen") && page.contains("Hent beviset som fil"));
    let svgs: Vec<&str> = page.split("<svg").skip(1).collect();
    let svgs = svgs.iter().map(|svg| svg.split("</svg>").next().unwrap());
    let qr = svgs.into_iter().find(|svg| svg.contains("class=\"qr\""));
    let qr = qr.expect("there is a QR code");
    assert!(qr.contains("<path d=\"M0 0h7v1h-7z"), "{qr}");
    assert!(
        !qr.contains("style"),
        "the policy takes no inline style: {qr}"
    );
}
