//! The HTML elements that mean something to the cleaner, and what kind each is.
//!
//! It knows names, not trees: what an element means in its place is decided elsewhere.

/// An element's name, as far as the cleaner cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Running text, not an element.
    Text,
    A,
    Address,
    Article,
    Aside,
    Audio,
    B,
    Blockquote,
    Body,
    Br,
    Caption,
    Center,
    Cite,
    Code,
    Custom,
    Dd,
    Del,
    Details,
    Dialog,
    Div,
    Dl,
    Dt,
    Em,
    Embed,
    Figcaption,
    Figure,
    Footer,
    Form,
    Frame,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Head,
    Header,
    Hr,
    Html,
    I,
    Iframe,
    Img,
    Label,
    Li,
    Main,
    Mark,
    Menu,
    Meta,
    Nav,
    Object,
    Ol,
    Other,
    P,
    Picture,
    Pre,
    Q,
    Section,
    /// What never holds text of a story: scripts, styles, controls, drawings.
    Skip,
    Small,
    Source,
    Span,
    Strong,
    Sub,
    Summary,
    Sup,
    Table,
    Tbody,
    Td,
    Th,
    Thead,
    Time,
    Title,
    Tr,
    Ul,
    Video,
}

impl Tag {
    /// The tag of an element's name in lower case.
    #[allow(clippy::too_many_lines, reason = "one line for each name")]
    pub fn of(name: &str) -> Tag {
        match name {
            "a" => Tag::A,
            "address" => Tag::Address,
            "article" => Tag::Article,
            "aside" => Tag::Aside,
            "audio" => Tag::Audio,
            "b" => Tag::B,
            "blockquote" => Tag::Blockquote,
            "body" => Tag::Body,
            "br" => Tag::Br,
            "caption" => Tag::Caption,
            "center" => Tag::Center,
            "cite" => Tag::Cite,
            "code" | "kbd" | "samp" | "tt" | "var" => Tag::Code,
            "dd" => Tag::Dd,
            "del" | "s" | "strike" => Tag::Del,
            "details" => Tag::Details,
            "dialog" => Tag::Dialog,
            "div" => Tag::Div,
            "dl" => Tag::Dl,
            "dt" => Tag::Dt,
            "em" => Tag::Em,
            "embed" => Tag::Embed,
            "figcaption" => Tag::Figcaption,
            "figure" => Tag::Figure,
            "footer" => Tag::Footer,
            "form" | "fieldset" => Tag::Form,
            "frame" | "frameset" => Tag::Frame,
            "h1" => Tag::H1,
            "h2" => Tag::H2,
            "h3" => Tag::H3,
            "h4" => Tag::H4,
            "h5" => Tag::H5,
            "h6" => Tag::H6,
            "head" => Tag::Head,
            "header" | "hgroup" => Tag::Header,
            "hr" => Tag::Hr,
            "html" => Tag::Html,
            "i" => Tag::I,
            "iframe" | "amp-iframe" | "amp-youtube" => Tag::Iframe,
            "img" | "amp-img" => Tag::Img,
            "label" => Tag::Label,
            "li" => Tag::Li,
            "main" => Tag::Main,
            "mark" => Tag::Mark,
            "menu" => Tag::Menu,
            "meta" | "link" | "base" => Tag::Meta,
            "nav" => Tag::Nav,
            "object" => Tag::Object,
            "ol" => Tag::Ol,
            "p" => Tag::P,
            "picture" => Tag::Picture,
            "pre" | "listing" | "xmp" | "plaintext" => Tag::Pre,
            "q" => Tag::Q,
            "section" => Tag::Section,
            "script" | "style" | "noscript" | "svg" | "math" | "select" | "option" | "textarea"
            | "button" | "input" | "template" | "canvas" | "datalist" | "optgroup" | "map"
            | "noframes" | "noembed" | "progress" | "meter" | "applet" | "param" | "track"
            | "rp" | "rt" => Tag::Skip,
            "small" => Tag::Small,
            "source" => Tag::Source,
            "span" => Tag::Span,
            "strong" => Tag::Strong,
            "sub" => Tag::Sub,
            "summary" => Tag::Summary,
            "sup" => Tag::Sup,
            "table" => Tag::Table,
            "tbody" | "tfoot" | "colgroup" | "col" => Tag::Tbody,
            "td" => Tag::Td,
            "th" => Tag::Th,
            "thead" => Tag::Thead,
            "time" => Tag::Time,
            "title" => Tag::Title,
            "tr" => Tag::Tr,
            "ul" | "dir" => Tag::Ul,
            "video" => Tag::Video,
            other if other.contains('-') => Tag::Custom,
            _ => Tag::Other,
        }
    }

    /// Whether text before and after it belongs to different blocks.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Tag::Address
                | Tag::Article
                | Tag::Aside
                | Tag::Blockquote
                | Tag::Body
                | Tag::Caption
                | Tag::Center
                | Tag::Custom
                | Tag::Dd
                | Tag::Details
                | Tag::Dialog
                | Tag::Div
                | Tag::Dl
                | Tag::Dt
                | Tag::Figcaption
                | Tag::Figure
                | Tag::Footer
                | Tag::Form
                | Tag::H1
                | Tag::H2
                | Tag::H3
                | Tag::H4
                | Tag::H5
                | Tag::H6
                | Tag::Header
                | Tag::Hr
                | Tag::Html
                | Tag::Li
                | Tag::Main
                | Tag::Menu
                | Tag::Nav
                | Tag::Ol
                | Tag::P
                | Tag::Pre
                | Tag::Section
                | Tag::Summary
                | Tag::Table
                | Tag::Tbody
                | Tag::Td
                | Tag::Th
                | Tag::Thead
                | Tag::Tr
                | Tag::Ul
        )
    }

    /// 1 to 6 for headings, else 0.
    pub fn heading(self) -> u8 {
        match self {
            Tag::H1 => 1,
            Tag::H2 => 2,
            Tag::H3 => 3,
            Tag::H4 => 4,
            Tag::H5 => 5,
            Tag::H6 => 6,
            _ => 0,
        }
    }

    /// Whether its text is never shown or never part of a story.
    pub fn is_skipped(self) -> bool {
        matches!(
            self,
            Tag::Skip
                | Tag::Head
                | Tag::Title
                | Tag::Meta
                | Tag::Iframe
                | Tag::Object
                | Tag::Video
                | Tag::Audio
                | Tag::Frame
                | Tag::Embed
        )
    }
}
