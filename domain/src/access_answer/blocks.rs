//! The items of the letter, each from the register and from what is held.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::words::{self, Words};
use super::{AnswerBlock, AnswerItem, AnswerPart, Redaction};
use crate::country;
use crate::disclosure::Disclosure;
use crate::held::{Held, HeldPart, HeldShown, rights_under};
use crate::privacy::{Row, purpose as of_purpose, transfer_of};
use crate::register::{Key, Purpose, Recipient, ServedRegister};
use crate::text::{Language, moment_in_words};

/// What the items are composed from.
pub(super) struct Composing<'a> {
    pub(super) served: &'a ServedRegister,
    pub(super) language: Language,
    pub(super) held: &'a Held,
    pub(super) shown: &'a HeldShown,
    pub(super) request: Option<&'a Key>,
    pub(super) redactions: &'a [Redaction],
    pub(super) local: &'a dyn Fn(Timestamp) -> DateTime,
}

impl Composing<'_> {
    /// The purposes that something is held for: what was found, and the request itself.
    pub(super) fn purposes(&self) -> Vec<Key> {
        let found = self.shown.parts.iter().map(|part| &part.about.id);
        let mut purposes: Vec<Key> = found.cloned().collect();
        let request = self.request.filter(|key| !purposes.contains(key));
        purposes.extend(request.cloned());
        purposes
    }

    fn part_of(&self, purpose: &str) -> Option<&HeldPart> {
        let mut parts = self.shown.parts.iter();
        parts.find(|part| part.about.id == *purpose)
    }

    fn words(&self) -> &'static Words {
        words::of(self.language)
    }

    /// The purposes with what the register says of them.
    fn each(&self) -> Vec<(Key, &Purpose)> {
        let register = self.served.register();
        let known = |key: Key| {
            let purpose = register.purpose.get(&key)?;
            Some((key, purpose))
        };
        self.purposes().into_iter().filter_map(known).collect()
    }

    /// What an item says of each purpose.
    fn per_purpose(&self, says: impl Fn(&Key, &Purpose) -> Vec<String>) -> Vec<AnswerPart> {
        let each = self.each().into_iter();
        each.map(|(key, purpose)| AnswerPart {
            title: purpose.title.get(self.language).to_owned(),
            paragraphs: says(&key, purpose),
            rows: Vec::new(),
            purpose: key,
        })
        .collect()
    }

    pub(super) fn block(&self, item: AnswerItem) -> AnswerBlock {
        let words = self.words();
        let language = self.language;
        let texts = &self.served.register().texts;
        let (paragraphs, parts) = match item {
            AnswerItem::Confirmation => (self.confirmation(), Vec::new()),
            AnswerItem::Copy => (self.about_copy(), self.copies()),
            AnswerItem::Purposes => {
                let says = |_: &Key, purpose: &Purpose| {
                    let description = purpose.description.get(language).to_owned();
                    let basis = of_purpose::basis(&purpose.basis, language);
                    [description].into_iter().chain(basis).collect()
                };
                (Vec::new(), self.per_purpose(says))
            }
            AnswerItem::Categories => {
                let says =
                    |_: &Key, purpose: &Purpose| of_purpose::data(self.served, language, purpose);
                (Vec::new(), self.per_purpose(says))
            }
            AnswerItem::Recipients => (
                Vec::new(),
                self.per_purpose(|key, purpose| self.recipients(key, purpose)),
            ),
            AnswerItem::Periods => (
                Vec::new(),
                self.per_purpose(|_, purpose| of_purpose::retention(purpose, language)),
            ),
            AnswerItem::Rights => {
                let says = |_: &Key, purpose: &Purpose| vec![self.rights(purpose)];
                let general = [&texts.rights, &texts.withdrawal];
                let general = general.map(|text| text.get(language));
                let general = general.iter().flat_map(|text| text.split("\n\n"));
                (
                    general.map(|text| text.trim().to_owned()).collect(),
                    self.per_purpose(says),
                )
            }
            AnswerItem::Complaint => (self.complaint(), Vec::new()),
            AnswerItem::Source => (
                Vec::new(),
                self.per_purpose(|_, purpose| of_purpose::source(purpose, language)),
            ),
            AnswerItem::Automated => (
                Vec::new(),
                self.per_purpose(|_, purpose| of_purpose::automated(purpose, language)),
            ),
            AnswerItem::Transfers => (self.transfers(words), Vec::new()),
        };
        AnswerBlock {
            item,
            heading: words::heading(item, language).to_owned(),
            paragraphs,
            parts,
        }
    }

    fn confirmation(&self) -> Vec<String> {
        let each = self.each().into_iter();
        let titles = each.map(|(_, purpose)| purpose.title.get(self.language).to_owned());
        [self.words().yes.to_owned()]
            .into_iter()
            .chain(titles.map(|title| format!("– {title}")))
            .collect()
    }

    fn about_copy(&self) -> Vec<String> {
        let words = self.words();
        let mut about = vec![words.copy.to_owned()];
        if !self.redactions.is_empty() {
            about.push(words.redacted.to_owned());
            about.extend(self.redactions.iter().map(|left| format!("– {}", left.why)));
        }
        about
    }

    /// A part for each thing, with everything that is known.
    fn copies(&self) -> Vec<AnswerPart> {
        let mut copies = Vec::new();
        for purpose in self.purposes() {
            let things = self.part_of(&purpose).into_iter();
            for thing in things.flat_map(|part| &part.things) {
                copies.push(AnswerPart {
                    purpose: purpose.clone(),
                    title: thing.title.clone(),
                    paragraphs: Vec::new(),
                    rows: thing.rows.clone(),
                });
            }
            if self.request == Some(&purpose) {
                copies.push(self.request(purpose));
            }
        }
        copies
    }

    fn request(&self, purpose: Key) -> AnswerPart {
        let words = self.words();
        AnswerPart {
            purpose,
            title: words.request.to_owned(),
            paragraphs: vec![words.request_is.to_owned()],
            rows: vec![Row {
                label: words.asked_from.to_owned(),
                paragraphs: vec![self.held.email.as_str().to_owned()],
            }],
        }
    }

    /// By name: who was given it, as the record of each disclosure says; and those who may have been, as the register says
    /// (C-154/21).
    fn recipients(&self, key: &Key, purpose: &Purpose) -> Vec<String> {
        let words = self.words();
        let things = self
            .held
            .things
            .iter()
            .filter(|thing| thing.purpose == *key);
        let given: Vec<String> = things
            .flat_map(|thing| &thing.disclosures)
            .map(|given| self.disclosure(given))
            .collect();
        let named = of_purpose::recipients(self.served, self.language, purpose);
        let mut said = Vec::new();
        if !given.is_empty() {
            said.push(words.given.to_owned());
            said.extend(given);
        }
        if !purpose.recipients.is_empty() {
            said.push(words.may_be_given.to_owned());
        }
        said.extend(named);
        said
    }

    fn disclosure(&self, given: &Disclosure) -> String {
        let data = given.data.iter().map(|data| data.in_words(self.language));
        let data: Vec<&str> = data.collect();
        format!(
            "{} ({}), {}: {} ({}).",
            given.recipient.as_str(),
            country::name(&given.country, self.language),
            moment_in_words((self.local)(given.disclosed_at), self.language),
            data.join(", "),
            given.articles(),
        )
    }

    fn rights(&self, purpose: &Purpose) -> String {
        let rights = rights_under(&purpose.basis).iter();
        let titles: Vec<&str> = rights.map(|right| right.title(self.language)).collect();
        titles.join(" · ")
    }

    fn complaint(&self) -> Vec<String> {
        let register = self.served.register();
        let authority = &register.authority;
        let address = &authority.address;
        vec![
            register.texts.complaint.get(self.language).to_owned(),
            self.words().any_time.to_owned(),
            format!(
                "{}, {}, {} {} · {} · {} · {}",
                authority.name,
                address.street,
                address.postcode,
                address.city,
                authority.phone,
                authority.email,
                authority.url
            ),
        ]
    }

    /// What protects data in each country outside the EEA where a recipient handles it.
    fn transfers(&self, words: &Words) -> Vec<String> {
        let register = self.served.register();
        let mut keys: Vec<&Key> = Vec::new();
        for (_, purpose) in self.each() {
            for key in &purpose.recipients {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        let recipients = keys
            .into_iter()
            .filter_map(|key| register.recipient.get(key));
        let outside = recipients.filter(|recipient| !country::is_eea(&recipient.country));
        let named: Vec<String> = outside.map(|found| self.transfer(found)).collect();
        let disclosed = self.held.things.iter().flat_map(|thing| &thing.disclosures);
        let disclosed = disclosed
            .filter(|given| !country::is_eea(&given.country))
            .map(|given| self.disclosure(given));
        let said: Vec<String> = named.into_iter().chain(disclosed).collect();
        if said.is_empty() {
            return vec![words.no_transfers.to_owned()];
        }
        [words.transfers.to_owned()]
            .into_iter()
            .chain(said)
            .collect()
    }

    fn transfer(&self, recipient: &Recipient) -> String {
        let country = country::name(&recipient.country, self.language);
        let protects = transfer_of(recipient, self.language).unwrap_or_default();
        format!("{} ({country}). {protects}", recipient.name)
            .trim_end()
            .to_owned()
    }
}
