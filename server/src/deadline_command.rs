//! `samtykke deadline …`: until when an answer must be given, and why. It needs no register, no data and no clock.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use domain::clock::{self, Deadline, Pause, PauseReason, Received, Step};
use domain::text::{Language, day_in_words};
use jiff::civil::Date;
use serde::Serialize;

/// The years that the rules are tried on.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// What to count.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// The day on which the request came, by any way and to anybody of the organisation: 2026-03-05.
    #[arg(long, value_name = "DATE", value_parser = day)]
    received: Date,
    /// The time was extended: three months from the receipt.
    #[arg(long)]
    extended: bool,
    /// Show the organisation's own promise too, in working days from the day after.
    #[arg(long, value_name = "WORKING DAYS", value_parser = clap::value_parser!(u16).range(1..=250))]
    promise: Option<u16>,
    /// The clock stood still from the day we asked until the day the answer came: 2026-03-10..2026-03-13; may be given
    /// more than once. Without the second day it stands still, and --today says up to when to count.
    #[arg(long, value_name = "FROM..TO", value_parser = pause)]
    pause: Vec<Pause>,
    /// The day up to which a pause counts that has not ended.
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    /// The language of the explanation.
    #[arg(long, default_value = "da", value_enum)]
    language: LanguageName,
    /// Print an object for programs.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageName {
    Da,
    En,
}

fn day(text: &str) -> Result<Date, String> {
    let day: Date = text
        .parse()
        .map_err(|_| "no such day; remedy: write it as 2026-03-05".to_owned())?;
    if YEARS.contains(&day.year()) {
        return Ok(day);
    }
    let (first, last) = (YEARS.start(), YEARS.end());
    Err(format!(
        "the rules are tried on the years {first} to {last}; remedy: name a day of those"
    ))
}

fn pause(text: &str) -> Result<Pause, String> {
    let (from, to) = text
        .split_once("..")
        .ok_or("not two days; remedy: write FROM..TO, such as 2026-03-10..2026-03-13")?;
    let from = day(from)?;
    let to = if to.is_empty() { None } else { Some(day(to)?) };
    if to.is_some_and(|to| to < from) {
        return Err("it ends before it begins; remedy: write the earlier day first".to_owned());
    }
    Ok(Pause {
        from,
        to,
        // Both reasons count alike; what was asked does not stand on the command line.
        reason: PauseReason::Identity,
    })
}

/// What programs are told. Fields are added and never renamed.
#[derive(Debug, Serialize)]
struct Answer {
    /// The version of the rules.
    rules: &'static str,
    received: Date,
    extended: bool,
    /// The last day on which an answer is in time.
    due: Date,
    /// The last day if the clock had never stood still, which staff work to.
    unpaused: Date,
    /// The last day to tell the person that the time is extended.
    extension_notice_due: Date,
    steps: Vec<Explained>,
    promise: Option<Promised>,
}

#[derive(Debug, Serialize)]
struct Promised {
    working_days: u16,
    due: Date,
    steps: Vec<Explained>,
}

#[derive(Debug, Serialize)]
struct Explained {
    #[serde(flatten)]
    step: Step,
    words: String,
}

/// What was asked, as it is printed.
///
/// # Errors
/// When a pause has not ended and nothing says up to when it counts.
pub(crate) fn deadline(asked: &Asked) -> Result<String, Box<dyn std::error::Error>> {
    let language = match asked.language {
        LanguageName::Da => Language::Da,
        LanguageName::En => Language::En,
    };
    let deadline = count(asked)?;
    let promise = asked
        .promise
        .map(|days| (days, clock::promise(Received(asked.received), days)));
    if asked.json {
        let answer = answer(asked, deadline, promise, language);
        return Ok(serde_json::to_string_pretty(&answer)? + "\n");
    }
    Ok(in_words(&deadline, promise.as_ref(), language))
}

fn count(asked: &Asked) -> Result<Deadline, &'static str> {
    let pauses = match asked.today {
        Some(today) => clock::counted_to(&asked.pause, today),
        None if asked.pause.iter().any(|pause| pause.to.is_none()) => {
            return Err(
                "a --pause has not ended; remedy: say up to which day it counts with --today DATE",
            );
        }
        None => asked.pause.clone(),
    };
    let received = Received(asked.received);
    Ok(if asked.extended {
        clock::extended(received, &pauses)
    } else {
        clock::first_month(received, &pauses)
    })
}

fn answer(
    asked: &Asked,
    deadline: Deadline,
    promise: Option<(u16, Deadline)>,
    language: Language,
) -> Answer {
    let explained = |deadline: Deadline| {
        let explain = |step: Step| Explained {
            words: step.in_words(language),
            step,
        };
        deadline.steps.into_iter().map(explain).collect()
    };
    Answer {
        rules: deadline.rules,
        received: asked.received,
        extended: asked.extended,
        due: deadline.due,
        unpaused: deadline.unpaused,
        extension_notice_due: clock::extension_notice_due(Received(asked.received)),
        steps: explained(deadline),
        promise: promise.map(|(working_days, promise)| Promised {
            working_days,
            due: promise.due,
            steps: explained(promise),
        }),
    }
}

fn in_words(deadline: &Deadline, promise: Option<&(u16, Deadline)>, language: Language) -> String {
    let labels = match language {
        Language::Da => LABELS_DA,
        Language::En => LABELS_EN,
    };
    let name = |day: Date| day_in_words(day, language);
    let mut text = format!("{}: {}\n", labels.due, name(deadline.due));
    if deadline.unpaused != deadline.due {
        line(&mut text, labels.unpaused, &name(deadline.unpaused));
    }
    if let Some((_, promise)) = promise {
        line(&mut text, labels.promise, &name(promise.due));
    }
    let notice = clock::extension_notice_due(deadline.received);
    line(&mut text, labels.notice, &name(notice));
    steps(&mut text, labels.why, deadline, language);
    if let Some((_, promise)) = promise {
        steps(&mut text, labels.why_promise, promise, language);
    }
    text.push('\n');
    line(&mut text, labels.rules, deadline.rules);
    text
}

fn line(text: &mut String, label: &str, value: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{label}: {value}");
}

fn steps(text: &mut String, label: &str, deadline: &Deadline, language: Language) {
    let _ = writeln!(text, "\n{label}:");
    for (number, step) in (1..).zip(&deadline.steps) {
        let _ = writeln!(text, "{number}. {}", step.in_words(language));
    }
}

struct Labels {
    due: &'static str,
    unpaused: &'static str,
    promise: &'static str,
    notice: &'static str,
    why: &'static str,
    why_promise: &'static str,
    rules: &'static str,
}

const LABELS_DA: Labels = Labels {
    due: "Frist",
    unpaused: "Uden pauser",
    promise: "Vi har lovet",
    notice: "Besked om forlængelse senest",
    why: "Sådan har vi regnet",
    why_promise: "Sådan har vi regnet løftet",
    rules: "Regler",
};

const LABELS_EN: Labels = Labels {
    due: "Deadline",
    unpaused: "Without pauses",
    promise: "We have promised",
    notice: "Notice of an extension at the latest",
    why: "How we counted",
    why_promise: "How we counted the promise",
    rules: "Rules",
};

#[cfg(test)]
mod tests {
    use clap::Parser;
    use serde_json::{Value, json};

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        asked: Asked,
    }

    fn told(arguments: &[&str]) -> String {
        let line = Line::try_parse_from([&["deadline"], arguments].concat()).unwrap();
        deadline(&line.asked).unwrap()
    }

    fn object(arguments: &[&str]) -> Value {
        serde_json::from_str(&told(&[arguments, &["--json"]].concat())).unwrap()
    }

    /// The arguments that ask for what a vector is about; none for what the command does not count.
    fn asks(vector: &Value) -> Option<Vec<String>> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut arguments = vec!["--received".to_owned(), text(&vector["received"])];
        match vector["kind"].as_str().unwrap() {
            "first_month" => {}
            "extended" => arguments.push("--extended".to_owned()),
            "promise" if vector["working_days"] == 0 => return None,
            "promise" => {
                arguments.extend(["--promise".to_owned(), vector["working_days"].to_string()])
            }
            _ => return None,
        }
        for pause in vector["pauses"].as_array().into_iter().flatten() {
            let days = format!("{}..{}", text(&pause["from"]), text(&pause["to"]));
            arguments.extend(["--pause".to_owned(), days]);
        }
        if let Some(today) = vector["today"].as_str() {
            arguments.extend(["--today".to_owned(), today.to_owned()]);
        }
        Some(arguments)
    }

    #[test]
    fn the_command_prints_what_the_vectors_say() {
        let file = include_str!("../../domain/tests/vectors/deadlines.json");
        let file: Value = serde_json::from_str(file).unwrap();
        let mut asked = 0;
        for vector in file["vectors"].as_array().unwrap() {
            let Some(arguments) = asks(vector) else {
                continue;
            };
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let told = object(&arguments);
            if vector["kind"] == "promise" {
                assert_eq!(told["promise"]["due"], vector["due"], "{vector}");
            } else {
                assert_eq!(told["due"], vector["due"], "{vector}");
                assert_eq!(told["unpaused"], vector["unpaused"], "{vector}");
            }
            asked += 1;
        }
        assert!(asked >= 300, "{asked}");
    }

    #[test]
    fn people_read_sentences_in_either_language() {
        let asked = ["--received", "2026-03-05", "--promise", "5"];
        assert_eq!(
            told(&asked),
            "Frist: tirsdag den 7. april 2026\n\
             Vi har lovet: torsdag den 12. marts 2026\n\
             Besked om forlængelse senest: tirsdag den 7. april 2026\n\
             \n\
             Sådan har vi regnet:\n\
             1. Vi fik den torsdag den 5. marts 2026.\n\
             2. En måned senere er søndag den 5. april 2026.\n\
             3. Søndag den 5. april 2026 er påskedag.\n\
             4. Mandag den 6. april 2026 er 2. påskedag.\n\
             5. Derfor går fristen til den næste hverdag: tirsdag den 7. april 2026.\n\
             6. Fristen er tirsdag den 7. april 2026. Hele dagen er med.\n\
             \n\
             Sådan har vi regnet løftet:\n\
             1. Vi fik den torsdag den 5. marts 2026.\n\
             2. Vi har lovet svar inden 5 hverdage. Vi tæller fra dagen efter, og lørdage, søndage og helligdage tæller ikke med.\n\
             3. Fristen er torsdag den 12. marts 2026. Hele dagen er med.\n\
             \n\
             Regler: dk-1\n"
        );
        let paused = [
            &asked[..2],
            &["--pause", "2026-03-10..2026-03-13", "--language", "en"],
        ]
        .concat();
        let paused = told(&paused);
        assert!(
            paused.starts_with(
                "Deadline: Wednesday 8 April 2026\nWithout pauses: Tuesday 7 April 2026\n"
            ),
            "{paused}"
        );
    }

    #[test]
    fn programs_read_an_object() {
        let told = object(&["--received", "2026-09-01", "--extended", "--promise", "1"]);
        assert_eq!(
            told,
            json!({
                "rules": "dk-1",
                "received": "2026-09-01",
                "extended": true,
                "due": "2026-12-01",
                "unpaused": "2026-12-01",
                "extension_notice_due": "2026-10-01",
                "steps": [
                    {
                        "step": "received",
                        "day": "2026-09-01",
                        "words": "Vi fik den tirsdag den 1. september 2026.",
                    },
                    {
                        "step": "same_date",
                        "months": 3,
                        "day": "2026-12-01",
                        "words": "Tre måneder senere er tirsdag den 1. december 2026.",
                    },
                    {
                        "step": "due",
                        "day": "2026-12-01",
                        "words": "Fristen er tirsdag den 1. december 2026. Hele dagen er med.",
                    },
                ],
                "promise": {
                    "working_days": 1,
                    "due": "2026-09-02",
                    "steps": told["promise"]["steps"],
                },
            })
        );
    }
}
