//! What people saved of forms, read for the request.

use domain::draft::DraftForm;
use domain::problem::Problem;
use domain::text::{Language, date_in_words};
use service::{DataSubject, OwnDraft};

use super::draft::{DraftLine, DraftView};
use crate::address::RightsPage;
use crate::texts::draft_texts;
use crate::visit::Visit;

/// What they saved, the latest first.
pub(super) async fn lines(
    visit: &Visit,
    subject: &DataSubject,
    language: Language,
) -> Result<Vec<DraftLine>, Problem> {
    let drafts = visit.service.own_drafts(subject).await?;
    let line = |own: &OwnDraft| {
        let (title, page, one) = match own.draft.form {
            DraftForm::Request(right) => (
                right.title(language),
                RightsPage::Ask,
                right.name().to_owned(),
            ),
            DraftForm::Message(case) => (
                draft_texts(language).message,
                RightsPage::Messages,
                case.to_string(),
            ),
        };
        DraftLine {
            id: own.id.to_string(),
            title: title.to_owned(),
            target: format!("{}/{one}", page.path(language)),
            says: says(visit, own, language),
        }
    };
    Ok(drafts.iter().map(line).collect())
}

/// What they saved of one form.
pub(super) async fn of(
    visit: &Visit,
    subject: &DataSubject,
    form: DraftForm,
    language: Language,
) -> Result<Option<DraftView>, Problem> {
    let own = visit.service.own_draft(subject, form).await?;
    Ok(own.map(|own| DraftView {
        says: says(visit, &own, language),
        rights: own
            .draft
            .rights
            .iter()
            .map(|right| right.name().to_owned())
            .collect(),
        words: own.draft.words,
    }))
}

fn says(visit: &Visit, own: &OwnDraft, language: Language) -> String {
    let day = |at| date_in_words(visit.service.day_of(at), language);
    draft_texts(language)
        .says
        .replace("{saved}", &day(own.saved_at))
        .replace("{until}", &day(own.expires_at))
}
