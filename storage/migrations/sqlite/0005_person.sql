-- A person is a bare id. What identifies someone is a keyed hash, and belongs to as many persons as use it:
-- couples share a mailbox, and some people have none.
CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE identifier (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    -- How and when it was shown that somebody holds it, and what that opens; nothing until then.
    verified_how TEXT,
    verified_at INTEGER,
    assurance TEXT,
    UNIQUE (kind, hash),
    CHECK ((verified_how IS NULL) = (verified_at IS NULL)),
    CHECK ((verified_how IS NULL) = (assurance IS NULL))
) STRICT;

CREATE TABLE person_identifier (
    person BLOB NOT NULL REFERENCES person (id),
    identifier BLOB NOT NULL REFERENCES identifier (id),
    PRIMARY KEY (person, identifier)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_identifier_identifier ON person_identifier (identifier);
