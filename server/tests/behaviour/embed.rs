//! The script for other websites: every site in both languages, whole in one answer, the same for everyone, and no
//! visitor's cookie near it.

use domain::canonical::{Digest, to_bytes};
use serde_json::{Value, json};

use crate::bench::{ASSOCIATION, Answer, Ask, Bench, CLIENT, Place, Plan, refusal};

const PUBLIC: &str = "https://samtykke.example.dk";

fn bench() -> Bench {
    Bench::with(Plan::default().set("SAMTYKKE_PUBLIC_URL", PUBLIC))
}

/// The data in a script, which stands where the client's mark stood.
fn data(script: &str) -> Value {
    let (before, after) = CLIENT.split_once("__SAMTYKKE__").unwrap();
    let data = script.strip_prefix(before).unwrap();
    serde_json::from_str(data.strip_suffix(after).unwrap()).unwrap()
}

fn script(bench: &Bench, path: &str) -> Answer {
    let answer = bench.get(path);
    assert_eq!(answer.status, 200, "{path}");
    answer
}

/// The hash of the notice that `surface` shows.
fn notice<'r>(register: &'r Value, language: &str, surface: &str) -> &'r str {
    let notices = register["notices"].as_array().unwrap();
    let is_it = |notice: &&Value| notice["language"] == language && notice["surface"] == surface;
    notices.iter().find(is_it).unwrap()["hash"]
        .as_str()
        .unwrap()
}

#[test]
fn a_script_holds_its_site_in_its_language_and_what_is_asked_there() {
    let bench = bench();
    let register = bench.get("/api/v1/register").json();
    for (language, settings) in [
        ("da", "/cookieindstillinger"),
        ("en", "/en/cookie-settings"),
    ] {
        let data = data(&script(&bench, &format!("/s/www/{language}/v1.js")).body);
        assert_eq!(
            (&data["site"], &data["lang"]),
            (&json!("www"), &json!(language))
        );
        assert_eq!(data["at"], PUBLIC);
        assert_eq!(data["sameSite"], true);
        assert_eq!(data["origins"], json!(["https://www.example.dk"]));
        assert_eq!(data["today"], "2026-11-21");
        assert_eq!(data["pages"]["settings"], format!("{PUBLIC}{settings}"));
        let banner = notice(&register, language, "banner");
        assert_eq!(data["banner"]["hash"], banner);
        let optional = register["services"].as_array().unwrap().iter();
        let optional: Vec<&Value> = optional.filter(|s| s["necessary"] == false).collect();
        let held = data["services"].as_object().unwrap();
        assert_eq!(held.len(), optional.len());
        for served in optional {
            let held = &held[served["key"].as_str().unwrap()];
            for field in ["category", "fingerprint"] {
                assert_eq!(held[field], served[field]);
            }
        }
    }
}

#[test]
fn its_texts_are_whole_notices_under_the_hashes_that_an_acceptance_names() {
    let bench = bench();
    let register = bench.get("/api/v1/register").json();
    for language in ["da", "en"] {
        let held = data(&script(&bench, &format!("/s/www/{language}/v1.js")).body);
        let hash = held["hash"].as_str().unwrap();
        let texts = script(&bench, &format!("/s/www/{language}/{hash}/texts.json")).json();
        assert_eq!(
            texts["settings"]["hash"],
            notice(&register, language, "settings")
        );
        let places = texts["places"].as_object().unwrap();
        let services = held["services"].as_object().unwrap();
        assert!(services.keys().eq(places.keys()));
        for shown in places.values().chain([&texts["settings"]]) {
            let mut whole = shown.clone();
            let hash = whole.as_object_mut().unwrap().remove("hash").unwrap();
            let bytes = to_bytes(&whole).unwrap();
            assert_eq!(Digest::of(&bytes).to_string(), hash.as_str().unwrap());
        }
    }
}

#[test]
fn every_site_of_the_register_has_its_own() {
    let second = "[site.other]\nname = \"other.example.org\"\norigin = \"https://other.example.org\"\norigins = [\"https://shop.example.org\"]\ndomain = \"example.org\"\n\n[texts]";
    let bench = Bench::with(Plan {
        register: ASSOCIATION.replacen("[texts]", second, 1),
        ..Plan::default()
    });
    let other = data(&script(&bench, "/s/other/da/v1.js").body);
    assert_eq!(
        other["origins"],
        json!(["https://other.example.org", "https://shop.example.org"])
    );
    assert_eq!(
        (&other["domain"], &other["sameSite"]),
        (&json!("example.org"), &json!(false))
    );
    assert_eq!(
        other["at"],
        format!("http://{}", bench.addr),
        "without a public address, where it listens"
    );
    let www = data(&script(&bench, "/s/www/da/v1.js").body);
    assert_eq!(www["site"], "www");
}

#[test]
fn it_is_for_every_website_and_kept_a_little_while() {
    let bench = bench();
    for (path, kind, age) in [
        (
            "/s/www/da/v1.js",
            "text/javascript; charset=utf-8",
            "public, max-age=300, stale-while-revalidate=86400",
        ),
        (
            "/s/www/da/version.json",
            "application/json",
            "public, max-age=60",
        ),
        (
            "/s/www/da/declaration.json",
            "application/json",
            "public, max-age=300, stale-while-revalidate=86400",
        ),
    ] {
        let ask = Ask::new("GET", path)
            .header("Origin", "https://anywhere.example")
            .header("Cookie", "samtykke=1.20261121; __Host-session=x");
        let answer = bench.send(&ask);
        assert_eq!(answer.status, 200);
        for (name, value) in [
            ("content-type", kind),
            ("cache-control", age),
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("x-content-type-options", "nosniff"),
            ("vary", "accept-encoding"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert_eq!(answer.header("access-control-allow-credentials"), None);
        assert_eq!(answer.all("set-cookie").len(), 0);
        assert!(
            !answer
                .header("content-security-policy")
                .unwrap()
                .contains("nonce")
        );
    }
}

#[test]
fn it_is_sent_compressed_and_not_again_to_whoever_has_it() {
    let bench = bench();
    let plain = bench.get("/s/www/da/v1.js");
    assert_eq!(plain.header("content-encoding"), None);
    let mut tags = vec![plain.header("etag").unwrap().to_owned()];
    for coding in ["br", "gzip"] {
        let ask = Ask::get("/s/www/da/v1.js").header("Accept-Encoding", coding);
        let small = bench.send(&ask);
        assert_eq!(small.header("content-encoding"), Some(coding));
        let length = |answer: &Answer| {
            answer
                .header("content-length")
                .unwrap()
                .parse::<usize>()
                .unwrap()
        };
        assert!(length(&small) * 2 < length(&plain), "{coding}");
        let tag = small.header("etag").unwrap().to_owned();
        let again = bench.send(&ask.header("If-None-Match", &tag));
        assert_eq!((again.status, again.body.as_str()), (304, ""));
        tags.push(tag);
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "a strong tag names one form: {tags:?}");
}

#[test]
fn the_pinned_address_gives_the_same_bytes_for_ever_and_an_old_one_nothing() {
    let bench = bench();
    let version = bench.get("/s/www/da/version.json").json();
    let hash = version["hash"].as_str().unwrap();
    assert_eq!(version["register"], bench.register().to_string());
    assert!(
        version["integrity"]
            .as_str()
            .unwrap()
            .starts_with("sha384-")
    );
    let pinned = script(&bench, &format!("/s/www/da/{hash}/v1.js"));
    assert_eq!(
        pinned.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    let stable = script(&bench, "/s/www/da/v1.js");
    assert_eq!(pinned.body, stable.body);
    assert_eq!(data(&stable.body)["hash"], hash);
    let texts = script(&bench, &format!("/s/www/da/{hash}/texts.json"));
    assert_eq!(
        texts.header("cache-control"),
        pinned.header("cache-control")
    );
    let nameless = stable.body.replacen(hash, "", 1) + &texts.body;
    assert_eq!(&Digest::of(nameless.as_bytes()).to_string()[..16], hash);
    for path in [
        "/s/www/da/0123456789abcdef/v1.js".to_owned(),
        "/s/www/da/0123456789abcdef/texts.json".to_owned(),
        format!("/s/www/en/{hash}/v1.js"),
        format!(
            "/s/www/da/{}/v1.js",
            hash.to_uppercase().replace(char::is_numeric, "0")
        ),
    ] {
        assert_eq!(bench.get(&path).status, 404, "{path}");
    }
}

#[test]
fn a_restart_changes_nothing_and_a_register_changes_the_name() {
    let hash = |bench: &Bench| bench.get("/s/www/da/version.json").json()["hash"].clone();
    let plan = || Plan::default().set("SAMTYKKE_PUBLIC_URL", PUBLIC);
    let first = Bench::with(plan());
    let before = hash(&first);
    first.move_clock("2026-12-24T10:00:00Z");
    let again = Bench::again(first.halt(), plan());
    assert_eq!(hash(&again), before);
    let place = again.halt();
    let changed = ASSOCIATION.replacen("Må vi bruge cookies", "Må vi gerne bruge cookies", 1);
    std::fs::write(place.register(), changed).unwrap();
    assert_ne!(hash(&Bench::again(place, plan())), before);
}

#[test]
fn what_is_no_site_or_language_is_nowhere_and_nothing_is_changed_here() {
    let bench = bench();
    for path in [
        "/s/other/da/v1.js",
        "/s/www/de/v1.js",
        "/s/www/DA/v1.js",
        "/s/www/da/v2.js",
        "/s/www/da/",
        "/s/www/v1.js",
        "/s/%2e%2e/da/v1.js",
        "/s/other/da/version.json",
        "/s/www/de/declaration.json",
    ] {
        let answer = bench.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("cache-control").unwrap().contains("no-store"));
    }
    let posted = bench.send(&Ask::json("/s/www/da/v1.js", "{}"));
    assert_eq!(posted.status, 404);
}

#[test]
fn it_has_a_limit_of_its_own() {
    let bench = Bench::with(Plan::default().rate(2));
    assert_eq!(bench.get("/s/www/da/v1.js").status, 200);
    assert_eq!(bench.get("/s/www/da/version.json").status, 200);
    let many = bench.get("/s/www/da/v1.js");
    assert_eq!((many.status, many.header("retry-after")), (429, Some("60")));
    assert_eq!(bench.get("/api/v1/register").status, 200);
}

#[test]
fn the_declaration_is_the_declaration_page_as_a_tree() {
    let bench = bench();
    let declaration = bench.get("/s/www/en/declaration.json").json();
    assert_eq!(
        (&declaration["v"], &declaration["lang"]),
        (&json!(1), &json!("en"))
    );
    let page = bench.get("/en/cookies").body;
    let tree = declaration["tree"].as_array().unwrap();
    let named = |name: &str| {
        tree.iter()
            .filter(|node| node[0] == name)
            .collect::<Vec<_>>()
    };
    assert_eq!(named("h3").len(), 7, "a category each");
    for list in named("dl.o") {
        let list = list.as_array().unwrap();
        assert_eq!(list.len(), 12, "name, purpose, kind, place, time");
        for pair in list[2..].chunks(2) {
            assert_eq!((&pair[0][0], &pair[1][0]), (&json!("dt.s"), &json!("dd")));
            for node in pair {
                let text = node[2].as_str().unwrap();
                assert!(page.contains(&text.replace('&', "&amp;")), "{text}");
            }
        }
    }
    assert_eq!(named("dl.o").len(), 22, "every cookie of the register");
    for node in tree {
        let known = ["p", "p.s", "h3", "dl.o"]
            .iter()
            .any(|name| node[0] == *name);
        assert!(known && node[1] == json!({}), "{node}");
    }
}

#[test]
fn a_client_that_takes_no_data_is_refused_and_without_one_pages_are_served_alone() {
    let place = Place::make(ASSOCIATION);
    let client = place.site().join("embed/v1.js");
    for text in ["", "__SAMTYKKE__ __SAMTYKKE__"] {
        std::fs::write(&client, text).unwrap();
        let told = refusal(&place, &[]);
        assert!(
            told.contains("v1.js") && told.contains("Build the front again"),
            "{told}"
        );
    }
    std::fs::remove_file(client).unwrap();
    let bench = Bench::again(place, Plan::default());
    assert_eq!(bench.get("/s/www/da/v1.js").status, 404);
    assert_eq!(bench.get("/cookies").status, 200);
}
