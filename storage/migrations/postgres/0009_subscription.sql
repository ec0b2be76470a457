-- People who asked for the newsletter. Address, name, language and topics lie in `content`, sealed with the key that
-- bears the row's id. A mailbox is found by a keyed hash; a link by the hash of its token.
CREATE TABLE subscription (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    -- What shows that the person asked.
    proof BYTEA NOT NULL CHECK (length(proof) = 16),
    -- What the links of its mails are derived from; it stays when the same mailbox is confirmed anew.
    link BYTEA NOT NULL CHECK (length(link) = 16),
    content BYTEA NOT NULL,
    given_at BIGINT NOT NULL,
    -- Until when it may be confirmed; nothing once it is.
    expires_at BIGINT,
    confirmed_at BIGINT,
    confirm BYTEA UNIQUE CHECK (length(confirm) = 32),
    manage BYTEA UNIQUE CHECK (length(manage) = 32),
    leave BYTEA UNIQUE CHECK (length(leave) = 32),
    -- Set when its erasure is decided; from then on no link finds it.
    erasing_at BIGINT,
    CHECK ((expires_at IS NULL) = (confirmed_at IS NOT NULL)),
    CHECK ((manage IS NULL) = (leave IS NULL))
);

CREATE UNIQUE INDEX subscription_active ON subscription (mailbox) WHERE confirmed_at IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX subscription_waiting ON subscription (expires_at, id) WHERE expires_at IS NOT NULL AND erasing_at IS NULL;

-- When confirmations were last sent to a mailbox, the latest first, so that nobody can be flooded through our form.
CREATE TABLE confirmation_pace (
    mailbox BYTEA NOT NULL PRIMARY KEY CHECK (length(mailbox) = 32),
    latest BIGINT NOT NULL,
    second BIGINT NOT NULL,
    third BIGINT NOT NULL
);

CREATE INDEX confirmation_pace_latest ON confirmation_pace (latest);

-- Mailboxes whose owners asked to be kept out, by a keyed hash of its own.
CREATE TABLE kept_out (
    mailbox BYTEA NOT NULL PRIMARY KEY CHECK (length(mailbox) = 32),
    proof BYTEA NOT NULL UNIQUE CHECK (length(proof) = 16),
    code BYTEA NOT NULL UNIQUE CHECK (length(code) = 32),
    gone_at BIGINT NOT NULL
);

CREATE INDEX kept_out_gone ON kept_out (gone_at);

-- Which proofs the link "why do I get this?" opens, by the hash of its token. It outlives the subscription.
CREATE TABLE proof_link (
    proof BYTEA NOT NULL PRIMARY KEY CHECK (length(proof) = 16),
    link BYTEA NOT NULL CHECK (length(link) = 32)
);

CREATE INDEX proof_link_link ON proof_link (link, proof);
