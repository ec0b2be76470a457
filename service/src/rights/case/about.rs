//! What a case is about: the things that are held about whoever asks, for staff to decide about one by one, and who was
//! given them.

use domain::held::Held;
use domain::mail::Line;
use domain::problem::Problem;
use domain::rights::{Decided, Decision, ErasureDecisions, KeepGround, Reason};
use domain::text::Language;
use uuid::Uuid;

use super::opened::OpenCase;
use crate::{Service, StaffActor};

/// Something that is held and can be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasableThing {
    /// Its id.
    pub id: Uuid,
    /// What it is, for the person.
    pub what: String,
}

/// What staff decide about one thing.
#[derive(Clone, Debug)]
pub struct DecideThing {
    /// Which.
    pub thing: Uuid,
    /// Why it stays; nothing where it goes.
    pub keep: Option<KeepGround>,
}

impl Service {
    /// What is held about whoever asks and can be erased. To see it is a look at the case.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn erasable_things(
        &self,
        actor: &StaffActor,
        case: &Uuid,
        language: Language,
    ) -> Result<Vec<ErasableThing>, Problem> {
        let open = self.look_at_case(actor, case).await?;
        let held = self.held_about(&open).await?;
        Ok(self.erasable(&held, language))
    }

    /// The decisions of staff about everything that is held now; nothing may be left out.
    ///
    /// # Errors
    /// As [`Self::erasable_things`]; [`Problem::MissingDecision`].
    pub async fn decide_about(
        &self,
        actor: &StaffActor,
        case: &Uuid,
        decided: Vec<DecideThing>,
    ) -> Result<ErasureDecisions, Problem> {
        let open = self.look_at_case(actor, case).await?;
        let held = self.held_about(&open).await?;
        let things = self.erasable(&held, open.case.language);
        let ids: Vec<Uuid> = things.iter().map(|thing| thing.id).collect();
        let mut all = Vec::new();
        for decide in decided {
            let thing = things.iter().find(|thing| thing.id == decide.thing);
            let thing = thing.ok_or(Problem::MissingDecision)?;
            all.push(Decided {
                thing: thing.id,
                what: Reason::read(&thing.what)?,
                decision: decide.keep.map_or(Decision::Erase, Decision::Keep),
            });
        }
        ErasureDecisions::about(&ids, all).ok_or(Problem::MissingDecision)
    }

    /// Who was given what is held, by name (Article 19): each once.
    pub(super) async fn recipients_of(&self, open: &OpenCase) -> Result<Vec<Line>, Problem> {
        let held = self.held_about(open).await?;
        let mut names: Vec<Line> = Vec::new();
        for disclosure in held.things.into_iter().flat_map(|thing| thing.disclosures) {
            if !names.contains(&disclosure.recipient) {
                names.push(disclosure.recipient);
            }
        }
        Ok(names)
    }

    /// What is held about whoever asks, as far as the case opens it. Nobody can tell for somebody without a mailbox.
    pub(super) async fn held_about(&self, open: &OpenCase) -> Result<Held, Problem> {
        self.held_of(&open.whose()?).await
    }

    /// What each thing is, under its purpose, in the order in which the register has them.
    pub(super) fn titles_of(&self, held: &Held, language: Language) -> Vec<(Uuid, String)> {
        let shown = domain::held::tell(self.register(), held, language, &|at| self.local(at));
        let parts = shown.parts.into_iter();
        let titles = parts.flat_map(|part| {
            let purpose = part.about.title;
            let things = part.things.into_iter();
            things.map(move |thing| (thing.id, format!("{purpose}: {}", thing.title)))
        });
        titles.collect()
    }

    fn erasable(&self, held: &Held, language: Language) -> Vec<ErasableThing> {
        let may_go = |id: &Uuid| {
            held.things
                .iter()
                .any(|thing| thing.id == *id && thing.is_erasable())
        };
        let titles = self.titles_of(held, language).into_iter();
        titles
            .filter(|(id, _)| may_go(id))
            .map(|(id, what)| ErasableThing { id, what })
            .collect()
    }
}
