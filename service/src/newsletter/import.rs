//! Bringing in people who said yes elsewhere, before the service was there. It takes where, how and when they said it,
//! which stands in the receipt of each of them; whoever asked to be kept out stays out.

use domain::canonical::Digest;
use domain::consent::Method;
use domain::mail::{Line, MailAddress};
use domain::problem::Problem;
use domain::register::Key;
use domain::staff::{AccessAction, AccessReason};
use domain::subscription::{SaidElsewhere, Surface, Topics, Wording};
use domain::text::Language;
use jiff::civil::Date;
use storage::{Access, ActiveSubscription, NewKey, Operation, StoreError, Tx};
use uuid::Uuid;

use super::sign_up::read_name;
use super::subscriber::Subscriber;
use super::wording::Shown;
use super::yes::{Came, NewYes};
use crate::{Look, Service, StaffActor, problem};

/// How many are written at a time; others' writes wait no longer than that takes.
const BATCH: usize = 64;
/// What stands between the columns of a line, by which spreadsheets write them.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];

/// Who is brought in, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// A line each: an address, and perhaps a name after a semicolon, a comma or a tab.
    pub list: String,
    /// Where and how they said yes.
    pub how: String,
    /// On which day.
    pub on: String,
    /// To what.
    pub topics: Vec<Key>,
    /// The language they are written to in.
    pub language: Language,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many get the newsletter from now on.
    pub added: usize,
    /// How many got it already. Nothing of theirs was changed.
    pub known: usize,
    /// How many asked to be kept out. Which is told to nobody.
    pub kept_out: usize,
    /// The lines that could not be used.
    pub unusable: Vec<NotImported>,
}

/// A line that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotImported {
    /// As it was typed.
    pub line: String,
    /// Why.
    pub problem: Problem,
}

impl Service {
    /// Brings people in. Lines that cannot be used do not keep the others out; they are told back.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens the newsletter.
    /// - [`Problem::MissingConsentSource`], [`Problem::UnusableConsentDay`], [`Problem::NoTopic`],
    ///   [`Problem::UnknownTopic`], [`Problem::NothingToImport`]: what was typed or ticked.
    /// - [`Problem::Unavailable`]: the database does not take it. Bringing in the same again brings in who is missing.
    pub async fn import(&self, actor: &StaffActor, import: &Import) -> Result<Imported, Problem> {
        self.require_newsletter(actor)?;
        let newsletter = self.newsletter()?;
        let how = Line::parse(&import.how).map_err(|_| Problem::MissingConsentSource)?;
        let topics = Topics::choose(newsletter, &import.topics)?;
        let on: Option<Date> = import.on.trim().parse().ok();
        let on = on.filter(|on| *on <= self.today());
        let said = SaidElsewhere {
            how: how.as_str(),
            on: on.ok_or(Problem::UnusableConsentDay)?,
            topics: &topics,
        };
        let wording = Wording::elsewhere(newsletter, import.language, &said);
        let shown = Shown {
            bytes: wording.to_bytes().map_err(problem::of_form)?,
            day: self.today(),
        };
        let (people, unusable) = read(&import.list, import.language, &topics);
        if people.is_empty() && unusable.is_empty() {
            return Err(Problem::NothingToImport);
        }
        let mut imported = Imported {
            unusable,
            ..Imported::default()
        };
        for people in people.chunks(BATCH) {
            let write = self.draw_import(actor, people, &shown)?;
            for outcome in self.commit(write).await? {
                match outcome {
                    Outcome::Added => imported.added += 1,
                    Outcome::Known => imported.known += 1,
                    Outcome::KeptOut => imported.kept_out += 1,
                }
            }
        }
        Ok(imported)
    }

    fn draw_import(
        &self,
        actor: &StaffActor,
        people: &[Subscriber],
        shown: &Shown,
    ) -> Result<Write, Problem> {
        let purpose = &self.newsletter()?.newsletter.purpose;
        let look = Look {
            thing: Uuid::nil(),
            purpose,
            action: AccessAction::Changed,
            reason: AccessReason::Task,
        };
        let newcomers = people
            .iter()
            .map(|person| self.draw_newcomer(person, shown));
        let newcomers: Vec<Newcomer> = newcomers.collect::<Result<_, _>>()?;
        Ok(Write {
            keys: newcomers.iter().flat_map(|new| new.keys.clone()).collect(),
            newcomers,
            access: self.access(actor.id(), look),
        })
    }

    fn draw_newcomer(&self, person: &Subscriber, shown: &Shown) -> Result<Newcomer, Problem> {
        let now = self.now();
        let came = Came {
            language: person.language,
            surface: Surface::Elsewhere,
            method: Method::Form,
        };
        let yes = self.draw_yes(person, shown, came, None)?;
        let key = self.draw_key(self.chance().uuid_v7(now));
        let link = self.chance().uuid_v7(now);
        let links = self.mail_links(&link);
        Ok(Newcomer {
            subscription: ActiveSubscription {
                id: key.owner,
                mailbox: self.mailbox(&person.address),
                proof: yes.proof(),
                link,
                sealed: self.seal_subscriber(&key, person)?,
                since: now,
                links: links.hashes(),
            },
            fingerprint: self.fingerprint(&person.address),
            why: links.why.hash(),
            keys: vec![key.new_key(), yes.new_key()],
            yes,
        })
    }
}

/// Those who can be read, and the lines that cannot.
fn read(list: &str, language: Language, topics: &Topics) -> (Vec<Subscriber>, Vec<NotImported>) {
    let (mut people, mut unusable) = (Vec::new(), Vec::new());
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match person(line, language, topics) {
            Ok(person) => people.push(person),
            Err(problem) => unusable.push(NotImported {
                line: line.to_owned(),
                problem,
            }),
        }
    }
    (people, unusable)
}

fn person(line: &str, language: Language, topics: &Topics) -> Result<Subscriber, Problem> {
    let (address, name) = columns(line).ok_or(Problem::MalformedAddress)?;
    // What stands in the place of a name is another address.
    if name.contains('@') {
        return Err(Problem::SeveralAddresses);
    }
    Ok(Subscriber {
        address: MailAddress::parse(&address)?,
        name: read_name(&name)?,
        language,
        topics: topics.clone(),
    })
}

/// The first two columns of a line.
fn columns(line: &str) -> Option<(String, String)> {
    let delimiter = line.bytes().find(|byte| DELIMITERS.contains(byte));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b';'))
        .from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    let column = |place| record.get(place).unwrap_or_default().trim().to_owned();
    Some((column(0), column(1)))
}

/// Somebody who is brought in.
struct Newcomer {
    yes: NewYes,
    subscription: ActiveSubscription,
    fingerprint: Digest,
    why: Digest,
    keys: Vec<NewKey>,
}

enum Outcome {
    Added,
    Known,
    KeptOut,
}

struct Write {
    newcomers: Vec<Newcomer>,
    keys: Vec<NewKey>,
    access: Access,
}

impl Operation for Write {
    type Output = Vec<Outcome>;

    fn keys(&self) -> Vec<NewKey> {
        self.keys.clone()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Vec<Outcome>, StoreError> {
        let mut outcomes = Vec::new();
        for newcomer in &self.newcomers {
            outcomes.push(newcomer.write(tx).await?);
        }
        tx.log_access(&self.access).await?;
        Ok(outcomes)
    }
}

impl Newcomer {
    async fn write(&self, tx: &mut Tx<'_>) -> Result<Outcome, StoreError> {
        if tx.is_kept_out(&self.fingerprint).await? {
            return Ok(Outcome::KeptOut);
        }
        let mailbox = &self.subscription.mailbox;
        if tx.hold_subscription_of(mailbox).await?.is_some() {
            return Ok(Outcome::Known);
        }
        self.yes.write(tx).await?;
        tx.link_proof(&self.yes.proof(), &self.why).await?;
        tx.insert_active_subscription(&self.subscription).await?;
        Ok(Outcome::Added)
    }
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn an_address_and_a_name_are_read_as_spreadsheets_write_them() {
        for (line, address, name) in [
            ("anna@example.dk", "anna@example.dk", ""),
            ("anna@example.dk;Anna Bech", "anna@example.dk", "Anna Bech"),
            ("anna@example.dk\tAnna Bech", "anna@example.dk", "Anna Bech"),
            (
                "\"anna@example.dk\",\"Bech, Anna\"",
                "anna@example.dk",
                "Bech, Anna",
            ),
            ("anna@example.dk; Anna ;31", "anna@example.dk", "Anna"),
        ] {
            let expected = Some((address.to_owned(), name.to_owned()));
            assert_eq!(columns(line), expected, "{line}");
        }
    }
}
