-- Proof that a person said yes under one purpose of the register. It is kept apart from what is used under that
-- purpose, because it outlives it. Its key bears its id and seals its records.
CREATE TABLE proof (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    purpose TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_reason TEXT,
    -- Set when its erasure is decided.
    erasing_at INTEGER,
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
) STRICT;

CREATE INDEX proof_ended ON proof (purpose, ended_at) WHERE ended_at IS NOT NULL;

-- Evidence of one act, sealed with the key that bears the id of its owner: a proof, or something else with records.
CREATE TABLE record (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind INTEGER NOT NULL,
    owner BLOB NOT NULL CHECK (length(owner) = 16),
    evidence BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX record_owner ON record (owner, id);
