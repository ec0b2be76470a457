-- The key store: apart from what the keys open, so that its backups can be short-lived and an erased key is
-- gone from every copy when the last of them is.

-- Keys that wrap data keys, themselves wrapped with a key derived from the root key. At most one is current.
CREATE TABLE wrapping_key (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    wrapped BYTEA NOT NULL CHECK (length(wrapped) = 40),
    made_at BIGINT NOT NULL,
    retired_at BIGINT
);

CREATE UNIQUE INDEX wrapping_key_current ON wrapping_key ((retired_at IS NULL)) WHERE retired_at IS NULL;

-- One key for each thing that is erased by itself; it bears that thing's id.
CREATE TABLE data_key (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    wrapping BYTEA NOT NULL REFERENCES wrapping_key (id),
    wrapped BYTEA NOT NULL CHECK (length(wrapped) = 40)
);

-- What remains of an erased key: that it was, and when it ended.
CREATE TABLE erased_key (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    erased_at BIGINT NOT NULL
);
