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

-- Forms of the portal that people saved to go on with later. What was typed lies in `content`, sealed with the key that
-- bears the row's id.
CREATE TABLE portal_draft (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The keyed hash of the mailbox it was saved from.
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    -- Who alone reads it, where it takes a second factor.
    person BYTEA CHECK (length(person) = 16),
    -- The keyed hash of mailbox, person and form: there is one draft of each form.
    slot BYTEA NOT NULL CHECK (length(slot) = 32),
    content BYTEA NOT NULL,
    saved_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- Set when its erasure is decided; from then on nothing opens it.
    erasing_at BIGINT
);

CREATE UNIQUE INDEX portal_draft_slot ON portal_draft (slot) WHERE erasing_at IS NULL;
CREATE INDEX portal_draft_mailbox ON portal_draft (mailbox, saved_at) WHERE erasing_at IS NULL;
CREATE INDEX portal_draft_expires ON portal_draft (expires_at, id) WHERE erasing_at IS NULL;
