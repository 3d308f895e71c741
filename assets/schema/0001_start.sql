-- The library of kabar. Times are seconds since 1970, UTC. Flags are 0 or 1.

-- The reader's grouping of feeds.
CREATE TABLE folder (
    id     INTEGER PRIMARY KEY,
    parent INTEGER REFERENCES folder (id) ON DELETE CASCADE,
    name   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX folder_name ON folder (coalesce(parent, 0), name);

-- Subscriptions. A removed feed stays for 30 days with `removed` set, so that it can come back.
CREATE TABLE feed (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    url           TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,              -- what is shown: own_title, else title, else the host
    own_title     TEXT,
    title         TEXT,
    link          TEXT,
    description   TEXT,
    language      TEXT,
    image         TEXT,
    folder        INTEGER REFERENCES folder (id) ON DELETE SET NULL,
    unread        INTEGER NOT NULL DEFAULT 0, -- kept in step with article, never counted
    total         INTEGER NOT NULL DEFAULT 0,
    added         INTEGER NOT NULL,
    removed       INTEGER,
    fetched       INTEGER,
    etag          TEXT,
    last_modified TEXT,
    body_hash     INTEGER,
    next          INTEGER,                    -- not to be asked before, by its own wish or schedule
    ttl           INTEGER,
    skip_hours    INTEGER NOT NULL DEFAULT 0, -- a bit for each hour
    skip_days     INTEGER NOT NULL DEFAULT 0, -- a bit for each day, Monday lowest
    failing_since INTEGER,
    tries         INTEGER NOT NULL DEFAULT 0,
    cause         TEXT,
    retry         INTEGER,
    retired       INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Stories. Numbers come from `tally` and are never given twice.
CREATE TABLE article (
    id         INTEGER PRIMARY KEY,
    feed       INTEGER REFERENCES feed (id),
    published  INTEGER NOT NULL,
    read       INTEGER NOT NULL DEFAULT 0,
    bookmarked INTEGER NOT NULL DEFAULT 0,
    shown      INTEGER NOT NULL DEFAULT 1,    -- 0 while its feed is removed
    source     INTEGER NOT NULL DEFAULT 0,    -- 0 no text, 1 the feed's, 2 the page's
    wanted     INTEGER NOT NULL DEFAULT 0,    -- its page is to be fetched
    body       INTEGER,                       -- its row of body; nobody else's
    minutes    INTEGER NOT NULL DEFAULT 0,
    fetched    INTEGER NOT NULL,
    touched    INTEGER,                       -- last marked
    tries      INTEGER NOT NULL DEFAULT 0,    -- failed attempts at its page
    retry      INTEGER,
    title      TEXT NOT NULL,
    url        TEXT,
    authors    TEXT,                          -- one a line
    language   TEXT,
    site       TEXT,                          -- the feed's name once the feed is gone, or a saved page's site
    site_url   TEXT,
    body_error TEXT,
    block      INTEGER NOT NULL DEFAULT 0,    -- where the reader left it
    share      INTEGER NOT NULL DEFAULT 0,
    excerpt    TEXT NOT NULL DEFAULT ''
) STRICT;
-- Lists walk these; the id comes with each.
CREATE INDEX article_list ON article (shown, read, published);
CREATE INDEX article_feed ON article (feed, read, published);
CREATE INDEX article_bookmarked ON article (published, feed) WHERE bookmarked = 1;
CREATE INDEX article_offline ON article (shown, published) WHERE source = 2;
CREATE INDEX article_wanted ON article (shown, published) WHERE wanted = 1;

-- What a feed has served, by 8-byte fingerprints: read as one range when the feed is merged.
-- Feed 0 stands for saved pages. `gone` is set when the story was removed by retention: the time it was last served.
CREATE TABLE seen (
    feed       INTEGER NOT NULL,
    article    INTEGER NOT NULL,
    identity   INTEGER NOT NULL,              -- of guid, else link, else title and date
    link       INTEGER,
    text       INTEGER,                       -- of title and body
    version    INTEGER NOT NULL,              -- of all that is stored of an entry
    gone       INTEGER,
    PRIMARY KEY (feed, article)
) STRICT, WITHOUT ROWID;

-- Bodies, in the order they came: pages are fetched newest first, and rows put in against their order leave pages half
-- empty. Forms: 0 a feed's HTML, 1 the same deflated, 2 a document from a feed, 3 a document from a page (deflated JSON).
CREATE TABLE body (
    id   INTEGER PRIMARY KEY,
    form INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;

-- The index of words. It keeps no text; scripts without spaces come in as pairs of characters. The body comes first
-- because every word of another column costs two bytes more.
CREATE VIRTUAL TABLE words USING fts5 (
    body, title,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mc Mn'"
);
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(1.0, 8.0)');

-- How words of titles begin: of one to three letters, which are too many to look for in bodies.
CREATE VIRTUAL TABLE starts USING fts5 (
    title,
    content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mc Mn'"
);

-- Stories up to tally.indexed_to whose text changed since they were indexed.
CREATE TABLE reindex (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
) STRICT;

-- One row: counts over what is shown, kept in step with article; and two marks for numbering.
CREATE TABLE tally (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    unread       INTEGER NOT NULL DEFAULT 0,
    bookmarked   INTEGER NOT NULL DEFAULT 0,
    offline      INTEGER NOT NULL DEFAULT 0,
    total        INTEGER NOT NULL DEFAULT 0,
    next_article INTEGER NOT NULL DEFAULT 1,
    indexed_to   INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO tally (one) VALUES (1);
