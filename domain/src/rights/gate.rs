//! Why a step cannot be taken. A gate is told to staff beside the step, with what opens it.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::problem::Problem;
use crate::text::{Language, date_in_words};

/// A gate that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// The step does not lead on from where the request stands.
    NotFromHere,
    /// The step is none for this right.
    NotForThisRight,
    /// Only the person takes it.
    OnlyThePerson,
    /// Only staff take it.
    OnlyStaff,
    /// The first month is over: from then on the law knows no extension (Article 12(3)).
    ExtensionTooLate(Date),
    /// It was extended once, and once is all.
    AlreadyExtended,
    /// The person must first be asked (Articles 11(2) and 12(2)).
    AskFirst,
    /// The ground is one that one person alone may not use.
    SecondPersonNeeded,
    /// The ground needs no second person; it can be used at once.
    NoSecondPersonNeeded,
    /// Whoever proposed it may not also agree to it.
    NotTheProposer,
    /// The only person who may decide sleeps on it first.
    Wait(Timestamp),
    /// The only person who may decide writes down why.
    ReasonNeeded,
    /// This ground is none on which this right can be refused.
    NotAGround,
    /// The answer lacks something that Article 15 asks for.
    AnswerIncomplete,
    /// The person was told of it less than a day ago (Article 18(3)).
    NoticeFirst(Timestamp),
}

impl Gate {
    /// What is told in answer to a form.
    #[must_use]
    pub const fn problem(self) -> Problem {
        match self {
            Self::ExtensionTooLate(_) => Problem::ExtensionTooLate,
            Self::SecondPersonNeeded | Self::NotTheProposer => Problem::SecondPersonNeeded,
            Self::Wait(_) | Self::NoticeFirst(_) => Problem::TooSoon,
            Self::ReasonNeeded => Problem::MissingReason,
            Self::AnswerIncomplete => Problem::AnswerIncomplete,
            Self::NotAGround => Problem::NotAGround,
            Self::NotFromHere
            | Self::NotForThisRight
            | Self::OnlyThePerson
            | Self::OnlyStaff
            | Self::AlreadyExtended
            | Self::AskFirst
            | Self::NoSecondPersonNeeded => Problem::StepClosed,
        }
    }

    /// Whether the step is worth showing with its reason: it belongs to this right and place, and something else is
    /// missing.
    #[must_use]
    pub const fn is_worth_telling(self) -> bool {
        !matches!(
            self,
            Self::NotFromHere
                | Self::NotForThisRight
                | Self::OnlyThePerson
                | Self::OnlyStaff
                | Self::NoSecondPersonNeeded
        )
    }

    /// Why it is closed, and what opens it. `when` says an instant as people at the organisation say it.
    #[must_use]
    pub fn in_words(self, language: Language, when: impl Fn(Timestamp) -> String) -> String {
        let danish = matches!(language, Language::Da);
        let words = match self {
            Self::NotFromHere | Self::NotForThisRight => match danish {
                true => "Det hører ikke til her i sagen.",
                false => "That does not belong at this point of the case.",
            },
            Self::OnlyThePerson => match danish {
                true => "Kun personen selv kan gøre det.",
                false => "Only the person can do that.",
            },
            Self::OnlyStaff => match danish {
                true => "Kun medarbejdere kan gøre det.",
                false => "Only staff can do that.",
            },
            Self::ExtensionTooLate(last) => return too_late(last, language),
            Self::AlreadyExtended => match danish {
                true => "Fristen er forlænget én gang. Loven tillader ikke mere.",
                false => "The deadline was extended once. The law allows no more.",
            },
            Self::AskFirst => match danish {
                true => "Spørg først, hvem det er, så personen kan vise det.",
                false => "First ask who it is, so that the person can show it.",
            },
            Self::SecondPersonNeeded => match danish {
                true => {
                    "Den grund må én person ikke bruge alene. Foreslå afslaget, så en kollega kan godkende det."
                }
                false => {
                    "One person alone may not use that ground. Propose the refusal so that a colleague can approve it."
                }
            },
            Self::NoSecondPersonNeeded => match danish {
                true => "Den grund kræver ikke en kollega. Giv afslaget direkte.",
                false => "That ground needs no colleague. Refuse directly.",
            },
            Self::NotTheProposer => match danish {
                true => "Du har selv foreslået afslaget. En kollega skal godkende det.",
                false => "You proposed the refusal yourself. A colleague has to approve it.",
            },
            Self::Wait(until) => return wait(until, language, when),
            Self::ReasonNeeded => match danish {
                true => "Du er den eneste, der kan afgøre det. Skriv, hvorfor afslaget er rigtigt.",
                false => "You are the only one who can decide. Write why the refusal is right.",
            },
            Self::NotAGround => match danish {
                true => "Loven giver ikke lov til at afslå dette ønske med den grund.",
                false => "The law does not allow this request to be refused on that ground.",
            },
            Self::AnswerIncomplete => match danish {
                true => "Svaret mangler noget, som artikel 15 kræver. Se tjeklisten.",
                false => "The answer lacks something that Article 15 asks for. See the checklist.",
            },
            Self::NoticeFirst(until) => return notice_first(until, language, when),
        };
        words.to_owned()
    }
}

fn too_late(last: Date, language: Language) -> String {
    let last = date_in_words(last, language);
    match language {
        Language::Da => format!(
            "Forlængelsen skulle være meddelt senest {last}. Svar nu, og undskyld forsinkelsen."
        ),
        Language::En => format!(
            "The extension had to be announced by {last}. Answer now, and apologise for the delay."
        ),
    }
}

fn wait(until: Timestamp, language: Language, when: impl Fn(Timestamp) -> String) -> String {
    let until = when(until);
    match language {
        Language::Da => format!(
            "Du er den eneste, der kan afgøre det. Sov på det: afslaget kan tidligst godkendes {until}."
        ),
        Language::En => format!(
            "You are the only one who can decide. Sleep on it: the refusal can be approved from {until}."
        ),
    }
}

fn notice_first(
    until: Timestamp,
    language: Language,
    when: impl Fn(Timestamp) -> String,
) -> String {
    let until = when(until);
    match language {
        Language::Da => {
            format!("Personen har lige fået besked. Brugen kan tidligst begynde igen {until}.")
        }
        Language::En => {
            format!("The person was only just told. Use can begin again from {until}.")
        }
    }
}
