-- Passkeys of staff. The account's key seals each one's name and public key; the public key verifies and signs nothing.
CREATE TABLE passkey (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff BLOB NOT NULL REFERENCES staff (id),
    -- A keyed hash of the id that the authenticator names it by. No two accounts have the same.
    credential BLOB NOT NULL UNIQUE CHECK (length(credential) = 32),
    sealed BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX passkey_staff ON passkey (staff);

-- Challenges that were answered, until they would have ended by themselves: none is answered twice.
CREATE TABLE spent_challenge (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX spent_challenge_ends ON spent_challenge (ends_at);
