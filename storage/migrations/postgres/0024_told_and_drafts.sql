-- When staff were mailed that somebody wrote to them in a secure thread; nothing once one of them has looked since.
ALTER TABLE secure_thread ADD COLUMN staff_told_at BIGINT;
