-- Instants are microseconds since 1970 in UTC, civil dates are text, ids are 16-byte UUIDv7.
-- Nothing here holds an address, a browser's name or anything else about a visitor.

-- "SAMT": tells this service's database from any other SQLite file.
PRAGMA application_id = 1396788564;

-- Every register that was ever served; receipts and the privacy page's earlier versions need it.
CREATE TABLE register_version (
    version BLOB NOT NULL PRIMARY KEY CHECK (length(version) = 32),
    canonical TEXT NOT NULL,
    date TEXT NOT NULL,
    first_served_at INTEGER NOT NULL
) STRICT;

-- Every notice that somebody accepted something under, once.
CREATE TABLE notice (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    canonical TEXT NOT NULL,
    first_shown_at INTEGER NOT NULL
) STRICT;

-- Consents as given. `record` is the exact bytes that the leaf commits to, keyed with `r`; of the receipt
-- code and the form's one-time mark only hashes are kept.
CREATE TABLE consent (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    site TEXT NOT NULL,
    language TEXT NOT NULL,
    surface TEXT NOT NULL,
    method TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    register BLOB NOT NULL REFERENCES register_version (version),
    notice BLOB NOT NULL REFERENCES notice (hash),
    record BLOB NOT NULL,
    r BLOB NOT NULL CHECK (length(r) = 32),
    attempt BLOB NOT NULL UNIQUE CHECK (length(attempt) = 32),
    code BLOB NOT NULL UNIQUE CHECK (length(code) = 32),
    ended_at INTEGER,
    ended_reason TEXT,
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
) STRICT;

-- A consent ends once.
CREATE TABLE consent_end (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consent BLOB NOT NULL UNIQUE REFERENCES consent (id),
    record BLOB NOT NULL,
    r BLOB NOT NULL CHECK (length(r) = 32)
) STRICT;

-- The evidence log. It refers to no other table, because it outlives what it speaks of.
CREATE TABLE leaf (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind INTEGER NOT NULL,
    record BLOB NOT NULL CHECK (length(record) = 16),
    register BLOB NOT NULL CHECK (length(register) = 32),
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    position INTEGER UNIQUE,
    appended_at INTEGER NOT NULL
) STRICT;

-- Refusals are counted per day and never stored one by one.
CREATE TABLE refusal (
    day TEXT NOT NULL,
    site TEXT NOT NULL,
    language TEXT NOT NULL,
    surface TEXT NOT NULL,
    register BLOB NOT NULL REFERENCES register_version (version),
    count INTEGER NOT NULL,
    PRIMARY KEY (day, site, language, surface, register)
) STRICT, WITHOUT ROWID;

-- One row that is written to show that writing works.
CREATE TABLE heartbeat (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    beats INTEGER NOT NULL
) STRICT;
