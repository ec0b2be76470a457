-- What is kept of a thing whose time is up while a request for access waits for its answer: the thing as it was, sealed with
-- the case's key, for that answer alone. It goes when the request is answered.
CREATE TABLE case_copy (
    rights_case BLOB NOT NULL CHECK (length(rights_case) = 16),
    thing BLOB NOT NULL CHECK (length(thing) = 16),
    content BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (rights_case, thing)
) STRICT;
