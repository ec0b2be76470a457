-- Staff. The key that bears the id seals who it is, the secret of one-time codes and the names of browsers.
CREATE TABLE staff (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- A keyed hash of the mail address.
    address BLOB NOT NULL UNIQUE CHECK (length(address) = 32),
    person BLOB NOT NULL,
    -- Names of roles with spaces between.
    roles TEXT NOT NULL,
    -- None until the invitation is accepted.
    password TEXT,
    totp BLOB,
    -- The step of the last one-time code that was used: neither it nor one before it works again.
    totp_step INTEGER,
    since INTEGER NOT NULL,
    joined_at INTEGER,
    disabled_at INTEGER,
    -- Set when its erasure is decided.
    erasing_at INTEGER,
    CHECK ((joined_at IS NULL) = (password IS NULL)),
    CHECK ((joined_at IS NULL) = (totp IS NULL)),
    CHECK ((joined_at IS NULL) = (totp_step IS NULL))
) STRICT;

CREATE INDEX staff_disabled ON staff (disabled_at) WHERE disabled_at IS NOT NULL;

-- Keyed hashes of recovery codes that are not used.
CREATE TABLE staff_recovery (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    staff BLOB NOT NULL REFERENCES staff (id)
) STRICT;

CREATE INDEX staff_recovery_staff ON staff_recovery (staff);

-- A link that makes an account its owner's. One at a time, gone when it is used.
CREATE TABLE invitation (
    token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    staff BLOB NOT NULL UNIQUE REFERENCES staff (id),
    ends_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The hash of what the browser holds.
    token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),
    staff BLOB NOT NULL REFERENCES staff (id),
    browser BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    -- When a one-time code was last given in it.
    code_at INTEGER NOT NULL
) STRICT;

CREATE INDEX session_staff ON session (staff);

-- Failures in a row, by a keyed hash of what was tried: an address (whether it has an account or not), a browser
-- that signed in before, or an account's codes.
CREATE TABLE sign_in_failure (
    tried BLOB NOT NULL PRIMARY KEY CHECK (length(tried) = 32),
    failures INTEGER NOT NULL,
    failed_at INTEGER NOT NULL
) STRICT;

-- Who of the staff did what to whose data, and why; ids only, no names.
CREATE TABLE access_log (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff BLOB NOT NULL CHECK (length(staff) = 16),
    thing BLOB NOT NULL CHECK (length(thing) = 16),
    purpose TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX access_log_at ON access_log (at);
