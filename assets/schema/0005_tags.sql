-- What the reader files stories under. A story with a tag is kept, as a bookmarked one is.
CREATE TABLE tag (
    name    TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_article ON tag (article);
