//! The notice's own words. They are the same for every organisation, so that none can make the buttons
//! unequal or the close button silent.

use crate::text::Language;

pub(super) struct Words {
    pub(super) refuse: &'static str,
    pub(super) accept: &'static str,
    pub(super) accept_embed: &'static str,
    pub(super) choose: &'static str,
    pub(super) save: &'static str,
    pub(super) close: &'static str,
    pub(super) declaration: &'static str,
    pub(super) always_on: &'static str,
    pub(super) changed_title: &'static str,
    pub(super) changed_intro: &'static str,
    pub(super) embed_title: &'static str,
    pub(super) ourselves: &'static str,
    pub(super) processor: &'static str,
    pub(super) own_controller: &'static str,
    pub(super) joint_controller: &'static str,
    pub(super) retention_beyond_control: &'static str,
    language: Language,
}

const DA: Words = Words {
    refuse: "Afvis alle",
    accept: "Tillad alle",
    accept_embed: "Tillad og vis",
    choose: "Vælg selv",
    save: "Gem mine valg",
    close: "Luk og afvis",
    declaration: "Se alle cookies",
    always_on: "Altid slået til.",
    changed_title: "Noget er ændret. Må vi stadig?",
    changed_intro: "Det her er nyt eller ændret, siden du valgte. Dine andre valg gælder stadig.",
    embed_title: "Indholdet kommer fra et andet firma",
    ourselves: "Os selv",
    processor: "bruger kun data på vores vegne",
    own_controller: "bruger data til egne formål",
    joint_controller: "er ansvarlig sammen med os",
    retention_beyond_control: "Hvor længe de gemmer data, bestemmer vi ikke.",
    language: Language::Da,
};

const EN: Words = Words {
    refuse: "Refuse all",
    accept: "Allow all",
    accept_embed: "Allow and show",
    choose: "Choose",
    save: "Save my choices",
    close: "Close and refuse",
    declaration: "See all cookies",
    always_on: "Always on.",
    changed_title: "Something has changed. May we still?",
    changed_intro: "This is new or changed since you chose. Your other choices still stand.",
    embed_title: "This content comes from another company",
    ourselves: "Ourselves",
    processor: "uses data on our behalf only",
    own_controller: "uses data for its own purposes",
    joint_controller: "is responsible together with us",
    retention_beyond_control: "We do not decide how long they keep data.",
    language: Language::En,
};

pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

impl Words {
    pub(super) fn controller(&self, controller: &str, remembered: String) -> String {
        match self.language {
            Language::Da => format!("{controller} er ansvarlig og husker dit valg i {remembered}."),
            Language::En => {
                format!("{controller} is responsible and remembers your choice for {remembered}.")
            }
        }
    }

    pub(super) fn embed(&self, provider: &str, country: &str) -> String {
        match self.language {
            Language::Da => format!(
                "Siger du ja, henter vi det fra {provider} ({country}). Så får firmaet din IP-adresse og kan lægge cookies i din browser."
            ),
            Language::En => format!(
                "If you say yes, we fetch it from {provider} ({country}). The company then gets your IP address and can place cookies in your browser."
            ),
        }
    }
}
