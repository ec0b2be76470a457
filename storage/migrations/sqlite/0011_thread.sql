-- Enquiries. The thread's key seals who wrote and what; `mailbox` is a keyed hash of the sender's address. The
-- promise (`last_day`, `bound`) is what its sender was told last, and `due_at` the instant from which it is deleted.
CREATE TABLE thread (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    state TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- Only phone and letter may answer it, and its page shows nothing.
    sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
    language TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    last_message_at INTEGER NOT NULL,
    last_day TEXT NOT NULL,
    bound TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    sender BLOB NOT NULL,
    mailbox BLOB NOT NULL CHECK (length(mailbox) = 32),
    attempt BLOB NOT NULL UNIQUE CHECK (length(attempt) = 32),
    reply BLOB NOT NULL UNIQUE CHECK (length(reply) = 32),
    -- Set when its erasure is decided; from then on nothing opens it.
    erasing_at INTEGER
) STRICT;

CREATE INDEX thread_due ON thread (due_at) WHERE erasing_at IS NULL;
CREATE INDEX thread_mailbox ON thread (mailbox);
CREATE INDEX thread_latest ON thread (last_message_at, id) WHERE erasing_at IS NULL;

-- A message of a thread; its words are its passages. `held` keeps what a stranger sent until staff let it in.
CREATE TABLE message (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BLOB NOT NULL REFERENCES thread (id),
    author TEXT NOT NULL,
    way TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    -- Its number in the thread: two may be sent in one instant.
    place INTEGER NOT NULL,
    held INTEGER NOT NULL CHECK (held IN (0, 1)),
    -- The address of a stranger, sealed.
    stranger BLOB,
    -- Tells the same message arriving twice.
    source BLOB UNIQUE CHECK (length(source) = 32),
    -- When a passage of it was last deleted.
    removed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX message_thread ON message (thread, place);

-- A passage is sealed with the thread's key, and around that with a key of its own, which bears its id: it goes with
-- either.
CREATE TABLE passage (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BLOB NOT NULL REFERENCES thread (id),
    message BLOB NOT NULL REFERENCES message (id),
    place INTEGER NOT NULL,
    visibility TEXT NOT NULL,
    -- When it is deleted, while it is hidden.
    gone_at INTEGER,
    -- The proof of the consent it is kept under.
    proof BLOB CHECK (length(proof) = 16),
    content BLOB NOT NULL,
    erasing_at INTEGER,
    CHECK ((visibility = 'hidden') = (gone_at IS NOT NULL)),
    CHECK ((visibility = 'kept') = (proof IS NOT NULL))
) STRICT;

CREATE INDEX passage_thread ON passage (thread, message, place);
CREATE INDEX passage_message ON passage (message);
CREATE INDEX passage_gone ON passage (gone_at) WHERE gone_at IS NOT NULL;

-- Links to a thread's private page that were mailed, by the hash of their token.
CREATE TABLE thread_link (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    thread BLOB NOT NULL REFERENCES thread (id),
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX thread_link_thread ON thread_link (thread);
