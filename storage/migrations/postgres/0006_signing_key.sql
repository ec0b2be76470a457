-- Changes of the key that signs the log, by the public key that signs from then on.
CREATE TABLE signing_key (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    public_key TEXT NOT NULL UNIQUE,
    register BYTEA NOT NULL REFERENCES register_version (version),
    record BYTEA NOT NULL,
    r BYTEA NOT NULL CHECK (length(r) = 32)
);
