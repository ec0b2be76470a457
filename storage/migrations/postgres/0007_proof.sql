-- Proof that a person said yes under one purpose of the register. It is kept apart from what is used under that
-- purpose, because it outlives it. Its key bears its id and seals its records.
CREATE TABLE proof (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    purpose TEXT COLLATE "C" NOT NULL,
    given_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_reason TEXT COLLATE "C",
    -- Set when its erasure is decided.
    erasing_at BIGINT,
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
);

CREATE INDEX proof_ended ON proof (purpose, ended_at) WHERE ended_at IS NOT NULL;

-- Evidence of one act, sealed with the key that bears the id of its owner: a proof, or something else with records.
CREATE TABLE record (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind BIGINT NOT NULL,
    owner BYTEA NOT NULL CHECK (length(owner) = 16),
    evidence BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE INDEX record_owner ON record (owner, id);
