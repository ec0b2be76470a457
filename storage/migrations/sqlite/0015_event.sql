-- Events. What they say is meant for everybody, so `content` lies open. `promise` is what those who sign up are told of
-- when they go, and `due_at` the instant from which they do.
CREATE TABLE event (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    -- How many seats there are; any number without.
    capacity INTEGER,
    promise TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    edited_at INTEGER NOT NULL,
    -- How often it was changed since it was published, as calendars count it.
    sequence INTEGER NOT NULL DEFAULT 0,
    -- The last number that was given in the order of signing up.
    line INTEGER NOT NULL DEFAULT 0,
    -- How many had a seat, once it is forgotten who they were.
    came INTEGER,
    CHECK (starts_at < ends_at)
) STRICT;

CREATE INDEX event_ends ON event (ends_at) WHERE state <> 'draft';

-- Who signed up. Name, address, telephone number and language lie in `content`, sealed with the key that bears the
-- row's id. Whoever changes a seat holds its event's row, so that no seat is given twice.
CREATE TABLE seat (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    event BLOB NOT NULL REFERENCES event (id),
    -- The keyed hash of the mailbox, another one for each event.
    mailbox BLOB NOT NULL CHECK (length(mailbox) = 32),
    -- What the link to its page is derived from.
    link BLOB NOT NULL CHECK (length(link) = 16),
    -- How many it takes: the person's own, and one for each who comes along.
    seats INTEGER NOT NULL CHECK (seats > 0),
    -- Whether mails reach them; whoever has no mailbox can only be called.
    mailed INTEGER NOT NULL CHECK (mailed IN (0, 1)),
    content BLOB NOT NULL,
    state TEXT NOT NULL,
    -- Its number in the order of signing up.
    place INTEGER NOT NULL,
    -- Until when it may be confirmed, or the seat that is offered taken.
    expires_at INTEGER,
    confirm BLOB UNIQUE CHECK (length(confirm) = 32),
    page BLOB UNIQUE CHECK (length(page) = 32),
    -- When the mail was written that says that the event is cancelled.
    told_at INTEGER,
    -- Set when its erasure is decided; from then on no link finds it, and it takes no seat.
    erasing_at INTEGER,
    CHECK ((state IN ('held', 'queued', 'offered')) = (expires_at IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX seat_confirmed ON seat (event, mailbox)
    WHERE state IN ('seated', 'waiting', 'offered') AND erasing_at IS NULL;
CREATE INDEX seat_mailbox ON seat (event, mailbox) WHERE erasing_at IS NULL;
CREATE INDEX seat_place ON seat (event, state, place) WHERE erasing_at IS NULL;
CREATE INDEX seat_expires ON seat (expires_at, id) WHERE expires_at IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX seat_waiting ON seat (event, place) WHERE state = 'waiting' AND erasing_at IS NULL;

-- What somebody answered to the voluntary questions beside their sign-up, sealed with a key of its own, so that it goes
-- alone when it is taken back. `proof` is the consent's, once the sign-up is confirmed.
CREATE TABLE seat_answers (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    seat BLOB NOT NULL CHECK (length(seat) = 16),
    content BLOB NOT NULL,
    proof BLOB CHECK (length(proof) = 16),
    -- From when on they are gone, as was promised when they were given.
    due_at INTEGER NOT NULL,
    erasing_at INTEGER
) STRICT;

CREATE UNIQUE INDEX seat_answers_seat ON seat_answers (seat) WHERE erasing_at IS NULL;
CREATE INDEX seat_answers_due ON seat_answers (due_at) WHERE erasing_at IS NULL;
