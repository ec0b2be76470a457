-- Issues of the newsletter. What they say is meant for everybody, so `content` lies open; a draft is deleted by whoever
-- wrote it. `reached` is the last subscription whose mail is written, so that a process that ends in the middle is
-- gone on from there: nobody is left out and nobody is written to twice.
CREATE TABLE issue (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    content TEXT NOT NULL,
    -- Whether it stands in the archive once it is sent.
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    state TEXT NOT NULL,
    edited_at INTEGER NOT NULL,
    due_at INTEGER,
    -- Who was confirmed by then gets it.
    began_at INTEGER,
    reached BLOB NOT NULL CHECK (length(reached) = 16),
    -- How many mails were written for it.
    written INTEGER NOT NULL DEFAULT 0,
    CHECK ((state = 'draft') = (due_at IS NULL)),
    CHECK (state NOT IN ('writing', 'written') OR began_at IS NOT NULL)
) STRICT;

CREATE INDEX issue_due ON issue (due_at) WHERE state IN ('scheduled', 'writing');
