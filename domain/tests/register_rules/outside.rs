//! Cases about the organisation, its recipients and transfers.

use super::{Case, case};

pub(super) const CASES: &[Case] = &[
    // The organisation.
    case(
        "email-invalid",
        &[("privatliv@example.dk", "privatliv(at)example.dk")],
    ),
    case(
        "email-invalid",
        &[("dt@datatilsynet.dk", "dt@datatilsynet")],
    ),
    case(
        "dpo-unreachable",
        &[(
            "designated = false",
            "designated = true\nname = \"Kim Eksempel\"",
        )],
    ),
    case(
        "dpo-reason-missing",
        &[("\nreason = { da = \"Vi overvåger", "\n#reason = { da = \"")],
    ),
    case(
        "dpo-not-designated",
        &[("Her står, hvad vi gemmer.", "Skriv til vores DPO.")],
    ),
    case(
        "dpo-not-designated",
        &[(
            "{ da = \"Sekretariatet\"",
            "{ da = \"Databeskyttelsesrådgiveren\"",
        )],
    ),
    case(
        "administrator-not-processor",
        &[("administrator = \"helper\"", "administrator = \"insurer\"")],
    ),
    case(
        "country-unknown",
        &[(
            "country = \"DK\" }\nemail",
            "country = \"Danmark\" }\nemail",
        )],
    ),
    case(
        "country-unknown",
        &[(
            "role = \"processor\"\ncountry = \"DK\"",
            "role = \"processor\"\ncountry = \"XX\"",
        )],
    ),
    case(
        "site-missing",
        &[(
            "[site.main]\nname = \"Foreningens hjemmeside\"\norigin = \"https://www.example.dk\"\ndomain = \"example.dk\"\n",
            "",
        )],
    ),
    case(
        "site-origin-unsafe",
        &[("https://www.example.dk", "http://www.example.dk")],
    ),
    case(
        "site-origin-unsafe",
        &[("https://www.example.dk", "https://www.example.dk/forside")],
    ),
    case(
        "site-domain-foreign",
        &[("domain = \"example.dk\"", "domain = \"ample.dk\"")],
    ),
    case(
        "site-origin-unsafe",
        &[(
            "domain = \"example.dk\"",
            "origins = [\"https://shop.example.dk\", \"http://example.dk\"]\ndomain = \"example.dk\"",
        )],
    ),
    case(
        "site-domain-foreign",
        &[(
            "domain = \"example.dk\"",
            "origins = [\"https://www.example.org\"]\ndomain = \"example.dk\"",
        )],
    ),
    case(
        "link-unsafe",
        &[(
            "https://taeller.example/privacy",
            "http://taeller.example/privacy",
        )],
    ),
    case(
        "link-unsafe",
        &[(
            "[\"https://taeller.example\"]",
            "[\"https://taeller.example/player\"]",
        )],
    ),
    // Recipients.
    case(
        "processor-agreement-missing",
        &[(
            "agreement = { kind = \"processor\", date = \"2025-01-01\" }",
            "",
        )],
    ),
    case(
        "processor-agreement-missing",
        &[("{ kind = \"processor\", date", "{ kind = \"other\", date")],
    ),
    case(
        "joint-agreement-missing",
        &[(
            "agreement = { kind = \"joint\", date = \"2025-01-01\" }",
            "",
        )],
    ),
    case("joint-essence-missing", &[("joint_arrangement", "intro")]),
    case(
        "agreement-in-future",
        &[(
            "\"processor\", date = \"2025",
            "\"processor\", date = \"2027",
        )],
    ),
    case(
        "processor-own-purposes",
        &[(
            "agreement = { kind = \"processor\"",
            "own_purposes = { da = \"Reklame\", en = \"Advertising\" }\nagreement = { kind = \"processor\"",
        )],
    ),
    case(
        "processor-keeps-data",
        &[(
            "agreement = { kind = \"processor\"",
            "retention_beyond_control = true\nagreement = { kind = \"processor\"",
        )],
    ),
    case(
        "own-purposes-unstated",
        &[(
            "own_purposes = { da = \"Behandler skader.\", en = \"Handles claims.\" }",
            "",
        )],
    ),
    case(
        "retention-beyond-control-unstated",
        &[("retention_beyond_control = true\npolicy", "policy")],
    ),
    case(
        "provider-policy-missing",
        &[("policy_url = \"https://taeller.example/privacy\"", "")],
    ),
    case(
        "organisation-unregistered",
        &[(
            "Vi sender nyt fra foreningen.",
            "Vi sender nyt gennem Brevdue Post, Inc.",
        )],
    ),
    case(
        "organisation-unregistered",
        &[("Vi tæller besøg.", "Vi tæller besøg med Google's værktøj.")],
    ),
    case(
        "recipient-unused",
        &[(
            "[recipient.board]",
            "[recipient.spare]\nname = \"Reserve\"\ndescription = { da = \"Står klar.\", en = \"Stands by.\" }\nrole = \"processor\"\ncountry = \"DK\"\nagreement = { kind = \"processor\", date = \"2025-01-01\" }\n\n[recipient.board]",
        )],
    ),
    // Transfers.
    case(
        "privacy-shield",
        &[("\"data_privacy_framework\"", "\"privacy_shield\"")],
    ),
    case(
        "privacy-shield-named",
        &[(
            "We count visits.",
            "We count visits, protected by Privacy Shield.",
        )],
    ),
    case(
        "framework-uncertified",
        &[(
            "\"2026-10-01\", confirmed = true }\nown",
            "\"2026-10-01\" }\nown",
        )],
    ),
    case(
        "canada-not-commercial",
        &[(
            "\"2026-10-01\", confirmed = true }\nagreement",
            "\"2026-10-01\" }\nagreement",
        )],
    ),
    case(
        "canada-not-commercial",
        &[("\"canada_commercial\"", "\"adequacy\"")],
    ),
    case(
        "transfer-basis-elsewhere",
        &[("country = \"US\"", "country = \"IN\"")],
    ),
    case(
        "adequacy-unknown",
        &[("\"data_privacy_framework\"", "\"adequacy\"")],
    ),
    case(
        "transfer-missing",
        &[(
            "transfer = { basis = \"data_privacy_framework\", checked = \"2026-10-01\", confirmed = true }",
            "",
        )],
    ),
    case(
        "transfer-inside-eea",
        &[("country = \"US\"", "country = \"SE\"")],
    ),
    case(
        "safeguards-copy-missing",
        &[("\"data_privacy_framework\"", "\"standard_clauses\"")],
    ),
    case(
        "transfer-status-undated",
        &[("checked = \"2026-10-01\", ", "")],
    ),
    case(
        "transfer-status-undated",
        &[("checked = \"2026-10-01\"", "checked = \"2025-10-31\"")],
    ),
    case(
        "transfer-by-consent",
        &[("\"data_privacy_framework\"", "\"explicit_consent\"")],
    ),
];
