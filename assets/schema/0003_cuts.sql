-- What was cut from stories, what the reader wants of sites, and what is known of them.

-- What was cut from a story: a list (deflated JSON). Those that the reader put back are marked, and stand in the body.
-- In the order they came, as bodies.
CREATE TABLE cut (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    data    BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX cut_article ON cut (article);

-- Rules of the reader for the pages of a site; a later one goes before an earlier one.
CREATE TABLE rule (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    site    TEXT NOT NULL,
    deed    TEXT NOT NULL CHECK (deed IN ('keep', 'cut')),
    reason  TEXT,
    element TEXT,
    text    TEXT
) STRICT;
CREATE UNIQUE INDEX rule_once ON rule (site, coalesce(element, ''), coalesce(text, ''), coalesce(reason, ''));

-- What pages of a site have in common (`extract::habits` tells the form); of the sites that were read last.
CREATE TABLE site (
    site   TEXT PRIMARY KEY,
    used   INTEGER NOT NULL,
    habits BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Stories that are to be cleaned anew, from the pages that are kept of them.
CREATE TABLE anew (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
) STRICT;
