//! Who asks. A use case for the person that data is about takes a [`DataSubject`]: somebody who showed that they read a
//! mailbox, and perhaps, by a second factor, which person they are.

use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::Assurance;
use jiff::Timestamp;
use uuid::Uuid;

/// Somebody in the rights portal. Its `Debug` is silent.
#[derive(Clone)]
pub struct DataSubject {
    session: Uuid,
    email: MailAddress,
    /// Which person a second factor showed. A mailbox may be shared, so the mailbox alone never says who it is.
    person: Option<Uuid>,
    since: Timestamp,
}

impl DataSubject {
    /// Whoever holds a live session.
    pub(super) const fn of_session(
        session: Uuid,
        email: MailAddress,
        person: Option<Uuid>,
        since: Timestamp,
    ) -> Self {
        Self {
            session,
            email,
            person,
            since,
        }
    }

    /// Their session.
    #[must_use]
    pub const fn session(&self) -> Uuid {
        self.session
    }

    /// The mailbox they showed that they read.
    #[must_use]
    pub const fn email(&self) -> &MailAddress {
        &self.email
    }

    /// The person that a second factor showed; none while only the mailbox is known.
    #[must_use]
    pub const fn person(&self) -> Option<Uuid> {
        self.person
    }

    /// When they came in.
    #[must_use]
    pub const fn since(&self) -> Timestamp {
        self.since
    }

    /// How sure we are of who asks.
    #[must_use]
    pub const fn assurance(&self) -> Assurance {
        match self.person {
            Some(_) => Assurance::SecondFactor,
            None => Assurance::MailLink,
        }
    }

    /// Lets through who showed as much as `needed` asks for. What is behind it is not said to exist.
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub fn require(&self, needed: Assurance) -> Result<(), Problem> {
        if self.assurance() >= needed {
            Ok(())
        } else {
            Err(Problem::NotFound)
        }
    }

    /// Somebody whom a second factor showed to be `person`.
    #[cfg(test)]
    pub(crate) const fn known(email: MailAddress, person: Uuid, since: Timestamp) -> Self {
        Self {
            session: Uuid::nil(),
            email,
            person: Some(person),
            since,
        }
    }

    /// Somebody who reads `email`, as after coming in.
    #[cfg(test)]
    pub(crate) const fn reading(email: MailAddress, since: Timestamp) -> Self {
        Self {
            session: Uuid::nil(),
            email,
            person: None,
            since,
        }
    }
}

impl std::fmt::Debug for DataSubject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataSubject(…)")
    }
}
