-- The status of what came back and said that a mail was not taken for now; its first one. It ends nothing, and is counted.
ALTER TABLE mail ADD COLUMN put_off TEXT COLLATE "C";
