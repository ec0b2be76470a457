//! Cases about the cookie choice, its categories, services and cookies.

use super::{Case, case};

pub(super) const CASES: &[Case] = &[
    // The choice.
    case(
        "acceptance-over-12-months",
        &[
            (
                "accepted_for = { months = 6 }\nrefused_for = { months = 6 }",
                "accepted_for = { months = 13 }\nrefused_for = { months = 13 }",
            ),
            ("duration = { months = 6 }", "duration = { months = 13 }"),
            ("duration = { months = 6 }", "duration = { months = 13 }"),
        ],
    ),
    case(
        "acceptance-over-12-months",
        &[
            (
                "accepted_for = { months = 6 }",
                "accepted_for = { years = 1, days = 1 }",
            ),
            (
                "refused_for = { months = 6 }",
                "refused_for = { months = 12, days = 1 }",
            ),
            (
                "duration = { months = 6 }",
                "duration = { years = 1, days = 1 }",
            ),
            (
                "duration = { months = 6 }",
                "duration = { years = 1, days = 1 }",
            ),
        ],
    ),
    case(
        "refusal-shorter",
        &[(
            "refused_for = { months = 6 }",
            "refused_for = { months = 1 }",
        )],
    ),
    case(
        "question-is-none",
        &[("Må vi tælle dit besøg?", "Vi tæller dit besøg.")],
    ),
    case(
        "question-negated",
        &[("May we count your visit?", "May we not count your visit?")],
    ),
    case(
        "choice-cookie-undeclared",
        &[("\"samtykke\"", "\"consent\"")],
    ),
    case(
        "choice-cookie-undeclared",
        &[("\"__Host-samtykke-receipt\"", "\"receipt\"")],
    ),
    case(
        "choice-cookie-other-duration",
        &[("duration = { months = 6 }", "duration = { months = 12 }")],
    ),
    case(
        "choice-cookie-other-duration",
        &[(
            "refused_for = { months = 6 }",
            "refused_for = { months = 7 }",
        )],
    ),
    // Categories.
    case(
        "device-without-consent",
        &[(
            "basis = { kind = \"consent\" }\ndata = [{ category = \"usage\", items = { da = \"Sider",
            "basis = { kind = \"legitimate_interest\", interest = { da = \"At tælle.\", en = \"Counting.\" }, balancing = { da = \"Det er lidt.\", en = \"It is little.\" } }\ndata = [{ category = \"usage\", items = { da = \"Sider",
        )],
    ),
    case(
        "necessary-on-consent",
        &[(
            "basis = { kind = \"legitimate_interest\", interest = { da = \"At huske dit valg.\", en = \"Remembering your choice.\" }, balancing = { da = \"Det er det mindste, der skal til.\", en = \"It is the least that is needed.\" } }",
            "basis = { kind = \"consent\" }\nproof_after_end = { period = { months = 3 } }",
        )],
    ),
    case(
        "no-necessary-category",
        &[
            ("\nnecessary = true", "\nnecessary = false"),
            ("purpose = \"necessary\"", "purpose = \"statistics\""),
        ],
    ),
    case(
        "necessary-not-first",
        &[
            (
                "[category.necessary]",
                "[category.video]\ntitle = { da = \"Video\", en = \"Video\" }\ndescription = { da = \"Viser film.\", en = \"Shows films.\" }\npurpose = \"statistics\"\n\n[category.necessary]",
            ),
            (
                "[service.taeller]",
                "[service.film]\ncategory = \"video\"\nname = \"Film\"\ndescription = { da = \"Viser film.\", en = \"Shows films.\" }\ncookie = [{ name = \"film\", party = \"first\", session = true, purpose = { da = \"Lyd\", en = \"Sound\" } }]\n\n[service.taeller]",
            ),
        ],
    ),
    case(
        "category-empty",
        &[(
            "[category.statistics]",
            "[category.video]\ntitle = { da = \"Video\", en = \"Video\" }\ndescription = { da = \"Viser film.\", en = \"Shows films.\" }\npurpose = \"statistics\"\n\n[category.statistics]",
        )],
    ),
    case(
        "choice-bundled",
        &[(
            "title = { da = \"Statistik\", en = \"Statistics\" }\ndescription = { da = \"Tæller",
            "title = { da = \"Statistik og markedsføring\", en = \"Statistics\" }\ndescription = { da = \"Tæller",
        )],
    ),
    case(
        "necessary-without-reason",
        &[(
            "necessary_because = { da = \"Du har bedt os om at huske det.\", en = \"You asked us to remember it.\" }",
            "",
        )],
    ),
    case(
        "tracker-marked-necessary",
        &[
            (
                "necessary_because",
                "recipient = \"insurer\"\nnecessary_because",
            ),
            (
                "must_be_given = { required = false, consequence = { da = \"Så spørger vi igen.\", en = \"Then we ask again.\" } }",
                "must_be_given = { required = false, consequence = { da = \"Så spørger vi igen.\", en = \"Then we ask again.\" } }\nrecipients = [\"insurer\"]",
            ),
            (
                "own_purposes = { da = \"Behandler",
                "policy_url = \"https://tryghed.example/\"\nown_purposes = { da = \"Behandler",
            ),
        ],
    ),
    // Cookies.
    case(
        "cookie-duration-missing",
        &[("\nduration = { months = 13 }", "")],
    ),
    case("cookie-duration-missing", &[("\nsession = true", "")]),
    case(
        "cookie-over-24-months",
        &[(
            "duration = { months = 13 }",
            "duration = { months = 24, days = 1 }",
        )],
    ),
    case(
        "cookie-over-13-months",
        &[("duration = { months = 13 }", "duration = { years = 2 }")],
    ),
    case(
        "service-without-storage",
        &[(
            "[service.taeller]",
            "[service.film]\ncategory = \"statistics\"\nname = \"Film\"\ndescription = { da = \"Viser film.\", en = \"Shows films.\" }\n\n[service.taeller]",
        )],
    ),
    case("third-party-unnamed", &[("recipient = \"counter\"\n", "")]),
    case(
        "service-recipient-undeclared",
        &[("recipients = [\"counter\"]", "recipients = [\"helper\"]")],
    ),
    case(
        "service-data-undeclared",
        &[(
            "recipient = \"counter\"\ndata = [\"usage\"]",
            "recipient = \"counter\"\ndata = [\"contact\"]",
        )],
    ),
    case(
        "cookie-place-unusable",
        &[(
            "name = \"_taeller_s\"\n",
            "name = \"_taeller_s\"\ndomain = \"example.org\"\n",
        )],
    ),
    case(
        "cookie-place-unusable",
        &[(
            "name = \"_taeller_s\"\n",
            "name = \"_taeller_s\"\ndomain = \"example.dk\"\npath = \"forside\"\n",
        )],
    ),
    case(
        "cookie-place-unusable",
        &[(
            "name = \"_taeller\"\n",
            "name = \"_taeller\"\npath = \"/\"\n",
        )],
    ),
    case(
        "signal-without-choice",
        &[(
            "necessary = true\n",
            "necessary = true\nsignals = [\"security_storage\", \"analytics_storage\"]\n",
        )],
    ),
    case(
        "signal-twice",
        &[
            (
                "necessary = true\n",
                "necessary = true\nsignals = [\"functionality_storage\"]\n",
            ),
            (
                "purpose = \"statistics\"\n\n[service.choice]",
                "purpose = \"statistics\"\nsignals = [\"analytics_storage\", \"functionality_storage\"]\n\n[service.choice]",
            ),
        ],
    ),
];
