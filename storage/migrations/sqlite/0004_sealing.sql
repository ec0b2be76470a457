-- Records and what keys their commitments are sealed: `evidence` holds both under the consent's own key.
-- `record` and `r` remain for rows written before, until start-up has sealed them. SQLite changes columns by
-- making the table anew; ends are set aside meanwhile, because they refer to it.
CREATE TABLE consent_end_before AS SELECT id, consent, record, r FROM consent_end;
DROP TABLE consent_end;

CREATE TABLE consent_sealed (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    site TEXT NOT NULL,
    language TEXT NOT NULL,
    surface TEXT NOT NULL,
    method TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    register BLOB NOT NULL REFERENCES register_version (version),
    notice BLOB NOT NULL REFERENCES notice (hash),
    record BLOB,
    r BLOB CHECK (length(r) = 32),
    evidence BLOB,
    -- A keyed hash of the services allowed, so that choices are compared without opening records.
    granted BLOB CHECK (length(granted) = 32),
    attempt BLOB NOT NULL UNIQUE CHECK (length(attempt) = 32),
    code BLOB NOT NULL UNIQUE CHECK (length(code) = 32),
    ended_at INTEGER,
    ended_reason TEXT,
    -- Set when its erasure is decided; from then on no code opens it.
    erasing_at INTEGER,
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
    CHECK ((record IS NULL) = (r IS NULL)),
    CHECK ((evidence IS NULL) = (granted IS NULL)),
    CHECK ((evidence IS NULL) <> (record IS NULL))
) STRICT;
INSERT INTO consent_sealed (id, site, language, surface, method, given_at, register, notice, record, r, attempt, code, ended_at, ended_reason)
    SELECT id, site, language, surface, method, given_at, register, notice, record, r, attempt, code, ended_at, ended_reason FROM consent;
DROP TABLE consent;
ALTER TABLE consent_sealed RENAME TO consent;

CREATE TABLE consent_end (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consent BLOB NOT NULL UNIQUE REFERENCES consent (id),
    record BLOB,
    r BLOB CHECK (length(r) = 32),
    evidence BLOB,
    CHECK ((record IS NULL) = (r IS NULL)),
    CHECK ((evidence IS NULL) <> (record IS NULL))
) STRICT;
INSERT INTO consent_end (id, consent, record, r) SELECT id, consent, record, r FROM consent_end_before;
DROP TABLE consent_end_before;

-- What is erased, and by which rule: a record of ours that says nothing about anyone. Its leaf is appended
-- when the erasure is done.
CREATE TABLE erasure (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    subject BLOB NOT NULL UNIQUE CHECK (length(subject) = 16),
    register BLOB NOT NULL REFERENCES register_version (version),
    record BLOB NOT NULL,
    r BLOB NOT NULL CHECK (length(r) = 32),
    decided_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;

CREATE INDEX erasure_unfinished ON erasure (id) WHERE done_at IS NULL;

-- One row while the database's file may still hold what its tables no longer do.
CREATE TABLE rewrite (
    due INTEGER NOT NULL PRIMARY KEY CHECK (due = 1)
) STRICT;
INSERT INTO rewrite (due) SELECT 1 WHERE EXISTS (SELECT 1 FROM consent);
