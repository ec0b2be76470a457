-- When staff were mailed that somebody wrote to them in a secure thread; nothing once one of them has looked since.
ALTER TABLE secure_thread ADD COLUMN staff_told_at INTEGER;

-- When staff had seen to it that an answer that was not opened reached the person otherwise, or need not.
ALTER TABLE rights_answer ADD COLUMN settled_at INTEGER;
DROP INDEX rights_answer_unopened;
CREATE INDEX rights_answer_unopened ON rights_answer (ends_at) WHERE opened_at IS NULL AND settled_at IS NULL;
