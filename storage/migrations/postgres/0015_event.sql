-- Events. What they say is meant for everybody, so `content` lies open. `promise` is what those who sign up are told of
-- when they go, and `due_at` the instant from which they do.
CREATE TABLE event (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    content TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    -- How many seats there are; any number without.
    capacity BIGINT,
    promise TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    edited_at BIGINT NOT NULL,
    -- How often it was changed since it was published, as calendars count it.
    sequence BIGINT NOT NULL DEFAULT 0,
    -- The last number that was given in the order of signing up.
    line BIGINT NOT NULL DEFAULT 0,
    -- How many had a seat, once it is forgotten who they were.
    came BIGINT,
    CHECK (starts_at < ends_at)
);

CREATE INDEX event_ends ON event (ends_at) WHERE state <> 'draft';

-- Who signed up. Name, address, telephone number and language lie in `content`, sealed with the key that bears the
-- row's id. Whoever changes a seat holds its event's row, so that no seat is given twice.
CREATE TABLE seat (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    event BYTEA NOT NULL REFERENCES event (id),
    -- The keyed hash of the mailbox, another one for each event.
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    -- What the link to its page is derived from.
    link BYTEA NOT NULL CHECK (length(link) = 16),
    -- How many it takes: the person's own, and one for each who comes along.
    seats BIGINT NOT NULL CHECK (seats > 0),
    -- Whether mails reach them; whoever has no mailbox can only be called.
    mailed BIGINT NOT NULL CHECK (mailed IN (0, 1)),
    content BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    -- Its number in the order of signing up.
    place BIGINT NOT NULL,
    -- Until when it may be confirmed, or the seat that is offered taken.
    expires_at BIGINT,
    confirm BYTEA UNIQUE CHECK (length(confirm) = 32),
    page BYTEA UNIQUE CHECK (length(page) = 32),
    -- When the mail was written that says that the event is cancelled.
    told_at BIGINT,
    -- Set when its erasure is decided; from then on no link finds it, and it takes no seat.
    erasing_at BIGINT,
    CHECK ((state IN ('held', 'queued', 'offered')) = (expires_at IS NOT NULL))
);

CREATE UNIQUE INDEX seat_confirmed ON seat (event, mailbox)
    WHERE state IN ('seated', 'waiting', 'offered') AND erasing_at IS NULL;
CREATE INDEX seat_mailbox ON seat (event, mailbox) WHERE erasing_at IS NULL;
CREATE INDEX seat_place ON seat (event, state, place) WHERE erasing_at IS NULL;
CREATE INDEX seat_expires ON seat (expires_at, id) WHERE expires_at IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX seat_waiting ON seat (event, place) WHERE state = 'waiting' AND erasing_at IS NULL;

-- What somebody answered to the voluntary questions beside their sign-up, sealed with a key of its own, so that it goes
-- alone when it is taken back. `proof` is the consent's, once the sign-up is confirmed.
CREATE TABLE seat_answers (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    seat BYTEA NOT NULL CHECK (length(seat) = 16),
    content BYTEA NOT NULL,
    proof BYTEA CHECK (length(proof) = 16),
    -- From when on they are gone, as was promised when they were given.
    due_at BIGINT NOT NULL,
    erasing_at BIGINT
);

CREATE UNIQUE INDEX seat_answers_seat ON seat_answers (seat) WHERE erasing_at IS NULL;
CREATE INDEX seat_answers_due ON seat_answers (due_at) WHERE erasing_at IS NULL;
