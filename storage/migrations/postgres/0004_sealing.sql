-- Records and what keys their commitments are sealed: `evidence` holds both under the consent's own key.
-- `record` and `r` remain for rows written before, until start-up has sealed them.
ALTER TABLE consent
    ALTER COLUMN record DROP NOT NULL,
    ALTER COLUMN r DROP NOT NULL,
    ADD COLUMN evidence BYTEA,
    -- A keyed hash of the services allowed, so that choices are compared without opening records.
    ADD COLUMN granted BYTEA CHECK (length(granted) = 32),
    -- Set when its erasure is decided; from then on no code opens it.
    ADD COLUMN erasing_at BIGINT,
    ADD CHECK ((record IS NULL) = (r IS NULL)),
    ADD CHECK ((evidence IS NULL) = (granted IS NULL)),
    ADD CHECK ((evidence IS NULL) <> (record IS NULL));

ALTER TABLE consent_end
    ALTER COLUMN record DROP NOT NULL,
    ALTER COLUMN r DROP NOT NULL,
    ADD COLUMN evidence BYTEA,
    ADD CHECK ((record IS NULL) = (r IS NULL)),
    ADD CHECK ((evidence IS NULL) <> (record IS NULL));

-- What is erased, and by which rule: a record of ours that says nothing about anyone. Its leaf is appended
-- when the erasure is done.
CREATE TABLE erasure (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    subject BYTEA NOT NULL UNIQUE CHECK (length(subject) = 16),
    register BYTEA NOT NULL REFERENCES register_version (version),
    record BYTEA NOT NULL,
    r BYTEA NOT NULL CHECK (length(r) = 32),
    decided_at BIGINT NOT NULL,
    done_at BIGINT
);

CREATE INDEX erasure_unfinished ON erasure (id) WHERE done_at IS NULL;

-- One row while the database's file may still hold what its tables no longer do.
CREATE TABLE rewrite (
    due BIGINT NOT NULL PRIMARY KEY CHECK (due = 1)
);
INSERT INTO rewrite (due) SELECT 1 WHERE EXISTS (SELECT 1 FROM consent);
