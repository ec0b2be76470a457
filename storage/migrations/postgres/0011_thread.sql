-- Enquiries. The thread's key seals who wrote and what; `mailbox` is a keyed hash of the sender's address. The
-- promise (`last_day`, `bound`) is what its sender was told last, and `due_at` the instant from which it is deleted.
CREATE TABLE thread (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    state TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    -- Only phone and letter may answer it, and its page shows nothing.
    sensitive BIGINT NOT NULL CHECK (sensitive IN (0, 1)),
    language TEXT COLLATE "C" NOT NULL,
    begun_at BIGINT NOT NULL,
    last_message_at BIGINT NOT NULL,
    last_day TEXT COLLATE "C" NOT NULL,
    bound TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    sender BYTEA NOT NULL,
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    attempt BYTEA NOT NULL UNIQUE CHECK (length(attempt) = 32),
    reply BYTEA NOT NULL UNIQUE CHECK (length(reply) = 32),
    -- Set when its erasure is decided; from then on nothing opens it.
    erasing_at BIGINT
);

CREATE INDEX thread_due ON thread (due_at) WHERE erasing_at IS NULL;
CREATE INDEX thread_mailbox ON thread (mailbox);
CREATE INDEX thread_latest ON thread (last_message_at, id) WHERE erasing_at IS NULL;

-- A message of a thread; its words are its passages. `held` keeps what a stranger sent until staff let it in.
CREATE TABLE message (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BYTEA NOT NULL REFERENCES thread (id),
    author TEXT COLLATE "C" NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    sent_at BIGINT NOT NULL,
    -- Its number in the thread: two may be sent in one instant.
    place BIGINT NOT NULL,
    held BIGINT NOT NULL CHECK (held IN (0, 1)),
    -- The address of a stranger, sealed.
    stranger BYTEA,
    -- Tells the same message arriving twice.
    source BYTEA UNIQUE CHECK (length(source) = 32),
    -- When a passage of it was last deleted.
    removed_at BIGINT
);

CREATE UNIQUE INDEX message_thread ON message (thread, place);

-- A passage is sealed with the thread's key, and around that with a key of its own, which bears its id: it goes with
-- either.
CREATE TABLE passage (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BYTEA NOT NULL REFERENCES thread (id),
    message BYTEA NOT NULL REFERENCES message (id),
    place BIGINT NOT NULL,
    visibility TEXT COLLATE "C" NOT NULL,
    -- When it is deleted, while it is hidden.
    gone_at BIGINT,
    -- The proof of the consent it is kept under.
    proof BYTEA CHECK (length(proof) = 16),
    content BYTEA NOT NULL,
    erasing_at BIGINT,
    CHECK ((visibility = 'hidden') = (gone_at IS NOT NULL)),
    CHECK ((visibility = 'kept') = (proof IS NOT NULL))
);

CREATE INDEX passage_thread ON passage (thread, message, place);
CREATE INDEX passage_message ON passage (message);
CREATE INDEX passage_gone ON passage (gone_at) WHERE gone_at IS NOT NULL;

-- Links to a thread's private page that were mailed, by the hash of their token.
CREATE TABLE thread_link (
    hash BYTEA NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    thread BYTEA NOT NULL REFERENCES thread (id),
    expires_at BIGINT NOT NULL
);

CREATE INDEX thread_link_thread ON thread_link (thread);
