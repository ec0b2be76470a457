-- Instants are microseconds since 1970 in UTC, civil dates are text, ids are 16-byte UUIDv7.
-- Nothing here holds an address, a browser's name or anything else about a visitor.
-- Text is compared by its bytes, as SQLite does, so that both databases order it alike.

-- Every register that was ever served; receipts and the privacy page's earlier versions need it.
CREATE TABLE register_version (
    version BYTEA NOT NULL PRIMARY KEY CHECK (length(version) = 32),
    canonical TEXT COLLATE "C" NOT NULL,
    date TEXT COLLATE "C" NOT NULL,
    first_served_at BIGINT NOT NULL
);

-- Every notice that somebody accepted something under, once.
CREATE TABLE notice (
    hash BYTEA NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    canonical TEXT COLLATE "C" NOT NULL,
    first_shown_at BIGINT NOT NULL
);

-- Consents as given. `record` is the exact bytes that the leaf commits to, keyed with `r`; of the receipt
-- code and the form's one-time mark only hashes are kept.
CREATE TABLE consent (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    site TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    surface TEXT COLLATE "C" NOT NULL,
    method TEXT COLLATE "C" NOT NULL,
    given_at BIGINT NOT NULL,
    register BYTEA NOT NULL REFERENCES register_version (version),
    notice BYTEA NOT NULL REFERENCES notice (hash),
    record BYTEA NOT NULL,
    r BYTEA NOT NULL CHECK (length(r) = 32),
    attempt BYTEA NOT NULL UNIQUE CHECK (length(attempt) = 32),
    code BYTEA NOT NULL UNIQUE CHECK (length(code) = 32),
    ended_at BIGINT,
    ended_reason TEXT COLLATE "C",
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
);

-- A consent ends once.
CREATE TABLE consent_end (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consent BYTEA NOT NULL UNIQUE REFERENCES consent (id),
    record BYTEA NOT NULL,
    r BYTEA NOT NULL CHECK (length(r) = 32)
);

-- The evidence log. It refers to no other table, because it outlives what it speaks of.
CREATE TABLE leaf (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind BIGINT NOT NULL,
    record BYTEA NOT NULL CHECK (length(record) = 16),
    register BYTEA NOT NULL CHECK (length(register) = 32),
    commitment BYTEA NOT NULL CHECK (length(commitment) = 32),
    position BIGINT UNIQUE,
    appended_at BIGINT NOT NULL
);

-- Refusals are counted per day and never stored one by one.
CREATE TABLE refusal (
    day TEXT COLLATE "C" NOT NULL,
    site TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    surface TEXT COLLATE "C" NOT NULL,
    register BYTEA NOT NULL REFERENCES register_version (version),
    count BIGINT NOT NULL,
    PRIMARY KEY (day, site, language, surface, register)
);

-- One row that is written to show that writing works.
CREATE TABLE heartbeat (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    beats BIGINT NOT NULL
);
