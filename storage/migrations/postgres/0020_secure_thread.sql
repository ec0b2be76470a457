-- Secure messages. The thread's key seals everything in it: whose it is, who stands outside, words, names of files and
-- their content. `due_at` is the instant from which it is deleted; none for one of a case, with which it goes.
CREATE TABLE secure_thread (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The rights case it belongs to; none for one that stands alone.
    rights_case BYTEA CHECK (length(rights_case) = 16),
    person BYTEA NOT NULL CHECK (length(person) = 16),
    purpose TEXT COLLATE "C" NOT NULL,
    content BYTEA NOT NULL,
    begun_at BIGINT NOT NULL,
    last_message_at BIGINT NOT NULL,
    due_at BIGINT,
    -- Set when its erasure is decided; from then on nothing opens it.
    erasing_at BIGINT
);

CREATE INDEX secure_thread_person ON secure_thread (person) WHERE erasing_at IS NULL;
CREATE UNIQUE INDEX secure_thread_case ON secure_thread (rights_case) WHERE rights_case IS NOT NULL;
CREATE INDEX secure_thread_due ON secure_thread (due_at) WHERE due_at IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX secure_thread_latest ON secure_thread (last_message_at, id) WHERE erasing_at IS NULL;

-- Somebody outside who can read what is addressed to them, and answer: by a mailed link (`link` is its hash) and a code
-- that is said over another channel (`code` is its keyed hash).
CREATE TABLE secure_outsider (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BYTEA NOT NULL REFERENCES secure_thread (id),
    content BYTEA NOT NULL,
    link BYTEA NOT NULL UNIQUE CHECK (length(link) = 32),
    code BYTEA NOT NULL CHECK (length(code) = 32),
    -- How often the code may still be tried.
    tries BIGINT NOT NULL CHECK (tries >= 0),
    invited_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX secure_outsider_thread ON secure_outsider (thread);

CREATE TABLE secure_message (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BYTEA NOT NULL REFERENCES secure_thread (id),
    -- Its number in the thread: two may be sent in one instant.
    place BIGINT NOT NULL,
    -- With whom outside; the person without.
    outsider BYTEA REFERENCES secure_outsider (id),
    from_us BIGINT NOT NULL CHECK (from_us IN (0, 1)),
    sent_at BIGINT NOT NULL,
    -- Tells the same message sent twice.
    attempt BYTEA NOT NULL UNIQUE CHECK (length(attempt) = 32),
    content BYTEA NOT NULL,
    -- Until when whom it is for can open it.
    expires_at BIGINT NOT NULL,
    opened_at BIGINT,
    -- When whom it is for was reminded.
    reminded_at BIGINT,
    -- When whom it is for asked to have it by post.
    post_asked_at BIGINT,
    -- When staff had seen to it that it arrives another way, or need not.
    settled_at BIGINT
);

CREATE UNIQUE INDEX secure_message_thread ON secure_message (thread, place);
CREATE INDEX secure_message_outsider ON secure_message (outsider) WHERE outsider IS NOT NULL;
CREATE INDEX secure_message_unopened ON secure_message (expires_at, id)
    WHERE opened_at IS NULL AND settled_at IS NULL;
CREATE INDEX secure_message_post ON secure_message (post_asked_at, id)
    WHERE post_asked_at IS NOT NULL AND settled_at IS NULL;

-- A file that came with a message: its name and size, sealed.
CREATE TABLE secure_file (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BYTEA NOT NULL REFERENCES secure_thread (id),
    message BYTEA NOT NULL REFERENCES secure_message (id),
    place BIGINT NOT NULL,
    content BYTEA NOT NULL
);

CREATE UNIQUE INDEX secure_file_message ON secure_file (message, place);
CREATE INDEX secure_file_thread ON secure_file (thread);

-- What is in a file, piece by piece. Pieces come before the message that they belong to; those that none ever came for
-- are swept.
CREATE TABLE secure_chunk (
    file BYTEA NOT NULL CHECK (length(file) = 16),
    place BIGINT NOT NULL,
    thread BYTEA NOT NULL CHECK (length(thread) = 16),
    content BYTEA NOT NULL,
    PRIMARY KEY (file, place)
);

CREATE INDEX secure_chunk_thread ON secure_chunk (thread);
