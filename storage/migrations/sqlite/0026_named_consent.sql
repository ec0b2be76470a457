-- Questions for consent to giving or fetching data, and what came of each. The five parts, the answer and its wording lie in
-- `content`, sealed with the key that bears the row's id. `version` counts its changes: who changes it says which they read.
CREATE TABLE named_consent (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The case it was asked from, which may be gone.
    rights_case BLOB NOT NULL CHECK (length(rights_case) = 16),
    -- The person who alone is shown it, where a second factor must show who they are.
    person BLOB CHECK (length(person) = 16),
    -- The keyed hash of the mailbox of whoever it is put to, who is shown it where no person is named; nothing for whoever
    -- has none.
    mailbox BLOB CHECK (length(mailbox) = 32),
    -- The purpose of the register that it falls under.
    purpose TEXT NOT NULL,
    content BLOB NOT NULL,
    version INTEGER NOT NULL,
    -- The hash of the mark of the form that it came from.
    attempt BLOB NOT NULL UNIQUE CHECK (length(attempt) = 32),
    asked_at INTEGER NOT NULL,
    -- The last day before the clock ends it; nothing once it is over.
    acts_after TEXT,
    -- When it was over: refused, taken back or run out. From then on the time of its proof counts.
    over_at INTEGER,
    -- Set when its erasure is decided; from then on nothing opens it.
    erasing_at INTEGER,
    CHECK ((acts_after IS NULL) <> (over_at IS NULL))
) STRICT;

CREATE INDEX named_consent_case ON named_consent (rights_case) WHERE erasing_at IS NULL;
CREATE INDEX named_consent_person ON named_consent (person) WHERE person IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX named_consent_mailbox ON named_consent (mailbox) WHERE mailbox IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX named_consent_acts ON named_consent (acts_after) WHERE acts_after IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX named_consent_over ON named_consent (purpose, over_at, id) WHERE over_at IS NOT NULL AND erasing_at IS NULL;

-- Data that staff gave to somebody and noted. The row only finds it: who was given what is a record, sealed with the key that
-- bears the row's id.
CREATE TABLE noted_disclosure (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The case it was noted from; nothing where a mailbox was named.
    rights_case BLOB CHECK (length(rights_case) = 16),
    -- The person whose data it is, where that is known; they alone are shown it then.
    person BLOB CHECK (length(person) = 16),
    -- The keyed hash of the mailbox of whoever it is about; nothing for whoever has none.
    mailbox BLOB CHECK (length(mailbox) = 32),
    -- What opens it.
    assurance TEXT NOT NULL,
    -- The purpose of the register that it was given for.
    purpose TEXT NOT NULL,
    -- The hash of the mark of the form that it came from.
    attempt BLOB NOT NULL UNIQUE CHECK (length(attempt) = 32),
    noted_at INTEGER NOT NULL,
    -- The day by which it is gone, or later while its case is there.
    last_day TEXT NOT NULL,
    -- Set when its erasure is decided; from then on nothing opens it.
    erasing_at INTEGER
) STRICT;

CREATE INDEX noted_disclosure_case ON noted_disclosure (rights_case) WHERE rights_case IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX noted_disclosure_person ON noted_disclosure (person) WHERE person IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX noted_disclosure_mailbox ON noted_disclosure (mailbox) WHERE mailbox IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX noted_disclosure_last_day ON noted_disclosure (last_day) WHERE erasing_at IS NULL;
