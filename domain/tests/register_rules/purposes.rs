//! Cases about purposes: basis, data, retention.

use super::{Case, case};

pub(super) const CASES: &[Case] = &[
    // Legal basis.
    case(
        "interest-incomplete",
        &[(
            "{ da = \"At huske dit valg.\", en = \"Remembering your choice.\" }",
            "{}",
        )],
    ),
    case(
        "interest-incomplete",
        &[(
            "{ da = \"Du skriver selv.\", en = \"You write yourself.\" }",
            "{}",
        )],
    ),
    case(
        "agreement-unnamed",
        &[(
            "{ da = \"Aftalen om pladsen.\", en = \"The agreement about the seat.\" }",
            "{}",
        )],
    ),
    case(
        "statute-missing",
        &[(
            "\"legal_obligation\", statute = \"bogføringsloven § 12\"",
            "\"legal_obligation\", statute = \" \"",
        )],
    ),
    case(
        "seat-on-consent",
        &[(
            "basis = { kind = \"contract\", agreement = { da = \"Aftalen om pladsen.\", en = \"The agreement about the seat.\" } }",
            "basis = { kind = \"consent\" }\nproof_after_end = { period = { months = 3 } }",
        )],
    ),
    case(
        "consent-open-ended",
        &[(
            "{ da = \"Nyheder\"",
            "{ da = \"Nyheder og anden markedsføring\"",
        )],
    ),
    case(
        "consent-open-ended",
        &[(
            "We send news of the association.",
            "We send news and other marketing.",
        )],
    ),
    case(
        "marketing-without-channel",
        &[("channel = { da = \"e-mail\", en = \"e-mail\" }\n", "")],
    ),
    case(
        "marketing-without-topic",
        &[(
            "topic = { news = { da = \"Nyheder\", en = \"News\" } }\n",
            "",
        )],
    ),
    // Purposes.
    case(
        "purpose-without-data",
        &[(
            "data = [{ category = \"contact\", items = { da = \"Navn\", en = \"Name\" } }]\n",
            "",
        )],
    ),
    case(
        "source-unnamed",
        &[(
            "from_person = false, others = { da = \"Tavlen\", en = \"Tavlen\" }",
            "from_person = false",
        )],
    ),
    case(
        "automated-unexplained",
        &[("takes_place = false", "takes_place = true")],
    ),
    case(
        "assurance-too-low",
        &[(
            "assurance = \"second_factor\"\nmay",
            "assurance = \"mail_link\"\nmay",
        )],
    ),
    case(
        "assurance-too-low",
        &[(
            "assurance = \"second_factor\"\nmay",
            "assurance = \"receipt_code\"\nmay",
        )],
    ),
    case(
        "may-reveal-missing",
        &[("may_reveal = true", "may_reveal = false")],
    ),
    case(
        "section-empty",
        &[(
            "[section.service]",
            "[section.attic]\ntitle = { da = \"Loftet\", en = \"The attic\" }\n\n[section.service]",
        )],
    ),
    case(
        "own-purpose-missing",
        &[(
            "own_service = true\n\n[purpose.rights-cases]",
            "\n[purpose.rights-cases]",
        )],
    ),
    case(
        "own-purpose-missing",
        &[(
            "own_service = true\n\n[purpose.mail-log]",
            "\n[purpose.mail-log]",
        )],
    ),
    case(
        "own-purpose-missing",
        &[(
            "own_service = true\n\n[purpose.access-log]",
            "\n[purpose.access-log]",
        )],
    ),
    case(
        "own-purpose-missing",
        &[("own_service = true\n\n[purpose.staff]", "\n[purpose.staff]")],
    ),
    case(
        "own-purpose-missing",
        &[(
            "own_service = true\n\n[recipient.helper]",
            "\n[recipient.helper]",
        )],
    ),
    // Data.
    case(
        "special-without-ground",
        &[
            ("article9 = \"explicit_consent\"", ""),
            ("recipients = [\"insurer\"]", "recipients = [\"helper\"]"),
            (
                "recipients = [\"board\"]",
                "recipients = [\"board\", \"insurer\"]",
            ),
        ],
    ),
    case(
        "agreement-is-no-ground",
        &[("article9 = \"explicit_consent\"", "")],
    ),
    case(
        "members-data-disclosed",
        &[("\"explicit_consent\"\n", "\"non_profit_members\"\n")],
    ),
    case(
        "ground-without-special",
        &[(
            "cpr = \"consent\"",
            "cpr = \"consent\"\narticle9 = \"legal_claims\"",
        )],
    ),
    case("cpr-without-ground", &[("\ncpr = \"consent\"", "")]),
    case(
        "cpr-not-marked",
        &[(
            "{ da = \"Navn\", en = \"Name\" }",
            "{ da = \"Navn og personnummer\", en = \"Name\" }",
        )],
    ),
    case(
        "union-not-special",
        &[(
            "{ da = \"Navn\", en = \"Name\" }",
            "{ da = \"Navn, a-kasse\", en = \"Name\" }",
        )],
    ),
    case(
        "union-not-special",
        &[(
            "{ da = \"Navn\", en = \"Name\" }",
            "{ da = \"Navn\", en = \"Name, collective agreement\" }",
        )],
    ),
    case(
        "health-not-special",
        &[(
            "{ da = \"Navn\", en = \"Name\" }",
            "{ da = \"Navn og sygemeldingens årsag\", en = \"Name\" }",
        )],
    ),
    case("relatives-not-marked", &[("\nthird_party = true", "")]),
    case(
        "data-unused",
        &[(
            "[data.cpr]",
            "[data.shoe]\ntitle = { da = \"Skostørrelse\", en = \"Shoe size\" }\nsensitivity = \"ordinary\"\n\n[data.cpr]",
        )],
    ),
    // Retention.
    case(
        "retention-missing",
        &[(
            "retention = { trigger = \"event_end\", period = { days = 14 }, bound = \"kept_until\" }",
            "",
        )],
    ),
    case(
        "retention-without-trigger",
        &[("trigger = \"event_end\", ", "")],
    ),
    case(
        "retention-zero",
        &[("period = { days = 14 }", "period = { days = 0 }")],
    ),
    case("retention-zero", &[("period = { days = 14 }, ", "")]),
    case(
        "retention-over-5-years",
        &[
            (
                ", bound = \"kept_until\", statute = \"bogføringsloven § 12\"",
                ", bound = \"kept_until\"",
            ),
            ("period = { years = 5 }", "period = { years = 5, days = 1 }"),
        ],
    ),
    case(
        "statistics-over-26-months",
        &[("period = { months = 26 }", "period = { months = 27 }")],
    ),
    case(
        "proof-over-6-months",
        &[(
            "proof_after_end = { period = { months = 3 } }",
            "proof_after_end = { period = { years = 2 } }",
        )],
    ),
    case(
        "proof-for-limitation",
        &[(
            "Så du kan spørge til det.",
            "Af hensyn til forældelsesfristen.",
        )],
    ),
    case(
        "proof-period-unstated",
        &[(
            "proof_after_end = { period = { months = 3 }, reason = { da = \"Så du kan spørge til det.\", en = \"So that you can ask about it.\" } }\n",
            "",
        )],
    ),
    // The contact form.
    case(
        "contact-from-unusable",
        &[("from = \"kontakt@example.dk\"", "from = \"kontakt\"")],
    ),
    case(
        "contact-from-unusable",
        &[("from = \"kontakt@", "from = \"kontakt+form@")],
    ),
    case(
        "contact-from-unusable",
        &[(
            "from = \"kontakt@",
            "from = \"en-meget-lang-adresse-til-henvendelser@",
        )],
    ),
    case(
        "contact-not-from-last-message",
        &[
            ("kept_as = \"kept\"\n", ""),
            (
                "trigger = \"last_message\", period = { months = 4 }",
                "trigger = \"collection\", period = { months = 4 }",
            ),
        ],
    ),
    case(
        "contact-sensitive",
        &[
            ("purpose = \"enquiries\"", "purpose = \"kept\""),
            ("kept_as = \"kept\"\n", ""),
        ],
    ),
    case(
        "contact-kept-as-unfit",
        &[("kept_as = \"kept\"", "kept_as = \"social\"")],
    ),
    case(
        "contact-kept-as-unfit",
        &[("period = { months = 4 }", "period = { months = 5 }")],
    ),
    case(
        "contact-secure-unfit",
        &[(
            "kept_as = \"kept\"",
            "kept_as = \"kept\"\nsecure = \"kept\"",
        )],
    ),
    case(
        "contact-secure-unfit",
        &[(
            "kept_as = \"kept\"",
            "kept_as = \"kept\"\nsecure = \"enquiries\"",
        )],
    ),
];
