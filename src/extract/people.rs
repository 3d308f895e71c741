//! The words that stand around names: in bylines, behind names, before credits.
//!
//! Lists only; bylines are read elsewhere.

use std::collections::HashMap;

use serde::Deserialize;

use crate::text;

/// The words of bylines and credits, folded.
#[derive(Deserialize, Default)]
pub struct People {
    /// What stands before the names of those who wrote.
    pub before: Vec<String>,
    /// What stands before the paper's name and that of who wrote.
    pub stations: Vec<String>,
    /// What stands before a town and the name of who wrote there.
    pub posted: Vec<String>,
    /// Of these, words of other languages too: the one in which they stand before names.
    pub spoken: HashMap<String, String>,
    /// What people are, behind their names.
    pub roles: Vec<String>,
    /// What those are who did not write: editors first, then all others.
    pub editors: Vec<String>,
    pub others: Vec<String>,
    /// What stands between two names.
    pub joins: Vec<String>,
    /// Names of nobody.
    pub nobody: Vec<String>,
    /// What no name has in it.
    pub never: Vec<String>,
    /// What stands before the name of who made a picture.
    pub credits: Vec<String>,
    /// What stands in brackets before who gave a picture, and before whose it is at a place where many show theirs.
    pub given: Vec<String>,
    pub places: Vec<String>,
    /// What stands between the number of a picture and that of all.
    pub counted: Vec<String>,
    /// Of these, what says where something is from.
    pub sources: Vec<String>,
    /// What a caption begins with where names have no capitals, and what it ends with.
    pub pictured: Vec<String>,
    pub photographed: Vec<String>,
    /// Behind the name of who let a picture be shown.
    pub provided: Vec<String>,
    /// Desks and agencies, which are nobody on a page's own lines.
    pub desks: Vec<String>,
    /// Small words before which a name ends.
    pub tails: Vec<String>,
    /// Words of what somebody is.
    pub posts: Vec<String>,
    /// Degrees behind names.
    pub degrees: Vec<String>,
    /// Towns behind the names of those who wrote there.
    pub towns: Vec<String>,
    /// Lands behind towns.
    pub lands: Vec<String>,
    /// Words that pages glue to the name behind them.
    pub glued: Vec<String>,
    /// How to reach somebody.
    pub ways: Vec<String>,
    /// What a line has in it that says who helped.
    pub helped: Vec<String>,
    /// What a line begins with that says who wrote.
    pub about: Vec<String>,
    /// What a line begins with that says how to reach who wrote.
    pub reach: Vec<String>,
    /// What stands between a name and what somebody is.
    pub being: Vec<String>,
    /// Titles before names.
    pub honours: Vec<String>,
    /// Small words inside names.
    pub particles: Vec<String>,
    /// Small words between a name and a date.
    pub dated: Vec<String>,
    /// The last words of what is called like a person and is none.
    pub bodies: Vec<String>,
    /// The last words of a line that says that a paper's own people wrote.
    pub reports: Vec<String>,
    /// What stands before the name of who reviewed something.
    pub reviewed: Vec<String>,
    /// Lines above those who answer the press.
    pub press: Vec<String>,
}

impl People {
    /// The same, folded as texts are before they are compared.
    pub fn folded(mut self) -> People {
        for list in [
            &mut self.before,
            &mut self.stations,
            &mut self.posted,
            &mut self.roles,
            &mut self.editors,
            &mut self.others,
            &mut self.joins,
            &mut self.nobody,
            &mut self.never,
            &mut self.credits,
            &mut self.given,
            &mut self.places,
            &mut self.counted,
            &mut self.sources,
            &mut self.pictured,
            &mut self.photographed,
            &mut self.provided,
            &mut self.desks,
            &mut self.tails,
            &mut self.posts,
            &mut self.degrees,
            &mut self.towns,
            &mut self.lands,
            &mut self.glued,
            &mut self.ways,
            &mut self.helped,
            &mut self.about,
            &mut self.reach,
            &mut self.being,
            &mut self.honours,
            &mut self.particles,
            &mut self.dated,
            &mut self.bodies,
            &mut self.reports,
            &mut self.reviewed,
            &mut self.press,
        ] {
            for word in list {
                *word = text::fold(word);
            }
        }
        self
    }
}
