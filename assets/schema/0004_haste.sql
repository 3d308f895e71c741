-- How long a feed's server took for its last good answer, in milliseconds.
ALTER TABLE feed ADD COLUMN took INTEGER;
