//! What an element is for, whatever its format calls it.

/// A property of a feed or of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// The page.
    Link,
    /// The identifier.
    Id,
    /// When it was published.
    Published,
    /// When it last changed.
    Updated,
    /// A short version; of a feed, its description.
    Summary,
    /// The body.
    Content,
    /// A person, or the container of one.
    Author,
    /// The name inside a person.
    Name,
    /// The address inside a person.
    Email,
    /// One subject.
    Category,
    /// Subjects divided by commas.
    Keywords,
    /// Address of the comments.
    Comments,
    /// Copyright line.
    Rights,
    /// Language tag.
    Language,
    /// Address of a picture.
    Image,
    /// Attached media.
    Enclosure,
    /// The true address of the attached media.
    EnclosureAddress,
    /// Minutes to leave the feed alone.
    Ttl,
    /// An hour not to ask in.
    Hour,
    /// A day not to ask on.
    Day,
    /// The unit of `Frequency`.
    Period,
    /// How often the feed changes in a `Period`.
    Frequency,
}

/// What is known of the form of a text before its attributes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// HTML, escaped.
    Html,
    /// As its `type` says; plain text when it says nothing.
    Stated,
    /// HTML as XML.
    Markup,
}

/// What an element is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The feed itself.
    Channel,
    /// An item.
    Entry,
    /// Its children count as if they stood in its place.
    Through,
    /// The picture of the feed: its address is inside.
    Picture,
    /// The feed that an entry was taken from.
    Source,
    /// It tells a property; of several with the same, the highest rank counts.
    Value(Field, u8, Form),
    /// Of no use, with all that is in it.
    Ignored,
}

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the feed.
    Channel,
    /// In an entry.
    Entry,
    /// In a picture.
    Picture,
    /// In a person.
    Person,
    /// In the feed that an entry was taken from.
    Source,
}
