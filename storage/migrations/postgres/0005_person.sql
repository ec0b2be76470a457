-- A person is a bare id. What identifies someone is a keyed hash, and belongs to as many persons as use it:
-- couples share a mailbox, and some people have none.
CREATE TABLE person (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    since BIGINT NOT NULL
);

CREATE TABLE identifier (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    -- How and when it was shown that somebody holds it, and what that opens; nothing until then.
    verified_how TEXT COLLATE "C",
    verified_at BIGINT,
    assurance TEXT COLLATE "C",
    UNIQUE (kind, hash),
    CHECK ((verified_how IS NULL) = (verified_at IS NULL)),
    CHECK ((verified_how IS NULL) = (assurance IS NULL))
);

CREATE TABLE person_identifier (
    person BYTEA NOT NULL REFERENCES person (id),
    identifier BYTEA NOT NULL REFERENCES identifier (id),
    PRIMARY KEY (person, identifier)
);

CREATE INDEX person_identifier_identifier ON person_identifier (identifier);
