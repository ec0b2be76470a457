//! What is held about somebody, seen and acted on over the network by forms alone.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use app::address::RightsPage;
use domain::log::ReceiptFile;

use crate::bench::{Ask, Bench, Browser};
use crate::contact::write_in;
use crate::events::{published, seated};
use crate::log_kept::key;
use crate::newsletter::subscribed;
use crate::rights_in::{at, come_in};

const ANNA: &str = "anna@example.dk";
const BO: &str = "bo@example.dk";

/// Somebody who gets the newsletter, has a seat and wrote in.
fn known(bench: &Bench, event: &str, email: &str) {
    subscribed(bench, email);
    seated(bench, event, email);
    assert_eq!(write_in(bench, email, "Kan I ringe?").status, 303);
}

/// The values of the fields named `id` in the overview's forms with this act.
fn ids(page: &str, act: &str) -> Vec<String> {
    let forms = page.split("<form").filter(|form| {
        let end = form.find("</form>").unwrap_or(form.len());
        form[..end].contains(&format!("value=\"{act}\""))
    });
    let id = |form: &str| {
        let from = form.find("name=\"id\" value=\"")? + 17;
        Some(form[from..from + 36].to_owned())
    };
    forms.filter_map(id).collect()
}

fn acts(browser: &mut Browser<'_>, act: &str, id: &str) -> crate::bench::Answer {
    browser.send(Ask::form(
        at(RightsPage::Start),
        &[("act", act), ("id", id)],
    ))
}

#[test]
fn the_overview_shows_what_is_held_and_what_is_done_there_takes_effect_at_once() {
    let bench = Bench::open();
    let (_, _, event) = published(&bench);
    known(&bench, &event, ANNA);
    let mut anna = come_in(&bench, ANNA);
    let page = anna.get(at(RightsPage::Start)).body;
    for said in [
        "Din tilmelding til nyhedsbrevet",
        "Din plads: Julecafé",
        "Kan I ringe?",
        "Beviset for et ja, du har givet",
        "artikel 6, stk. 1, litra a",
        "Senest",
        "Mere kan kræve, at du bekræfter, hvem du er",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let seat = ids(&page, "leave-seat").remove(0);
    assert_eq!(acts(&mut anna, "leave-seat", &seat).status, 303);
    let stop = ids(&page, "stop-newsletter").remove(0);
    let stopped = acts(&mut anna, "stop-newsletter", &stop);
    assert_eq!(stopped.header("location"), Some("/dine-oplysninger#gemt"));
    let after = anna.get(at(RightsPage::Start)).body;
    assert!(!after.contains("Din plads: Julecafé"));
    assert!(after.contains("Du trak det tilbage"));
    assert_eq!(acts(&mut anna, "leave-seat", &seat).status, 404);
}

#[test]
fn an_address_that_nothing_is_held_under_is_not_told_that_nothing_is_held() {
    let bench = Bench::open();
    let mut nobody = come_in(&bench, "ingen@example.dk");
    let page = nobody.get(at(RightsPage::Start)).body;
    assert!(page.contains("Vi fandt intet under denne e-mailadresse her."));
    assert!(page.contains("Mere kan kræve, at du bekræfter, hvem du er"));
}

#[test]
fn whoever_is_not_in_sees_and_does_nothing() {
    let bench = Bench::open();
    for page in [
        RightsPage::Export,
        RightsPage::Email,
        RightsPage::NoMarketing,
    ] {
        let seen = bench.get(at(page));
        let to = seen.header("location").unwrap_or_default();
        assert!(
            seen.status == 303 && to.starts_with("/dine-oplysninger"),
            "{to}"
        );
        let done = bench.send(&Ask::form(at(page), &[("email", BO)]));
        assert_eq!(done.status, 303);
    }
    for act in [
        "leave-seat",
        "stop-newsletter",
        "take-answers-back",
        "receipt",
    ] {
        let done = bench.send(&Ask::form(at(RightsPage::Start), &[("act", act)]));
        assert_eq!(done.status, 303, "{act}");
    }
    assert_eq!(bench.leaves(), 0);
}

#[test]
fn nothing_of_another_mailbox_is_reached_by_its_ids() {
    let bench = Bench::open();
    let (_, _, event) = published(&bench);
    known(&bench, &event, ANNA);
    let mut anna = come_in(&bench, ANNA);
    let page = anna.get(at(RightsPage::Start)).body;
    let mut bo = come_in(&bench, BO);
    let own = bo.get(at(RightsPage::Start)).body;
    assert!(!own.contains(ANNA) && !own.contains("Julecafé"));
    let leaves = bench.leaves();
    for act in ["leave-seat", "receipt"] {
        for id in ids(&page, act) {
            assert_eq!(acts(&mut bo, act, &id).status, 404, "{act}");
        }
    }
    let correct = page.split("href=\"").find_map(|link| {
        let link = &link[..link.find('"')?];
        link.starts_with("/dine-oplysninger/ret/").then_some(link)
    });
    let correct = correct.expect("something can be put right").to_owned();
    assert_eq!(anna.get(&correct).status, 200);
    assert_eq!(bo.get(&correct).status, 404);
    let done = bo.send(Ask::form(&correct, &[("name", "Bo"), ("phone", "")]));
    assert_eq!(done.status, 404);
    assert_eq!(bench.leaves(), leaves);
}

#[test]
fn contact_details_are_put_right_and_what_was_typed_wrongly_stays_in_its_field() {
    let bench = Bench::open();
    write_in(&bench, ANNA, "Hej");
    let mut anna = come_in(&bench, ANNA);
    let page = anna.get(at(RightsPage::Start)).body;
    let from = page.find("/dine-oplysninger/ret/enquiry-").unwrap();
    let path = page[from..][..page[from..].find('"').unwrap()].to_owned();
    let wrong = anna.send(Ask::form(&path, &[("name", "Anne <b>"), ("phone", "ring")]));
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("value=\"ring\"") && wrong.body.contains("phone-error"));
    assert!(wrong.body.contains("Anne &lt;b&gt;"));
    let right = anna.send(Ask::form(
        &path,
        &[("name", "Anne Ørn"), ("phone", "87654321")],
    ));
    assert_eq!(right.status, 303, "{}", right.body);
    let after = anna.get(at(RightsPage::Start)).body;
    assert!(after.contains("Anne Ørn") && after.contains("Rettet"));
}

#[test]
fn a_receipt_of_a_consent_proves_itself() {
    let bench = Bench::open();
    subscribed(&bench, ANNA);
    let mut anna = come_in(&bench, ANNA);
    let page = anna.get(at(RightsPage::Start)).body;
    let record = ids(&page, "receipt").remove(0);
    let mut receipt = acts(&mut anna, "receipt", &record);
    for _ in 0..100 {
        if receipt.status == 200 {
            break;
        }
        assert_eq!(receipt.status, 503, "its leaf waits for a signed head");
        std::thread::sleep(std::time::Duration::from_millis(50));
        receipt = acts(&mut anna, "receipt", &record);
    }
    assert!(ReceiptFile::verify(receipt.bytes(), &[key(&bench)]).is_ok());
}

#[test]
fn no_to_marketing_is_said_once_and_the_code_is_shown_once() {
    let bench = Bench::open();
    subscribed(&bench, ANNA);
    let mut anna = come_in(&bench, ANNA);
    let path = at(RightsPage::NoMarketing);
    let asked = anna.get(path).body;
    assert!(asked.contains("et aftryk af din adresse"));
    let said = anna.send(Ask::form(path, &[]));
    assert_eq!(said.status, 200);
    assert!(said.body.contains("Vi sender dig ikke mere markedsføring."));
    assert!(said.body.contains("class=\"secret\""));
    let again = anna.send(Ask::form(path, &[]));
    assert!(!again.body.contains("class=\"secret\""));
    assert_eq!(bench.count("SELECT count(*) FROM kept_out"), 1);
}

#[test]
fn another_address_is_used_once_both_mailboxes_pressed_their_button() {
    const NEW: &str = "anna@example.com";
    let bench = Bench::open();
    write_in(&bench, ANNA, "Hej");
    let mut anna = come_in(&bench, ANNA);
    let same = anna.send(Ask::form(
        at(RightsPage::Email),
        &[("email", "ANNA@example.dk")],
    ));
    assert_eq!(same.status, 422);
    let asked = anna.send(Ask::form(at(RightsPage::Email), &[("email", NEW)]));
    assert_eq!(asked.status, 303, "{}", asked.body);
    let folder = at(RightsPage::NewAddress);
    let mut links = Vec::new();
    for letter in bench.letters_seen() {
        let Some(from) = letter.text.find(folder) else {
            continue;
        };
        assert!(!letter.subject.contains('@'));
        links.push(letter.text[from..from + folder.len() + 44].to_owned());
    }
    assert_eq!(links.len(), 2);
    for link in &links {
        assert_eq!(bench.get(link).status, 200);
        assert_eq!(bench.get(link).status, 200, "looking spends nothing");
    }
    let first = bench.send(&Ask::form(&links[0], &[]));
    assert!(
        first
            .body
            .contains("Nu mangler vi kun et ja fra den anden adresse.")
    );
    let second = bench.send(&Ask::form(&links[1], &[]));
    assert!(
        second.body.contains("Adressen er skiftet."),
        "{}",
        second.body
    );
    let spent = bench.send(&Ask::form(&links[1], &[]));
    assert_eq!(spent.status, 410);
    let never = format!("{folder}/{}", "A".repeat(43));
    assert_eq!(
        bench.send(&Ask::form(&never, &[])).body.len(),
        spent.body.len()
    );
}

/// Whether a program that knows nothing of us finds the file as its schema says.
fn is_valid(file: &str, schema: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut python = Command::new(root.join(".tools/venv/bin/python"))
        .arg(root.join("end2end/oracle/export_reads.py"))
        .stdin(Stdio::piped())
        .spawn()
        .expect("Python and its packages are installed; remedy: make setup-tests");
    let both = format!("[{file},{schema}]");
    let mut stdin = python.stdin.take().unwrap();
    stdin.write_all(both.as_bytes()).unwrap();
    drop(stdin);
    python.wait().unwrap().success()
}

#[test]
fn the_export_is_what_its_schema_says() {
    let bench = Bench::open();
    let (_, _, event) = published(&bench);
    known(&bench, &event, ANNA);
    let mut anna = come_in(&bench, ANNA);
    let ask = format!("{}/access", at(RightsPage::Ask));
    let draft = [
        ("right", "access"),
        ("message", "Min kladde"),
        ("act", "keep"),
    ];
    assert_eq!(anna.send(Ask::form(&ask, &draft)).status, 303);
    let export = anna.send(Ask::form(at(RightsPage::Export), &[("act", "export")]));
    assert_eq!(export.status, 200);
    assert_eq!(export.header("content-type"), Some("application/zip"));
    let disposition = export.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment"));
    assert_eq!(export.header("cache-control"), Some("no-store"));
    let archive = rawzip::ZipArchive::from_slice(export.bytes()).unwrap();
    let mut entries = archive.entries();
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().unwrap() {
        let stored = archive.get_entry(entry.wayfinder()).unwrap();
        files.push(String::from_utf8(stored.data().to_vec()).unwrap());
    }
    let (file, schema) = (&files[0], &files[2]);
    assert!(file.contains("\"kind\":\"draft\"") && file.contains("Min kladde"));
    assert!(is_valid(file, schema));
    let broken = file.replacen("\"kind\":\"subscription\"", "\"kind\":\"unknown\"", 1);
    assert_ne!(&broken, file);
    assert!(!is_valid(&broken, schema), "the program sees what is wrong");
    let served = bench.get("/schemas/export-1.json");
    assert_eq!(&served.body, schema);
}
