-- Work that is due. One kind and key name one effect, which happens once; a job that is done stays, so that its
-- key is not used again. `fence` rises with every lease, and tells the holder of now from one that comes too late.
CREATE TABLE job (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    fence BIGINT NOT NULL DEFAULT 0,
    holder BYTEA CHECK (length(holder) = 16),
    leased_until BIGINT,
    done_at BIGINT,
    UNIQUE (kind, key),
    CHECK ((holder IS NULL) = (leased_until IS NULL)),
    CHECK (done_at IS NULL OR holder IS NULL)
);

CREATE INDEX job_due ON job (kind, due_at) WHERE done_at IS NULL;
