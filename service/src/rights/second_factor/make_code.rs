//! Staff make a code for a person of whom they made sure, to hand over, tell or post. It is shown to them once.

use std::fmt;

use domain::canonical::Digest;
use domain::evidence::LeafKind;
use domain::identity::IdentityRecord;
use domain::mail::MailAddress;
use domain::portal::PersonCode;
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area, Vouched};
use jiff::Timestamp;
use storage::{Access, NewKey, NewPersonCode, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::act::Act;
use crate::rights::RIGHTS_CASES;
use crate::{Look, Service, StaffActor, problem};

/// A code that staff want for somebody, as it reached a door.
#[derive(Clone)]
pub struct MakePersonCode {
    /// What was typed as the address that the person uses. The code works together with it alone.
    pub email: String,
    /// How staff made sure of the person.
    pub vouched: Vouched,
    /// The person; a new one without.
    pub person: Option<Uuid>,
}

/// A code, told once.
#[derive(Clone)]
pub struct MadePersonCode {
    /// The code.
    pub code: PersonCode,
    /// Whose it is.
    pub person: Uuid,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl Service {
    /// Makes a code. It leaves a record of who made sure of the person and how, and a line in the access log.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::CodeNeeded`]; [`Problem::MissingAddress`], [`Problem::SeveralAddresses`],
    /// [`Problem::MalformedAddress`]; [`Problem::UnknownPerson`]; [`Problem::Unavailable`].
    pub async fn make_person_code(
        &self,
        actor: &StaffActor,
        make: MakePersonCode,
    ) -> Result<MadePersonCode, Problem> {
        actor.require(Area::Rights)?;
        actor.require_recent_code()?;
        let address = MailAddress::parse(&make.email)?;
        let mailbox = self.portal_mailbox(&address);
        let drawn = self.draw_person_code(actor, &make, mailbox)?;
        let made = drawn.made.clone();
        if self.commit(drawn).await? {
            Ok(made)
        } else {
            Err(Problem::UnknownPerson)
        }
    }

    fn draw_person_code(
        &self,
        actor: &StaffActor,
        make: &MakePersonCode,
        mailbox: Digest,
    ) -> Result<Make, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let person = make.person;
        let person = person.unwrap_or_else(|| self.chance().uuid_v7(now));
        let mut bytes = [0; 8];
        self.chance().fill(&mut bytes);
        let code = PersonCode::from_bytes(bytes);
        let record = IdentityRecord {
            schema: IdentityRecord::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(now),
            person,
            staff: actor.id(),
            vouched: make.vouched,
            vouched_at: now,
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        let made = MadePersonCode {
            code,
            person,
            expires_at: now + make.vouched.lasts(),
        };
        let look = Look {
            thing: person,
            purpose: RIGHTS_CASES,
            action: AccessAction::Invited,
            reason: AccessReason::Asked,
        };
        Ok(Make {
            is_new: make.person.is_none(),
            new: NewPersonCode {
                id: key.owner,
                person,
                mailbox,
                code: self.person_code_hash(&key.owner, code),
                made_at: now,
                expires_at: made.expires_at,
            },
            act: self.draw_act(LeafKind::IdentityShown, &key, record.id, bytes),
            access: self.access(actor.id(), look),
            key: key.new_key(),
            made,
        })
    }
}

struct Make {
    is_new: bool,
    new: NewPersonCode,
    act: Act,
    access: Access,
    key: NewKey,
    made: MadePersonCode,
}

impl Operation for Make {
    /// False: there is no such person.
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if self.is_new {
            tx.add_person(&self.new.person, self.new.made_at).await?;
        } else if !tx.is_person(&self.new.person).await? {
            return Ok(false);
        }
        tx.insert_person_code(&self.new).await?;
        self.act.write(tx).await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}

impl fmt::Debug for MakePersonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MakePersonCode(…)")
    }
}

impl fmt::Debug for MadePersonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MadePersonCode(…)")
    }
}
