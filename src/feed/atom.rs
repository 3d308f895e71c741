//! The elements of Atom: 0.3 and 1.0.

use crate::feed::role::{Field, Form, Place, Role};

/// What an element of Atom is for. `name` is in lower case.
#[must_use]
pub fn role(place: Place, name: &str) -> Role {
    let stated = |field, rank| Role::Value(field, rank, Form::Stated);
    match (place, name) {
        (Place::Person, "name") => stated(Field::Name, 9),
        (Place::Person, "email") => stated(Field::Email, 9),
        (Place::Source, "author") => stated(Field::Author, 1),
        (Place::Picture | Place::Person | Place::Source, _) => Role::Ignored,
        (Place::Entry, "source") => Role::Source,
        (Place::Channel, "entry") => Role::Entry,
        (_, "title") => stated(Field::Title, 8),
        (_, "link") => stated(Field::Link, 8),
        (_, "id") => stated(Field::Id, 8),
        (_, "author") => stated(Field::Author, 8),
        (_, "category") => stated(Field::Category, 8),
        (_, "rights" | "copyright") => stated(Field::Rights, 8),
        (_, "updated") => stated(Field::Updated, 9),
        (_, "modified") => stated(Field::Updated, 8),
        (Place::Channel, "subtitle" | "tagline") | (Place::Entry, "summary") => {
            stated(Field::Summary, 8)
        }
        (Place::Channel, "info") => stated(Field::Summary, 5),
        (Place::Channel, "logo") => stated(Field::Image, 9),
        (Place::Channel, "icon") => stated(Field::Image, 3),
        (Place::Entry, "published") => stated(Field::Published, 8),
        (Place::Entry, "issued") => stated(Field::Published, 7),
        (Place::Entry, "created") => stated(Field::Published, 6),
        (Place::Entry, "content") => stated(Field::Content, 8),
        _ => Role::Ignored,
    }
}
