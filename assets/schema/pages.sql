-- The pages that stories were cleaned from, for some days. A file of its own beside the library: whoever removes it
-- loses no story.
CREATE TABLE page (
    id      INTEGER PRIMARY KEY,              -- in the order they came
    article INTEGER NOT NULL,
    part    INTEGER NOT NULL,                 -- 0 what the feed carried, 1 the page, 2 its second part and so on
    site    TEXT NOT NULL,
    url     TEXT,
    fetched INTEGER NOT NULL,
    data    BLOB NOT NULL                     -- without scripts and styles, deflated
) STRICT;
CREATE UNIQUE INDEX page_article ON page (article, part);
CREATE INDEX page_site ON page (site, part);

-- One row: bytes of all pages, kept in step.
CREATE TABLE size (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    bytes INTEGER NOT NULL
) STRICT;
INSERT INTO size VALUES (1, 0);
CREATE TRIGGER page_in AFTER INSERT ON page BEGIN UPDATE size SET bytes = bytes + length(NEW.data); END;
CREATE TRIGGER page_out AFTER DELETE ON page BEGIN UPDATE size SET bytes = bytes - length(OLD.data); END;
