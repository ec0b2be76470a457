//! The interface's own words, one struct filled per language, so that a missing text does not compile.
//! What belongs to the organisation comes from the register; what is asked comes from the notice.

use domain::text::Language;

mod cases;
mod consents;
mod contact;
mod da;
mod drafts;
mod en;
mod events;
mod held;
mod newsletter;
mod rights;
mod secure;

pub use cases::{CaseTexts, case_texts};
pub use consents::{ConsentTexts, consent_texts};
pub use drafts::{DraftTexts, draft_texts};
pub use events::{EventTexts, event_texts};
pub use held::{HeldTexts, held_texts};
pub use newsletter::{NewsletterTexts, newsletter_texts};
pub use rights::{RightsTexts, rights_texts};
pub use secure::{SecureTexts, secure_texts};
mod staff;
mod staff_cases;
mod staff_consents;
mod staff_disclosures;
mod staff_enquiries;
mod staff_event_kinds;
mod staff_event_pictures;
mod staff_events;
mod staff_new_address;
mod staff_newsletter;
mod staff_passkeys;
mod staff_person_code;
mod staff_secure;

pub use staff::{StaffTexts, staff_texts};
pub use staff_cases::{StaffCaseTexts, staff_case_texts};
pub use staff_consents::{StaffConsentTexts, staff_consent_texts};
pub use staff_disclosures::{StaffDisclosureTexts, staff_disclosure_texts};
pub use staff_enquiries::{StaffEnquiryTexts, staff_enquiry_texts};
pub use staff_event_kinds::{StaffEventKindTexts, staff_event_kind_texts};
pub use staff_event_pictures::{StaffEventPictureTexts, staff_event_picture_texts};
pub use staff_events::{StaffEventTexts, staff_event_texts};
pub use staff_new_address::{StaffNewAddressTexts, staff_new_address_texts};
pub use staff_newsletter::{StaffNewsletterTexts, staff_newsletter_texts};
pub use staff_passkeys::{StaffPasskeyTexts, staff_passkey_texts};
pub use staff_person_code::{StaffPersonCodeTexts, staff_person_code_texts};
pub use staff_secure::{StaffSecureTexts, staff_secure_texts};

pub use contact::{ContactTexts, contact_texts};

/// Every text of the interface.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct Texts {
    pub skip_to_content: &'static str,
    pub other_language: &'static str,
    pub menu: &'static str,
    pub home: &'static str,
    pub privacy: &'static str,
    pub cookies: &'static str,
    pub cookie_settings: &'static str,
    pub receipt: &'static str,
    pub your_data: &'static str,
    pub receipt_short: &'static str,
    pub contact: &'static str,
    pub complaint: &'static str,
    pub footer_menu: &'static str,
    pub loading: &'static str,
    pub try_again: &'static str,

    pub banner_label: &'static str,
    pub gpc_title: &'static str,
    pub gpc_text: &'static str,
    pub gpc_choose: &'static str,
    pub stored_no: &'static str,
    pub stored_yes: &'static str,
    pub stored_change: &'static str,
    pub stored_receipt: &'static str,

    pub home_how_title: &'static str,
    pub home_privacy_text: &'static str,
    pub home_cookies_text: &'static str,
    pub home_receipt_text: &'static str,
    pub home_video_title: &'static str,
    pub home_video_text: &'static str,
    pub video_frame_title: &'static str,
    pub video_allowed: &'static str,
    pub embed_settings: &'static str,

    pub settings_title: &'static str,
    pub settings_none: &'static str,
    pub settings_signalled: &'static str,
    pub settings_standing: &'static str,
    pub settings_keep: &'static str,
    pub settings_choices: &'static str,
    pub form_problem: &'static str,

    pub cookies_title: &'static str,
    pub cookies_intro: &'static str,
    pub cookie_name: &'static str,
    pub cookie_storage: &'static str,
    pub cookie_duration: &'static str,
    pub cookie_purpose: &'static str,
    pub cookie_party: &'static str,
    pub provider: &'static str,
    pub provider_policy: &'static str,
    pub your_choice: &'static str,
    pub choice_yes: &'static str,
    pub choice_no: &'static str,
    pub choice_open: &'static str,
    pub always_on: &'static str,
    pub change_choice: &'static str,
    pub no_cookies: &'static str,

    pub version: &'static str,
    pub earlier_versions: &'static str,
    pub versions_title: &'static str,
    pub versions_intro: &'static str,
    pub versions_only_one: &'static str,
    pub version_now: &'static str,
    pub version_changed_since: &'static str,
    pub version_legend: &'static str,
    pub version_same: &'static str,
    pub version_added: &'static str,
    pub version_removed: &'static str,
    pub version_see: &'static str,
    pub back_to_versions: &'static str,

    pub receipt_title: &'static str,
    pub receipt_none: &'static str,
    pub receipt_look_up: &'static str,
    pub receipt_code: &'static str,
    pub receipt_code_help: &'static str,
    pub receipt_find: &'static str,
    pub receipt_given: &'static str,
    pub receipt_site: &'static str,
    pub receipt_text_of: &'static str,
    pub receipt_number: &'static str,
    pub receipt_shown: &'static str,
    pub receipt_choices: &'static str,
    pub receipt_active: &'static str,
    pub receipt_withdrawn: &'static str,
    pub receipt_replaced: &'static str,
    pub receipt_keep_code: &'static str,
    pub receipt_keep_code_withdrawn: &'static str,
    pub receipt_withdraw: &'static str,
    pub receipt_withdraw_help: &'static str,
    pub receipt_cleared: &'static str,
    pub receipt_beyond: &'static str,
    pub receipt_beyond_help: &'static str,
    pub receipt_proof: &'static str,
    pub receipt_place: &'static str,
    pub receipt_place_pending: &'static str,
    pub receipt_leaf_hash: &'static str,
    pub receipt_qr: &'static str,
    pub receipt_download: &'static str,
    pub receipt_download_help: &'static str,
    pub receipt_print: &'static str,
    pub receipt_other: &'static str,
    pub receipt_ended: &'static str,

    pub error_title: &'static str,
    pub write_to_us: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Da => &da::TEXTS,
        Language::En => &en::TEXTS,
    }
}
