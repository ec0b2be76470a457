-- The order of the evidence log and the tree over it. A leaf's `position` is its place, from 0 and without gaps.

-- How many leaves have a place. Whoever gives places holds this row, so that one does it at a time.
CREATE TABLE log_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL CHECK (size >= 0)
);

INSERT INTO log_head (id, size) VALUES (1, 0);

-- Hash tiles: up to 256 hashes of 32 bytes. A full tile never changes; one at the edge grows.
CREATE TABLE tile (
    level BIGINT NOT NULL,
    place BIGINT NOT NULL,
    hashes BYTEA NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, place)
);

-- Signed heads: the last of each day (days since 1970 in UTC) and epoch; it covers those before it.
CREATE TABLE checkpoint (
    epoch BIGINT NOT NULL,
    day BIGINT NOT NULL,
    size BIGINT NOT NULL,
    note BYTEA NOT NULL,
    PRIMARY KEY (epoch, day)
);

-- In the words of the statement that gives places, which must be the same on both databases.
CREATE INDEX leaf_without_position ON leaf (appended_at, id) WHERE coalesce(position, -1) < 0;
CREATE INDEX leaf_of_record ON leaf (record);
