//! Cases about texts: what must be told, in both languages, without steering.

use super::{Case, case};

pub(super) const CASES: &[Case] = &[
    // Texts.
    case(
        "withdrawal-missing",
        &[(
            "withdrawal = { da = \"Du trækker dit ja tilbage under Cookieindstillinger.\", en = \"You withdraw your yes under Cookie settings.\" }",
            "withdrawal = {}",
        )],
    ),
    case(
        "rights-missing",
        &[(
            "rights = { da = \"Du kan se, rette og slette dine oplysninger.\", en = \"You can see, correct and erase your data.\" }",
            "rights = { da = \" \" }",
        )],
    ),
    case(
        "complaint-missing",
        &[(
            "complaint = { da = \"Du kan klage til Datatilsynet når som helst.\", en = \"You can complain to Datatilsynet at any time.\" }",
            "complaint = {}",
        )],
    ),
    case(
        "complaint-authority-unnamed",
        &[("klage til Datatilsynet når", "klage til myndigheden når")],
    ),
    case(
        "complaint-to-us-first",
        &[(
            "Du kan klage til Datatilsynet når som helst.",
            "Du kan klage til Datatilsynet når som helst. Du skal først klage til os.",
        )],
    ),
    case(
        "complaint-any-time-unsaid",
        &[(
            "You can complain to Datatilsynet at any time.",
            "You can complain to Datatilsynet.",
        )],
    ),
    // Languages.
    case(
        "language-missing",
        &[(
            "da = \"Hjemmesiden\", en = \"The website\"",
            "da = \"Hjemmesiden\"",
        )],
    ),
    case(
        "language-missing",
        &[(
            "news = { da = \"Nyheder\", en = \"News\" }",
            "news = { en = \"News\" }",
        )],
    ),
    case(
        "text-empty",
        &[(
            "title = { da = \"Hjemmesiden\", en = \"The website\" }",
            "title = {}",
        )],
    ),
    case(
        "same-in-both-languages",
        &[(
            "en = \"This page tells what we keep.\"",
            "en = \"Her står, hvad vi gemmer.\"",
        )],
    ),
    // Steering.
    case(
        "steering-wording",
        &[(
            "Vi bruger det til statistik.",
            "Vi går op i dit privatliv. Vi bruger det til statistik.",
        )],
    ),
    case(
        "steering-wording",
        &[(
            "Counts visits.\" }\npurpose",
            "Counts visits, for the best experience.\" }\npurpose",
        )],
    ),
    case(
        "steering-exclamation",
        &[("We use it for statistics.", "We use it for statistics!")],
    ),
    case(
        "implied-consent",
        &[(
            "We use it for statistics.",
            "By continuing you say yes to statistics.",
        )],
    ),
];
