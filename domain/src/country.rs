//! Countries by their ISO 3166-1 code: what people call them, and whether the GDPR applies there.

use crate::text::Language;

/// Code, Danish name, English name, member of the European Economic Area.
const COUNTRIES: &[(&str, &str, &str, bool)] = &[
    ("AT", "Østrig", "Austria", true),
    ("BE", "Belgien", "Belgium", true),
    ("BG", "Bulgarien", "Bulgaria", true),
    ("CY", "Cypern", "Cyprus", true),
    ("CZ", "Tjekkiet", "Czechia", true),
    ("DE", "Tyskland", "Germany", true),
    ("DK", "Danmark", "Denmark", true),
    ("EE", "Estland", "Estonia", true),
    ("ES", "Spanien", "Spain", true),
    ("FI", "Finland", "Finland", true),
    ("FR", "Frankrig", "France", true),
    ("GR", "Grækenland", "Greece", true),
    ("HR", "Kroatien", "Croatia", true),
    ("HU", "Ungarn", "Hungary", true),
    ("IE", "Irland", "Ireland", true),
    ("IS", "Island", "Iceland", true),
    ("IT", "Italien", "Italy", true),
    ("LI", "Liechtenstein", "Liechtenstein", true),
    ("LT", "Litauen", "Lithuania", true),
    ("LU", "Luxembourg", "Luxembourg", true),
    ("LV", "Letland", "Latvia", true),
    ("MT", "Malta", "Malta", true),
    ("NL", "Nederlandene", "the Netherlands", true),
    ("NO", "Norge", "Norway", true),
    ("PL", "Polen", "Poland", true),
    ("PT", "Portugal", "Portugal", true),
    ("RO", "Rumænien", "Romania", true),
    ("SE", "Sverige", "Sweden", true),
    ("SI", "Slovenien", "Slovenia", true),
    ("SK", "Slovakiet", "Slovakia", true),
    ("AR", "Argentina", "Argentina", false),
    ("AU", "Australien", "Australia", false),
    ("BR", "Brasilien", "Brazil", false),
    ("CA", "Canada", "Canada", false),
    ("CH", "Schweiz", "Switzerland", false),
    ("CN", "Kina", "China", false),
    ("FO", "Færøerne", "the Faroe Islands", false),
    ("GB", "Storbritannien", "the United Kingdom", false),
    ("GL", "Grønland", "Greenland", false),
    ("IL", "Israel", "Israel", false),
    ("IN", "Indien", "India", false),
    ("JP", "Japan", "Japan", false),
    ("KR", "Sydkorea", "South Korea", false),
    ("NZ", "New Zealand", "New Zealand", false),
    ("PH", "Filippinerne", "the Philippines", false),
    ("SG", "Singapore", "Singapore", false),
    ("TR", "Tyrkiet", "Türkiye", false),
    ("UA", "Ukraine", "Ukraine", false),
    ("US", "USA", "the USA", false),
    ("UY", "Uruguay", "Uruguay", false),
    ("VN", "Vietnam", "Vietnam", false),
    ("ZA", "Sydafrika", "South Africa", false),
];

fn find(code: &str) -> Option<&'static (&'static str, &'static str, &'static str, bool)> {
    COUNTRIES.iter().find(|country| country.0 == code)
}

/// What people call the country; the code itself where it is not in the table.
#[must_use]
pub fn name(code: &str, language: Language) -> &str {
    find(code).map_or(code, |country| match language {
        Language::Da => country.1,
        Language::En => country.2,
    })
}

/// Whether the table knows the code.
#[must_use]
pub fn is_known(code: &str) -> bool {
    find(code).is_some()
}

/// Whether the country belongs to the European Economic Area, so that data sent there is no transfer
/// under Chapter V GDPR.
#[must_use]
pub fn is_eea(code: &str) -> bool {
    find(code).is_some_and(|country| country.3)
}

/// The code of the country that is typed, as its code or its name in either language.
#[must_use]
pub fn code_of(typed: &str) -> Option<&'static str> {
    let typed = typed.trim().to_lowercase();
    let is_it = |(code, danish, english, _): &&(&str, &str, &str, bool)| {
        [code, danish, english]
            .iter()
            .any(|name| name.to_lowercase() == typed)
    };
    COUNTRIES.iter().find(is_it).map(|(code, ..)| *code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_code_stands_once_with_a_name_in_both_languages() {
        let codes: BTreeSet<&str> = COUNTRIES.iter().map(|country| country.0).collect();
        assert_eq!(codes.len(), COUNTRIES.len());
        for code in codes {
            assert!(code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()));
            for language in Language::ALL {
                assert!(name(code, language).len() > 2, "{code}");
            }
        }
    }

    #[test]
    fn the_economic_area_has_thirty_members() {
        assert_eq!(COUNTRIES.iter().filter(|country| country.3).count(), 30);
        assert!(is_eea("NO") && is_eea("DK"));
        for outside in ["CH", "GB", "US", "FO", "GL", "XX", "dk", ""] {
            assert!(!is_eea(outside), "{outside}");
        }
    }

    #[test]
    fn an_unknown_code_is_its_own_name() {
        assert!(!is_known("XX"));
        assert_eq!(name("XX", Language::Da), "XX");
    }

    #[test]
    fn a_country_is_found_by_whatever_people_call_it() {
        for typed in ["NO", "no", " norge ", "Norway"] {
            assert_eq!(code_of(typed), Some("NO"), "{typed}");
        }
        assert_eq!(code_of("Atlantis"), None);
        assert_eq!(code_of(""), None);
    }
}
