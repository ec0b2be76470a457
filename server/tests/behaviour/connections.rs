//! Connections: slow ones are cut, many cost little, and whoever asks properly is answered meanwhile.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::bench::{ASSOCIATION, Ask, Bench, Place, Program, exchange};

/// How long the other end may take to hang up, beyond the ten seconds a head may take.
const PATIENCE: Duration = Duration::from_secs(20);

fn cut_after(stream: &mut TcpStream) -> Duration {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a connection lives is what is measured"
    )]
    let begun = Instant::now();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut rest = Vec::new();
    stream
        .read_to_end(&mut rest)
        .expect("the other end hangs up");
    begun.elapsed()
}

#[test]
fn a_head_that_does_not_arrive_is_cut() {
    let bench = Bench::open();
    let mut streams = ["", "GET / HTTP/1.1\r\nHost: x\r\n"].map(|sent| {
        let mut stream = TcpStream::connect(bench.addr).unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        stream
    });
    std::thread::scope(|scope| {
        for stream in &mut streams {
            scope.spawn(move || {
                let lived = cut_after(stream);
                assert!(lived < Duration::from_secs(15), "{lived:?}");
            });
        }
    });
}

#[test]
fn a_head_that_trickles_in_is_cut_all_the_same() {
    let bench = Bench::open();
    let mut stream = TcpStream::connect(bench.addr).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").unwrap();
    let mut trickle = stream.try_clone().unwrap();
    let trickling = std::thread::spawn(move || {
        while trickle.write_all(b"X-Slow: 1\r\n").is_ok() {
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    let lived = cut_after(&mut stream);
    assert!(lived < Duration::from_secs(15), "{lived:?}");
    trickling.join().unwrap();
}

#[test]
fn a_body_that_does_not_arrive_is_told_and_cut() {
    let bench = Bench::open();
    let mut stream = TcpStream::connect(bench.addr).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(
        stream,
        "POST /api/v1/refusals HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\n\r\n{{"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    for line in [
        "retry-after: 60",
        "content-type: application/problem+json",
        "\"code\":\"took-too-long\"",
    ] {
        assert!(answer.contains(line), "{line} in {answer}");
    }
    assert_eq!(bench.refusals(), 0);
}

#[test]
fn a_head_that_never_ends_is_refused() {
    let bench = Bench::open();
    let mut ask = Ask::new("GET", "/");
    for number in 0..60 {
        ask = ask.header(&format!("X-{number}"), "x".repeat(1000));
    }
    assert_eq!(bench.send(&ask).status, 431);
}

#[test]
fn a_connection_serves_one_request_after_another() {
    let bench = Bench::open();
    let mut stream = TcpStream::connect(bench.addr).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    for _ in 0..3 {
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            .unwrap();
        let mut answer = [0; 2048];
        let read = stream.read(&mut answer).unwrap();
        assert!(answer[..read].starts_with(b"HTTP/1.1 200"));
    }
}

/// Kilobytes of memory that the process holds.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_thousand_half_sent_requests_cost_little_and_are_in_nobody_s_way() {
    let place = Place::make(ASSOCIATION);
    let mut program = Program::serving(&place, Stdio::null());
    exchange(program.addr(), &Ask::get("/"));
    let before = resident(program.child.id());
    let body = "x".repeat(8_000);
    let streams: Vec<TcpStream> = (0..1_000)
        .map(|number| {
            let mut stream = TcpStream::connect(program.addr()).unwrap();
            let sent = if number % 2 == 0 {
                format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {body}")
            } else {
                format!(
                    "POST /api/v1/refusals HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
                     Content-Length: 30000\r\n\r\n{body}"
                )
            };
            // Those beyond what is answered at once are told so and hung up on.
            let _sent = stream.write_all(sent.as_bytes());
            stream
        })
        .collect();
    std::thread::sleep(Duration::from_secs(1));
    let grown = resident(program.child.id()).saturating_sub(before);
    println!("1,000 half-sent requests: {grown} kB more");
    assert!(grown < 64 * 1024, "{grown} kB");
    let answer = exchange(program.addr(), &Ask::get("/healthz"));
    assert!(matches!(answer.status, 200 | 503), "{}", answer.status);
    drop(streams);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(exchange(program.addr(), &Ask::get("/")).status, 200);
    program.child.kill().unwrap();
    program.child.wait().unwrap();
}
