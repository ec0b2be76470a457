//! A case: what somebody asked for at one time, by whatever way, and everything that has to be done about it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::{Action, Moment};
use super::gate::Gate;
use super::reason::Reason;
use super::request::Request;
use super::right::Right;
use super::status::Outcome;
use crate::mail::{Line, MailAddress};
use crate::problem::Problem;
use crate::text::Language;
use crate::thread;

/// How a request reached us (Article 12(3): the clock runs whatever the way).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The rights portal.
    Portal,
    /// A mail.
    Mail,
    /// A letter.
    Letter,
    /// A telephone call.
    Phone,
    /// Spoken, face to face.
    InPerson,
}

impl Channel {
    /// The ways that staff enter a request for.
    pub const BY_STAFF: [Self; 4] = [Self::Mail, Self::Letter, Self::Phone, Self::InPerson];

    /// The name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Mail => "mail",
            Self::Letter => "letter",
            Self::Phone => "phone",
            Self::InPerson => "in-person",
        }
    }

    /// The way of this name, of those that staff enter.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let all = Self::BY_STAFF.into_iter();
        all.into_iter().find(|channel| channel.name() == name)
    }

    /// What it is called.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Portal, Language::Da) => "Her på siden",
            (Self::Portal, Language::En) => "On this site",
            (Self::Mail, Language::Da) => "Mail",
            (Self::Mail, Language::En) => "Mail",
            (Self::Letter, Language::Da) => "Brev",
            (Self::Letter, Language::En) => "Letter",
            (Self::Phone, Language::Da) => "Telefon",
            (Self::Phone, Language::En) => "Telephone",
            (Self::InPerson, Language::Da) => "Ansigt til ansigt",
            (Self::InPerson, Language::En) => "Face to face",
        }
    }
}

/// A postal address, as it stands on a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Post(pub Reason);

/// Whose right it is, and how to reach them. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asker {
    /// Their name, where they gave one.
    pub name: Option<Line>,
    /// Their mailbox; none for somebody who can only be written to by post.
    pub email: Option<MailAddress>,
    /// Where letters go.
    pub post: Option<Post>,
}

impl Asker {
    /// Reads what staff typed.
    ///
    /// # Errors
    /// [`Problem::MissingName`] and the others of a name; those of [`MailAddress::parse`]; those of [`Reason::read`];
    /// [`Problem::MissingContact`]: neither mail nor post reaches them.
    pub fn read(name: &str, email: &str, post: &str) -> Result<Self, Problem> {
        let name = thread::name(name)?;
        let email = match email.trim() {
            "" => None,
            typed => Some(MailAddress::parse(typed).map_err(Problem::from)?),
        };
        let post = Reason::read_optional(post)?.map(Post);
        if email.is_none() && post.is_none() {
            return Err(Problem::MissingContact);
        }
        Ok(Self {
            name: Some(name),
            email,
            post,
        })
    }
}

/// Somebody who speaks for the person (by fuldmagt, as værge, or as a child's guardian).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Representation {
    /// Who speaks.
    pub name: Line,
    /// What shows that they may, and how it was checked.
    pub shown_by: Reason,
    /// When it was taken back, if it was.
    pub revoked: Option<Date>,
}

impl Representation {
    /// Reads what staff typed; none where nobody is named.
    ///
    /// # Errors
    /// Those of a name, and [`Problem::MissingReason`]: what shows that they may speak must be written down.
    pub fn read(name: &str, shown_by: &str) -> Result<Option<Self>, Problem> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            name: thread::name(name)?,
            shown_by: Reason::read(shown_by)?,
            revoked: None,
        }))
    }
}

/// A recipient who is to be told of a correction, erasure or restriction (Article 19).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientTask {
    /// The request it follows from.
    pub request: Uuid,
    /// Who.
    pub recipient: Line,
    /// What came of it; nothing while it is to be done.
    pub told: Option<Told>,
}

/// That a recipient was told, or why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// They were told.
    On(Date),
    /// It is impossible or would take disproportionate effort (Article 19).
    Impossible(Reason),
}

/// What somebody asked for at one time. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The day it reached us (Article 12(3)): the day any member of staff had it, not the day it was entered.
    pub received: Date,
    /// By which way.
    pub channel: Channel,
    /// The language of its letters.
    pub language: Language,
    /// Whose right it is.
    pub asker: Asker,
    /// Who speaks for them, if somebody does.
    pub behalf: Option<Representation>,
    requests: Vec<Request>,
    tasks: Vec<RecipientTask>,
}

impl Case {
    /// A case that was just received. Each right stands once, however often it was named.
    #[must_use]
    pub fn received(
        (received, channel, language): (Date, Channel, Language),
        asker: Asker,
        behalf: Option<Representation>,
        asked: Vec<(Uuid, Right, Option<Reason>)>,
    ) -> Self {
        let mut requests: Vec<Request> = Vec::new();
        for (id, right, words) in asked {
            if requests.iter().all(|request| request.right() != right) {
                requests.push(Request::received(id, right, words));
            }
        }
        Self {
            received,
            channel,
            language,
            asker,
            behalf,
            requests,
            tasks: Vec::new(),
        }
    }

    /// The case, with where the post is that it asks to have removed. Other rights know no post.
    #[must_use]
    pub fn about_post(mut self, post: Option<Reason>) -> Self {
        let removals = self.requests.iter_mut();
        for removal in removals.filter(|one| one.right() == Right::PostRemoval) {
            removal.post.clone_from(&post);
        }
        self
    }

    /// What a case would be that asks for one right on `today`: by when it would be answered, for beside the form.
    #[must_use]
    pub fn would_be(today: Date, channel: Channel, language: Language, right: Right) -> Self {
        let asker = Asker {
            name: None,
            email: None,
            post: None,
        };
        let asked = vec![(Uuid::nil(), right, None)];
        Self::received((today, channel, language), asker, None, asked)
    }

    /// The rights it holds.
    #[must_use]
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// One of them.
    #[must_use]
    pub fn request(&self, id: &Uuid) -> Option<&Request> {
        self.requests.iter().find(|request| request.id() == *id)
    }

    /// Who is to be told.
    #[must_use]
    pub fn tasks(&self) -> &[RecipientTask] {
        &self.tasks
    }

    /// The case after `action` on one of its requests; none when it holds no such request. Where recipients must be told
    /// of what was done, a task for each of `recipients` is added.
    ///
    /// # Errors
    /// The gate that is closed.
    pub fn after(
        &self,
        request: &Uuid,
        action: Action,
        moment: &Moment,
        recipients: &[Line],
    ) -> Result<Option<Self>, Gate> {
        let Some(place) = self.requests.iter().position(|one| one.id() == *request) else {
            return Ok(None);
        };
        let before = &self.requests[place];
        let is_fulfilled = matches!(action, Action::Fulfil(_));
        let mut next = self.clone();
        next.requests[place] = before.after(action, moment)?;
        if is_fulfilled && before.right().is_told_to_recipients() {
            next.add_tasks(*request, recipients);
        }
        Ok(Some(next))
    }

    fn add_tasks(&mut self, request: Uuid, recipients: &[Line]) {
        for recipient in recipients {
            self.tasks.push(RecipientTask {
                request,
                recipient: recipient.clone(),
                told: None,
            });
        }
    }

    /// The case after a recipient was told, or not, of what a request led to; none when there is no such task left.
    #[must_use]
    pub fn told(&self, place: usize, told: Told) -> Option<Self> {
        let mut next = self.clone();
        let task = next.tasks.get_mut(place)?;
        if task.told.is_some() {
            return None;
        }
        task.told = Some(told);
        Some(next)
    }

    /// The first day on which a duty is over that keeps something from erasure.
    #[must_use]
    pub fn looked_at_again(&self) -> Option<Date> {
        let all = self.requests.iter();
        all.filter_map(|request| match &request.status().closing()?.outcome {
            Outcome::Erased { decisions } => decisions.looked_at_again(),
            _ => None,
        })
        .min()
    }

    /// The case after who speaks for the person was asked to stop; none when nobody does.
    #[must_use]
    pub fn revoked(&self, on: Date) -> Option<Self> {
        let mut next = self.clone();
        let behalf = next.behalf.as_mut()?;
        if behalf.revoked.is_some() {
            return None;
        }
        behalf.revoked = Some(on);
        Some(next)
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let mut requests = self.requests.iter();
        requests.all(|request| request.status().closing().is_some())
            && self.tasks.iter().all(|task| task.told.is_some())
    }

    /// Whether the next step of everything that is open is the person's.
    #[must_use]
    pub fn waits_for_person(&self) -> bool {
        let open = self.requests.iter().map(Request::status);
        let mut open = open.filter(|status| status.is_unanswered()).peekable();
        open.peek().is_some() && open.all(super::Status::waits_for_person)
    }

    /// Whether the data of the person is kept and not used.
    #[must_use]
    pub fn restricts(&self) -> bool {
        self.requests.iter().any(Request::restricts)
    }
}

impl std::fmt::Debug for Asker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Asker(…)")
    }
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Case(…)")
    }
}
