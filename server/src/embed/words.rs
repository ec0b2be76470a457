//! The texts of the script for other websites that are neither the register's nor the notice's: those of our own pages
//! where the same is said, so that nothing is said in two ways.

use std::collections::BTreeMap;

use app::texts::texts;
use domain::register::CookieRules;
use domain::text::Language;

/// The texts that the script holds, by their place in it. `{services}` is filled in there.
pub(super) fn words(rules: &CookieRules, language: Language) -> BTreeMap<&'static str, String> {
    let ours = texts(language);
    let stored_no = ours
        .stored_no
        .replace("{period}", &rules.refused_for.in_words(language));
    BTreeMap::from([
        ("gpcTitle", ours.gpc_title.to_owned()),
        ("gpcText", ours.gpc_text.to_owned()),
        ("storedNo", stored_no),
        ("storedYes", ours.stored_yes.to_owned()),
        ("change", ours.stored_change.to_owned()),
        ("receipt", ours.stored_receipt.to_owned()),
        ("settingsTitle", ours.settings_title.to_owned()),
        ("none", ours.settings_none.to_owned()),
        ("close", close(language).to_owned()),
        ("beyond", ours.receipt_beyond.to_owned()),
        ("beyondHelp", ours.receipt_beyond_help.to_owned()),
    ])
}

/// The texts that only opened settings and the places of embeds show. `{date}` is filled in by the script.
pub(super) fn later_words(language: Language) -> BTreeMap<&'static str, String> {
    let ours = texts(language);
    BTreeMap::from([
        ("standing", ours.settings_standing.to_owned()),
        ("keep", ours.settings_keep.to_owned()),
        ("yes", ours.choice_yes.to_owned()),
        ("no", ours.choice_no.to_owned()),
        ("embedSettings", ours.embed_settings.to_owned()),
    ])
}

/// What only the script says: its settings can be closed without a change of page.
const fn close(language: Language) -> &'static str {
    match language {
        Language::Da => "Luk",
        Language::En => "Close",
    }
}
