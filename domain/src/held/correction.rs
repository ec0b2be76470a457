//! Contact details put right by the person themselves (Article 16), and the record of it. The record names what was put
//! right and not what it was: what was wrong is not kept.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, NotCanonical};
use crate::event::{Participant, TypedParticipant};
use crate::mail::{Line, MailAddress};
use crate::problem::Problem;
use crate::register::RegisterVersion;
use crate::thread::{Sender, name, phone};

/// What was typed to put contact details right.
#[derive(Clone, Copy, Debug)]
pub struct TypedContact<'a> {
    /// The name.
    pub name: &'a str,
    /// The telephone number, or nothing.
    pub phone: &'a str,
    /// The names of those who come along. What is empty is nobody.
    pub companions: &'a [String],
}

/// Contact details that some table holds, by what may be put right in it.
#[derive(Clone, PartialEq, Eq)]
pub enum ContactDetails {
    /// A subscriber's: a name, or none.
    Subscriber(Option<Line>),
    /// A participant's.
    Participant(Box<Participant>),
    /// Of whoever wrote in.
    Sender(Box<Sender>),
}

/// What was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectedField {
    /// The name.
    Name,
    /// The telephone number.
    Phone,
    /// The names of those who come along.
    Companions,
    /// The e-mail address.
    Email,
}

/// That something was put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataCorrected {
    /// The record's schema: `samtykke/correction/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// What it is about: a subscription's proof, a seat, an enquiry.
    pub about: Uuid,
    /// What was put right.
    pub fields: Vec<CorrectedField>,
    /// When.
    pub corrected_at: Timestamp,
    /// The register in force.
    pub register: RegisterVersion,
}

impl DataCorrected {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/correction/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

impl ContactDetails {
    /// The details as typed, and which of them differ from those that stand. How many come along stays as it is: the
    /// seats are taken.
    ///
    /// # Errors
    /// Every field that cannot be used, as when it was first typed; [`Problem::CompanionUnreadable`] when another number
    /// of people would come along.
    pub fn correct(
        &self,
        typed: TypedContact<'_>,
    ) -> Result<(Self, Vec<CorrectedField>), Vec<Problem>> {
        let corrected = match self {
            Self::Subscriber(_) => Self::Subscriber(optional_name(typed.name)?),
            Self::Participant(before) => Self::Participant(Box::new(participant(before, typed)?)),
            Self::Sender(before) => Self::Sender(Box::new(sender(before, typed)?)),
        };
        let fields = self.differs_from(&corrected);
        Ok((corrected, fields))
    }

    /// The same details with another address; none where the table holds none to change.
    #[must_use]
    pub fn readdressed(&self, to: &MailAddress) -> Self {
        match self {
            Self::Subscriber(name) => Self::Subscriber(name.clone()),
            Self::Participant(before) => Self::Participant(Box::new(Participant {
                email: Some(to.clone()),
                ..(**before).clone()
            })),
            Self::Sender(before) => Self::Sender(Box::new(Sender {
                email: to.clone(),
                ..(**before).clone()
            })),
        }
    }

    fn differs_from(&self, other: &Self) -> Vec<CorrectedField> {
        let fields = match (self, other) {
            (Self::Subscriber(one), Self::Subscriber(other)) => {
                vec![(one != other, CorrectedField::Name)]
            }
            (Self::Participant(one), Self::Participant(other)) => vec![
                (one.name != other.name, CorrectedField::Name),
                (one.phone != other.phone, CorrectedField::Phone),
                (
                    one.companions != other.companions,
                    CorrectedField::Companions,
                ),
            ],
            (Self::Sender(one), Self::Sender(other)) => vec![
                (one.name != other.name, CorrectedField::Name),
                (one.phone != other.phone, CorrectedField::Phone),
            ],
            _ => Vec::new(),
        };
        let differing = fields.into_iter().filter(|(differs, _)| *differs);
        differing.map(|(_, field)| field).collect()
    }
}

fn optional_name(typed: &str) -> Result<Option<Line>, Vec<Problem>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    name(typed).map(Some).map_err(|problem| vec![problem])
}

fn participant(before: &Participant, typed: TypedContact<'_>) -> Result<Participant, Vec<Problem>> {
    let corrected = Participant::read_known(
        before.email.clone(),
        TypedParticipant {
            name: typed.name,
            email: "",
            phone: typed.phone,
            companions: typed.companions,
        },
        before.language,
    )?;
    if corrected.seats() == before.seats() {
        Ok(corrected)
    } else {
        Err(vec![Problem::CompanionUnreadable])
    }
}

fn sender(before: &Sender, typed: TypedContact<'_>) -> Result<Sender, Vec<Problem>> {
    match (name(typed.name), phone(typed.phone)) {
        (Ok(name), Ok(phone)) => Ok(Sender {
            name,
            email: before.email.clone(),
            phone,
        }),
        (name, phone) => Err([name.err(), phone.err()].into_iter().flatten().collect()),
    }
}

impl fmt::Debug for ContactDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContactDetails(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn anna(companions: &[String]) -> ContactDetails {
        let typed = TypedParticipant {
            name: "Anna",
            email: "anna@example.dk",
            phone: "",
            companions,
        };
        ContactDetails::Participant(Box::new(Participant::read(typed, Language::Da).unwrap()))
    }

    fn typed<'a>(name: &'a str, phone: &'a str, companions: &'a [String]) -> TypedContact<'a> {
        TypedContact {
            name,
            phone,
            companions,
        }
    }

    #[test]
    fn what_differs_is_named_and_the_address_stays() {
        let (bo, lis) = (["Bo".to_owned()], ["Lis".to_owned()]);
        let (corrected, fields) = anna(&bo)
            .correct(typed("Anne", "12 34 56 78", &lis))
            .unwrap();
        use CorrectedField::{Companions, Name, Phone};
        assert_eq!(fields, [Name, Phone, Companions]);
        let ContactDetails::Participant(corrected) = corrected else {
            panic!("it stays a participant");
        };
        assert_eq!(corrected.email.unwrap().as_str(), "anna@example.dk");
        let (_, fields) = anna(&bo).correct(typed("Anna", "", &bo)).unwrap();
        assert!(fields.is_empty());
    }

    #[test]
    fn nobody_more_comes_along_by_a_correction() {
        let two = ["Bo".to_owned(), "Lis".to_owned()];
        let refused = anna(&two[..1]).correct(typed("Anna", "", &two));
        assert_eq!(refused.unwrap_err(), [Problem::CompanionUnreadable]);
        let refused = anna(&[]).correct(typed(" ", "ring", &[]));
        assert_eq!(
            refused.unwrap_err(),
            [Problem::MissingName, Problem::MalformedPhone]
        );
    }

    #[test]
    fn a_subscriber_may_have_no_name() {
        let named = ContactDetails::Subscriber(Some(Line::parse("Anna").unwrap()));
        let (corrected, fields) = named.correct(typed(" ", "", &[])).unwrap();
        assert_eq!(corrected, ContactDetails::Subscriber(None));
        assert_eq!(fields, [CorrectedField::Name]);
    }
}
