//! Leaving out of a copy what is about others (Article 15(4)): the names of those whom somebody brings along, by themselves;
//! and what staff marked in what was written, each with its ground and how it was weighed. What is left out is logged, not
//! what it said.

use uuid::Uuid;

use super::words::left_out;
use super::{Redaction, RedactionGround};
use crate::held::{Held, HeldThing, What};
use crate::mail::Line;
use crate::text::Language;
use crate::thread::find_quoted;

/// What staff marked to be left out.
#[derive(Clone, PartialEq, Eq)]
pub struct Mark {
    /// Of which thing.
    pub thing: Uuid,
    /// The words, as they stand there; every place where they stand is left out.
    pub words: String,
    /// On what ground.
    pub ground: RedactionGround,
    /// How the person's right was weighed against it.
    pub why: String,
}

/// What was marked stands nowhere, so nothing would be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was marked stands nowhere in the copy")]
pub struct NotMarked;

/// Leaves out what is about others, and says what was.
///
/// # Errors
/// [`NotMarked`] when the words of a mark stand nowhere in its thing.
pub fn redact(
    held: &Held,
    marks: &[Mark],
    language: Language,
) -> Result<(Held, Vec<Redaction>), NotMarked> {
    let mut redacted = held.clone();
    let mut log = Vec::new();
    for thing in &mut redacted.things {
        log.extend(without_companions(thing, language));
    }
    for mark in marks {
        let mut things = redacted.things.iter_mut();
        let thing = things.find(|thing| thing.id == mark.thing);
        let places = thing.map_or(0, |thing| without(thing, &mark.words, language));
        if places == 0 {
            return Err(NotMarked);
        }
        log.push(Redaction {
            thing: mark.thing,
            ground: mark.ground,
            why: mark.why.clone(),
            places,
        });
    }
    Ok((redacted, log))
}

fn without_companions(thing: &mut HeldThing, language: Language) -> Option<Redaction> {
    let What::Seat { participant, .. } = &mut thing.what else {
        return None;
    };
    let places = u32::try_from(participant.companions.len()).ok()?;
    if places == 0 {
        return None;
    }
    for companion in &mut participant.companions {
        // The words are a line of ours.
        if let Ok(left_out) = Line::parse(left_out(language)) {
            *companion = left_out;
        }
    }
    Some(Redaction {
        thing: thing.id,
        ground: RedactionGround::OtherPerson,
        why: match language {
            Language::Da => "Navnene på dem, du tog med, er deres oplysninger. Du kender dem selv.",
            Language::En => {
                "The names of those you brought along are their data. You know them yourself."
            }
        }
        .to_owned(),
        places,
    })
}

/// Leaves words out of what was written; in how many places.
fn without(thing: &mut HeldThing, words: &str, language: Language) -> u32 {
    let mut places = 0;
    match &mut thing.what {
        What::Enquiry { messages, .. } => {
            let passages = messages.iter_mut().flat_map(|message| &mut message.words);
            for passage in passages {
                places += cut_out(passage, words, language);
            }
        }
        What::Answers { answers, .. } => {
            for answer in answers {
                let mut text = answer.answer.as_str().to_owned();
                let cut = cut_out(&mut text, words, language);
                if cut > 0
                    && let Ok(line) = Line::parse(&text)
                {
                    answer.answer = line;
                    places += cut;
                }
            }
        }
        _ => {}
    }
    places
}

fn cut_out(text: &mut String, words: &str, language: Language) -> u32 {
    let mut places = 0;
    let mut done = String::new();
    let mut rest: Vec<char> = text.chars().collect();
    loop {
        let standing: String = rest.iter().collect();
        let Some(range) = find_quoted(&standing, words) else {
            done.push_str(&standing);
            break;
        };
        done.extend(&rest[..range.start]);
        done.push_str(left_out(language));
        rest.drain(..range.end);
        places += 1;
    }
    *text = done;
    places
}

impl std::fmt::Debug for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mark(…)")
    }
}
