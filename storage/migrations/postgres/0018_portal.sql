-- Somebody asked to come in to the rights portal with a mail address, theirs or not, known here or not. The address lies
-- in `address`, sealed with the key that bears the row's id. A row lives for a day, so that mails can be counted.
CREATE TABLE portal_attempt (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The keyed hash of the mailbox.
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    -- The keyed hash of the mailbox and of who asked for it: a network, or a browser that came in with it before.
    asker BYTEA NOT NULL CHECK (length(asker) = 32),
    -- Whether it was such a browser. Those do not count against the mailbox.
    came_before BIGINT NOT NULL CHECK (came_before IN (0, 1)),
    -- The hash of the mark of the browser that asked. Link and code work only there.
    browser BYTEA NOT NULL CHECK (length(browser) = 32),
    link BYTEA NOT NULL UNIQUE CHECK (length(link) = 32),
    -- The keyed hash of the code, another one for each row.
    code BYTEA NOT NULL CHECK (length(code) = 32),
    address BYTEA NOT NULL,
    -- Whether its mail went, or was held back because there were enough.
    mailed BIGINT NOT NULL CHECK (mailed IN (0, 1)),
    -- How often a code was typed while this one was live.
    tries BIGINT NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL,
    spent_at BIGINT
);

CREATE INDEX portal_attempt_asker ON portal_attempt (asker, made_at) WHERE mailed = 1;
CREATE INDEX portal_attempt_mailbox ON portal_attempt (mailbox, made_at) WHERE mailed = 1 AND came_before = 0;
CREATE INDEX portal_attempt_browser ON portal_attempt (browser, made_at) WHERE mailed = 1;
CREATE INDEX portal_attempt_made ON portal_attempt (made_at);

-- A row for each mailbox that was asked for within a day, by its keyed hash: whoever decides about its mails holds it.
CREATE TABLE portal_pace (
    mailbox BYTEA NOT NULL PRIMARY KEY CHECK (length(mailbox) = 32),
    asked_at BIGINT NOT NULL
);

-- Somebody is in the portal. What the browser holds is stored as its hash; address and browser are sealed with the key
-- that bears the row's id.
CREATE TABLE portal_session (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    token BYTEA NOT NULL UNIQUE CHECK (length(token) = 32),
    mailbox BYTEA NOT NULL CHECK (length(mailbox) = 32),
    address BYTEA NOT NULL,
    browser BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE INDEX portal_session_mailbox ON portal_session (mailbox);
