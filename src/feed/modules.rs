//! The elements of the vocabularies that RSS and Atom feeds borrow.

use crate::feed::names::Space;
use crate::feed::role::{Field, Form, Place, Role};

/// What a borrowed element is for. `name` is in lower case.
#[must_use]
pub fn role(space: Space, place: Place, name: &str) -> Role {
    if matches!(place, Place::Picture | Place::Person | Place::Source) {
        return Role::Ignored;
    }
    let html = |field, rank| Role::Value(field, rank, Form::Html);
    match (space, name) {
        (Space::Content, "encoded") => html(Field::Content, 9),
        (Space::Dublin, _) => dublin(place, name),
        (Space::Media, _) => media(name),
        (Space::Podcast, _) => podcast(name),
        (Space::Syndication, "updateperiod") => html(Field::Period, 9),
        (Space::Syndication, "updatefrequency") => html(Field::Frequency, 9),
        (Space::Feedburner, "origlink") => html(Field::Link, 10),
        (Space::Feedburner, "origenclosurelink") => html(Field::EnclosureAddress, 9),
        (Space::Xhtml, "body" | "div") if place == Place::Entry => {
            Role::Value(Field::Content, 5, Form::Markup)
        }
        _ => Role::Ignored,
    }
}

fn dublin(place: Place, name: &str) -> Role {
    let html = |field, rank| Role::Value(field, rank, Form::Html);
    match name {
        "title" => html(Field::Title, 5),
        "description" | "abstract" => html(Field::Summary, 4),
        "creator" | "author" => html(Field::Author, 5),
        "date" | "issued" | "created" | "available" if place == Place::Channel => {
            html(Field::Updated, 5)
        }
        "date" => html(Field::Published, 5),
        "issued" | "created" | "available" => html(Field::Published, 4),
        "modified" => html(Field::Updated, 6),
        "subject" => html(Field::Category, 5),
        "rights" => html(Field::Rights, 5),
        "language" => html(Field::Language, 5),
        "identifier" => html(Field::Id, 3),
        _ => Role::Ignored,
    }
}

fn media(name: &str) -> Role {
    let stated = |field, rank| Role::Value(field, rank, Form::Stated);
    match name {
        "group" => Role::Through,
        "content" => stated(Field::Enclosure, 5),
        "thumbnail" => stated(Field::Image, 6),
        "title" => stated(Field::Title, 3),
        "description" => stated(Field::Summary, 3),
        "category" => stated(Field::Category, 3),
        "keywords" => stated(Field::Keywords, 3),
        "copyright" => stated(Field::Rights, 3),
        "player" => stated(Field::Link, 1),
        _ => Role::Ignored,
    }
}

fn podcast(name: &str) -> Role {
    let html = |field, rank| Role::Value(field, rank, Form::Html);
    match name {
        "title" => html(Field::Title, 2),
        "author" => html(Field::Author, 3),
        "summary" | "description" => html(Field::Summary, 3),
        "subtitle" => html(Field::Summary, 2),
        // `itunes:link rel="image"` came before `itunes:image`.
        "image" | "link" => html(Field::Image, 5),
        "category" => html(Field::Category, 3),
        "keywords" => html(Field::Keywords, 3),
        _ => Role::Ignored,
    }
}
