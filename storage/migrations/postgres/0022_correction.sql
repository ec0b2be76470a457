-- The mailbox that a consent was given from, by a keyed hash that is another one for each purpose: so that its owner
-- finds the proof while it is kept, though what it was for is gone. Nothing for whoever has no mailbox.
ALTER TABLE proof ADD COLUMN mailbox BYTEA CHECK (length(mailbox) = 32);
CREATE INDEX proof_mailbox ON proof (mailbox) WHERE mailbox IS NOT NULL;

CREATE INDEX subscription_mailbox ON subscription (mailbox) WHERE erasing_at IS NULL;
CREATE INDEX access_log_thing ON access_log (thing, id);

-- Somebody asked to be written to at another address. Both addresses lie in `content`, sealed with the key that bears
-- the row's id. It happens once both mailboxes have said yes, each by the link that was mailed to it.
CREATE TABLE address_change (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The keyed hash of the mailbox it is asked from.
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    content BYTEA NOT NULL,
    -- The hashes of the tokens that were mailed to the address before and to the new one.
    before BYTEA NOT NULL UNIQUE CHECK (length(before) = 32),
    after BYTEA NOT NULL UNIQUE CHECK (length(after) = 32),
    -- When each was used.
    before_at BIGINT,
    after_at BIGINT,
    expires_at BIGINT NOT NULL,
    -- Set when its erasure is decided; from then on no link finds it.
    erasing_at BIGINT
);

CREATE INDEX address_change_mailbox ON address_change (mailbox) WHERE erasing_at IS NULL;
CREATE INDEX address_change_expires ON address_change (expires_at, id) WHERE erasing_at IS NULL;
