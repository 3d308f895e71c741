-- What servers ask of us, how often feeds publish, and what feeds say of their stories beside the text.

-- Its server asked to be left alone until then (Retry-After), whoever insists.
ALTER TABLE feed ADD COLUMN wait INTEGER;
-- When it was last asked, well or not; and the same while the answer is being waited for.
ALTER TABLE feed ADD COLUMN asked INTEGER;
ALTER TABLE feed ADD COLUMN asking INTEGER;
-- Seconds after which it is worth asking again, by how often it publishes; and when it last published.
ALTER TABLE feed ADD COLUMN pace INTEGER;
ALTER TABLE feed ADD COLUMN latest INTEGER;
-- The address it had before it moved for good.
ALTER TABLE feed ADD COLUMN moved_from TEXT;
-- How the reader wants this feed (JSON); what is not said is as for all.
ALTER TABLE feed ADD COLUMN settings TEXT;

-- Subjects the feed files a story under, one a line; attached media (JSON).
ALTER TABLE article ADD COLUMN categories TEXT;
ALTER TABLE article ADD COLUMN enclosures TEXT;
