-- Codes that staff handed over or posted to a person, whom they made sure of. What was made sure of lies in a record,
-- sealed with the key that bears the row's id.
CREATE TABLE person_code (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BYTEA NOT NULL REFERENCES person (id),
    -- The keyed hash of the mailbox that the person uses; the code works together with it and no other.
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    -- The keyed hash of the code, another one for each row.
    code BYTEA NOT NULL CHECK (length(code) = 32),
    -- How often a code was typed while this one was live.
    tries BIGINT NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT,
    -- Set when its erasure is decided.
    erasing_at BIGINT
);

CREATE INDEX person_code_mailbox ON person_code (mailbox) WHERE spent_at IS NULL AND erasing_at IS NULL;
CREATE INDEX person_code_made ON person_code (made_at, id) WHERE erasing_at IS NULL;

-- Which person a second factor showed.
ALTER TABLE portal_session ADD COLUMN person BYTEA CHECK (person IS NULL OR length(person) = 16);

-- Somebody in the portal went to an electronic identity provider to show who they are. Nothing that the provider needs to
-- know lies here: it is derived from the state, of which only the hash is stored.
CREATE TABLE eid_start (
    state BYTEA NOT NULL PRIMARY KEY CHECK (length(state) = 32),
    session BYTEA NOT NULL CHECK (length(session) = 16),
    -- The hash of the mark of the browser that went.
    browser BYTEA NOT NULL CHECK (length(browser) = 32),
    made_at BIGINT NOT NULL,
    spent_at BIGINT
);

CREATE INDEX eid_start_made ON eid_start (made_at);
