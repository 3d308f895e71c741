//! Sites: the reader's rules for their pages, what their pages have in common, and the stories that are to be cleaned
//! anew because of either.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::model::article::ArticleId;
use crate::model::site::{Deed, Rule, above};
use crate::store::columns::seconds;
use crate::store::{Durability, Store, StoreError};

/// The habits of so many sites are kept, those that were read last.
pub const SITES: i64 = 400;
/// The longest habits that are kept, in bytes.
const LONGEST: usize = 8 << 10;

/// Which rules came and which went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Those that are there now and were not before.
    pub added: Vec<Rule>,
    /// Those that were there before and are not now.
    pub removed: Vec<Rule>,
}

/// What is known of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The rules for its pages; a later one goes before an earlier one.
    pub rules: Vec<Rule>,
    /// What its pages have in common, in the form of whoever learned it.
    pub habits: Vec<u8>,
}

impl Store {
    /// All rules with their numbers, in the order they were made.
    pub fn rules(&self) -> Result<Vec<(i64, Rule)>, StoreError> {
        self.read(rules_of)
    }

    /// Takes rules away and adds others. One that matches the same as an older one takes its place. The stories of their
    /// sites are to be cleaned anew.
    pub fn change_rules(&mut self, remove: &[Rule], add: &[Rule]) -> Result<Changed, StoreError> {
        let changed = self.write(Durability::Sure, |transaction| {
            let mut changed = Changed::default();
            for rule in remove {
                changed.removed.extend(take(transaction, rule)?);
            }
            for rule in add {
                changed.removed.extend(take(transaction, rule)?);
                transaction
                    .prepare_cached(
                        "INSERT INTO rule (site, deed, reason, element, text) VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute(params![
                        rule.site,
                        rule.deed.name(),
                        rule.reason,
                        rule.element,
                        rule.text
                    ])?;
                changed.added.push(rule.clone());
            }
            let before = changed.removed.clone();
            changed.removed.retain(|rule| !changed.added.contains(rule));
            changed.added.retain(|rule| !before.contains(rule));
            Ok(changed)
        })?;
        let mut sites: Vec<&str> = Vec::new();
        for rule in changed.added.iter().chain(&changed.removed) {
            if !sites.contains(&rule.site.as_str()) {
                sites.push(&rule.site);
            }
        }
        for site in sites {
            let stories = self.stories_of_site(site);
            self.clean_anew(&stories)?;
        }
        Ok(changed)
    }

    /// Notes that stories are to be cleaned anew.
    pub fn clean_anew(&mut self, stories: &[ArticleId]) -> Result<(), StoreError> {
        self.write(Durability::Cheap, |transaction| {
            for id in stories {
                transaction
                    .prepare_cached(
                        "INSERT OR IGNORE INTO anew (article) SELECT id FROM article WHERE id = ?1",
                    )?
                    .execute([id.0])?;
            }
            Ok(())
        })
    }

    /// Stories that are to be cleaned anew, the newest first.
    pub fn to_clean_anew(&self, most: usize) -> Result<Vec<ArticleId>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT article FROM anew ORDER BY article DESC LIMIT ?1")?
                .query_map([most as i64], |row| row.get(0).map(ArticleId))?
                .collect()
        })
    }

    /// Notes that a story was cleaned anew by these rules. Answers whether they are still all there are; if not, it is to
    /// be cleaned once more.
    pub fn cleaned_anew(
        &mut self,
        id: ArticleId,
        rules: &[(i64, Rule)],
    ) -> Result<bool, StoreError> {
        self.write(Durability::Cheap, |transaction| {
            if rules_of(transaction)? != rules {
                return Ok(false);
            }
            transaction
                .prepare_cached("DELETE FROM anew WHERE article = ?1")?
                .execute([id.0])
                .map(|_| true)
        })
    }

    /// What is known of a site; of its rules also those of the sites above it.
    pub fn known_of_site(&self, site: &str) -> Result<Known, StoreError> {
        self.read(|connection| {
            let mut rules: Vec<(i64, Rule)> = Vec::new();
            let mut statement = connection.prepare_cached(
                "SELECT site, deed, reason, element, text, id FROM rule WHERE site = ?1",
            )?;
            for site in above(site) {
                let found = statement.query_map([site], |row| Ok((row.get(5)?, rule(row)?)))?;
                rules.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            rules.sort_by_key(|(id, _)| *id);
            let habits = connection
                .prepare_cached("SELECT habits FROM site WHERE site = ?1")?
                .query_row([site], |row| row.get(0))
                .optional()?;
            Ok(Known {
                rules: rules.into_iter().map(|(_, rule)| rule).collect(),
                habits: habits.unwrap_or_default(),
            })
        })
    }

    /// Keeps what was learned of sites; of the sites that were read last.
    pub fn keep_habits(
        &mut self,
        sites: &[(String, Vec<u8>)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(Durability::Cheap, |transaction| {
            for (site, habits) in sites.iter().filter(|(_, habits)| habits.len() <= LONGEST) {
                transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO site (site, used, habits) VALUES (?1, ?2, ?3)",
                    )?
                    .execute(params![site, seconds(now), habits])?;
            }
            transaction
                .prepare_cached(
                    "DELETE FROM site WHERE site IN (SELECT site FROM site ORDER BY used DESC, site LIMIT -1 OFFSET ?1)",
                )?
                .execute([SITES])
                .map(drop)
        })
    }
}

fn rules_of(connection: &Connection) -> rusqlite::Result<Vec<(i64, Rule)>> {
    connection
        .prepare_cached("SELECT site, deed, reason, element, text, id FROM rule ORDER BY id")?
        .query_map([], |row| Ok((row.get(5)?, rule(row)?)))?
        .collect()
}

fn rule(row: &Row) -> rusqlite::Result<Rule> {
    Ok(Rule {
        site: row.get(0)?,
        deed: if row.get::<_, String>(1)? == Deed::Keep.name() {
            Deed::Keep
        } else {
            Deed::Cut
        },
        reason: row.get(2)?,
        element: row.get(3)?,
        text: row.get(4)?,
    })
}

/// Takes away the rule that matches the same.
fn take(transaction: &Transaction, wanted: &Rule) -> rusqlite::Result<Option<Rule>> {
    transaction
        .prepare_cached(
            "DELETE FROM rule WHERE site = ?1 AND reason IS ?2 AND element IS ?3 AND text IS ?4 \
             RETURNING site, deed, reason, element, text",
        )?
        .query_row(
            params![wanted.site, wanted.reason, wanted.element, wanted.text],
            rule,
        )
        .optional()
}
