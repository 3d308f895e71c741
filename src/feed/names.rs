//! Which vocabulary an element belongs to, however its document spells the namespace.
//!
//! Addresses of namespaces are compared without scheme, case and final slash; a prefix whose
//! address is missing or wrong means what people mean by that prefix.

/// A vocabulary that feeds use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// No namespace, or a default one nobody knows: the words of the feed's own format.
    Core,
    /// RSS in any of its namespaces.
    Rss,
    /// RDF itself.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
    /// `content:encoded`.
    Content,
    /// Dublin Core, elements and terms.
    Dublin,
    /// Media RSS.
    Media,
    /// Apple's words for podcasts, and Google's copy of them.
    Podcast,
    /// `sy:updatePeriod` and its kin.
    Syndication,
    /// The well-formed web: comments.
    Comments,
    /// `feedburner:origLink`.
    Feedburner,
    /// HTML as XML.
    Xhtml,
    /// The attributes `xml:base` and `xml:lang`.
    Xml,
    /// Anything else.
    Other,
}

impl Space {
    /// Whether elements of it may build the feed itself: items, entries, channels.
    #[must_use]
    pub fn is_structure(self) -> bool {
        matches!(self, Self::Core | Self::Rss | Self::Rdf | Self::Atom)
    }
}

/// The vocabulary that a namespace's address names.
#[must_use]
pub fn by_address(address: &str) -> Option<Space> {
    let address = address.trim().to_ascii_lowercase();
    let address = address
        .strip_prefix("http://")
        .or_else(|| address.strip_prefix("https://"))
        .unwrap_or(&address)
        .trim_end_matches(['/', '#']);
    let address = address.strip_prefix("www.").unwrap_or(address);
    Some(match address {
        "w3.org/2005/atom" | "purl.org/atom/ns" => Space::Atom,
        "purl.org/rss/1.0"
        | "my.netscape.com/rdf/simple/0.9"
        | "channel.netscape.com/rdf/simple/0.9"
        | "my.netscape.com/publish/formats/rss-0.91.dtd"
        | "purl.org/net/rss1.1"
        | "purl.org/rss/2.0"
        | "blogs.law.harvard.edu/tech/rss"
        | "cyber.law.harvard.edu/rss"
        | "rssboard.org/rss-specification" => Space::Rss,
        "w3.org/1999/02/22-rdf-syntax-ns" => Space::Rdf,
        "purl.org/rss/1.0/modules/content" => Space::Content,
        "purl.org/dc/elements/1.0"
        | "purl.org/dc/elements/1.1"
        | "purl.org/dc/terms"
        | "purl.org/rss/1.0/modules/dc"
        | "purl.org/rss/1.0/modules/dcterms"
        | "purl.org/dc/dcterms" => Space::Dublin,
        "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" | "rssboard.org/media-rss" => {
            Space::Media
        }
        "itunes.com/dtds/podcast-1.0.dtd"
        | "itunes.com/dtds/podcast-1.0"
        | "example.com/dtds/podcast-1.0.dtd"
        | "google.com/schemas/play-podcasts/1.0"
        | "google.com/schemas/play-podcasts/1.0/play-podcasts.xsd" => Space::Podcast,
        "purl.org/rss/1.0/modules/syndication" => Space::Syndication,
        "wellformedweb.org/commentapi" => Space::Comments,
        "rssnamespace.org/feedburner/ext/1.0" => Space::Feedburner,
        "w3.org/1999/xhtml" => Space::Xhtml,
        "w3.org/xml/1998/namespace" => Space::Xml,
        _ if address.starts_with("backend.userland.com/rss") => Space::Rss,
        _ => return None,
    })
}

/// The vocabulary people mean by a prefix.
#[must_use]
pub fn by_prefix(prefix: &str) -> Option<Space> {
    let prefix = prefix.to_ascii_lowercase();
    Some(match prefix.as_str() {
        "atom" | "atom10" | "atom03" | "a10" => Space::Atom,
        "rss" => Space::Rss,
        "rdf" => Space::Rdf,
        "content" => Space::Content,
        "dc" | "dcterms" | "dct" => Space::Dublin,
        "media" | "mrss" => Space::Media,
        "itunes" | "googleplay" => Space::Podcast,
        "sy" => Space::Syndication,
        "wfw" => Space::Comments,
        "feedburner" => Space::Feedburner,
        "xhtml" | "html" => Space::Xhtml,
        "xml" => Space::Xml,
        _ => return None,
    })
}

/// How high an element stands in a feed: no end tag of something lower may close it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `rss`, `RDF`, `feed`.
    Root,
    /// `channel`.
    Channel,
    /// `item`, `entry`.
    Item,
    /// Everything else.
    Inner,
}

/// The level of an element.
#[must_use]
pub fn level(space: Space, name: &str) -> Level {
    if !space.is_structure() {
        return Level::Inner;
    }
    match name {
        "rss" | "rdf" | "feed" => Level::Root,
        "channel" => Level::Channel,
        "item" | "entry" => Level::Item,
        _ => Level::Inner,
    }
}

/// Whether the start of one element means that the text of another was never closed.
///
/// A title holds no link: `<title>Flood<link>…` lost its end tag. Names that HTML uses too count
/// only where no HTML is expected.
#[must_use]
pub fn closes(open: (Space, &str), start: (Space, &str)) -> bool {
    let is_own = |(space, name): (Space, &str)| match space {
        Space::Dublin | Space::Content => true,
        Space::Core | Space::Rss | Space::Atom => is_text_field(name),
        _ => false,
    };
    if !is_own(open) || !is_own(start) || open == start {
        return false;
    }
    let may_hold_html = matches!(
        open.1,
        "description" | "summary" | "content" | "encoded" | "body"
    );
    let is_also_html = matches!(start.1, "link" | "title" | "source" | "summary" | "content")
        && !matches!(start.0, Space::Dublin | Space::Content);
    !(may_hold_html && is_also_html)
}

fn is_text_field(name: &str) -> bool {
    matches!(
        name,
        "title"
            | "link"
            | "description"
            | "guid"
            | "pubdate"
            | "comments"
            | "enclosure"
            | "category"
            | "id"
            | "updated"
            | "published"
            | "summary"
            | "content"
            | "language"
            | "lastbuilddate"
    )
}
