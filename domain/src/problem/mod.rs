//! What can go wrong in front of a person: a code for programs, a field where there is one, and words that
//! say what to do (RFC 9457). Holds no personal data and nothing of our insides.

use serde::{Deserialize, Serialize};

mod remedy;
mod title;

/// A problem a person, or a program acting for one, is told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// The form cannot be read, or a field holds what our page never sends.
    UnreadableForm,
    /// A service was named that the register does not hold, or that is not a choice.
    UnknownService,
    /// A site was named that the register does not hold, or that the caller does not speak for.
    UnknownSite,
    /// The text shown is no longer the text in force; it must be read again before a yes counts.
    NoticeChanged,
    /// "Save my choices" needs the page's own form; it arrived without its one-time mark.
    MissingAttempt,
    /// A key that names one request came again with another request.
    KeyReused,
    /// A key that names one request came again after the consent it gave had ended.
    ConsentEnded,
    /// No receipt answers to this code. Unknown and malformed codes are told apart by nobody.
    UnknownReceipt,
    /// The proof in a receipt is made in a moment: no signed checkpoint covers the record yet.
    ProofPending,
    /// Too many requests from one network.
    TooManyRequests,
    /// The body is larger than any form of ours.
    TooLarge,
    /// Nothing is here.
    NotFound,
    /// The form came from another website.
    ForeignOrigin,
    /// It took too long.
    TookTooLong,
    /// The database does not answer or does not take writes.
    Unavailable,
    /// The browser could not reach us. Only the browser tells this one.
    Unreachable,
    /// A fault of ours.
    Fault,
    /// No mail address was given.
    MissingAddress,
    /// More than one mail address was given.
    SeveralAddresses,
    /// What was given is not a mail address that we can send to.
    MalformedAddress,
    /// No topic of the newsletter was chosen.
    NoTopic,
    /// A topic was named that the newsletter does not have.
    UnknownTopic,
    /// A name holds characters that cannot be seen, or is longer than names are.
    UnreadableName,
    /// The link of a mail was used, or has run out. Which, and whether it ever was one, is told to nobody.
    SpentLink,
    /// The half hour in which a stop can be taken back is over, or nothing was stopped.
    TooLateToUndo,
    /// Nobody is signed in, or the session is over.
    SignInNeeded,
    /// The person's roles do not open this.
    Forbidden,
    /// Address and password are no account's. Which of the two is wrong is told to nobody.
    SignInRefused,
    /// The password of now, asked for again, is not the account's.
    PasswordRefused,
    /// The code is not right now, was used, or is not this account's.
    CodeRefused,
    /// The code is not the one that the new app shows.
    NewCodeRefused,
    /// What was asked for needs a code that was given within the last minutes.
    CodeNeeded,
    /// The answer of a passkey lets nobody in: it is unknown, wrong, used before or too late. Which is told to nobody.
    PasskeyRefused,
    /// The new passkey cannot be used: its answer is wrong, used before or too late, or somebody has it.
    NewPasskeyRefused,
    /// The account has as many passkeys as one may have.
    TooManyPasskeys,
    /// The name of a passkey has too many characters.
    PasskeyNameTooLong,
    /// As many as we can take at once are waiting.
    Busy,
    /// The password has too few characters.
    ShortPassword,
    /// The password has too many characters.
    LongPassword,
    /// The password is made of names, or of the same few characters.
    GuessablePassword,
    /// No name was given, or one with characters that cannot be seen.
    MissingName,
    /// No role was chosen.
    MissingRole,
    /// Somebody has an account with this address.
    KnownStaff,
    /// The invitation was used, is older than it may be, or never was. Nobody learns which.
    InvitationEnded,
    /// The last administrator would be shut out or lose that role.
    LastAdministrator,
    /// The name is longer than anybody's.
    NameTooLong,
    /// The name holds line breaks or other characters that cannot be seen.
    NameUnreadable,
    /// What was given is not a telephone number.
    MalformedPhone,
    /// No message was written.
    MissingMessage,
    /// The message is longer than what we take.
    MessageTooLong,
    /// The message holds what looks like a civil registration number.
    CprInMessage,
    /// The link that was mailed opens nothing any more.
    LinkExpired,
    /// What was hidden has been deleted, or was decided about before.
    PassageGone,
    /// The enquiry is marked as sensitive, so no mail may answer it.
    AnswerByPhoneOrLetter,
    /// An enquiry cannot be moved to that purpose.
    PurposeUnfit,
    /// No reason was given for an act that needs one.
    MissingReason,
    /// No words of the message were marked.
    NothingMarked,
    /// No subject was written.
    MissingSubject,
    /// The subject is longer than 200 characters, or holds some that cannot be seen.
    UnreadableSubject,
    /// The newsletter's English subject cannot be used.
    EnglishSubject,
    /// The newsletter's English words cannot be used.
    EnglishWords,
    /// A newsletter has a subject and no words.
    MissingIssueWords,
    /// The words of a newsletter are more than 8,000 characters.
    IssueWordsTooLong,
    /// The words of a newsletter hold characters that cannot be seen.
    IssueWordsUnreadable,
    /// The time is none, is over, or does not exist because clocks go forward.
    UnusableMoment,
    /// The newsletter's mails may be under way, so it cannot be changed.
    IssueUnderWay,
    /// Who got the newsletter is deleted, so nobody can tell who did not.
    MailEntriesGone,
    /// People are brought in without saying where and how they consented.
    MissingConsentSource,
    /// The day on which people consented is none, or still to come.
    UnusableConsentDay,
    /// Nobody was named who is to be brought in.
    NothingToImport,
    /// An event has no name.
    MissingTitle,
    /// The name of an event is longer than 200 characters, or holds some that cannot be seen.
    UnreadableTitle,
    /// An event's English name cannot be used.
    EnglishTitle,
    /// An event has a name and no words.
    MissingEventWords,
    /// The place of an event is missing or cannot be used.
    UnusablePlace,
    /// The beginning of an event is no time, does not exist because clocks go forward, or is over.
    UnusableStart,
    /// The end of an event is no time, does not exist because clocks go forward, or does not come after its beginning.
    UnusableEnd,
    /// Signing up for an event would begin at no time, or not before the event does.
    UnusableOpening,
    /// Signing up for an event would end at no time, after the event began, or before it began itself.
    UnusableClosing,
    /// The number of seats is none.
    UnusableCapacity,
    /// The number of companions that each may bring to an event is none, or too high.
    UnusableCompanions,
    /// The name of a companion is longer than 200 characters, or holds some that cannot be seen.
    CompanionUnreadable,
    /// Somebody who is signed up by staff has neither an address nor a telephone number.
    MissingContact,
    /// Somebody with this address is signed up already.
    AlreadySignedUp,
    /// There are too many questions, one is too long, or those in English are not as many as those in Danish.
    UnusableQuestions,
    /// An answer to a voluntary question cannot be used.
    UnusableAnswer,
    /// More people would come along than may, or than there are seats at all.
    TooManyCompanions,
    /// More seats are taken than there are to be.
    CapacityBelowSeats,
    /// People signed up for when and where the event was, so that is changed only along with telling them.
    EventHasPeople,
    /// The company whose room a webinar is in is missing, or its name is too long.
    WebinarCompany,
    /// The country of that company is missing.
    WebinarCountry,
    /// The address of the page where it says how it handles data is none.
    WebinarPrivacy,
    /// The link to the room is none.
    WebinarRoom,
    /// An event is at a place and a webinar.
    WebinarHasPlace,
    /// The room of a webinar is not open, or not to this person.
    RoomClosed,
    /// The event is over, or cancelled, so nothing of it can be changed.
    EventClosed,
    /// Nobody can sign up for the event any more.
    SignUpClosed,
    /// The seat that was offered went to the next in line.
    OfferOver,
    /// The Danish name of a kind of events is missing, or cannot be used.
    UnusableKindName,
    /// The English name of a kind of events cannot.
    UnusableEnglishKindName,
    /// Another kind of events has this name.
    KnownKind,
    /// There are as many kinds of events as one may have.
    TooManyKinds,
    /// Events are of this kind, so it cannot be removed.
    KindInUse,
    /// The event is of a kind that there is none of.
    UnknownKind,
    /// How many times an event is held is no number from 2 to 52, or both that and a last day are given.
    UnusableTimes,
    /// The last day of an event that comes again is none, or leaves one date, or more than 52.
    UnusableUntil,
    /// Some of the days on which an event would come again do not exist.
    MissingOccurrences,
    /// The file is no picture that we can read, or has more dots than one may have.
    UnusablePicture,
    /// The file is larger than a picture's may be.
    PictureTooLarge,
    /// A picture has no Danish words for those who do not see it.
    UnusablePictureWords,
    /// A picture has no English ones.
    UnusableEnglishPictureWords,
    /// More files come with a secure message than one may bring.
    TooManyFiles,
    /// A file is larger than one may be.
    FileTooLarge,
    /// The files of a message are too large together.
    FilesTooLarge,
    /// A file holds nothing.
    EmptyFile,
    /// A mailbox began as many secure threads by itself as it may, today or at a time.
    TooManySecureThreads,
    /// What waited to be opened waited too long.
    WaitOver,
    /// Link and code open nothing: the code is wrong, was tried too often, or the link is over. Which is told to nobody.
    OutsiderRefused,
    /// The first month is over, so the deadline can no longer be extended (Article 12(3)).
    ExtensionTooLate,
    /// One person alone may not refuse on this ground.
    SecondPersonNeeded,
    /// The step waits for a time that has not come yet.
    TooSoon,
    /// An access answer lacks something that Article 15 asks for.
    AnswerIncomplete,
    /// The right cannot be refused on this ground.
    NotAGround,
    /// The step is not possible where the request stands.
    StepClosed,
    /// Somebody else changed the same thing meanwhile.
    ChangedMeanwhile,
    /// Nothing was asked for.
    MissingRight,
    /// The day on which a request came is none that can be.
    UnusableReceived,
    /// Something that is held was neither erased nor kept.
    MissingDecision,
    /// The new mail address is the one that is used already.
    SameAddress,
    /// The code that was mailed does not let in: it is wrong, used, too old, or of another browser. Which is told to
    /// nobody.
    EntryCodeRefused,
    /// The link that was mailed does not let in, for the same reasons.
    EntryLinkRefused,
    /// How a request came was not said.
    MissingChannel,
    /// Why a deadline is extended was not said.
    MissingCause,
    /// What is done was not said.
    MissingWay,
    /// The address before a change by staff cannot be read.
    UnusableOldAddress,
    /// Nothing is held under the address before a change by staff.
    NothingUnderAddress,
    /// What staff did about an answer that nobody opened was not said.
    MissingSeenTo,
    /// The code that staff gave is wrong, used, too old, or for another mailbox. Which is told to nobody.
    PersonCodeRefused,
    /// No way was chosen in which staff made sure of a person.
    MissingVouched,
    /// There is no person with that number.
    UnknownPerson,
    /// Somebody had the use of this stopped: it is only kept (Article 18).
    UseStopped,
    /// What lets restricted data be used was not said.
    MissingDoor,
    /// Nothing says where the post is that is to be removed.
    MissingPost,
    /// It was not said whether data is given or fetched.
    MissingDirection,
    /// Who gives data was not named, or cannot be read.
    UnusableSender,
    /// Who is given data was not named, or cannot be read.
    UnusableRecipient,
    /// Which data was not named.
    MissingNamedData,
    /// For what was not said.
    MissingWhatFor,
    /// The purpose does not rest on consent, explicit where health is among the data.
    PurposeWithoutConsent,
    /// The last day of a consent is none that can be: over, or further away than may be.
    UnusableLasts,
    /// Nobody showed yet who the person is, so nothing could be shown to them.
    PersonNeeded,
    /// How it was said or given was not chosen.
    MissingHow,
    /// The day on which something was said or written is none that can be.
    UnusableSaidOn,
    /// What permits giving data away was not chosen.
    MissingBasis,
    /// The time at which data was given is none that can be.
    UnusableGivenAt,
    /// The consent that was named does not cover this recipient, or none stands.
    NotInConsent,
    /// The way back from the electronic identity provider is used, too old, or of another browser, or what it says cannot
    /// be believed. Which is told to nobody.
    EidRefused,
    /// The electronic identity was not linked to a person here yet.
    EidUnlinked,
    /// The electronic identity provider does not answer.
    EidAway,
}

impl Problem {
    /// The code programs read.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnreadableForm => "unreadable-form",
            Self::UnknownService => "unknown-service",
            Self::UnknownSite => "unknown-site",
            Self::NoticeChanged => "notice-changed",
            Self::MissingAttempt => "missing-attempt",
            Self::KeyReused => "key-reused",
            Self::ConsentEnded => "consent-ended",
            Self::UnknownReceipt => "unknown-receipt",
            Self::ProofPending => "proof-pending",
            Self::TooManyRequests => "too-many-requests",
            Self::TooLarge => "too-large",
            Self::NotFound => "not-found",
            Self::ForeignOrigin => "foreign-origin",
            Self::TookTooLong => "took-too-long",
            Self::Unavailable => "unavailable",
            Self::Unreachable => "unreachable",
            Self::Fault => "fault",
            Self::MissingAddress => "missing-address",
            Self::SeveralAddresses => "several-addresses",
            Self::MalformedAddress => "malformed-address",
            Self::NoTopic => "no-topic",
            Self::UnknownTopic => "unknown-topic",
            Self::UnreadableName => "unreadable-name",
            Self::SpentLink => "spent-link",
            Self::TooLateToUndo => "too-late-to-undo",
            Self::SignInNeeded => "sign-in-needed",
            Self::Forbidden => "forbidden",
            Self::SignInRefused => "sign-in-refused",
            Self::PasswordRefused => "password-refused",
            Self::CodeRefused => "code-refused",
            Self::NewCodeRefused => "new-code-refused",
            Self::CodeNeeded => "code-needed",
            Self::PasskeyRefused => "passkey-refused",
            Self::NewPasskeyRefused => "new-passkey-refused",
            Self::TooManyPasskeys => "too-many-passkeys",
            Self::PasskeyNameTooLong => "passkey-name-too-long",
            Self::Busy => "busy",
            Self::ShortPassword => "short-password",
            Self::LongPassword => "long-password",
            Self::GuessablePassword => "guessable-password",
            Self::MissingName => "missing-name",
            Self::MissingRole => "missing-role",
            Self::KnownStaff => "known-staff",
            Self::InvitationEnded => "invitation-ended",
            Self::LastAdministrator => "last-administrator",
            Self::NameTooLong => "name-too-long",
            Self::NameUnreadable => "name-unreadable",
            Self::MalformedPhone => "malformed-phone",
            Self::MissingMessage => "missing-message",
            Self::MessageTooLong => "message-too-long",
            Self::CprInMessage => "cpr-in-message",
            Self::LinkExpired => "link-expired",
            Self::PassageGone => "passage-gone",
            Self::AnswerByPhoneOrLetter => "answer-by-phone-or-letter",
            Self::PurposeUnfit => "purpose-unfit",
            Self::MissingReason => "missing-reason",
            Self::NothingMarked => "nothing-marked",
            Self::MissingSubject => "missing-subject",
            Self::UnreadableSubject => "unreadable-subject",
            Self::EnglishSubject => "english-subject",
            Self::EnglishWords => "english-words",
            Self::MissingIssueWords => "missing-issue-words",
            Self::IssueWordsTooLong => "issue-words-too-long",
            Self::IssueWordsUnreadable => "issue-words-unreadable",
            Self::UnusableMoment => "unusable-moment",
            Self::IssueUnderWay => "issue-under-way",
            Self::MailEntriesGone => "mail-entries-gone",
            Self::MissingConsentSource => "missing-consent-source",
            Self::UnusableConsentDay => "unusable-consent-day",
            Self::NothingToImport => "nothing-to-import",
            Self::MissingTitle => "missing-title",
            Self::UnreadableTitle => "unreadable-title",
            Self::EnglishTitle => "english-title",
            Self::MissingEventWords => "missing-event-words",
            Self::UnusablePlace => "unusable-place",
            Self::UnusableStart => "unusable-start",
            Self::UnusableEnd => "unusable-end",
            Self::UnusableOpening => "unusable-opening",
            Self::UnusableClosing => "unusable-closing",
            Self::UnusableCapacity => "unusable-capacity",
            Self::UnusableCompanions => "unusable-companions",
            Self::CompanionUnreadable => "companion-unreadable",
            Self::MissingContact => "missing-contact",
            Self::AlreadySignedUp => "already-signed-up",
            Self::UnusableQuestions => "unusable-questions",
            Self::UnusableAnswer => "unusable-answer",
            Self::TooManyCompanions => "too-many-companions",
            Self::CapacityBelowSeats => "capacity-below-seats",
            Self::EventHasPeople => "event-has-people",
            Self::WebinarCompany => "webinar-company",
            Self::WebinarCountry => "webinar-country",
            Self::WebinarPrivacy => "webinar-privacy",
            Self::WebinarRoom => "webinar-room",
            Self::WebinarHasPlace => "webinar-has-place",
            Self::RoomClosed => "room-closed",
            Self::EventClosed => "event-closed",
            Self::SignUpClosed => "sign-up-closed",
            Self::OfferOver => "offer-over",
            Self::UnusableKindName => "unusable-kind-name",
            Self::UnusableEnglishKindName => "unusable-english-kind-name",
            Self::KnownKind => "known-kind",
            Self::TooManyKinds => "too-many-kinds",
            Self::KindInUse => "kind-in-use",
            Self::UnknownKind => "unknown-kind",
            Self::UnusableTimes => "unusable-times",
            Self::UnusableUntil => "unusable-until",
            Self::MissingOccurrences => "missing-occurrences",
            Self::UnusablePicture => "unusable-picture",
            Self::PictureTooLarge => "picture-too-large",
            Self::UnusablePictureWords => "unusable-picture-words",
            Self::UnusableEnglishPictureWords => "unusable-english-picture-words",
            Self::TooManyFiles => "too-many-files",
            Self::FileTooLarge => "file-too-large",
            Self::FilesTooLarge => "files-too-large",
            Self::EmptyFile => "empty-file",
            Self::TooManySecureThreads => "too-many-secure-threads",
            Self::WaitOver => "wait-over",
            Self::OutsiderRefused => "outsider-refused",
            Self::ExtensionTooLate => "extension-too-late",
            Self::SecondPersonNeeded => "second-person-needed",
            Self::TooSoon => "too-soon",
            Self::AnswerIncomplete => "answer-incomplete",
            Self::NotAGround => "not-a-ground",
            Self::StepClosed => "step-closed",
            Self::ChangedMeanwhile => "changed-meanwhile",
            Self::MissingRight => "missing-right",
            Self::UnusableReceived => "unusable-received",
            Self::MissingDecision => "missing-decision",
            Self::SameAddress => "same-address",
            Self::EntryCodeRefused => "entry-code-refused",
            Self::EntryLinkRefused => "entry-link-refused",
            Self::MissingChannel => "missing-channel",
            Self::MissingCause => "missing-cause",
            Self::MissingWay => "missing-way",
            Self::UnusableOldAddress => "unusable-old-address",
            Self::NothingUnderAddress => "nothing-under-address",
            Self::MissingSeenTo => "missing-seen-to",
            Self::PersonCodeRefused => "person-code-refused",
            Self::MissingVouched => "missing-vouched",
            Self::UnknownPerson => "unknown-person",
            Self::UseStopped => "use-stopped",
            Self::MissingDoor => "missing-door",
            Self::MissingPost => "missing-post",
            Self::MissingDirection => "missing-direction",
            Self::UnusableSender => "unusable-sender",
            Self::UnusableRecipient => "unusable-recipient",
            Self::MissingNamedData => "missing-named-data",
            Self::MissingWhatFor => "missing-what-for",
            Self::PurposeWithoutConsent => "purpose-without-consent",
            Self::UnusableLasts => "unusable-lasts",
            Self::PersonNeeded => "person-needed",
            Self::MissingHow => "missing-how",
            Self::UnusableSaidOn => "unusable-said-on",
            Self::MissingBasis => "missing-basis",
            Self::UnusableGivenAt => "unusable-given-at",
            Self::NotInConsent => "not-in-consent",
            Self::EidRefused => "eid-refused",
            Self::EidUnlinked => "eid-unlinked",
            Self::EidAway => "eid-away",
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::NotAGround
            | Self::MissingRight
            | Self::UnusableReceived
            | Self::MissingDecision
            | Self::MissingChannel
            | Self::MissingCause
            | Self::MissingWay
            | Self::UnusableOldAddress
            | Self::NothingUnderAddress
            | Self::MissingSeenTo
            | Self::MissingDoor
            | Self::MissingPost
            | Self::MissingDirection
            | Self::UnusableSender
            | Self::UnusableRecipient
            | Self::MissingNamedData
            | Self::MissingWhatFor
            | Self::PurposeWithoutConsent
            | Self::UnusableLasts
            | Self::PersonNeeded
            | Self::MissingHow
            | Self::UnusableSaidOn
            | Self::MissingBasis
            | Self::UnusableGivenAt
            | Self::NotInConsent
            | Self::UnreadableForm
            | Self::UnknownService
            | Self::UnknownSite
            | Self::NoticeChanged
            | Self::MissingAttempt
            | Self::KeyReused
            | Self::UnknownReceipt
            | Self::MissingAddress
            | Self::SeveralAddresses
            | Self::MalformedAddress
            | Self::NoTopic
            | Self::UnknownTopic
            | Self::UnreadableName
            | Self::TooLateToUndo
            | Self::SignInRefused
            | Self::PasswordRefused
            | Self::NewCodeRefused
            | Self::CodeRefused
            | Self::CodeNeeded
            | Self::PasskeyRefused
            | Self::NewPasskeyRefused
            | Self::PasskeyNameTooLong
            | Self::ShortPassword
            | Self::LongPassword
            | Self::GuessablePassword
            | Self::MissingName
            | Self::MissingRole
            | Self::NameTooLong
            | Self::NameUnreadable
            | Self::MalformedPhone
            | Self::MissingMessage
            | Self::MessageTooLong
            | Self::CprInMessage
            | Self::AnswerByPhoneOrLetter
            | Self::PurposeUnfit
            | Self::MissingReason
            | Self::NothingMarked
            | Self::MissingSubject
            | Self::UnreadableSubject
            | Self::EnglishSubject
            | Self::EnglishWords
            | Self::MissingIssueWords
            | Self::IssueWordsTooLong
            | Self::IssueWordsUnreadable
            | Self::UnusableMoment
            | Self::MissingConsentSource
            | Self::UnusableConsentDay
            | Self::NothingToImport
            | Self::MissingTitle
            | Self::UnreadableTitle
            | Self::EnglishTitle
            | Self::MissingEventWords
            | Self::UnusablePlace
            | Self::WebinarCompany
            | Self::WebinarCountry
            | Self::WebinarPrivacy
            | Self::WebinarRoom
            | Self::WebinarHasPlace
            | Self::UnusableStart
            | Self::UnusableEnd
            | Self::UnusableOpening
            | Self::UnusableClosing
            | Self::UnusableCapacity
            | Self::UnusableCompanions
            | Self::CompanionUnreadable
            | Self::MissingContact
            | Self::UnusableQuestions
            | Self::UnusableAnswer
            | Self::TooManyCompanions
            | Self::UnusableKindName
            | Self::UnusableEnglishKindName
            | Self::UnknownKind
            | Self::UnusableTimes
            | Self::UnusableUntil
            | Self::MissingOccurrences
            | Self::UnusablePicture
            | Self::PictureTooLarge
            | Self::TooManyFiles
            | Self::FileTooLarge
            | Self::FilesTooLarge
            | Self::EmptyFile
            | Self::OutsiderRefused
            | Self::UnusablePictureWords
            | Self::UnusableEnglishPictureWords
            | Self::SameAddress
            | Self::EntryCodeRefused
            | Self::EntryLinkRefused
            | Self::PersonCodeRefused
            | Self::MissingVouched
            | Self::UnknownPerson
            | Self::EidRefused
            | Self::EidUnlinked => 422,
            Self::SpentLink | Self::LinkExpired | Self::WaitOver => 410,
            Self::SignInNeeded => 401,
            Self::ExtensionTooLate
            | Self::SecondPersonNeeded
            | Self::TooSoon
            | Self::AnswerIncomplete
            | Self::StepClosed
            | Self::ChangedMeanwhile
            | Self::UseStopped
            | Self::ConsentEnded
            | Self::KnownStaff
            | Self::LastAdministrator
            | Self::TooManyPasskeys
            | Self::PassageGone
            | Self::IssueUnderWay
            | Self::MailEntriesGone
            | Self::CapacityBelowSeats
            | Self::AlreadySignedUp
            | Self::EventHasPeople
            | Self::EventClosed
            | Self::SignUpClosed
            | Self::OfferOver
            | Self::KnownKind
            | Self::TooManyKinds
            | Self::KindInUse
            | Self::RoomClosed => 409,
            Self::TooManyRequests | Self::TooManySecureThreads => 429,
            Self::TooLarge => 413,
            Self::NotFound | Self::InvitationEnded => 404,
            Self::ForeignOrigin | Self::Forbidden => 403,
            Self::TookTooLong
            | Self::Unavailable
            | Self::Unreachable
            | Self::ProofPending
            | Self::EidAway
            | Self::Busy => 503,
            Self::Fault => 500,
        }
    }

    /// The form field it concerns.
    #[must_use]
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::NotAGround => Some("ground"),
            Self::MissingRight => Some("right"),
            Self::UnusableReceived => Some("received"),
            Self::MissingDecision => Some("decision"),
            Self::MissingChannel => Some("channel"),
            Self::MissingCause => Some("cause"),
            Self::MissingWay => Some("way"),
            Self::UnusableOldAddress | Self::NothingUnderAddress => Some("before"),
            Self::MissingSeenTo => Some("seen_to"),
            Self::MissingDoor => Some("door"),
            Self::MissingPost => Some("location"),
            Self::MissingDirection => Some("direction"),
            Self::UnusableSender => Some("sender"),
            Self::UnusableRecipient => Some("recipient"),
            Self::MissingNamedData => Some("data"),
            Self::MissingWhatFor => Some("what_for"),
            Self::PurposeWithoutConsent => Some("purpose"),
            Self::UnusableLasts => Some("lasts"),
            Self::PersonNeeded => Some("person"),
            Self::MissingHow => Some("how"),
            Self::UnusableSaidOn => Some("said_on"),
            Self::MissingBasis | Self::NotInConsent => Some("basis"),
            Self::UnusableGivenAt => Some("when"),
            Self::UnknownService => Some("service"),
            Self::UnknownSite => Some("site"),
            Self::KeyReused | Self::ConsentEnded => Some("Idempotency-Key"),
            Self::NoTopic | Self::UnknownTopic => Some("topic"),
            Self::UnknownReceipt
            | Self::CodeRefused
            | Self::CodeNeeded
            | Self::EntryCodeRefused => Some("code"),
            Self::PersonCodeRefused => Some("person_code"),
            Self::MissingVouched => Some("vouched"),
            Self::UnknownPerson => Some("person"),
            Self::MissingAddress
            | Self::SeveralAddresses
            | Self::MalformedAddress
            | Self::SameAddress
            | Self::KnownStaff => Some("email"),
            Self::SignInRefused
            | Self::ShortPassword
            | Self::LongPassword
            | Self::GuessablePassword => Some("password"),
            Self::MissingName | Self::UnreadableName => Some("name"),
            Self::MissingRole | Self::LastAdministrator => Some("role"),
            Self::PasswordRefused => Some("password_now"),
            Self::NewCodeRefused => Some("new_code"),
            Self::NameTooLong | Self::NameUnreadable | Self::PasskeyNameTooLong => Some("name"),
            Self::MalformedPhone => Some("phone"),
            Self::MissingMessage | Self::MessageTooLong | Self::CprInMessage => Some("message"),
            Self::AnswerByPhoneOrLetter => Some("way"),
            Self::PurposeUnfit => Some("purpose"),
            Self::MissingReason => Some("reason"),
            Self::NothingMarked => Some("passage"),
            Self::MissingSubject | Self::UnreadableSubject => Some("subject"),
            Self::MissingIssueWords
            | Self::IssueWordsTooLong
            | Self::IssueWordsUnreadable
            | Self::MissingEventWords => Some("words"),
            Self::MissingTitle | Self::UnreadableTitle => Some("title"),
            Self::EnglishTitle => Some("english_title"),
            Self::UnusablePlace | Self::WebinarHasPlace => Some("place"),
            Self::WebinarCompany => Some("company"),
            Self::WebinarCountry => Some("country"),
            Self::WebinarPrivacy => Some("privacy"),
            Self::WebinarRoom => Some("room"),
            Self::UnusableStart | Self::EventHasPeople => Some("starts"),
            Self::UnusableEnd => Some("ends"),
            Self::UnusableCapacity | Self::CapacityBelowSeats => Some("capacity"),
            Self::UnusableOpening => Some("opens"),
            Self::UnusableClosing => Some("closes"),
            Self::UnusableCompanions => Some("companions"),
            Self::UnusableQuestions => Some("questions"),
            Self::UnusableAnswer => Some("own_answer"),
            Self::MissingContact | Self::AlreadySignedUp => Some("email"),
            Self::CompanionUnreadable | Self::TooManyCompanions => Some("companion"),
            Self::EnglishSubject => Some("english_subject"),
            Self::EnglishWords => Some("english_words"),
            Self::UnusableMoment => Some("due"),
            Self::MissingConsentSource => Some("how"),
            Self::UnusableConsentDay => Some("on"),
            Self::NothingToImport => Some("list"),
            Self::UnusableKindName | Self::KnownKind => Some("danish"),
            Self::UnusableEnglishKindName => Some("english"),
            Self::UnknownKind => Some("kind"),
            Self::UnusableTimes => Some("times"),
            Self::UnusableUntil => Some("until"),
            Self::MissingOccurrences => Some("every"),
            Self::UnusablePicture | Self::PictureTooLarge => Some("picture"),
            Self::UnusablePictureWords => Some("danish"),
            Self::UnusableEnglishPictureWords => Some("english"),
            Self::TooManyFiles | Self::FileTooLarge | Self::FilesTooLarge | Self::EmptyFile => {
                Some("files")
            }
            Self::OutsiderRefused => Some("code"),
            _ => None,
        }
    }
}
