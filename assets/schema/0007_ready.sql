-- Which stories are ready: to be read in full without a network. The one place that says so.

-- Its page is stored; or what its feed carries is, and no page is to come: because the feed carries it whole, because the
-- reader wants no page of it, or because it has none. A page that was given up leaves a story that is not ready. Nothing
-- is stored for it: an old library has it at once.
ALTER TABLE article ADD COLUMN ready INTEGER
    GENERATED ALWAYS AS (source = 2 OR (source = 1 AND wanted = 0 AND tries < 3)) VIRTUAL;
DROP INDEX article_offline;
CREATE INDEX article_ready ON article (shown, published) WHERE ready = 1;

-- How many are shown, kept in step whatever changes one of them.
UPDATE tally SET offline = (SELECT count(*) FROM article WHERE shown = 1 AND ready = 1);
CREATE TRIGGER ready_in AFTER INSERT ON article WHEN NEW.shown = 1 AND NEW.ready = 1
    BEGIN UPDATE tally SET offline = offline + 1; END;
CREATE TRIGGER ready_out AFTER DELETE ON article WHEN OLD.shown = 1 AND OLD.ready = 1
    BEGIN UPDATE tally SET offline = offline - 1; END;
CREATE TRIGGER ready_change AFTER UPDATE OF shown, source, wanted, tries ON article
    WHEN (OLD.shown = 1 AND OLD.ready = 1) <> (NEW.shown = 1 AND NEW.ready = 1)
    BEGIN UPDATE tally SET offline = offline + iif(NEW.shown = 1 AND NEW.ready = 1, 1, -1); END;
