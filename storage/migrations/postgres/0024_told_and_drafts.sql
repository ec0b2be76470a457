-- When staff were mailed that somebody wrote to them in a secure thread; nothing once one of them has looked since.
ALTER TABLE secure_thread ADD COLUMN staff_told_at BIGINT;

-- When staff had seen to it that an answer that was not opened reached the person otherwise, or need not.
ALTER TABLE rights_answer ADD COLUMN settled_at BIGINT;
DROP INDEX rights_answer_unopened;
CREATE INDEX rights_answer_unopened ON rights_answer (ends_at) WHERE opened_at IS NULL AND settled_at IS NULL;

-- Staff changed a person's address. Who, how they made sure of the person, and both addresses lie in a record, sealed with
-- the key that bears the row's id.
CREATE TABLE address_by_staff (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The keyed hash of the mailbox that is written to from then on.
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    made_at BIGINT NOT NULL,
    -- Set when its erasure is decided; from then on nothing opens it.
    erasing_at BIGINT
);

CREATE INDEX address_by_staff_mailbox ON address_by_staff (mailbox) WHERE erasing_at IS NULL;
CREATE INDEX address_by_staff_made ON address_by_staff (made_at, id) WHERE erasing_at IS NULL;
