-- Work that is due. One kind and key name one effect, which happens once; a job that is done stays, so that its
-- key is not used again. `fence` rises with every lease, and tells the holder of now from one that comes too late.
CREATE TABLE job (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    fence INTEGER NOT NULL DEFAULT 0,
    holder BLOB CHECK (length(holder) = 16),
    leased_until INTEGER,
    done_at INTEGER,
    UNIQUE (kind, key),
    CHECK ((holder IS NULL) = (leased_until IS NULL)),
    CHECK (done_at IS NULL OR holder IS NULL)
) STRICT;

CREATE INDEX job_due ON job (kind, due_at) WHERE done_at IS NULL;
