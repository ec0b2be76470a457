-- What somebody knows of an event that was moved after they signed up, and until when they are kept. While `known` is
-- there, the mail that tells of the change is not written. What was promised before holds until `holds_until`; without
-- one it holds until they are told.
CREATE TABLE seat_move (
    seat BYTEA NOT NULL PRIMARY KEY REFERENCES seat (id),
    -- Where and when the event was, as far as they know: JSON.
    known TEXT COLLATE "C",
    -- What they were promised, or less: JSON.
    promise TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    holds_until BIGINT
);

CREATE INDEX seat_move_untold ON seat_move (seat) WHERE known IS NOT NULL;

-- Since when they know when the event is, and when the mails were written that come by the clock.
ALTER TABLE seat ADD COLUMN known_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE seat ADD COLUMN reminded_at BIGINT;
ALTER TABLE seat ADD COLUMN thanked_at BIGINT;

-- The links to rooms of webinars. What an event says lies open; this is for those who have a seat.
CREATE TABLE event_room (
    event BYTEA NOT NULL PRIMARY KEY REFERENCES event (id),
    link TEXT COLLATE "C" NOT NULL
);
