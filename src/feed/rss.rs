//! The elements of RSS: 0.90 to 2.0, and 1.0 in RDF.

use crate::feed::role::{Field, Form, Place, Role};

/// What an element of RSS is for. `name` is in lower case.
#[must_use]
pub fn role(place: Place, name: &str) -> Role {
    let html = |field, rank| Role::Value(field, rank, Form::Html);
    match (place, name) {
        (Place::Picture, "url" | "href") => html(Field::Image, 7),
        (Place::Person, "name") => html(Field::Name, 9),
        (Place::Person, "email") => html(Field::Email, 9),
        (Place::Picture | Place::Person | Place::Source, _) => Role::Ignored,
        (Place::Channel, "channel") => Role::Channel,
        (_, "item") => Role::Entry,
        (_, "title") => html(Field::Title, 9),
        (_, "link") => html(Field::Link, 9),
        (_, "description") => html(Field::Summary, 9),
        (Place::Channel, "pubdate") => html(Field::Updated, 7),
        (Place::Channel, "lastbuilddate") => html(Field::Updated, 8),
        (Place::Channel, "language") => html(Field::Language, 9),
        (Place::Channel, "ttl") => html(Field::Ttl, 9),
        (Place::Channel, "skiphours" | "skipdays") => Role::Through,
        (Place::Channel, "hour") => html(Field::Hour, 9),
        (Place::Channel, "day") => html(Field::Day, 9),
        (_, "image") => Role::Picture,
        (_, "category") => html(Field::Category, 9),
        (_, "copyright" | "rights") => html(Field::Rights, 9),
        (Place::Entry, _) => in_entry(name),
        _ => Role::Ignored,
    }
}

fn in_entry(name: &str) -> Role {
    let html = |field, rank| Role::Value(field, rank, Form::Html);
    match name {
        "guid" => html(Field::Id, 9),
        "pubdate" => html(Field::Published, 9),
        "date" | "published" | "pubtime" => html(Field::Published, 5),
        "updated" | "modified" | "lastmodified" => html(Field::Updated, 5),
        "author" => html(Field::Author, 9),
        "creator" => html(Field::Author, 4),
        "comments" => html(Field::Comments, 9),
        "enclosure" => html(Field::Enclosure, 9),
        "content" | "fullitem" | "fulltext" | "full-text" | "encoded" => html(Field::Content, 6),
        "summary" => html(Field::Summary, 10),
        "body" => Role::Value(Field::Content, 6, Form::Markup),
        "tags" | "keywords" => html(Field::Keywords, 5),
        "thumbnail" | "thumb" => html(Field::Image, 4),
        "origlink" => html(Field::Link, 8),
        _ => Role::Ignored,
    }
}
