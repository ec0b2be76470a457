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
