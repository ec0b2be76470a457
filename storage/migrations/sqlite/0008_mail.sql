-- Mails, written in the operation that causes them. `content` says to whom and what, sealed with the key that bears
-- the id `owner`: it goes with what it is about. `fence` rises with every lease, as in `job`.
CREATE TABLE mail (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    owner BLOB NOT NULL CHECK (length(owner) = 16),
    -- What it was sent together with; nothing for a mail that somebody waits for.
    batch BLOB CHECK (length(batch) = 16),
    -- Whether it waits behind the others: 1 for what is sent together with others.
    bulk INTEGER NOT NULL,
    content BLOB NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    -- When it was written.
    since INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    fence INTEGER NOT NULL DEFAULT 0,
    holder BLOB CHECK (length(holder) = 16),
    leased_until INTEGER,
    -- When it was sent, or given up; its retention runs from here.
    ended_at INTEGER,
    -- What the server said: its queue's id for what was sent, else a status code.
    answer TEXT,
    CHECK ((bulk = 1) = (batch IS NOT NULL)),
    CHECK ((state = 'sending') = (holder IS NOT NULL)),
    CHECK ((holder IS NULL) = (leased_until IS NULL)),
    CHECK ((state IN ('queued', 'sending')) = (ended_at IS NULL))
) STRICT;

CREATE INDEX mail_due ON mail (bulk, due_at, id) WHERE ended_at IS NULL;
CREATE INDEX mail_owner ON mail (owner);
CREATE INDEX mail_batch ON mail (batch, state) WHERE batch IS NOT NULL;
CREATE INDEX mail_ended ON mail (ended_at) WHERE ended_at IS NOT NULL;

-- One row: whether sending is paused, and until when the rate that was set is used up.
CREATE TABLE mail_pace (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    paused_at INTEGER,
    used_until INTEGER NOT NULL
) STRICT;

INSERT INTO mail_pace (one, used_until) VALUES (1, 0);
