-- Mails, written in the operation that causes them. `content` says to whom and what, sealed with the key that bears
-- the id `owner`: it goes with what it is about. `fence` rises with every lease, as in `job`.
CREATE TABLE mail (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT COLLATE "C" NOT NULL,
    owner BYTEA NOT NULL CHECK (length(owner) = 16),
    -- What it was sent together with; nothing for a mail that somebody waits for.
    batch BYTEA CHECK (length(batch) = 16),
    -- Whether it waits behind the others: 1 for what is sent together with others.
    bulk BIGINT NOT NULL,
    content BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    -- When it was written.
    since BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    fence BIGINT NOT NULL DEFAULT 0,
    holder BYTEA CHECK (length(holder) = 16),
    leased_until BIGINT,
    -- When it was sent, or given up; its retention runs from here.
    ended_at BIGINT,
    -- What the server said: its queue's id for what was sent, else a status code.
    answer TEXT COLLATE "C",
    CHECK ((bulk = 1) = (batch IS NOT NULL)),
    CHECK ((state = 'sending') = (holder IS NOT NULL)),
    CHECK ((holder IS NULL) = (leased_until IS NULL)),
    CHECK ((state IN ('queued', 'sending')) = (ended_at IS NULL))
);

CREATE INDEX mail_due ON mail (bulk, due_at, id) WHERE ended_at IS NULL;
CREATE INDEX mail_owner ON mail (owner);
CREATE INDEX mail_batch ON mail (batch, state) WHERE batch IS NOT NULL;
CREATE INDEX mail_ended ON mail (ended_at) WHERE ended_at IS NOT NULL;

-- One row: whether sending is paused, and until when the rate that was set is used up.
CREATE TABLE mail_pace (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    paused_at BIGINT,
    used_until BIGINT NOT NULL
);

INSERT INTO mail_pace (one, used_until) VALUES (1, 0);
