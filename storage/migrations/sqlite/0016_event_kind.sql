-- Kinds of events, such as concerts and talks. `slug` is what addresses call one, the same whatever its name becomes.
CREATE TABLE event_kind (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    slug TEXT NOT NULL UNIQUE,
    -- The name in Danish and in English.
    danish TEXT NOT NULL,
    english TEXT NOT NULL,
    edited_at INTEGER NOT NULL
) STRICT;

-- The kind of an event, if it has one.
ALTER TABLE event ADD COLUMN kind BLOB REFERENCES event_kind (id);
-- What the dates of an event that comes again have in common. Each is an event of its own.
ALTER TABLE event ADD COLUMN series BLOB CHECK (length(series) = 16);

CREATE INDEX event_kind_used ON event (kind) WHERE kind IS NOT NULL;
CREATE INDEX event_series ON event (series, starts_at) WHERE series IS NOT NULL;
CREATE INDEX event_starts ON event (starts_at) WHERE state <> 'draft';
