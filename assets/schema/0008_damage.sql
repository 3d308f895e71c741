-- What was wrong with the document that was last read of a feed: a part of it is missing, or was read by guessing.
ALTER TABLE feed ADD COLUMN damage TEXT;
