//! What the system does: one file a use case, holding its input, its function and its tests. The doors
//! (forms, server functions, REST) call these and nothing below them; `domain` decides at each step.

mod act;
mod attempt;
mod chance;
mod clock;
mod contact;
mod count_refusal;
mod disclose;
mod end_consent;
mod end_proof;
mod erase_proofs;
mod erasure;
mod event;
mod give_consent;
mod issue;
pub mod log;
mod look_up_receipt;
mod mail;
mod newsletter;
mod notice;
mod place_proofs_before;
mod problem;
mod readiness;
mod record_choice;
mod request_key;
mod reserve;
mod rights;
mod root_key;
mod seal_rows_before;
mod sealing;
mod secure;
mod serve_register;
mod service;
mod spreadsheet;
mod staff;
mod standing;
mod sweep;
#[cfg(test)]
mod testing;
mod withdraw;

pub use attempt::Attempt;
pub use chance::Chance;
pub use clock::Clock;
pub use contact::{
    Answer, Ending, Inbox, KeepPassage, ListedSender, ListedThread, MoveThread, Origin,
    PrivatePage, ShownMessage, ShownPassage, StaffThread, TakenIn, WriteAgain, WriteIn,
};
pub use count_refusal::CountRefusal;
pub use event::{
    AnswersPage, CheckIn, EventFeed, EventKind, EventList, EventPicture, Expected, GIVEN_IN_ROOM,
    HandedIn, ListedEvent, ListedParticipant, PublicEvent, PublishedEvent, RoomStands,
    SeatConfirmation, SeatPage, SeatQuestion, SeatReceipt, SeatStands, SeriesDate, SeriesRefused,
    SignUpStands, StaffEvent, StoppedSeat, TakeSeat, TypedAnswers,
};
pub use give_consent::{GiveConsent, GivenConsent};
pub use issue::{
    Archive, ArchivedIssue, IssueForm, IssueList, ListedIssue, PrintedIssue, SendAt, StaffIssue,
};
pub use look_up_receipt::Receipt;
pub use mail::{CameBack, DueMail, HeldMailbox, MailFor, MailSender, Undelivered};
pub use newsletter::{
    ChangeTopics, Confirmation, Import, Imported, KeepOut, Left, MailLinks, NotImported,
    Preferences, SignUp, Undo, UndoToken, Waiting, Why, Yes,
};
pub use notice::NoticeInForce;
pub use record_choice::{ReceiptChange, RecordChoice, RecordedChoice};
pub use request_key::RequestKey;
pub use reserve::Reserve;
pub use rights::{
    AddressConfirmed, AddressQuestion, AskConsent, AskForRight, AskToComeIn, BasisChoice, ByCode,
    ByLink, CameIn, CaseConsents, CaseQueuePage, CaseReceipt, CaseView, ChangeAddress,
    ChangedAddress, ConsentAnswer, ConsentReceipt, CorrectContact, DataSubject, DecideThing,
    DisclosureChoices, EXPORT_SCHEMA, EidSecrets, EidSubject, EndingThing, EnterCase, EntryBrowser,
    ErasableThing, HappenedAt, ListedCase, MadePersonCode, MakePersonCode, NoteDisclosure,
    NotedBasis, Objected, Objection, OfferedStep, OwnAnswer, OwnCase, OwnConsent, OwnDraft,
    RecipientTold, RecordAnswer, RecordConsent, RequestView, SaveDraft, SeeToAnswer, StaffCase,
    StaffConsent, StaffDisclosure, StaffRequest, TakeStep, TakenAction, UnopenedAnswer,
};
pub use root_key::RootKey;
pub use sealing::OwnerKey;
pub use secure::{
    BeginSecure, CaseSecure, HandedFile, InviteOutsider, InvitedOutsider, LeftBehind, ListedSecure,
    OpenedFile, OutsideVisit, OwnSecure, SecureContent, SecureMessage, Settling, ShownFile,
    ShownOutsider, ShownSecure, StaffSecure, StaffSecureMessage, Visited,
};
pub use service::{Parts, Service};
pub use staff::{
    AcceptInvitation, Accepted, AccessPage, ConfirmSignIn, Enrolment, InviteStaff, Invited, Look,
    Member, MemberState, NewPasskeyQuestion, Noted, OwnPasskey, OwnSession, PasskeyAnswer,
    PasskeyQuestion, PasskeySignIn, Password, RelyingParty, SignIn, SignedIn, StaffActor, Who,
};
pub use storage::{Ended, MailCounts, MayGo, ServedVersion};
