//! Themes: which style each role has. The files are data under `assets/themes/`.

use std::borrow::Cow;
use std::collections::HashMap;

use ratatui::style::{Color, Modifier, Style};

use crate::assets;
use crate::document::layout::Role;
use crate::text::emoji::Emoji;
use crate::text::{self, bidi};
use crate::view::colour::Depth;
use crate::view::scheme::{INKS, Ink, Scheme};

/// A style for every role.
#[derive(Debug, Clone)]
pub struct Theme {
    styles: HashMap<String, Style>,
    /// Colours that cannot be read on the selection, and what they are there.
    on_selection: HashMap<Color, Color>,
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
    /// Whether nothing is framed, for screen readers.
    pub plain: bool,
    /// Whether cells say where links lead (`links`).
    pub links: bool,
    /// How text from right to left is written.
    pub bidi: Bidi,
    /// What is done with emoji.
    pub emoji: Emoji,
}

/// How text from right to left is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bidi {
    /// In the order of its letters, at the left.
    #[default]
    Off,
    /// In the order of its letters, at the right: the terminal puts lines in order.
    Terminal,
    /// As it looks, at the right.
    App,
}

impl Theme {
    /// The terminal's own colours.
    #[must_use]
    pub fn terminal() -> Self {
        Self::parse(assets::THEME_TERMINAL, None, Depth::True)
    }

    /// The same where the background is known to be light.
    #[must_use]
    pub fn terminal_light() -> Self {
        Self::parse(assets::THEME_TERMINAL_LIGHT, None, Depth::True)
    }

    /// No colour at all.
    #[must_use]
    pub fn mono() -> Self {
        Self::parse(assets::THEME_MONO, None, Depth::True)
    }

    /// A scheme's colours, as near as the terminal comes to them.
    #[must_use]
    pub fn of_scheme(scheme: &Scheme, depth: Depth) -> Self {
        let mut theme = Self::parse(assets::THEME_ROLES, Some(scheme.ink()), depth);
        let ink = scheme.ink();
        let pairs = INKS.iter().filter_map(|name| {
            let usual = ink.shown(name, depth)?;
            Some((usual, ink.shown_on_selection(name, depth)?))
        });
        theme.on_selection = pairs.collect();
        let ground = theme.style("screen").bg;
        // Where the terminal has no colour between the selection and the background, reverse tells it.
        for style in theme.styles.values_mut() {
            let is_screen = style.fg.is_some() && style.bg == ground;
            if style.bg.is_some() && style.bg == ground && !is_screen {
                style.bg = None;
                *style = style.add_modifier(Modifier::REVERSED);
            }
        }
        theme
    }

    /// The built-in theme of that name.
    #[must_use]
    pub fn named(name: &str, depth: Depth) -> Option<Self> {
        match name {
            "terminal" => Some(Self::terminal()),
            "mono" => Some(Self::mono()),
            _ => {
                let (_, text) = assets::SCHEMES.iter().find(|(known, _)| *known == name)?;
                let scheme = Scheme::parse(text).ok()?;
                Some(Self::of_scheme(&scheme, depth))
            }
        }
    }

    fn parse(source: &str, ink: Option<Ink<'_>>, depth: Depth) -> Self {
        let table: toml::Table = source.parse().unwrap_or_default();
        let colour = |name: &str| match ink {
            Some(ink) => ink.shown(name, depth),
            None => name.parse::<Color>().ok(),
        };
        let styles = table
            .iter()
            .map(|(role, value)| (role.clone(), style(value, &colour)));
        Self {
            styles: styles.collect(),
            on_selection: HashMap::new(),
            ascii: false,
            plain: false,
            links: false,
            bidi: Bidi::Off,
            emoji: Emoji::Simple,
        }
    }

    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: &str) -> Style {
        self.styles.get(role).copied().unwrap_or_default()
    }

    /// A colour as it is on the selection.
    #[must_use]
    pub fn on_selection(&self, colour: Color) -> Color {
        self.on_selection.get(&colour).copied().unwrap_or(colour)
    }

    /// Whether the theme names that role.
    #[must_use]
    pub fn has(&self, role: &str) -> bool {
        self.styles.contains_key(role)
    }

    /// A line of a publisher's in characters that every terminal shows alike, with emoji as the reader wants them; one
    /// of nothing but emoji keeps them.
    #[must_use]
    pub fn shown<'a>(&self, line: &'a str) -> Cow<'a, str> {
        let shown = text::displayable_with(line, self.emoji);
        if shown.trim().is_empty() {
            return text::displayable(line);
        }
        if self.ascii && shown.contains('…') {
            return Cow::Owned(shown.replace('…', "..."));
        }
        shown
    }

    /// A piece of a line as it is written.
    #[must_use]
    pub fn piece<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.bidi {
            Bidi::App => bidi::visual(text),
            Bidi::Off | Bidi::Terminal => Cow::Borrowed(text),
        }
    }

    /// A line of its own as it is written, and whether it stands at the right.
    #[must_use]
    pub fn line<'a>(&self, text: &'a str) -> (Cow<'a, str>, bool) {
        match self.bidi {
            Bidi::App => bidi::visual_line(text),
            Bidi::Terminal => (Cow::Borrowed(text), bidi::visual_line(text).1),
            Bidi::Off => (Cow::Borrowed(text), false),
        }
    }

    /// The style of a span of an article.
    #[must_use]
    pub fn span(&self, role: Role) -> Style {
        self.style(role_name(role))
    }
}

/// The name of a span's role in a theme file.
#[must_use]
pub const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Title => "title",
        Role::Fact => "fact",
        Role::Standfirst => "standfirst",
        Role::Text => "text",
        Role::Emphasis => "emphasis",
        Role::Strong => "strong",
        Role::Struck => "struck",
        Role::Code => "code",
        Role::CodeWord => "code-word",
        Role::CodeText => "code-text",
        Role::CodeNumber => "code-number",
        Role::CodeNote => "code-note",
        Role::Heading => "heading",
        Role::Quote => "quote",
        Role::QuoteBar => "quote-bar",
        Role::Bullet => "bullet",
        Role::Link => "link",
        Role::LinkNumber | Role::NoteMark => "link-number",
        Role::Caption => "caption",
        Role::Frame => "frame",
        Role::TableHead => "table-head",
        Role::Rule => "rule",
        Role::Dateline => "dateline",
        Role::Cut => "cut",
        Role::CutReason => "cut-reason",
        Role::CutBar => "cut-bar",
    }
}

fn style(value: &toml::Value, colour: &dyn Fn(&str) -> Option<Color>) -> Style {
    let given = |name: &str| value.get(name).and_then(toml::Value::as_str);
    let mut style = Style::new();
    style.fg = given("foreground").and_then(colour);
    style.bg = given("background").and_then(colour);
    let modifiers = value.get("modifiers").and_then(toml::Value::as_array);
    for name in modifiers
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_str)
    {
        style = style.add_modifier(modifier(name));
    }
    style
}

fn modifier(name: &str) -> Modifier {
    match name {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        "crossed_out" => Modifier::CROSSED_OUT,
        _ => Modifier::empty(),
    }
}
