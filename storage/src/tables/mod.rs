//! One file per table: its SQL, its rows and how they are written and read.

pub(crate) mod audit;
pub(crate) mod checkpoint;
pub(crate) mod consent;
pub(crate) mod eid_start;
pub(crate) mod erasure;
pub(crate) mod event;
pub(crate) mod event_kind;
pub(crate) mod event_picture;
pub(crate) mod event_room;
pub(crate) mod heartbeat;
pub(crate) mod issue;
pub(crate) mod job;
pub(crate) mod leaf;
pub(crate) mod log;
pub(crate) mod mail;
pub(crate) mod mail_pace;
pub(crate) mod mail_return;
pub(crate) mod message;
pub(crate) mod notice;
pub(crate) mod passkey;
pub(crate) mod person;
pub(crate) mod person_code;
pub(crate) mod portal_attempt;
pub(crate) mod portal_draft;
pub(crate) mod portal_pace;
pub(crate) mod portal_session;
pub(crate) mod proof;
pub(crate) mod record;
pub(crate) mod refusal;
pub(crate) mod register_version;
pub(crate) mod signing_key;
pub(crate) mod thread;
pub(crate) mod unplaced_proof;
pub(crate) mod unsealed;

pub(crate) mod access_log;
pub(crate) mod address_by_staff;
pub(crate) mod address_change;
pub(crate) mod case_copy;
pub(crate) mod case_hold;
pub(crate) mod confirmation_pace;
pub(crate) mod correction;
pub(crate) mod kept_out;
pub(crate) mod named_consent;
pub(crate) mod noted_disclosure;
pub(crate) mod proof_link;
pub(crate) mod rights_answer;
pub(crate) mod rights_case;
pub(crate) mod rights_step;
pub(crate) mod seat;
pub(crate) mod seat_answers;
pub(crate) mod seat_mail;
pub(crate) mod seat_move;
pub(crate) mod secure_message;
pub(crate) mod secure_thread;
pub(crate) mod session;
pub(crate) mod sign_in_failure;
pub(crate) mod staff;
pub(crate) mod subscription;

/// Bytes that are JSON, for a text column.
fn json<'a>(bytes: &'a [u8], what: &'static str) -> Result<&'a str, crate::StoreError> {
    std::str::from_utf8(bytes).map_err(|_| crate::StoreError::Unreadable(what))
}

#[cfg(test)]
mod tests {
    use sqlx::postgres::PgConnection;
    use sqlx::sqlite::SqliteConnection;
    use sqlx::{Connection as _, Either, Executor as _, SqlStr, Statement as _};

    use super::{
        access_log, address_by_staff, address_change, case_copy, case_hold, event, event_kind,
        event_picture, event_room, named_consent, noted_disclosure, rights_answer, rights_case,
        rights_step, seat, seat_answers, seat_mail, seat_move, secure_message, secure_thread,
        session, sign_in_failure, staff,
    };
    use super::{
        audit, checkpoint, confirmation_pace, consent, eid_start, erasure, heartbeat, issue, job,
        kept_out, leaf, log, mail, mail_pace, mail_return, message, notice, passkey, person,
        person_code, portal_attempt, portal_draft, portal_pace, portal_session, proof, proof_link,
        record, refusal, register_version, signing_key, subscription, thread, unplaced_proof,
        unsealed,
    };
    use crate::connection::Statement;
    use crate::keys::tables as keys;
    use crate::migrations::Step;

    const fn entry<const N: usize>(statement: &Statement<N>) -> (&'static str, usize) {
        (statement.0, N)
    }

    type Entries = &'static [(&'static str, usize)];

    /// The text that both databases take.
    const COMMON: Entries = &[
        entry(&signing_key::INSERT),
        entry(&audit::KEY_CHANGES),
        entry(&audit::LEAVES),
        entry(&audit::WAITING),
        entry(&audit::TILES),
        entry(&audit::TILE),
        entry(&audit::RECORDS),
        entry(&audit::WITHOUT_LEAF),
        entry(&audit::WRONGLY_ENDED),
        entry(&checkpoint::STORE),
        entry(&checkpoint::LATEST),
        entry(&checkpoint::EVERY),
        entry(&consent::INSERT),
        entry(&consent::BY_CODE),
        entry(&consent::BY_ATTEMPT),
        entry(&consent::MARK_ENDED),
        entry(&consent::INSERT_END),
        entry(&consent::FIRST_SEALED),
        entry(&erasure::DUE),
        entry(&erasure::HOLD_CONSENT),
        entry(&erasure::END_OF),
        entry(&erasure::HOLD_PROOF),
        entry(&erasure::RECORDS_OF),
        entry(&erasure::IS_HELD),
        entry(&erasure::INSERT),
        entry(&erasure::UNFINISHED),
        entry(&erasure::FINISH),
        entry(&erasure::DELETE_END),
        entry(&erasure::DELETE_CONSENT),
        entry(&erasure::DELETE_PROOF),
        entry(&heartbeat::BEAT),
        entry(&job::ADD),
        entry(&job::RENEW),
        entry(&job::FINISH),
        entry(&job::RETURN),
        entry(&leaf::APPEND),
        entry(&leaf::ALL),
        entry(&log::HOLD),
        entry(&log::SIZE),
        entry(&log::SET_SIZE),
        entry(&log::NUMBER),
        entry(&log::WAITS),
        entry(&log::LEAVES),
        entry(&log::OF_RECORD),
        entry(&log::TILE),
        entry(&log::STORE_TILE),
        entry(&notice::INSERT),
        entry(&notice::BY_HASH),
        entry(&person::INSERT),
        entry(&person::IS_THERE),
        entry(&eid_start::INSERT),
        entry(&eid_start::SPEND),
        entry(&eid_start::SWEEP),
        entry(&named_consent::INSERT),
        entry(&named_consent::BY_ATTEMPT),
        entry(&named_consent::BY_ID),
        entry(&named_consent::OF_CASE),
        entry(&named_consent::OF_PERSON),
        entry(&named_consent::OF_MAILBOX),
        entry(&named_consent::CHANGE),
        entry(&named_consent::MOVE),
        entry(&named_consent::TO_END),
        entry(&named_consent::PURPOSES_OVER),
        entry(&named_consent::DUE),
        entry(&named_consent::HOLD_FOR_ERASURE),
        entry(&named_consent::DELETE),
        entry(&noted_disclosure::INSERT),
        entry(&noted_disclosure::BY_ATTEMPT),
        entry(&noted_disclosure::BY_ID),
        entry(&noted_disclosure::OF_CASE),
        entry(&noted_disclosure::OF_PERSON),
        entry(&noted_disclosure::OF_MAILBOX),
        entry(&noted_disclosure::MOVE),
        entry(&noted_disclosure::HOLD),
        entry(&noted_disclosure::DUE),
        entry(&noted_disclosure::HOLD_FOR_ERASURE),
        entry(&noted_disclosure::DELETE),
        entry(&person_code::INSERT),
        entry(&person_code::LIVE_OF),
        entry(&person_code::COUNT_TRY),
        entry(&person_code::SPEND),
        entry(&person_code::DUE),
        entry(&person_code::HOLD),
        entry(&person_code::DELETE),
        entry(&person::INSERT_IDENTIFIER),
        entry(&person::IDENTIFIER),
        entry(&person::LINK),
        entry(&person::VERIFY),
        entry(&person::HOLDERS),
        entry(&person::OF_PERSON),
        entry(&portal_attempt::INSERT),
        entry(&portal_attempt::COUNT_OF_ASKER),
        entry(&portal_attempt::COUNT_OF_MAILBOX),
        entry(&portal_attempt::LIVE_OF_BROWSER),
        entry(&portal_attempt::BY_LINK),
        entry(&portal_attempt::COUNT_TRY),
        entry(&portal_attempt::SPEND),
        entry(&portal_attempt::SWEEP),
        entry(&portal_draft::INSERT),
        entry(&portal_draft::BY_SLOT),
        entry(&portal_draft::OF_MAILBOX),
        entry(&portal_draft::REWRITE),
        entry(&portal_draft::MOVE),
        entry(&portal_draft::DUE),
        entry(&portal_draft::HOLD),
        entry(&portal_draft::DELETE),
        entry(&portal_pace::HOLD),
        entry(&portal_pace::SWEEP),
        entry(&portal_session::INSERT),
        entry(&portal_session::BY_TOKEN),
        entry(&portal_session::OF_MAILBOX),
        entry(&portal_session::SEEN),
        entry(&portal_session::RISE),
        entry(&portal_session::END),
        entry(&portal_session::END_BY_TOKEN),
        entry(&portal_session::END_ALL),
        entry(&portal_session::SWEEP),
        entry(&proof::INSERT),
        entry(&proof::BY_ID),
        entry(&proof::OF_MAILBOX),
        entry(&proof::MOVE),
        entry(&proof::MARK_ENDED),
        entry(&proof::PURPOSES),
        entry(&proof::DUE),
        entry(&record::INSERT),
        entry(&record::OF_OWNER),
        entry(&record::DELETE_OF_OWNER),
        entry(&refusal::COUNT),
        entry(&refusal::OF_DAY),
        entry(&register_version::INSERT),
        entry(&register_version::BY_VERSION),
        entry(&register_version::ALL),
        entry(&unplaced_proof::IS_DUE),
        entry(&unplaced_proof::DONE),
        entry(&unplaced_proof::AFTER),
        entry(&unplaced_proof::PLACE),
        entry(&unsealed::AFTER),
        entry(&unsealed::SEAL),
        entry(&unsealed::SEAL_END),
        entry(&unsealed::IS_REWRITE_DUE),
        entry(&unsealed::REWRITTEN),
        entry(&mail::INSERT),
        entry(&mail::IS_DUE),
        entry(&mail::HELD),
        entry(&mail::FINISH),
        entry(&mail::RETRY),
        entry(&mail::RELEASE),
        entry(&mail::STOP_BATCH),
        entry(&mail::DELETE_MISSED),
        entry(&mail_return::BOUNCE),
        entry(&mail_return::PUT_OFF),
        entry(&mail_return::COUNT_PUT_OFF),
        entry(&mail_return::COUNT_PUT_OFF_OF_BATCH),
        entry(&mail::COUNT_BATCH),
        entry(&mail::BY_ID),
        entry(&mail::OF_OWNER),
        entry(&mail::DELETE_OF_OWNER),
        entry(&mail::DELETE_ENDED),
        entry(&mail_pace::READ),
        entry(&mail_pace::USE),
        entry(&mail_pace::PAUSE),
        entry(&mail_pace::RESUME),
        entry(&confirmation_pace::HOLD),
        entry(&confirmation_pace::SET),
        entry(&confirmation_pace::IS_BEFORE),
        entry(&confirmation_pace::FORGET),
        entry(&kept_out::INSERT),
        entry(&kept_out::IS_IN),
        entry(&kept_out::OF_MAILBOX),
        entry(&kept_out::BY_CODE),
        entry(&kept_out::DELETE),
        entry(&kept_out::DUE),
        entry(&proof_link::INSERT),
        entry(&proof_link::OF_LINK),
        entry(&proof_link::DELETE),
        entry(&subscription::INSERT),
        entry(&subscription::INSERT_ACTIVE),
        entry(&subscription::BY_CONFIRM),
        entry(&subscription::BY_MANAGE),
        entry(&subscription::BY_LEAVE),
        entry(&subscription::BY_ID),
        entry(&subscription::ACTIVE_OF),
        entry(&subscription::ACTIVATE),
        entry(&subscription::RENEW),
        entry(&subscription::SET_CONFIRM),
        entry(&subscription::WAITED),
        entry(&subscription::HOLD_FOR_ERASURE),
        entry(&subscription::DELETE),
        entry(&staff::INSERT),
        entry(&staff::BY_ID),
        entry(&staff::BY_ADDRESS),
        entry(&staff::ALL),
        entry(&staff::JOIN),
        entry(&staff::SET_PASSWORD),
        entry(&staff::SET_STEP),
        entry(&staff::SET_ROLES),
        entry(&staff::DISABLE),
        entry(&staff::ENABLE),
        entry(&staff::ADMINISTRATORS),
        entry(&staff::DUE),
        entry(&staff::INSERT_CODE),
        entry(&staff::SPEND_CODE),
        entry(&staff::COUNT_CODES),
        entry(&staff::DELETE_CODES),
        entry(&staff::INVITE),
        entry(&staff::INVITED),
        entry(&staff::SPEND_INVITATION),
        entry(&staff::DELETE_INVITATION),
        entry(&staff::SWEEP_INVITATIONS),
        entry(&staff::DELETE),
        entry(&passkey::INSERT),
        entry(&passkey::OF_STAFF),
        entry(&passkey::BY_CREDENTIAL),
        entry(&passkey::USED),
        entry(&passkey::DELETE),
        entry(&passkey::DELETE_OF_STAFF),
        entry(&passkey::SPEND),
        entry(&passkey::SWEEP),
        entry(&session::INSERT),
        entry(&session::BY_TOKEN),
        entry(&session::OF_STAFF),
        entry(&session::SEEN),
        entry(&session::ROTATE),
        entry(&session::END),
        entry(&session::END_BY_TOKEN),
        entry(&session::END_ALL),
        entry(&session::END_OTHERS),
        entry(&session::SWEEP),
        entry(&sign_in_failure::OF),
        entry(&sign_in_failure::STORE),
        entry(&sign_in_failure::FORGET),
        entry(&sign_in_failure::SWEEP),
        entry(&access_log::INSERT),
        entry(&access_log::BEFORE),
        entry(&access_log::OF_THING),
        entry(&address_by_staff::INSERT),
        entry(&address_by_staff::OF_MAILBOX),
        entry(&address_by_staff::MOVE),
        entry(&address_by_staff::DUE),
        entry(&address_by_staff::HOLD),
        entry(&address_by_staff::DELETE),
        entry(&address_change::INSERT),
        entry(&address_change::BY_LINK),
        entry(&address_change::OF_MAILBOX),
        entry(&address_change::SPEND_BEFORE),
        entry(&address_change::SPEND_AFTER),
        entry(&address_change::BY_ID),
        entry(&address_change::CONFIRMED),
        entry(&address_change::RAN_OUT),
        entry(&address_change::HOLD_FOR_ERASURE),
        entry(&address_change::DELETE),
        entry(&access_log::SWEEP),
        entry(&erasure::HOLD_STAFF),
        entry(&thread::INSERT),
        entry(&thread::BY_ID),
        entry(&thread::OF_MAILBOX),
        entry(&thread::CORRECT),
        entry(&thread::BY_LINK),
        entry(&thread::BY_REPLY),
        entry(&thread::BY_ATTEMPT),
        entry(&thread::LATEST),
        entry(&thread::COUNT),
        entry(&thread::DUE),
        entry(&thread::HOLD_DUE),
        entry(&thread::HOLD_OPEN),
        entry(&thread::SET_STATE),
        entry(&thread::PROLONG),
        entry(&thread::PROMISE),
        entry(&thread::MOVE),
        entry(&thread::SET_SENSITIVE),
        entry(&thread::HOLD),
        entry(&thread::DELETE),
        entry(&thread::INSERT_LINK),
        entry(&thread::DELETE_LINKS),
        entry(&thread::COUNT_MAILS),
        entry(&message::INSERT),
        entry(&message::BY_SOURCE),
        entry(&message::OF_THREAD),
        entry(&message::LET_IN),
        entry(&message::NOTE_REMOVED),
        entry(&message::DELETE_OF_THREAD),
        entry(&message::INSERT_PASSAGE),
        entry(&message::PASSAGES_OF_THREAD),
        entry(&message::PASSAGE),
        entry(&message::DUE_PASSAGES),
        entry(&message::HOLD_DUE_PASSAGE),
        entry(&message::MAKE_ROOM),
        entry(&message::KEEP_PASSAGE),
        entry(&message::HOLD_PASSAGE),
        entry(&message::DELETE_PASSAGE),
        entry(&message::DELETE_PASSAGES_OF_THREAD),
        entry(&issue::INSERT),
        entry(&issue::EDIT),
        entry(&issue::DELETE_DRAFT),
        entry(&issue::SCHEDULE),
        entry(&issue::CALL_BACK),
        entry(&issue::BEGIN),
        entry(&issue::MOVE_ON),
        entry(&issue::COUNT),
        entry(&issue::STOP),
        entry(&issue::AGAIN),
        entry(&issue::DUE),
        entry(&issue::BY_ID),
        entry(&issue::LATEST),
        entry(&issue::ARCHIVE),
        entry(&subscription::CONFIRMED),
        entry(&subscription::COUNT),
        entry(&subscription::OF_MAILBOX),
        entry(&subscription::CORRECT),
        entry(&event::INSERT),
        entry(&event::EDIT),
        entry(&event::PUBLISH),
        entry(&event::CANCEL),
        entry(&event::DELETE_DRAFT),
        entry(&event::BY_ID),
        entry(&event::ROOM),
        entry(&event::NEXT_PLACE),
        entry(&event::COMING),
        entry(&event::LATEST),
        entry(&event::FORGET),
        entry(&event::WITH_SEATS),
        entry(&event::COMING_OF_KIND),
        entry(&event::BETWEEN),
        entry(&event::CHANGED_AT),
        entry(&event::TIE),
        entry(&event::OF_SERIES),
        entry(&event_kind::INSERT),
        entry(&event_kind::RENAME),
        entry(&event_kind::DELETE),
        entry(&event_kind::BY_ID),
        entry(&event_kind::BY_SLUG),
        entry(&event_kind::ALL),
        entry(&event_picture::SET),
        entry(&event_picture::REWORD),
        entry(&event_picture::REMOVE),
        entry(&event_picture::OF_EVENT),
        entry(&event_picture::CONTENT),
        entry(&seat::INSERT),
        entry(&seat::BY_ID),
        entry(&seat::BY_CONFIRM),
        entry(&seat::BY_PAGE),
        entry(&seat::OF_MAILBOX),
        entry(&seat::OF_EVENT),
        entry(&seat::NEXT_IN_LINE),
        entry(&seat::BEFORE_IN_LINE),
        entry(&seat::RAN_OUT),
        entry(&seat::UNTOLD),
        entry(&seat::ANY),
        entry(&seat::TELL),
        entry(&seat::GIVE_UP_HOLD),
        entry(&seat::CONFIRM),
        entry(&seat::OFFER),
        entry(&seat::ACCEPT),
        entry(&seat::HOLD_FOR_ERASURE),
        entry(&seat::DELETE),
        entry(&seat::CORRECT),
        entry(&secure_thread::INSERT),
        entry(&secure_thread::BY_ID),
        entry(&secure_thread::OF_CASE),
        entry(&secure_thread::OF_PERSON),
        entry(&secure_thread::LATEST),
        entry(&secure_thread::GIVE),
        entry(&secure_thread::HOLD),
        entry(&secure_thread::PROLONG),
        entry(&secure_thread::DUE),
        entry(&secure_thread::HOLD_DUE),
        entry(&secure_thread::HOLD_FOR_ERASURE),
        entry(&secure_thread::DELETE),
        entry(&secure_thread::READDRESS),
        entry(&secure_thread::TELL_STAFF),
        entry(&secure_thread::STAFF_LOOKED),
        entry(&secure_thread::INVITE),
        entry(&secure_thread::OUTSIDER),
        entry(&secure_thread::OUTSIDERS),
        entry(&secure_thread::TAKE_TRY),
        entry(&secure_thread::GIVE_TRIES),
        entry(&secure_thread::NEW_CODE),
        entry(&secure_thread::SHUT_OUT),
        entry(&secure_thread::DELETE_OUTSIDERS),
        entry(&secure_message::INSERT),
        entry(&secure_message::BY_ATTEMPT),
        entry(&secure_message::BY_ID),
        entry(&secure_message::OF_THREAD),
        entry(&secure_message::OPEN),
        entry(&secure_message::UNREMINDED),
        entry(&secure_message::REMIND),
        entry(&secure_message::LEFT_BEHIND),
        entry(&secure_message::ASK_FOR_POST),
        entry(&secure_message::SETTLE),
        entry(&secure_message::WAIT_AGAIN),
        entry(&secure_message::DELETE_OF_THREAD),
        entry(&secure_message::INSERT_FILE),
        entry(&secure_message::FILE),
        entry(&secure_message::FILES_OF_THREAD),
        entry(&secure_message::DELETE_FILES),
        entry(&secure_message::INSERT_CHUNK),
        entry(&secure_message::CHUNK),
        entry(&secure_message::DELETE_CHUNKS),
        entry(&secure_message::SWEEP_CHUNKS),
        entry(&seat_answers::INSERT),
        entry(&seat_answers::OF_SEAT),
        entry(&seat_answers::OF_EVENT),
        entry(&seat_answers::DUE),
        entry(&seat_answers::PROVE),
        entry(&seat_answers::HOLD),
        entry(&seat_answers::DELETE),
        entry(&seat::COUNT_CONFIRMED),
        entry(&seat_move::MOVE),
        entry(&seat_move::REMIND_AGAIN),
        entry(&seat_move::UNTOLD),
        entry(&seat_move::TELL),
        entry(&seat_move::OF_SEAT),
        entry(&seat_move::DUE),
        entry(&seat_move::DELETE),
        entry(&event_room::SET),
        entry(&event_room::OF_EVENT),
        entry(&event_room::DELETE),
        entry(&seat_mail::KNOWS),
        entry(&seat_mail::STARTS_BETWEEN),
        entry(&seat_mail::ENDED_BETWEEN),
        entry(&seat_mail::TO_REMIND),
        entry(&seat_mail::TO_THANK),
        entry(&seat_mail::REMIND),
        entry(&seat_mail::THANK),
        entry(&rights_case::INSERT),
        entry(&rights_case::BY_ID),
        entry(&rights_case::BY_ATTEMPT),
        entry(&rights_case::OF_MAILBOX),
        entry(&rights_case::OF_PERSON),
        entry(&rights_case::OPEN),
        entry(&rights_case::CLOSED),
        entry(&rights_case::CHANGE),
        entry(&rights_case::ASSIGN),
        entry(&rights_case::READDRESS),
        entry(&rights_case::COUNT_OF_MAILBOX),
        entry(&rights_case::DUE),
        entry(&rights_case::HOLD_DUE),
        entry(&rights_case::LOOK_AGAIN),
        entry(&rights_case::TO_REMIND),
        entry(&rights_case::REMINDED),
        entry(&rights_case::HOLD),
        entry(&rights_case::DELETE),
        entry(&rights_step::INSERT),
        entry(&rights_step::OF_CASE),
        entry(&rights_step::DELETE_OF_CASE),
        entry(&case_copy::INSERT),
        entry(&case_copy::OF_CASE),
        entry(&case_copy::DELETE_OF_CASE),
        entry(&case_hold::INSERT),
        entry(&case_hold::DELETE_OF_CASE),
        entry(&case_hold::IS_USE_STOPPED),
        entry(&case_hold::WHO_STOPS),
        entry(&case_hold::STOPPED_AT_EVENT),
        entry(&rights_answer::INSERT),
        entry(&rights_answer::BY_ID),
        entry(&rights_answer::UNOPENED),
        entry(&rights_answer::UNOPENED_OF_CASE),
        entry(&rights_answer::SETTLE),
        entry(&rights_answer::WAIT_AGAIN),
        entry(&rights_answer::OPEN),
        entry(&rights_answer::TO_REMIND),
        entry(&rights_answer::REMIND),
        entry(&rights_answer::DELETE_OF_CASE),
    ];

    const SQLITE: Entries = &[
        entry(&job::TAKE),
        entry(&job::HELD),
        entry(&mail::TAKE),
        entry(&mail::INSERT_TO_READER),
    ];

    /// The key store's, on both databases.
    const KEYS: Entries = &[
        entry(&keys::CURRENT),
        entry(&keys::WRAPPING_KEYS),
        entry(&keys::RETIRE),
        entry(&keys::INSERT_WRAPPING),
        entry(&keys::DELETE_RETIRED),
        entry(&keys::INSERT),
        entry(&keys::BY_ID),
        entry(&keys::BY_IDS),
        entry(&keys::UNDER_OTHERS),
        entry(&keys::REWRAP),
        entry(&keys::BETWEEN),
        entry(&keys::DELETE),
        entry(&keys::INSERT_ERASED),
        entry(&keys::ERASED),
        entry(&keys::ERASED_AFTER),
    ];

    const KEYS_POSTGRES: Entries = &[entry(&keys::HOLD_CURRENT)];

    const POSTGRES: Entries = &[
        entry(&consent::HOLD_BY_CODE),
        entry(&consent::HOLD_BY_ATTEMPT),
        entry(&job::TAKE_UNLOCKED),
        entry(&job::HOLD),
        entry(&mail::TAKE_UNLOCKED),
        entry(&mail::INSERT_TO_HELD_READER),
        entry(&mail_pace::HOLD),
        entry(&subscription::HOLD_BY_ID),
        entry(&subscription::HOLD_ACTIVE_OF),
        entry(&staff::HOLD_BY_ID),
        entry(&staff::HOLD_ADMINISTRATORS),
        entry(&sign_in_failure::HOLD),
        entry(&event::HOLD),
        entry(&event::HOLD_SERIES),
    ];

    async fn prepare_on_sqlite(application: i64, steps: &[Step], entries: &[Entries]) {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        crate::sqlite::migrations::run(&mut connection, application, steps)
            .await
            .unwrap();
        for (sql, binds) in entries.iter().copied().flatten() {
            let prepared = connection.prepare(SqlStr::from_static(sql)).await.unwrap();
            let Some(Either::Right(parameters)) = prepared.parameters() else {
                panic!("SQLite counts parameters");
            };
            assert_eq!(parameters, *binds, "{sql}");
        }
    }

    async fn prepare_on_postgresql(steps: &[Step], entries: &[Entries]) {
        let url = std::env::var("SAMTYKKE_TEST_POSTGRES")
            .expect("SAMTYKKE_TEST_POSTGRES names a PostgreSQL to test on; run tools/test-rust");
        let mut connection = PgConnection::connect(&url).await.unwrap();
        // Never committed, so that the server stays as it was.
        let mut transaction = connection.begin().await.unwrap();
        transaction
            .execute("CREATE SCHEMA statements; SET LOCAL search_path = statements")
            .await
            .unwrap();
        crate::postgres::migrations::run(&mut transaction, steps)
            .await
            .unwrap();
        for (sql, binds) in entries.iter().copied().flatten() {
            let prepared = transaction.prepare(SqlStr::from_static(sql)).await.unwrap();
            let Some(Either::Left(parameters)) = prepared.parameters() else {
                panic!("PostgreSQL types parameters");
            };
            assert_eq!(parameters.len(), *binds, "{sql}");
        }
    }

    /// A call binds as many values as the statement's type says, or it does not compile.
    #[tokio::test]
    async fn every_statement_prepares_on_sqlite_and_takes_as_many_values_as_its_calls_bind() {
        let main = crate::sqlite::migrations::APPLICATION_ID;
        let steps = &crate::sqlite::migrations::STEPS;
        prepare_on_sqlite(main, steps, &[COMMON, SQLITE]).await;
        prepare_on_sqlite(main, &crate::keys::sqlite::STEPS, &[KEYS]).await;
    }

    #[tokio::test]
    async fn every_statement_prepares_on_postgresql_and_takes_as_many_values_as_its_calls_bind() {
        let steps = &crate::postgres::migrations::STEPS;
        prepare_on_postgresql(steps, &[COMMON, POSTGRES]).await;
        let steps = &crate::keys::postgres::STEPS;
        prepare_on_postgresql(steps, &[KEYS, KEYS_POSTGRES]).await;
    }

    #[test]
    fn no_statement_is_left_out() {
        let files = [
            include_str!("audit.rs"),
            include_str!("checkpoint.rs"),
            include_str!("consent.rs"),
            include_str!("eid_start.rs"),
            include_str!("erasure.rs"),
            include_str!("heartbeat.rs"),
            include_str!("job.rs"),
            include_str!("leaf.rs"),
            include_str!("log.rs"),
            include_str!("mail.rs"),
            include_str!("mail_pace.rs"),
            include_str!("mail_return.rs"),
            include_str!("notice.rs"),
            include_str!("passkey.rs"),
            include_str!("person.rs"),
            include_str!("person_code.rs"),
            include_str!("portal_attempt.rs"),
            include_str!("portal_draft.rs"),
            include_str!("portal_pace.rs"),
            include_str!("portal_session.rs"),
            include_str!("proof.rs"),
            include_str!("record.rs"),
            include_str!("refusal.rs"),
            include_str!("register_version.rs"),
            include_str!("signing_key.rs"),
            include_str!("unplaced_proof.rs"),
            include_str!("unsealed.rs"),
            include_str!("confirmation_pace.rs"),
            include_str!("kept_out.rs"),
            include_str!("named_consent.rs"),
            include_str!("noted_disclosure.rs"),
            include_str!("proof_link.rs"),
            include_str!("subscription.rs"),
            include_str!("access_log.rs"),
            include_str!("address_by_staff.rs"),
            include_str!("address_change.rs"),
            include_str!("session.rs"),
            include_str!("sign_in_failure.rs"),
            include_str!("staff.rs"),
            include_str!("thread.rs"),
            include_str!("message.rs"),
            include_str!("issue.rs"),
            include_str!("event.rs"),
            include_str!("event_kind.rs"),
            include_str!("event_picture.rs"),
            include_str!("seat.rs"),
            include_str!("case_copy.rs"),
            include_str!("case_hold.rs"),
            include_str!("rights_answer.rs"),
            include_str!("rights_case.rs"),
            include_str!("rights_step.rs"),
            include_str!("seat_answers.rs"),
            include_str!("secure_message.rs"),
            include_str!("secure_thread.rs"),
            include_str!("seat_move.rs"),
            include_str!("seat_mail.rs"),
            include_str!("event_room.rs"),
            include_str!("../keys/tables.rs"),
        ];
        let is_statement = |line: &&str| line.starts_with("pub(crate) const ");
        let written = files
            .iter()
            .flat_map(|file| file.lines())
            .filter(is_statement)
            .count();
        let main = COMMON.len() + SQLITE.len() + POSTGRES.len();
        let keys = KEYS.len() + KEYS_POSTGRES.len();
        assert_eq!(main + keys, written);
    }
}
