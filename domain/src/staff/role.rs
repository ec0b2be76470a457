//! Roles: each opens what its task needs and nothing more. An administrator lets people in and reads nobody's data: to
//! do so they would have to give themselves a role, which the access log shows.

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// A task that somebody has. One person may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Lets people in, gives them their roles, and shuts them out.
    Administrator,
    /// Answers for the use of personal data: rights, enquiries, who looked at what.
    DataProtectionLead,
    /// Answers those who write in.
    CaseWorker,
    /// Writes and sends the newsletter.
    Communications,
    /// Holds events and sees who comes.
    EventHost,
    /// Looks after the others: sees who has access and who looked at what, and changes nothing.
    Auditor,
}

/// A part of the staff's own pages that is opened by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Changing who has access to what.
    Staff,
    /// Seeing who has access to what.
    StaffList,
    /// The access log.
    AccessLog,
    /// What people write to us, and our answers.
    Enquiries,
    /// Requests to see, correct, move or erase data.
    Rights,
    /// Noting that somebody was given data.
    Disclosures,
    /// The newsletter and those who get it.
    Newsletter,
    /// Events and those who come.
    Events,
}

impl Role {
    /// Every role, in the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::Administrator,
        Self::DataProtectionLead,
        Self::CaseWorker,
        Self::Communications,
        Self::EventHost,
        Self::Auditor,
    ];

    /// What the role opens.
    #[must_use]
    pub const fn areas(self) -> &'static [Area] {
        match self {
            Self::Administrator => &[Area::Staff, Area::StaffList, Area::AccessLog],
            Self::DataProtectionLead => &[
                Area::StaffList,
                Area::AccessLog,
                Area::Enquiries,
                Area::Rights,
                Area::Disclosures,
            ],
            Self::CaseWorker => &[Area::Enquiries, Area::Disclosures],
            Self::Communications => &[Area::Newsletter],
            Self::EventHost => &[Area::Events],
            Self::Auditor => &[Area::StaffList, Area::AccessLog],
        }
    }

    /// Whether the role opens `area`.
    #[must_use]
    pub fn may(self, area: Area) -> bool {
        self.areas().contains(&area)
    }

    /// The name in forms, on the command line and in the database. It never changes its meaning.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::DataProtectionLead => "data-protection-lead",
            Self::CaseWorker => "case-worker",
            Self::Communications => "communications",
            Self::EventHost => "event-host",
            Self::Auditor => "auditor",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Administrator, Language::Da) => "Administrator",
            (Self::Administrator, Language::En) => "Administrator",
            (Self::DataProtectionLead, Language::Da) => "Databeskyttelsesansvarlig",
            (Self::DataProtectionLead, Language::En) => "Data protection lead",
            (Self::CaseWorker, Language::Da) => "Sagsbehandler",
            (Self::CaseWorker, Language::En) => "Case worker",
            (Self::Communications, Language::Da) => "Kommunikation",
            (Self::Communications, Language::En) => "Communications",
            (Self::EventHost, Language::Da) => "Arrangementsvært",
            (Self::EventHost, Language::En) => "Event host",
            (Self::Auditor, Language::Da) => "Kontrollant",
            (Self::Auditor, Language::En) => "Auditor",
        }
    }

    /// What it lets somebody do, in one sentence.
    #[must_use]
    pub const fn meaning(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Administrator, Language::Da) => {
                "Giver kolleger adgang, vælger deres roller og lukker for adgangen igen. Ser ingen henvendelser."
            }
            (Self::Administrator, Language::En) => {
                "Gives colleagues access, chooses their roles and ends their access. Sees no enquiries."
            }
            (Self::DataProtectionLead, Language::Da) => {
                "Svarer, når nogen vil se, rette eller slette deres oplysninger, og holder øje med, hvem der ser i dem."
            }
            (Self::DataProtectionLead, Language::En) => {
                "Answers people who want to see, correct or erase their data, and watches who looks at it."
            }
            (Self::CaseWorker, Language::Da) => {
                "Læser og besvarer henvendelser, og noterer, hvem der har fået oplysninger."
            }
            (Self::CaseWorker, Language::En) => {
                "Reads and answers enquiries, and notes who was given data."
            }
            (Self::Communications, Language::Da) => "Skriver og sender nyhedsbrevet.",
            (Self::Communications, Language::En) => "Writes and sends the newsletter.",
            (Self::EventHost, Language::Da) => "Holder arrangementer og ser, hvem der kommer.",
            (Self::EventHost, Language::En) => "Holds events and sees who is coming.",
            (Self::Auditor, Language::Da) => {
                "Ser, hvem der har adgang, og hvem der har set i oplysninger. Kan ikke ændre noget."
            }
            (Self::Auditor, Language::En) => {
                "Sees who has access and who looked at data. Can change nothing."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREAS: [Area; 7] = [
        Area::Staff,
        Area::StaffList,
        Area::AccessLog,
        Area::Enquiries,
        Area::Rights,
        Area::Newsletter,
        Area::Events,
    ];

    fn holders(area: Area) -> Vec<Role> {
        let all = Role::ALL.into_iter();
        all.filter(|role| role.may(area)).collect()
    }

    #[test]
    fn each_area_is_opened_by_the_roles_that_need_it_and_no_other() {
        use Role::{
            Administrator, Auditor, CaseWorker, Communications, DataProtectionLead, EventHost,
        };
        let expected: [&[Role]; 7] = [
            &[Administrator],
            &[Administrator, DataProtectionLead, Auditor],
            &[Administrator, DataProtectionLead, Auditor],
            &[DataProtectionLead, CaseWorker],
            &[DataProtectionLead],
            &[Communications],
            &[EventHost],
        ];
        for (area, roles) in AREAS.into_iter().zip(expected) {
            assert_eq!(holders(area), roles, "{area:?}");
        }
    }

    #[test]
    fn only_one_role_changes_who_has_access_and_it_reads_nobody_s_data() {
        assert_eq!(holders(Area::Staff), [Role::Administrator]);
        for area in [
            Area::Enquiries,
            Area::Rights,
            Area::Newsletter,
            Area::Events,
        ] {
            assert!(!Role::Administrator.may(area) && !Role::Auditor.may(area));
        }
    }

    #[test]
    fn a_role_is_found_by_its_name() {
        for role in Role::ALL {
            assert_eq!(Role::of_name(role.name()), Some(role));
        }
        assert_eq!(Role::of_name("root"), None);
    }
}
