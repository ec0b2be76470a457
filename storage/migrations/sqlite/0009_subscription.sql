-- People who asked for the newsletter. Address, name, language and topics lie in `content`, sealed with the key that
-- bears the row's id. A mailbox is found by a keyed hash; a link by the hash of its token.
CREATE TABLE subscription (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    mailbox BLOB NOT NULL CHECK (length(mailbox) = 32),
    -- What shows that the person asked.
    proof BLOB NOT NULL CHECK (length(proof) = 16),
    -- What the links of its mails are derived from; it stays when the same mailbox is confirmed anew.
    link BLOB NOT NULL CHECK (length(link) = 16),
    content BLOB NOT NULL,
    given_at INTEGER NOT NULL,
    -- Until when it may be confirmed; nothing once it is.
    expires_at INTEGER,
    confirmed_at INTEGER,
    confirm BLOB UNIQUE CHECK (length(confirm) = 32),
    manage BLOB UNIQUE CHECK (length(manage) = 32),
    leave BLOB UNIQUE CHECK (length(leave) = 32),
    -- Set when its erasure is decided; from then on no link finds it.
    erasing_at INTEGER,
    CHECK ((expires_at IS NULL) = (confirmed_at IS NOT NULL)),
    CHECK ((manage IS NULL) = (leave IS NULL))
) STRICT;

CREATE UNIQUE INDEX subscription_active ON subscription (mailbox) WHERE confirmed_at IS NOT NULL AND erasing_at IS NULL;
CREATE INDEX subscription_waiting ON subscription (expires_at, id) WHERE expires_at IS NOT NULL AND erasing_at IS NULL;

-- When confirmations were last sent to a mailbox, the latest first, so that nobody can be flooded through our form.
CREATE TABLE confirmation_pace (
    mailbox BLOB NOT NULL PRIMARY KEY CHECK (length(mailbox) = 32),
    latest INTEGER NOT NULL,
    second INTEGER NOT NULL,
    third INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX confirmation_pace_latest ON confirmation_pace (latest);

-- Mailboxes whose owners asked to be kept out, by a keyed hash of its own.
CREATE TABLE kept_out (
    mailbox BLOB NOT NULL PRIMARY KEY CHECK (length(mailbox) = 32),
    proof BLOB NOT NULL UNIQUE CHECK (length(proof) = 16),
    code BLOB NOT NULL UNIQUE CHECK (length(code) = 32),
    gone_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_out_gone ON kept_out (gone_at);

-- Which proofs the link "why do I get this?" opens, by the hash of its token. It outlives the subscription.
CREATE TABLE proof_link (
    proof BLOB NOT NULL PRIMARY KEY CHECK (length(proof) = 16),
    link BLOB NOT NULL CHECK (length(link) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX proof_link_link ON proof_link (link, proof);
