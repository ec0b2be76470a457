-- Kinds of events, such as concerts and talks. `slug` is what addresses call one, the same whatever its name becomes.
CREATE TABLE event_kind (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    slug TEXT COLLATE "C" NOT NULL UNIQUE,
    -- The name in Danish and in English.
    danish TEXT COLLATE "C" NOT NULL,
    english TEXT COLLATE "C" NOT NULL,
    edited_at BIGINT NOT NULL
);

-- The kind of an event, if it has one.
ALTER TABLE event ADD COLUMN kind BYTEA REFERENCES event_kind (id);
-- What the dates of an event that comes again have in common. Each is an event of its own.
ALTER TABLE event ADD COLUMN series BYTEA CHECK (length(series) = 16);

CREATE INDEX event_kind_used ON event (kind) WHERE kind IS NOT NULL;
CREATE INDEX event_series ON event (series, starts_at) WHERE series IS NOT NULL;
CREATE INDEX event_starts ON event (starts_at) WHERE state <> 'draft';

-- The picture of an event, made anew from what was handed in, so that nothing else of that is kept. Its address is its
-- `hash`. `danish` and `english` are for those who do not see it.
CREATE TABLE event_picture (
    event BYTEA NOT NULL PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    content BYTEA NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    danish TEXT COLLATE "C" NOT NULL,
    english TEXT COLLATE "C" NOT NULL
);

CREATE INDEX event_picture_hash ON event_picture (hash);
