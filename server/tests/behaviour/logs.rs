//! Logs name what happened, never who did it or what they sent.

use std::io::Read as _;

use crate::bench::{Ask, Place, Program, ask_to_stop, exchange, hidden, of_surface};

/// Sent in every place that a client can write to; no log line may hold it.
const CANARY: &str = "kanariefugl";

#[test]
fn what_a_client_sends_is_never_logged() {
    let place = Place::make(crate::bench::ASSOCIATION);
    let mut program = Program::telling_all(&place);
    let addr = program.addr();
    let target = |path: &str| format!("{path}?{CANARY}={CANARY}");
    let marked = |ask: Ask| {
        [
            "Cookie",
            "User-Agent",
            "Referer",
            "X-Forwarded-For",
            "Accept-Language",
            "X-Request-Id",
        ]
        .iter()
        .fold(ask, |ask, name| {
            ask.header(name, format!("{CANARY}={CANARY}"))
        })
    };
    let page = exchange(addr, &marked(Ask::get(&target("/cookieindstillinger"))));
    let mut fields = hidden(of_surface(&page.body, "settings"));
    fields.push(("act".to_owned(), "accept".to_owned()));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let accepted = exchange(
        addr,
        &marked(Ask::form(&target("/cookieindstillinger"), &pairs)),
    );
    let code = accepted.cookie("__Host-samtykke-receipt").unwrap();
    let code = code.split(['=', ';']).nth(1).unwrap();
    for ask in [
        Ask::form("/kvittering", &[("code", code)]),
        Ask::receipt("withdraw", code),
        Ask::form("/kvittering", &[("code", CANARY)]),
        Ask::form(
            "/cookieindstillinger",
            &[("act", "save"), ("surface", "banner"), ("service", CANARY)],
        ),
        Ask::form("/cookieindstillinger", &[(CANARY, CANARY)]),
        Ask::json("/fn/choose", CANARY),
        Ask::json(&format!("/fn/{CANARY}"), CANARY),
        Ask::json(
            "/api/v1/consents/lookup",
            &format!("{{\"receipt\":\"{code}\"}}"),
        ),
        Ask::json(
            "/api/v1/consents/withdraw",
            &format!("{{\"receipt\":\"{code}\"}}"),
        ),
        Ask::json(
            "/api/v1/refusals",
            &format!("{{\"{CANARY}\":\"{CANARY}\"}}"),
        ),
        Ask::json("/api/v1/consents", CANARY).header("Idempotency-Key", CANARY.repeat(2)),
        Ask::get("/api/v1/register").header("Origin", format!("https://{CANARY}.example")),
        Ask::get(&format!("/api/v1/notices/{CANARY}")),
        Ask::get(&format!("/{CANARY}")),
        Ask::get(&format!("/privatliv/versioner/{CANARY}")),
        Ask::get(&format!("/pkg/{CANARY}.js")),
        Ask::form(
            "/personale/log-ind",
            &[("act", "password"), ("email", CANARY), ("password", CANARY)],
        ),
        Ask::form(
            "/personale/log-ind",
            &[("act", "code"), ("first", CANARY), ("code", CANARY)],
        ),
        Ask::get(&format!("/personale/invitation/{CANARY}")),
        Ask::form(
            &format!("/personale/invitation/{CANARY}"),
            &[("password", CANARY), ("code", CANARY)],
        ),
        Ask::form("/personale/kolleger/ny", &[("name", CANARY)]),
        Ask::form(
            &format!("/personale/henvendelser/{CANARY}"),
            &[("act", "answer"), ("message", CANARY)],
        ),
        Ask::get("/%0aforged%0d%1b[31m"),
        Ask::form("/kvittering", &[("code", "\r\nforged\u{1b}[31m")]),
    ] {
        exchange(addr, &marked(ask));
    }
    ask_to_stop(&program.child);
    assert!(program.child.wait().unwrap().success());
    let mut log = String::new();
    program
        .child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    program.output.read_to_string(&mut log).unwrap();
    for secret in [
        CANARY,
        code,
        &code.replace('-', ""),
        "127.0.0.1:",
        "forged",
        "\u{1b}[31m",
    ] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    for (route, status) in [
        ("/cookieindstillinger", 303),
        ("/privatliv/versioner/{version}", 404),
        ("/fn/choose", 422),
        ("/api/v1/consents/lookup", 200),
        ("/api/v1/register", 403),
        ("/api/v1/notices/{hash}", 404),
        ("/personale/log-ind", 422),
        ("/personale/invitation/{one}", 404),
        ("/personale/kolleger/ny", 401),
        ("/personale/henvendelser/{one}", 401),
    ] {
        let line = log
            .lines()
            .find(|line| line.contains(route) && line.contains(&status.to_string()));
        assert!(line.is_some(), "{route} {status} is told in {log}");
    }
}
