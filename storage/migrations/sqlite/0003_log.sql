-- The order of the evidence log and the tree over it. A leaf's `position` is its place, from 0 and without gaps.

-- How many leaves have a place. Whoever gives places holds this row, so that one does it at a time.
CREATE TABLE log_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL CHECK (size >= 0)
) STRICT;

INSERT INTO log_head (id, size) VALUES (1, 0);

-- Hash tiles: up to 256 hashes of 32 bytes. A full tile never changes; one at the edge grows.
CREATE TABLE tile (
    level INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hashes BLOB NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, place)
) STRICT;

-- Signed heads: the last of each day (days since 1970 in UTC) and epoch; it covers those before it.
CREATE TABLE checkpoint (
    epoch INTEGER NOT NULL,
    day INTEGER NOT NULL,
    size INTEGER NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (epoch, day)
) STRICT;

-- Said in these words because SQLite answers `position IS NULL` from the unique index, and then sorts all that wait.
CREATE INDEX leaf_without_position ON leaf (appended_at, id) WHERE coalesce(position, -1) < 0;
CREATE INDEX leaf_of_record ON leaf (record);
