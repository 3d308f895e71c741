//! Actions: what a person can do. Keys, palette, help and footer all speak of these.

/// What a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(
    missing_docs,
    reason = "each has its words in assets/strings, which is what a person reads"
)]
pub enum Action {
    Down,
    Up,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    First,
    Last,
    Left,
    Right,
    Open,
    NextPane,
    PreviousPane,
    FocusFeeds,
    FocusStories,
    FocusArticle,
    Continue,
    PageBack,
    NextUnread,
    PreviousUnread,
    NextStory,
    PreviousStory,
    NextParagraph,
    PreviousParagraph,
    NextHeading,
    PreviousHeading,
    NextFolder,
    PreviousFolder,
    NextFeed,
    PreviousFeed,
    ToggleRead,
    ToggleBookmark,
    Select,
    MarkAbove,
    MarkBelow,
    MarkFeedRead,
    MarkOlder,
    MarkListRead,
    MarkEverythingRead,
    Undo,
    Redo,
    Browse,
    BrowseAndRead,
    CopyAddress,
    CopyMarkdown,
    FetchText,
    FollowLink,
    SavePage,
    SaveAs,
    Pipe,
    Tags,
    EditText,
    View,
    Images,
    NextCut,
    PreviousCut,
    RestoreCut,
    NeverCut,
    AlwaysCut,
    ShowAll,
    ShowUnread,
    ShowBookmarks,
    ShowOffline,
    ShowNew,
    HideRead,
    OnlyAll,
    OnlyUnread,
    OnlyBookmarks,
    OnlyToday,
    OnlyOffline,
    SortNewest,
    SortOldest,
    SortFeed,
    SortLength,
    SortBest,
    SortNames,
    SortUnread,
    SortLatest,
    SortOwn,
    Filter,
    Alike,
    History,
    Downloads,
    Facts,
    Search,
    Refresh,
    RefreshAll,
    Stop,
    AddFeed,
    Catalogue,
    Import,
    Download,
    FeedSettings,
    Mute,
    RemoveFeed,
    EditFeeds,
    Fold,
    Errors,
    Messages,
    Wider,
    Narrower,
    DefaultMeasure,
    Theme,
    Zen,
    Layout,
    WidenPane,
    NarrowPane,
    Language,
    Settings,
    EditConfig,
    EditKeymap,
    Help,
    Manual,
    Welcome,
    Palette,
    Redraw,
    Back,
    Cancel,
    Suspend,
    Quit,
}

/// Under which heading help lists an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Getting about.
    Move,
    /// What is done to a story.
    Story,
    /// Which stories are shown.
    List,
    /// Subscriptions.
    Feeds,
    /// How things look.
    View,
    /// The program.
    Program,
}

use Action as A;
use Group as G;

/// Every action with its name in keymaps and strings, and its group, in the order of help.
pub const TABLE: &[(Action, &str, Group)] = &[
    (A::Down, "down", G::Move),
    (A::Up, "up", G::Move),
    (A::HalfDown, "half-down", G::Move),
    (A::HalfUp, "half-up", G::Move),
    (A::PageDown, "page-down", G::Move),
    (A::PageUp, "page-up", G::Move),
    (A::First, "first", G::Move),
    (A::Last, "last", G::Move),
    (A::Left, "left", G::Move),
    (A::Right, "right", G::Move),
    (A::Open, "open", G::Move),
    (A::NextPane, "next-pane", G::Move),
    (A::PreviousPane, "previous-pane", G::Move),
    (A::FocusFeeds, "focus-feeds", G::Move),
    (A::FocusStories, "focus-stories", G::Move),
    (A::FocusArticle, "focus-article", G::Move),
    (A::Continue, "continue", G::Story),
    (A::PageBack, "page-back", G::Story),
    (A::NextUnread, "next-unread", G::Story),
    (A::PreviousUnread, "previous-unread", G::Story),
    (A::NextStory, "next-story", G::Story),
    (A::PreviousStory, "previous-story", G::Story),
    (A::NextParagraph, "next-paragraph", G::Move),
    (A::PreviousParagraph, "previous-paragraph", G::Move),
    (A::NextHeading, "next-heading", G::Move),
    (A::PreviousHeading, "previous-heading", G::Move),
    (A::NextFolder, "next-folder", G::Move),
    (A::PreviousFolder, "previous-folder", G::Move),
    (A::NextFeed, "next-feed", G::Move),
    (A::PreviousFeed, "previous-feed", G::Move),
    (A::ToggleRead, "toggle-read", G::Story),
    (A::ToggleBookmark, "toggle-bookmark", G::Story),
    (A::Select, "select", G::Story),
    (A::MarkAbove, "mark-above", G::Story),
    (A::MarkBelow, "mark-below", G::Story),
    (A::MarkFeedRead, "mark-feed-read", G::Story),
    (A::MarkOlder, "mark-older", G::Story),
    (A::MarkListRead, "mark-list-read", G::Story),
    (A::MarkEverythingRead, "mark-everything-read", G::Story),
    (A::Undo, "undo", G::Story),
    (A::Redo, "redo", G::Story),
    (A::Browse, "browse", G::Story),
    (A::BrowseAndRead, "browse-and-read", G::Story),
    (A::CopyAddress, "copy-address", G::Story),
    (A::CopyMarkdown, "copy-markdown", G::Story),
    (A::FetchText, "fetch-text", G::Story),
    (A::FollowLink, "follow-link", G::Story),
    (A::SavePage, "save-page", G::Story),
    (A::SaveAs, "save-as", G::Story),
    (A::Pipe, "pipe", G::Story),
    (A::Tags, "tags", G::Story),
    (A::EditText, "edit-text", G::Story),
    (A::Facts, "facts", G::Story),
    (A::View, "view", G::Story),
    (A::Images, "images", G::Story),
    (A::NextCut, "next-cut", G::Story),
    (A::PreviousCut, "previous-cut", G::Story),
    (A::RestoreCut, "restore-cut", G::Story),
    (A::NeverCut, "never-cut", G::Story),
    (A::AlwaysCut, "always-cut", G::Story),
    (A::ShowAll, "show-all", G::List),
    (A::ShowUnread, "show-unread", G::List),
    (A::ShowBookmarks, "show-bookmarks", G::List),
    (A::ShowOffline, "show-offline", G::List),
    (A::ShowNew, "show-new", G::List),
    (A::HideRead, "hide-read", G::List),
    (A::OnlyAll, "only-all", G::List),
    (A::OnlyUnread, "only-unread", G::List),
    (A::OnlyBookmarks, "only-bookmarks", G::List),
    (A::OnlyToday, "only-today", G::List),
    (A::OnlyOffline, "only-offline", G::List),
    (A::SortNewest, "sort-newest", G::List),
    (A::SortOldest, "sort-oldest", G::List),
    (A::SortFeed, "sort-feed", G::List),
    (A::SortLength, "sort-length", G::List),
    (A::SortBest, "sort-best", G::List),
    (A::SortNames, "sort-names", G::List),
    (A::SortUnread, "sort-unread", G::List),
    (A::SortLatest, "sort-latest", G::List),
    (A::SortOwn, "sort-own", G::List),
    (A::Filter, "filter", G::List),
    (A::Alike, "alike", G::List),
    (A::Downloads, "downloads", G::List),
    (A::History, "history", G::List),
    (A::Search, "search", G::List),
    (A::Refresh, "refresh", G::Feeds),
    (A::RefreshAll, "refresh-all", G::Feeds),
    (A::Stop, "stop", G::Feeds),
    (A::AddFeed, "add-feed", G::Feeds),
    (A::Catalogue, "catalogue", G::Feeds),
    (A::Import, "import", G::Feeds),
    (A::Download, "download", G::Feeds),
    (A::FeedSettings, "feed-settings", G::Feeds),
    (A::Mute, "mute", G::Feeds),
    (A::RemoveFeed, "remove-feed", G::Feeds),
    (A::EditFeeds, "edit-feeds", G::Feeds),
    (A::Fold, "fold", G::Feeds),
    (A::Errors, "errors", G::Feeds),
    (A::Messages, "messages", G::Program),
    (A::Wider, "wider", G::View),
    (A::Narrower, "narrower", G::View),
    (A::DefaultMeasure, "default-measure", G::View),
    (A::Theme, "theme", G::View),
    (A::Zen, "zen", G::View),
    (A::Layout, "layout", G::View),
    (A::WidenPane, "widen-pane", G::View),
    (A::NarrowPane, "narrow-pane", G::View),
    (A::Language, "language", G::View),
    (A::Settings, "settings", G::Program),
    (A::EditConfig, "edit-config", G::Program),
    (A::EditKeymap, "edit-keymap", G::Program),
    (A::Help, "help", G::Program),
    (A::Manual, "manual", G::Program),
    (A::Welcome, "welcome", G::Program),
    (A::Palette, "palette", G::Program),
    (A::Redraw, "redraw", G::Program),
    (A::Back, "back", G::Program),
    (A::Cancel, "cancel", G::Program),
    (A::Suspend, "suspend", G::Program),
    (A::Quit, "quit", G::Program),
];

impl Action {
    /// Its name in keymaps and strings.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE
            .iter()
            .find(|(action, ..)| *action == self)
            .map_or("", |(_, name, _)| name)
    }

    /// The heading it stands under in help.
    #[must_use]
    pub fn group(self) -> Group {
        TABLE
            .iter()
            .find(|(action, ..)| *action == self)
            .map_or(Group::Program, |(.., group)| *group)
    }

    /// The action of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(action, ..)| *action)
    }
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: [Self; 6] = [
        Self::Move,
        Self::Story,
        Self::List,
        Self::Feeds,
        Self::View,
        Self::Program,
    ];

    /// Its name in strings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Story => "story",
            Self::List => "list",
            Self::Feeds => "feeds",
            Self::View => "view",
            Self::Program => "program",
        }
    }
}
