//! From a request for a staff page to what it shows: who may see it is decided here and in the use cases, nowhere else.

use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::staff::{Area, MOST_PASSKEYS, Role};
use domain::text::{Language, date_in_words};
use jiff::Timestamp;
use service::{
    AccessPage, Enrolment, Import, Member, MemberState, Noted, OwnPasskey, OwnSession, Service,
    StaffActor, Who,
};
use uuid::Uuid;

use super::{
    AccessLogView, AccessView, AccountView, EnrolmentView, MemberView, NeedsCode, PasskeyView,
    SessionView, StaffContent, StaffMe, StaffView, load_case_consents, load_case_messages,
    load_cases, load_disclosures, load_enquiries, load_event_kinds, load_events, load_issues,
};
use crate::address::StaffPage;
use crate::components::QrView;
use crate::texts::{
    StaffTexts, staff_case_texts, staff_disclosure_texts, staff_enquiry_texts, staff_event_texts,
    staff_newsletter_texts, staff_texts,
};
use crate::visit::Visit;

/// Which page is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The page.
    pub page: StaffPage,
    /// Its language.
    pub language: Language,
    /// Which of many.
    pub one: String,
    /// Where to go after signing in.
    pub return_to: String,
    /// What a page of a list begins after.
    pub before: Option<String>,
    /// Where the enquiries of a list stand.
    pub state: Option<String>,
    /// The number of the person that a code is for.
    pub person: Option<String>,
}

/// Composes the page.
///
/// # Errors
/// [`Problem::SignInNeeded`], [`Problem::Forbidden`], [`Problem::NotFound`], [`Problem::InvitationEnded`],
/// [`Problem::Unavailable`].
pub async fn load(visit: &Visit, asked: &Asked) -> Result<StaffView, Problem> {
    let content = match asked.page {
        StaffPage::SignIn => StaffContent::SignIn {
            return_to: asked.return_to.clone(),
            offers_passkey: visit.service.offers_passkeys(),
        },
        StaffPage::Invitation => invitation(visit, asked).await?,
        _ => {
            let actor = visit.staff.as_ref().ok_or(Problem::SignInNeeded)?;
            return Ok(StaffView {
                me: Some(me(&visit.service, actor, asked.language)),
                content: signed_in(visit, actor, asked).await?,
                refused: None,
            });
        }
    };
    Ok(StaffView {
        me: None,
        content,
        refused: None,
    })
}

async fn signed_in(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<StaffContent, Problem> {
    let service = &visit.service;
    Ok(match asked.page {
        StaffPage::Account => StaffContent::Account(AccountView {
            sessions: sessions(visit, actor, asked.language).await?,
            codes_left: service.recovery_codes_left(actor).await?,
            passkeys: match service.offers_passkeys() {
                true => Some(passkeys(visit, actor, asked.language).await?),
                false => None,
            },
        }),
        StaffPage::NewApp => {
            let action = StaffPage::NewApp.path(asked.language).to_owned();
            StaffContent::NewApp(enrolment(service.new_app(actor).await?, action))
        }
        StaffPage::NewPasskey => {
            let own = passkeys(visit, actor, asked.language).await?;
            StaffContent::NewPasskey {
                is_full: own.len() >= MOST_PASSKEYS,
            }
        }
        StaffPage::Passkey => {
            let own = passkeys(visit, actor, asked.language).await?;
            let one = own.into_iter().find(|passkey| passkey.id == asked.one);
            StaffContent::Passkey(one.ok_or(Problem::NotFound)?)
        }
        StaffPage::People => {
            let members = service.staff_list(actor).await?;
            let view = |member| member_view(visit, asked.language, member);
            StaffContent::People {
                members: members.into_iter().map(view).collect(),
                may_change: actor.may(Area::Staff),
            }
        }
        StaffPage::Invite => {
            actor.require(Area::Staff)?;
            StaffContent::Invite
        }
        StaffPage::Member => {
            actor.require(Area::Staff)?;
            let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
            let members = service.staff_list(actor).await?;
            let member = members.into_iter().find(|member| member.id == id);
            let member = member.ok_or(Problem::NotFound)?;
            StaffContent::Member(member_view(visit, asked.language, member))
        }
        StaffPage::Enquiries => {
            StaffContent::Enquiries(load_enquiries::list(visit, actor, asked).await?)
        }
        StaffPage::Enquiry => load_enquiries::page(visit, actor, asked).await?,
        StaffPage::Issues => StaffContent::Issues(load_issues::list(visit, actor, asked).await?),
        StaffPage::NewIssue => {
            StaffContent::Issue(Box::new(load_issues::new(visit, actor, asked)?))
        }
        StaffPage::Issue => {
            StaffContent::Issue(Box::new(load_issues::one(visit, actor, asked).await?))
        }
        StaffPage::Subscribers => StaffContent::Subscribers(
            load_issues::subscribers(visit, actor, asked.language, None, Import::default()).await?,
        ),
        StaffPage::Events => StaffContent::Events(load_events::list(visit, actor, asked).await?),
        StaffPage::NewEvent => {
            StaffContent::Event(Box::new(load_events::new(visit, actor, asked).await?))
        }
        StaffPage::Event => {
            StaffContent::Event(Box::new(load_events::one(visit, actor, asked).await?))
        }
        StaffPage::CheckIn => {
            StaffContent::CheckIn(load_events::check_in(visit, actor, asked).await?)
        }
        StaffPage::EventKinds => {
            StaffContent::EventKinds(load_event_kinds::list(visit, actor, asked).await?)
        }
        StaffPage::EventKind => {
            StaffContent::EventKind(load_event_kinds::one(visit, actor, asked).await?)
        }
        StaffPage::EventPicture => {
            let view = load_events::picture(visit, actor, asked).await?;
            StaffContent::EventPicture(Box::new(view))
        }
        StaffPage::Cases => StaffContent::Cases(load_cases::list(visit, actor, asked).await?),
        StaffPage::NewCase => StaffContent::NewCase(load_cases::new(visit, actor, asked)?),
        StaffPage::Case => {
            StaffContent::Case(Box::new(load_cases::one(visit, actor, asked).await?))
        }
        StaffPage::CaseStep => {
            let view = load_cases::step(visit, actor, asked, &[]).await?;
            StaffContent::CaseStep(Box::new(view))
        }
        StaffPage::CaseMessages => {
            let view = load_case_messages::one(visit, actor, asked).await?;
            StaffContent::CaseMessages(Box::new(view))
        }
        StaffPage::SecureThread => {
            let view = load_case_messages::alone(visit, actor, asked).await?;
            StaffContent::CaseMessages(Box::new(view))
        }
        StaffPage::CaseConsents => {
            let view = load_case_consents::one(visit, actor, asked).await?;
            StaffContent::CaseConsents(Box::new(view))
        }
        StaffPage::NoteDisclosure => {
            let view = load_disclosures::form(visit, actor, asked, None).await?;
            StaffContent::NoteDisclosure(Box::new(view))
        }
        StaffPage::CaseDisclosure => {
            let case = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
            let view = load_disclosures::form(visit, actor, asked, Some(case)).await?;
            StaffContent::NoteDisclosure(Box::new(view))
        }
        StaffPage::Disclosure => {
            let view = load_disclosures::one(visit, actor, asked).await?;
            StaffContent::Disclosure(Box::new(view))
        }
        StaffPage::PersonCode => {
            actor.require(Area::Rights)?;
            StaffContent::MakePersonCode {
                person: asked.person.clone().unwrap_or_default(),
            }
        }
        StaffPage::NewAddress => {
            actor.require(Area::Rights)?;
            StaffContent::NewAddress
        }
        StaffPage::AccessLog => {
            let before = asked.before.as_deref();
            let before = before.map(|id| Uuid::parse_str(id).map_err(|_| Problem::NotFound));
            let before = before.transpose()?;
            let page = service.accesses(actor, before).await?;
            StaffContent::AccessLog(access_log(visit, asked.language, page, before.is_some()))
        }
        StaffPage::Start | StaffPage::SignIn | StaffPage::Invitation => StaffContent::Start {
            roles: actor.roles().to_vec(),
            has_enquiries: has_enquiries(service),
            has_newsletter: has_newsletter(service),
            has_events: has_events(service),
            has_rights: has_rights(service),
        },
    })
}

/// Who is signed in, and the pages in their menu.
#[must_use]
pub fn me(service: &Service, actor: &StaffActor, language: Language) -> StaffMe {
    let words = staff_texts(language);
    let pages = [
        (true, StaffPage::Start, words.start),
        (
            actor.may(Area::Enquiries) && has_enquiries(service),
            StaffPage::Enquiries,
            staff_enquiry_texts(language).enquiries,
        ),
        (
            actor.may(Area::Rights) && has_rights(service),
            StaffPage::Cases,
            staff_case_texts(language).cases,
        ),
        (
            actor.may(Area::Disclosures) && has_rights(service),
            StaffPage::NoteDisclosure,
            staff_disclosure_texts(language).menu,
        ),
        (
            actor.may(Area::Newsletter) && has_newsletter(service),
            StaffPage::Issues,
            staff_newsletter_texts(language).newsletters,
        ),
        (
            actor.may(Area::Events) && has_events(service),
            StaffPage::Events,
            staff_event_texts(language).events,
        ),
        (actor.may(Area::StaffList), StaffPage::People, words.people),
        (
            actor.may(Area::AccessLog),
            StaffPage::AccessLog,
            words.access_log,
        ),
        (true, StaffPage::Account, words.account),
    ];
    let pages = pages.into_iter().filter(|(is_open, ..)| *is_open);
    StaffMe {
        name: actor.name().to_owned(),
        pages: pages
            .map(|(_, page, name)| (page.path(language).to_owned(), name.to_owned()))
            .collect(),
        needs_code: match (actor.has_recent_code(), actor.has_passkey()) {
            (true, _) => NeedsCode::No,
            (false, true) if service.offers_passkeys() => NeedsCode::OrPasskey,
            (false, _) => NeedsCode::Yes,
        },
    }
}

/// Whether the organisation takes enquiries at all.
fn has_enquiries(service: &Service) -> bool {
    service.register().contact().is_some()
}

/// Whether the organisation takes requests to use rights here.
fn has_rights(service: &Service) -> bool {
    service.register().rights().is_some()
}

/// Whether the organisation has a newsletter.
fn has_events(service: &Service) -> bool {
    service.register().seats().is_some()
}

fn has_newsletter(service: &Service) -> bool {
    service.register().newsletter().is_some()
}

async fn invitation(visit: &Visit, asked: &Asked) -> Result<StaffContent, Problem> {
    let token = LinkToken::parse(&asked.one).ok_or(Problem::InvitationEnded)?;
    let shown = visit.service.invitation(&token).await?;
    let path = StaffPage::Invitation.path(asked.language);
    Ok(StaffContent::Invitation(enrolment(
        shown,
        format!("{path}/{}", asked.one),
    )))
}

fn enrolment(shown: Enrolment, action: String) -> EnrolmentView {
    EnrolmentView {
        name: shown.name,
        email: shown.email,
        qr: QrView::of(&shown.address),
        secret: shown.secret,
        action,
    }
}

async fn sessions(
    visit: &Visit,
    actor: &StaffActor,
    language: Language,
) -> Result<Vec<SessionView>, Problem> {
    let sessions = visit.service.own_sessions(actor).await?;
    let view = |session: OwnSession| SessionView {
        id: session.id.to_string(),
        browser: session.browser,
        since: moment(visit, language, session.since),
        seen: moment(visit, language, session.seen),
        is_this: session.is_this,
    };
    Ok(sessions.into_iter().map(view).collect())
}

/// Their passkeys, where passkeys are offered.
async fn passkeys(
    visit: &Visit,
    actor: &StaffActor,
    language: Language,
) -> Result<Vec<PasskeyView>, Problem> {
    if !visit.service.offers_passkeys() {
        return Err(Problem::NotFound);
    }
    let own = visit.service.own_passkeys(actor).await?;
    let view = |passkey: OwnPasskey| PasskeyView {
        id: passkey.id.to_string(),
        name: passkey.name,
        added: moment(visit, language, passkey.added),
        used: passkey.used.map(|used| moment(visit, language, used)),
    };
    Ok(own.into_iter().map(view).collect())
}

fn member_view(visit: &Visit, language: Language, member: Member) -> MemberView {
    let words = staff_texts(language);
    let (state, at) = match member.state {
        MemberState::Invited(at) => (words.state_invited, at),
        MemberState::Active(at) => (words.state_active, at),
        MemberState::Disabled(at) => (words.state_disabled, at),
    };
    let day = date_in_words(visit.service.day_of(at), language);
    let in_order = Role::ALL.into_iter();
    MemberView {
        id: member.id.to_string(),
        name: member.name,
        email: member.email,
        roles: in_order
            .filter(|role| member.roles.contains(role))
            .collect(),
        state: state.replace("{date}", &day),
        is_disabled: matches!(member.state, MemberState::Disabled(_)),
    }
}

fn access_log(
    visit: &Visit,
    language: Language,
    page: AccessPage,
    is_later: bool,
) -> AccessLogView {
    let words = staff_texts(language);
    let view = |noted: Noted| AccessView {
        when: moment(visit, language, noted.at),
        what: noted.action.title(language).to_owned(),
        whose: whose(visit, language, &noted),
        why: noted.reason.title(language).to_owned(),
        who: who(words, noted.who),
    };
    AccessLogView {
        entries: page.entries.into_iter().map(view).collect(),
        next: page.next.map(|id| id.to_string()),
        is_later,
    }
}

fn who(words: &StaffTexts, who: Who) -> String {
    match who {
        Who::Member(name) => name,
        Who::Gone => words.access_gone.to_owned(),
        Who::Operator => words.access_operator.to_owned(),
    }
}

/// The purpose by its title in the register, and the end of the number, which is enough to tell one from another.
fn whose(visit: &Visit, language: Language, noted: &Noted) -> String {
    let purposes = &visit.service.register().register().purpose;
    let title = purposes
        .get(&noted.purpose)
        .map_or(noted.purpose.as_str(), |purpose| {
            purpose.title.get(language)
        });
    if noted.thing.is_nil() {
        return format!("{title}: {}", staff_texts(language).access_several);
    }
    let number = noted.thing.simple().to_string();
    format!("{title}: …{}", &number[24..])
}

/// An instant as people at the organisation say it.
fn moment(visit: &Visit, language: Language, at: Timestamp) -> String {
    let local = visit.service.local(at);
    let (hour, minute) = (local.hour(), local.minute());
    let clock = match language {
        Language::Da => format!("{hour}.{minute:02}"),
        Language::En => format!("{hour}:{minute:02}"),
    };
    let day = date_in_words(local.date(), language);
    format!("{day}{}{clock}", staff_texts(language).at_clock)
}
