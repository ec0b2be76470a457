-- Staff. The key that bears the id seals who it is, the secret of one-time codes and the names of browsers.
CREATE TABLE staff (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- A keyed hash of the mail address.
    address BYTEA NOT NULL UNIQUE CHECK (length(address) = 32),
    person BYTEA NOT NULL,
    -- Names of roles with spaces between.
    roles TEXT COLLATE "C" NOT NULL,
    -- None until the invitation is accepted.
    password TEXT COLLATE "C",
    totp BYTEA,
    -- The step of the last one-time code that was used: neither it nor one before it works again.
    totp_step BIGINT,
    since BIGINT NOT NULL,
    joined_at BIGINT,
    disabled_at BIGINT,
    -- Set when its erasure is decided.
    erasing_at BIGINT,
    CHECK ((joined_at IS NULL) = (password IS NULL)),
    CHECK ((joined_at IS NULL) = (totp IS NULL)),
    CHECK ((joined_at IS NULL) = (totp_step IS NULL))
);

CREATE INDEX staff_disabled ON staff (disabled_at) WHERE disabled_at IS NOT NULL;

-- Keyed hashes of recovery codes that are not used.
CREATE TABLE staff_recovery (
    hash BYTEA NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    staff BYTEA NOT NULL REFERENCES staff (id)
);

CREATE INDEX staff_recovery_staff ON staff_recovery (staff);

-- A link that makes an account its owner's. One at a time, gone when it is used.
CREATE TABLE invitation (
    token BYTEA NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    staff BYTEA NOT NULL UNIQUE REFERENCES staff (id),
    ends_at BIGINT NOT NULL
);

CREATE TABLE session (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The hash of what the browser holds.
    token BYTEA NOT NULL UNIQUE CHECK (length(token) = 32),
    staff BYTEA NOT NULL REFERENCES staff (id),
    browser BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    -- When a one-time code was last given in it.
    code_at BIGINT NOT NULL
);

CREATE INDEX session_staff ON session (staff);

-- Failures in a row, by a keyed hash of what was tried: an address (whether it has an account or not), a browser
-- that signed in before, or an account's codes.
CREATE TABLE sign_in_failure (
    tried BYTEA NOT NULL PRIMARY KEY CHECK (length(tried) = 32),
    failures BIGINT NOT NULL,
    failed_at BIGINT NOT NULL
);

-- Who of the staff did what to whose data, and why; ids only, no names.
CREATE TABLE access_log (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff BYTEA NOT NULL CHECK (length(staff) = 16),
    thing BYTEA NOT NULL CHECK (length(thing) = 16),
    purpose TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX access_log_at ON access_log (at);
