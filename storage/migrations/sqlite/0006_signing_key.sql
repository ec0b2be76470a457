-- Changes of the key that signs the log, by the public key that signs from then on.
CREATE TABLE signing_key (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    public_key TEXT NOT NULL UNIQUE,
    register BLOB NOT NULL REFERENCES register_version (version),
    record BLOB NOT NULL,
    r BLOB NOT NULL CHECK (length(r) = 32)
) STRICT;
