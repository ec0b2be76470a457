-- Passkeys of staff. The account's key seals each one's name and public key; the public key verifies and signs nothing.
CREATE TABLE passkey (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff BYTEA NOT NULL REFERENCES staff (id),
    -- A keyed hash of the id that the authenticator names it by. No two accounts have the same.
    credential BYTEA NOT NULL UNIQUE CHECK (length(credential) = 32),
    sealed BYTEA NOT NULL,
    added_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX passkey_staff ON passkey (staff);

-- Challenges that were answered, until they would have ended by themselves: none is answered twice.
CREATE TABLE spent_challenge (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    ends_at BIGINT NOT NULL
);

CREATE INDEX spent_challenge_ends ON spent_challenge (ends_at);
