-- Stories whose pages are being asked for right now, by whichever process; in the file of the pages.
CREATE TABLE IF NOT EXISTS asking (
    article INTEGER PRIMARY KEY,
    since   INTEGER NOT NULL
) STRICT;
