//! Putting contact details right at once (Article 16): the name, the telephone number, the names of those who come along.
//! Nobody of the staff decides about it. What was wrong is not kept; that something was put right is.

use domain::evidence::LeafKind;
use domain::held::{ContactDetails, CorrectedField, DataCorrected, ThingKind, TypedContact};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::Assurance;
use storage::{Correction, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::act::Act;
use crate::contact::OwnThread;
use crate::event::OwnSeat;
use crate::newsletter::OwnSubscription;
use crate::{DataSubject, OwnerKey, Service, problem};

/// What was typed to put details right.
#[derive(Clone)]
pub struct CorrectContact {
    /// What kind of thing they are in.
    pub kind: ThingKind,
    /// Which.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The telephone number, or nothing.
    pub phone: String,
    /// The names of those who come along.
    pub companions: Vec<String>,
}

/// Details of whoever asks, and how they are put right.
pub(super) struct OwnDetails {
    pub(super) key: OwnerKey,
    pub(super) details: ContactDetails,
    held: HeldDetails,
}

enum HeldDetails {
    Subscription(Box<OwnSubscription>),
    Seat(Box<OwnSeat>),
    Thread(Box<OwnThread>),
}

impl Service {
    /// Puts contact details of theirs right; false when they stand so already.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when nothing of theirs has this id; every field that cannot be used;
    /// [`Problem::Unavailable`] when the database does not take it, or it changed meanwhile.
    pub async fn correct_contact(
        &self,
        subject: &DataSubject,
        typed: &CorrectContact,
    ) -> Result<bool, Vec<Problem>> {
        let one = |problem| vec![problem];
        let (email, assurance) = (subject.email(), subject.assurance());
        let own = self.own_details(email, assurance, typed.kind, &typed.id);
        let own = own.await.map_err(one)?.ok_or(Problem::NotFound);
        let own = own.map_err(one)?;
        let (details, fields) = own.details.correct(TypedContact {
            name: &typed.name,
            phone: &typed.phone,
            companions: &typed.companions,
        })?;
        if fields.is_empty() {
            return Ok(false);
        }
        let correct = self.draw_correction(&own, &details, fields, email);
        let corrected = self.commit(correct.map_err(one)?).await.map_err(one)?;
        match corrected {
            true => Ok(true),
            false => Err(one(Problem::Unavailable)),
        }
    }

    /// The details in a thing of the mailbox; none when there is no such thing, or more must be shown for it.
    pub(super) async fn own_details(
        &self,
        email: &MailAddress,
        assurance: Assurance,
        kind: ThingKind,
        id: &Uuid,
    ) -> Result<Option<OwnDetails>, Problem> {
        Ok(match kind {
            ThingKind::Subscription => {
                let own = self.own_subscription(email, id).await?;
                own.map(|(own, details)| OwnDetails {
                    key: own.key().clone(),
                    details,
                    held: HeldDetails::Subscription(Box::new(own)),
                })
            }
            ThingKind::Seat => {
                let own = self.own_seat(email, id).await?;
                own.map(|(own, details)| OwnDetails {
                    key: own.key().clone(),
                    details,
                    held: HeldDetails::Seat(Box::new(own)),
                })
            }
            ThingKind::Enquiry => {
                let own = self.own_thread(email, assurance, id).await?;
                own.map(|(own, details)| OwnDetails {
                    key: own.key().clone(),
                    details,
                    held: HeldDetails::Thread(Box::new(own)),
                })
            }
            _ => None,
        })
    }

    /// Draws that `own` holds `details` from now on, found by `address`.
    pub(super) fn draw_correction(
        &self,
        own: &OwnDetails,
        details: &ContactDetails,
        fields: Vec<CorrectedField>,
        address: &MailAddress,
    ) -> Result<Correct, Problem> {
        let correction = match &own.held {
            HeldDetails::Subscription(held) => {
                self.corrected_subscription(held, details, address)?
            }
            HeldDetails::Seat(held) => self.corrected_seat(held, details, address)?,
            HeldDetails::Thread(held) => self.corrected_thread(held, details, address)?,
        };
        let at = self.now();
        let record = DataCorrected {
            schema: DataCorrected::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            about: correction.id,
            fields,
            corrected_at: at,
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        Ok(Correct {
            act: self.draw_act(LeafKind::DataCorrected, &own.key, record.id, bytes),
            correction,
        })
    }
}

/// A correction with its record, ready to be written.
pub(super) struct Correct {
    correction: Correction,
    act: Act,
}

impl Operation for Correct {
    /// False when it holds something else than what was read, or is gone.
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let corrected = tx.correct(&self.correction).await?;
        if corrected {
            self.act.write(tx).await?;
        }
        Ok(corrected)
    }
}

impl std::fmt::Debug for CorrectContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CorrectContact(…)")
    }
}
