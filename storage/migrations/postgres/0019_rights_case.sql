-- Cases in which people use their rights. What was asked for, by whom, and where each right stands lies in `content`,
-- sealed with the key that bears the row's id. `version` counts its changes: who changes it says which they read.
CREATE TABLE rights_case (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The keyed hash of the mailbox that it is shown to; nobody's where there is none.
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    -- The person it belongs to, where a second factor showed who they are.
    person BYTEA CHECK (length(person) = 16),
    -- What opens it.
    assurance TEXT COLLATE "C" NOT NULL,
    content BYTEA NOT NULL,
    version BIGINT NOT NULL,
    received TEXT COLLATE "C" NOT NULL,
    -- The next day by which something is to be answered; nothing when nothing waits for an answer.
    due TEXT COLLATE "C",
    -- The day on which a duty that keeps something is over.
    look_again TEXT COLLATE "C",
    -- The data of the person is kept and not used meanwhile.
    restricts BIGINT NOT NULL CHECK (restricts IN (0, 1)),
    -- The hash of the mark of the form that it came from.
    attempt BYTEA NOT NULL UNIQUE CHECK (length(attempt) = 32),
    -- Who of the staff has taken it on.
    assignee BYTEA CHECK (length(assignee) = 16),
    -- The last reminder that was mailed to staff, by its day.
    reminded TEXT COLLATE "C",
    opened_at BIGINT NOT NULL,
    -- When it was closed, and until when it is kept from then.
    closed_at BIGINT,
    last_day TEXT COLLATE "C",
    bound TEXT COLLATE "C",
    due_at BIGINT,
    -- Set when its erasure is decided; from then on nothing opens it.
    erasing_at BIGINT,
    CHECK ((closed_at IS NULL) = (last_day IS NULL)),
    CHECK ((closed_at IS NULL) = (bound IS NULL)),
    CHECK ((closed_at IS NULL) = (due_at IS NULL))
);

CREATE INDEX rights_case_mailbox ON rights_case (mailbox, opened_at) WHERE erasing_at IS NULL;
CREATE INDEX rights_case_person ON rights_case (person, opened_at) WHERE person IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX rights_case_open ON rights_case (due, id) WHERE closed_at IS NULL AND erasing_at IS NULL;
CREATE INDEX rights_case_closed ON rights_case (closed_at, id) WHERE closed_at IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX rights_case_due ON rights_case (due_at) WHERE due_at IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX rights_case_look_again ON rights_case (look_again) WHERE look_again IS NOT NULL AND erasing_at IS NULL;

-- What happened in a case, one row a step, sealed with the case's key.
CREATE TABLE rights_step (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    rights_case BYTEA NOT NULL REFERENCES rights_case (id),
    content BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE INDEX rights_step_case ON rights_step (rights_case, id);

-- Answers to requests for access, as they were sent: sealed with the case's key.
CREATE TABLE rights_answer (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    rights_case BYTEA NOT NULL REFERENCES rights_case (id),
    content BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    -- Until when it waits for the person.
    ends_at BIGINT NOT NULL,
    -- When they opened it first.
    opened_at BIGINT,
    -- When they were reminded that it waits.
    reminded_at BIGINT
);

CREATE INDEX rights_answer_case ON rights_answer (rights_case, id);
CREATE INDEX rights_answer_unopened ON rights_answer (ends_at) WHERE opened_at IS NULL;

-- What a case holds back: a thing is not swept while its use is stopped, and a marked part of one not while somebody may
-- still have to be shown it. With `stops_use` nobody uses it either, but through a door of Article 18(2).
CREATE TABLE case_hold (
    thing BYTEA NOT NULL CHECK (length(thing) = 16),
    rights_case BYTEA NOT NULL REFERENCES rights_case (id),
    stops_use BIGINT NOT NULL CHECK (stops_use IN (0, 1)),
    PRIMARY KEY (thing, rights_case)
);

CREATE INDEX case_hold_case ON case_hold (rights_case);
