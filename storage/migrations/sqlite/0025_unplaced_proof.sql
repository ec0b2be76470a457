-- One row while there may be proofs of consents that were stored before their mailbox was, so that its owner does not find
-- them. Start-up places them by the address in their sealed records, once.
CREATE TABLE unplaced_proof (
    due INTEGER NOT NULL PRIMARY KEY CHECK (due = 1)
) STRICT;
INSERT INTO unplaced_proof (due) SELECT 1 WHERE EXISTS (SELECT 1 FROM proof WHERE mailbox IS NULL);
