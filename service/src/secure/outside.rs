//! Who outside takes part: invited by staff, who read a code aloud to them on the telephone or write it in a letter.

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::secure::{LINK_LASTS, Outsider, SpokenCode, TRIES};
use jiff::Timestamp;
use storage::{Access, NewMail, NewOutsider, Operation, StoreError, Tx};
use uuid::Uuid;

use super::opened::outsider_place;
use crate::{Service, StaffActor};

/// Somebody outside to invite to a thread.
#[derive(Clone, Debug)]
pub struct InviteOutsider {
    /// The thread.
    pub thread: Uuid,
    /// Who they are.
    pub outsider: Outsider,
}

/// Somebody outside who was invited.
#[derive(Clone, Debug)]
pub struct InvitedOutsider {
    /// Their id.
    pub id: Uuid,
    /// What staff say to them over another channel than the mail. It is shown this once.
    pub code: SpokenCode,
}

impl Service {
    /// Invites somebody outside to a thread: a link goes to them by mail, and staff are told the code.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: the thread is gone.
    pub async fn invite_outsider(
        &self,
        actor: &StaffActor,
        invite: &InviteOutsider,
    ) -> Result<InvitedOutsider, Problem> {
        let (thread, access) = self.secure_to_change(actor, &invite.thread).await?;
        let now = self.now();
        let id = self.chance().uuid_v7(now);
        let link = self.outside_link(&id).hash();
        let code = self.draw_spoken_code();
        let content = serde_json::to_vec(&invite.outsider).map_err(|_| Problem::Fault)?;
        let new = NewOutsider {
            id,
            thread: thread.id(),
            content: self.seal_for(&thread.key, outsider_place(id), &content),
            code: self.spoken_code_hash(&link, &code),
            link,
            tries: TRIES,
            invited_at: now,
            expires_at: now + LINK_LASTS,
        };
        let mail = self.draw_secure_outside(&thread, &id, &invite.outsider)?;
        self.commit(Invite { new, mail, access }).await??;
        Ok(InvitedOutsider { id, code })
    }

    /// Gives somebody outside another code: five more tries, and as long again. Who entered with the one before is shut
    /// out.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: there is nobody of that id.
    pub async fn new_outsider_code(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        outsider: &Uuid,
    ) -> Result<SpokenCode, Problem> {
        let (thread, access) = self.secure_to_change(actor, thread).await?;
        let stored = self.outsider_of(&thread, outsider).await?;
        let who = thread.outsider(&stored)?;
        let code = self.draw_spoken_code();
        let link = self.outside_link(outsider).hash();
        let renew = NewCode {
            outsider: *outsider,
            thread: thread.id(),
            code: self.spoken_code_hash(&link, &code),
            expires_at: self.now() + LINK_LASTS,
            mail: self.draw_secure_outside(&thread, outsider, &who)?,
            access,
        };
        self.commit(renew).await??;
        Ok(code)
    }

    /// Shuts somebody outside out at once. What they sent stays in the thread.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: nobody of that id can enter.
    pub async fn shut_out_outsider(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        outsider: &Uuid,
    ) -> Result<(), Problem> {
        let (thread, access) = self.secure_to_change(actor, thread).await?;
        let shut_out = ShutOut {
            outsider: *outsider,
            thread: thread.id(),
            at: self.now(),
            access,
        };
        self.commit_ending(shut_out).await?
    }

    fn draw_spoken_code(&self) -> SpokenCode {
        let mut random = [0; 8];
        self.chance().fill(&mut random);
        SpokenCode::draw(random)
    }

    /// What is stored in place of a code.
    pub(super) fn spoken_code_hash(&self, link: &Digest, code: &SpokenCode) -> Digest {
        self.root_key()
            .derive("secure outside code v1", &[&link.0, &code.bytes()])
    }
}

struct Invite {
    new: NewOutsider,
    mail: NewMail,
    access: Access,
}

impl Operation for Invite {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if !tx.hold_secure_thread(&self.new.thread).await? {
            return Ok(Err(Problem::NotFound));
        }
        tx.insert_secure_outsider(&self.new).await?;
        tx.mail(&self.mail).await?;
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}

struct NewCode {
    outsider: Uuid,
    thread: Uuid,
    code: Digest,
    expires_at: Timestamp,
    mail: NewMail,
    access: Access,
}

impl Operation for NewCode {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let set = tx.set_secure_code(
            &self.outsider,
            &self.thread,
            &self.code,
            TRIES,
            self.expires_at,
        );
        if !set.await? {
            return Ok(Err(Problem::NotFound));
        }
        tx.mail(&self.mail).await?;
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}

#[derive(Clone)]
struct ShutOut {
    outsider: Uuid,
    thread: Uuid,
    at: Timestamp,
    access: Access,
}

impl Operation for ShutOut {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let (outsider, thread) = (&self.outsider, &self.thread);
        if !tx.shut_out_of_secure(outsider, thread, self.at).await? {
            return Ok(Err(Problem::NotFound));
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
