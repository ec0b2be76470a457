//! A stop finishes what was begun and waits for nobody else; a restart finds what was stored.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

use crate::bench::{ASSOCIATION, Ask, Bench, Browser, Place, Program, ask_to_stop, exchange};

#[test]
fn a_restart_finds_what_was_stored() {
    let place = Place::make(ASSOCIATION);
    let mut code = String::new();
    for round in 0..2 {
        let mut program = Program::serving(&place, Stdio::null());
        if round == 0 {
            let page = exchange(program.addr(), &Ask::get("/cookieindstillinger"));
            let mut fields = crate::bench::hidden(crate::bench::of_surface(&page.body, "settings"));
            fields.push(("act".to_owned(), "accept".to_owned()));
            let pairs: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (&**name, &**value))
                .collect();
            let answer = exchange(program.addr(), &Ask::form("/cookieindstillinger", &pairs));
            let cookie = answer.cookie("__Host-samtykke-receipt").unwrap();
            code = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
            // No time to tidy up: what was answered is stored.
            program.child.kill().unwrap();
        } else {
            let receipt = exchange(
                program.addr(),
                &Ask::form("/kvittering", &[("code", &code)]),
            );
            assert_eq!(receipt.status, 200);
            ask_to_stop(&program.child);
        }
        program.child.wait().unwrap();
    }
}

#[test]
fn a_stop_lets_a_form_that_is_arriving_finish() {
    let place = Place::make(ASSOCIATION);
    let mut program = Program::serving(&place, Stdio::null());
    let body = "act=refuse&surface=banner";
    let mut stream = TcpStream::connect(program.addr()).unwrap();
    write!(
        stream,
        "POST /cookieindstillinger HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{}",
        body.len(),
        &body[..10]
    )
    .unwrap();
    std::thread::sleep(Duration::from_millis(200));
    ask_to_stop(&program.child);
    std::thread::sleep(Duration::from_millis(200));
    assert!(
        TcpStream::connect(program.addr()).is_err(),
        "nobody new is let in"
    );
    assert!(
        program.child.try_wait().unwrap().is_none(),
        "it waits for the form"
    );
    write!(stream, "{}", &body[10..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(program.child.wait().unwrap().code(), Some(0));
    let mut printed = String::new();
    program.output.read_to_string(&mut printed).unwrap();
    assert_eq!(printed, "samtykke: stopped\n");
}

#[test]
fn a_stop_does_not_wait_for_a_connection_that_asks_nothing() {
    let bench = Bench::open();
    Browser::new(&bench).choose("refuse", &[]);
    let _idle = TcpStream::connect(bench.addr).unwrap();
    bench.halt();
}

#[test]
fn a_stop_does_not_wait_for_a_request_that_never_ends() {
    let bench = Bench::open();
    let mut stuck = TcpStream::connect(bench.addr).unwrap();
    write!(stuck, "GET / HTTP/1.1\r\nHost").unwrap();
    std::thread::sleep(Duration::from_millis(200));
    bench.halt();
}
