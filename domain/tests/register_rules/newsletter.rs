//! Cases about the newsletter.

use super::{Case, case};

pub(super) const CASES: &[Case] = &[
    case(
        "newsletter-not-consent",
        &[(
            "basis = { kind = \"consent\" }\ndata = [{ category = \"contact\", items = { da = \"Navn og e-mail\"",
            "basis = { kind = \"legal_obligation\", statute = \"§ 1\" }\ndata = [{ category = \"contact\", items = { da = \"Navn og e-mail\"",
        )],
    ),
    case(
        "newsletter-outlives-consent",
        &[(
            "trigger = \"consent_end\", period = { days = 1 }",
            "trigger = \"relationship_end\", period = { days = 1 }",
        )],
    ),
    case(
        "newsletter-proof-unstated",
        &[(
            "proof_after_end = { period = { months = 3 } }\nassurance = \"mail_link\"\nautomated = { takes_place = false }\nchannel",
            "assurance = \"mail_link\"\nautomated = { takes_place = false }\nchannel",
        )],
    ),
    case(
        "newsletter-carrier-unnamed",
        &[(
            "recipients = [\"helper\"]\nretention = { trigger = \"consent_end\"",
            "retention = { trigger = \"consent_end\"",
        )],
    ),
    // What keeps an address out because its owner asked for it is no duty.
    case(
        "no-marketing-without-duty",
        &[(
            "no_return = \"no-return\"",
            "no_return = \"no-return\"\nno_marketing = \"no-return\"",
        )],
    ),
    case(
        "no-return-not-consent",
        &[(
            "{ trigger = \"collection\", period = { years = 2 }",
            "{ trigger = \"last_visit\", period = { years = 2 }",
        )],
    ),
    case(
        "email-invalid",
        &[(
            "from = \"nyt@example.dk\"",
            "from = \"Nyt <nyt@example.dk>\"",
        )],
    ),
    case(
        "email-invalid",
        &[("reply_to = \"svar@example.dk\"", "reply_to = \"svar\"")],
    ),
    // A newsletter is a marketing consent whatever its words are.
    case(
        "marketing-without-channel",
        &[
            (
                "{ da = \"Nyhedsbrev\", en = \"Newsletter\" }",
                "{ da = \"Breve\", en = \"Letters\" }",
            ),
            ("channel = { da = \"e-mail\", en = \"e-mail\" }\n", ""),
        ],
    ),
];
