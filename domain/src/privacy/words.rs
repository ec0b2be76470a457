//! The privacy page's own words: labels and fixed sentences that are the same for every organisation.

use crate::register::{Article9Ground, CprGround};
use crate::text::Language;

pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) in_force_from: &'static str,
    pub(super) controller: &'static str,
    pub(super) contact: &'static str,
    pub(super) administrator: &'static str,
    pub(super) dpo: &'static str,
    pub(super) no_dpo: &'static str,
    pub(super) subjects: &'static str,
    pub(super) basis: &'static str,
    pub(super) scope: &'static str,
    pub(super) data: &'static str,
    pub(super) source: &'static str,
    pub(super) must_be_given: &'static str,
    pub(super) recipients: &'static str,
    pub(super) retention: &'static str,
    pub(super) automated: &'static str,
    pub(super) basis_consent: &'static str,
    pub(super) basis_contract: &'static str,
    pub(super) basis_obligation: &'static str,
    pub(super) basis_vital: &'static str,
    pub(super) basis_public_task: &'static str,
    pub(super) basis_interest: &'static str,
    pub(super) balancing: &'static str,
    pub(super) confidential: &'static str,
    pub(super) criminal: &'static str,
    pub(super) third_party: &'static str,
    pub(super) from_you: &'static str,
    pub(super) required: &'static str,
    pub(super) voluntary: &'static str,
    pub(super) nobody: &'static str,
    pub(super) proof: &'static str,
    pub(super) automated_yes: &'static str,
    pub(super) automated_no: &'static str,
    pub(super) retention_beyond_control: &'static str,
    pub(super) agreement: &'static str,
    pub(super) policy: &'static str,
    pub(super) transfer: &'static str,
    pub(super) transfer_adequacy: &'static str,
    pub(super) transfer_canada: &'static str,
    pub(super) transfer_dpf: &'static str,
    pub(super) transfer_shield: &'static str,
    pub(super) transfer_clauses: &'static str,
    pub(super) transfer_rules: &'static str,
    pub(super) transfer_consent: &'static str,
    pub(super) checked: &'static str,
    pub(super) copy_at: &'static str,
    pub(super) rights: &'static str,
    pub(super) rights_id: &'static str,
    pub(super) withdrawal: &'static str,
    pub(super) withdrawal_id: &'static str,
    pub(super) promise: &'static str,
    pub(super) promise_id: &'static str,
    pub(super) security: &'static str,
    pub(super) security_id: &'static str,
    pub(super) complaint: &'static str,
    pub(super) complaint_id: &'static str,
    language: Language,
}

const DA: Words = Words {
    title: "Sådan bruger vi dine oplysninger",
    in_force_from: "Gælder fra",
    controller: "Dataansvarlig",
    contact: "Skriv til",
    administrator: "Hjælper os med henvendelser",
    dpo: "Databeskyttelses\u{ad}rådgiver",
    no_dpo: "Vi har ingen.",
    subjects: "Hvem det handler om",
    basis: "Hvorfor vi må",
    scope: "Det siger du ja til",
    data: "Oplysninger",
    source: "Hvor de kommer fra",
    must_be_given: "Skal du give dem?",
    recipients: "Hvem der får dem",
    retention: "Hvor længe",
    automated: "Afgør en computer noget om dig?",
    basis_consent: "Kun hvis du har sagt ja (samtykke, databeskyttelsesforordningen artikel 6, stk. 1, litra a). Du kan altid trække dit ja tilbage. Det, der er sket indtil da, er stadig lovligt.",
    basis_contract: "Det er nødvendigt for en aftale med dig (artikel 6, stk. 1, litra b).",
    basis_obligation: "Loven kræver det (artikel 6, stk. 1, litra c):",
    basis_vital: "Det beskytter liv (artikel 6, stk. 1, litra d).",
    basis_public_task: "Det er en opgave i samfundets interesse (artikel 6, stk. 1, litra e):",
    basis_interest: "Vi har en god grund, og dine interesser vejer ikke tungere (legitim interesse, artikel 6, stk. 1, litra f):",
    balancing: "Sådan har vi vejet det:",
    confidential: "Fortroligt.",
    criminal: "Oplysninger om strafbare forhold (artikel 10).",
    third_party: "Det handler om en anden end dig.",
    from_you: "Fra dig selv.",
    required: "Ja.",
    voluntary: "Nej, det er frivilligt.",
    nobody: "Ingen andre end os.",
    proof: "Når dit ja slutter, gemmer vi beviset for det i",
    automated_yes: "Ja.",
    automated_no: "Nej. Ingen afgørelse om dig bliver truffet af en computer alene.",
    retention_beyond_control: "Hvor længe de gemmer data, bestemmer vi ikke.",
    agreement: "Aftale fra",
    policy: "Læs mere hos dem:",
    transfer: "Landet er uden for EU/EØS. Vi må, fordi",
    transfer_adequacy: "EU-Kommissionen har fundet landets beskyttelse god nok (artikel 45)",
    transfer_canada: "EU-Kommissionen har fundet beskyttelsen hos virksomheder i Canada god nok (afgørelse 2002/2/EF, artikel 45)",
    transfer_dpf: "firmaet er certificeret under EU-US Data Privacy Framework (artikel 45)",
    transfer_shield: "firmaet var med i Privacy Shield, som ikke længere gælder",
    transfer_clauses: "firmaet har skrevet under på EU-Kommissionens standardkontrakt (artikel 46)",
    transfer_rules: "firmaet er bundet af regler, som tilsynet har godkendt (artikel 47)",
    transfer_consent: "du udtrykkeligt har sagt ja til netop den overførsel (artikel 49)",
    checked: "tjekket",
    copy_at: "Vil du se det?",
    rights: "Dine rettigheder",
    rights_id: "rettigheder",
    withdrawal: "Træk dit ja tilbage",
    withdrawal_id: "traek-tilbage",
    promise: "Det lover vi ud over loven",
    promise_id: "loefte",
    security: "Sådan passer vi på dem",
    security_id: "sikkerhed",
    complaint: "Klag",
    complaint_id: "klag",
    language: Language::Da,
};

const EN: Words = Words {
    title: "How we use your data",
    in_force_from: "In force from",
    controller: "Controller",
    contact: "Write to",
    administrator: "Helps us with enquiries",
    dpo: "Data protection officer",
    no_dpo: "We have none.",
    subjects: "Who it is about",
    basis: "Why we may",
    scope: "What you say yes to",
    data: "Data",
    source: "Where it comes from",
    must_be_given: "Must you give it?",
    recipients: "Who gets it",
    retention: "How long",
    automated: "Does a computer decide anything about you?",
    basis_consent: "Only if you have said yes (consent, Article 6(1)(a) GDPR). You can take your yes back at any time. What happened until then is still lawful.",
    basis_contract: "It is necessary for an agreement with you (Article 6(1)(b) GDPR).",
    basis_obligation: "The law requires it (Article 6(1)(c) GDPR):",
    basis_vital: "It protects life (Article 6(1)(d) GDPR).",
    basis_public_task: "It is a task in the public interest (Article 6(1)(e) GDPR):",
    basis_interest: "We have a good reason, and your interests do not weigh more (legitimate interest, Article 6(1)(f) GDPR):",
    balancing: "This is how we weighed it:",
    confidential: "Confidential.",
    criminal: "Data on criminal offences (Article 10 GDPR).",
    third_party: "It is about someone other than you.",
    from_you: "From you.",
    required: "Yes.",
    voluntary: "No, it is voluntary.",
    nobody: "Nobody but us.",
    proof: "When your yes ends, we keep the proof of it for",
    automated_yes: "Yes.",
    automated_no: "No. No decision about you is made by a computer alone.",
    retention_beyond_control: "We do not decide how long they keep data.",
    agreement: "Agreement of",
    policy: "Their own page:",
    transfer: "The country is outside the EU/EEA. We may, because",
    transfer_adequacy: "the European Commission has found the country's protection good enough (Article 45)",
    transfer_canada: "the European Commission has found the protection at companies in Canada good enough (decision 2002/2/EC, Article 45)",
    transfer_dpf: "the company is certified under the EU-US Data Privacy Framework (Article 45)",
    transfer_shield: "the company took part in Privacy Shield, which is no longer valid",
    transfer_clauses: "the company has signed the European Commission's standard contract (Article 46)",
    transfer_rules: "the company is bound by rules that the authority has approved (Article 47)",
    transfer_consent: "you have explicitly said yes to that very transfer (Article 49)",
    checked: "checked",
    copy_at: "Want to see it?",
    rights: "Your rights",
    rights_id: "rights",
    withdrawal: "Take your yes back",
    withdrawal_id: "withdraw",
    promise: "What we promise beyond the law",
    promise_id: "promise",
    security: "How we look after it",
    security_id: "security",
    complaint: "Complain",
    complaint_id: "complain",
    language: Language::En,
};

pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

impl Words {
    pub(super) fn special(&self, ground: Option<Article9Ground>) -> String {
        let (care, otherwise) = match self.language {
            Language::Da => ("Følsomt. Vi må, når", "der er et grundlag i artikel 9"),
            Language::En => ("Sensitive. We may when", "there is a ground in Article 9"),
        };
        let because = ground.map_or(otherwise, |ground| article_9(ground, self.language));
        format!("{care} {because}.")
    }

    pub(super) fn cpr(&self, ground: Option<CprGround>) -> String {
        let because = match (ground, self.language) {
            (Some(CprGround::Law), Language::Da) => {
                "det følger af loven (databeskyttelsesloven § 11, stk. 2, nr. 1)"
            }
            (Some(CprGround::Law), Language::En) => {
                "the law provides for it (Danish Data Protection Act § 11(2) no. 1)"
            }
            (Some(CprGround::Consent), Language::Da) => {
                "du har sagt ja (databeskyttelsesloven § 11, stk. 2, nr. 2)"
            }
            (Some(CprGround::Consent), Language::En) => {
                "you have said yes (Danish Data Protection Act § 11(2) no. 2)"
            }
            (Some(CprGround::Research), Language::Da) => {
                "det sker til forskning eller statistik (databeskyttelsesloven § 11, stk. 2, nr. 3)"
            }
            (Some(CprGround::Research), Language::En) => {
                "it is for research or statistics (Danish Data Protection Act § 11(2) no. 3)"
            }
            (Some(CprGround::Section7) | None, Language::Da) => {
                "betingelserne i databeskyttelsesloven § 7 er opfyldt (§ 11, stk. 2, nr. 4)"
            }
            (Some(CprGround::Section7) | None, Language::En) => {
                "the conditions of § 7 of the Danish Data Protection Act are met (§ 11(2) no. 4)"
            }
        };
        match self.language {
            Language::Da => format!("Fortroligt. Vi må, når {because}."),
            Language::En => format!("Confidential. We may when {because}."),
        }
    }
}

const fn article_9(ground: Article9Ground, language: Language) -> &'static str {
    match (ground, language) {
        (Article9Ground::ExplicitConsent, Language::Da) => {
            "du udtrykkeligt har sagt ja (artikel 9, stk. 2, litra a)"
        }
        (Article9Ground::ExplicitConsent, Language::En) => {
            "you have explicitly said yes (Article 9(2)(a))"
        }
        (Article9Ground::EmploymentLaw, Language::Da) => {
            "arbejds- og socialretten kræver det (artikel 9, stk. 2, litra b)"
        }
        (Article9Ground::EmploymentLaw, Language::En) => {
            "employment and social law requires it (Article 9(2)(b))"
        }
        (Article9Ground::VitalInterests, Language::Da) => {
            "det beskytter liv (artikel 9, stk. 2, litra c)"
        }
        (Article9Ground::VitalInterests, Language::En) => "it protects life (Article 9(2)(c))",
        (Article9Ground::NonProfitMembers, Language::Da) => {
            "det handler om foreningens egne medlemmer (artikel 9, stk. 2, litra d)"
        }
        (Article9Ground::NonProfitMembers, Language::En) => {
            "it concerns the association's own members (Article 9(2)(d))"
        }
        (Article9Ground::MadePublic, Language::Da) => {
            "du selv har gjort det offentligt (artikel 9, stk. 2, litra e)"
        }
        (Article9Ground::MadePublic, Language::En) => {
            "you made it public yourself (Article 9(2)(e))"
        }
        (Article9Ground::LegalClaims, Language::Da) => {
            "det er nødvendigt for at rejse eller svare på et krav (artikel 9, stk. 2, litra f)"
        }
        (Article9Ground::LegalClaims, Language::En) => {
            "it is needed to make or answer a legal claim (Article 9(2)(f))"
        }
        (Article9Ground::PublicInterest, Language::Da) => {
            "en væsentlig samfundsinteresse kræver det (artikel 9, stk. 2, litra g)"
        }
        (Article9Ground::PublicInterest, Language::En) => {
            "a substantial public interest requires it (Article 9(2)(g))"
        }
        (Article9Ground::HealthCare, Language::Da) => {
            "det sker som led i sundheds- eller socialhjælp (artikel 9, stk. 2, litra h)"
        }
        (Article9Ground::HealthCare, Language::En) => {
            "it is part of health or social care (Article 9(2)(h))"
        }
        (Article9Ground::PublicHealth, Language::Da) => {
            "folkesundheden kræver det (artikel 9, stk. 2, litra i)"
        }
        (Article9Ground::PublicHealth, Language::En) => {
            "public health requires it (Article 9(2)(i))"
        }
        (Article9Ground::Research, Language::Da) => {
            "det sker til forskning eller statistik (artikel 9, stk. 2, litra j)"
        }
        (Article9Ground::Research, Language::En) => {
            "it is for research or statistics (Article 9(2)(j))"
        }
    }
}
