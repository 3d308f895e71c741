-- Pictures of stories, made small; in the file of the pages.
CREATE TABLE picture (
    id      INTEGER PRIMARY KEY,              -- in the order they came
    url     TEXT NOT NULL,
    article INTEGER NOT NULL,                 -- 0 for a page that was looked at and not kept
    width   INTEGER NOT NULL,
    height  INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    data    BLOB NOT NULL                     -- JPEG
) STRICT;
CREATE UNIQUE INDEX picture_url ON picture (url);
