-- What is not where it was: another feed of its site is looked for unasked.

-- What stood there is gone: it is not found any more, or a page stands in its place.
ALTER TABLE feed ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
-- When another was last looked for; and the address of the one that was found.
ALTER TABLE feed ADD COLUMN looked INTEGER;
ALTER TABLE feed ADD COLUMN instead TEXT;
