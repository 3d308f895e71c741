//! Settings and directories: layers, defaults, and what is said of mistakes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use kabar::assets;
use kabar::config::error::ConfigError;
use kabar::config::options::CHOICES;
use kabar::config::terminal::{Bidi, Graphics};
use kabar::config::{Overrides, Settings, file, load_with};

/// The settings for a file and an environment.
fn load(text: Option<&[u8]>, environment: &[(&str, &str)]) -> Result<Settings, ConfigError> {
    let root = tempfile::tempdir().unwrap();
    if let Some(text) = text {
        fs::write(root.path().join("config.toml"), text).unwrap();
    }
    let flags = Overrides {
        data_dir: Some("/data".into()),
        config_dir: Some(root.path().to_owned()),
        plain: false,
    };
    let variables: HashMap<&str, &str> = environment.iter().copied().collect();
    let loaded = load_with(&flags, &|name| variables.get(name).map(OsString::from));
    let after: Vec<PathBuf> = fs::read_dir(root.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(
        after.len(),
        usize::from(text.is_some()),
        "nothing is created"
    );
    loaded
}

/// The mistakes of a file, without the path of its directory.
#[track_caller]
fn check_mistakes(text: impl AsRef<[u8]>, wanted: &[&str]) {
    let Err(ConfigError::Mistakes(mistakes)) = load(Some(text.as_ref()), &[]) else {
        panic!("no mistake in {}", text.as_ref().escape_ascii())
    };
    let found: Vec<String> = mistakes
        .iter()
        .map(|mistake| {
            let (_, line) = mistake.place.rsplit_once("config.toml:").unwrap();
            format!("{line}: {}", mistake.words)
        })
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn the_default_file_is_right_and_names_every_setting() {
    let given = file::parse("assets/config.toml", assets::CONFIG).unwrap();
    let mut named: Vec<_> = given.iter().map(|(choice, _)| *choice).collect();
    let mut all: Vec<_> = CHOICES.iter().collect();
    named.sort_by_key(|choice| (choice.section, choice.name));
    all.sort_by_key(|choice| (choice.section, choice.name));
    assert_eq!(named, all);
}

#[test]
fn without_a_file_the_defaults_hold() {
    let settings = load(None, &[]).unwrap();
    let defaults = Settings {
        directories: settings.directories.clone(),
        ..Settings::default()
    };
    assert_eq!(settings, defaults);
    assert_eq!(
        (settings.concurrency, settings.per_host, settings.memory),
        (256, 2, 32 << 20)
    );
    assert_eq!(settings.connect_timeout, Duration::from_secs(10));
    assert_eq!(settings.feed_timeout, Duration::from_secs(19));
    assert_eq!(
        (settings.measure, settings.mark_read_on_open, settings.mouse),
        (66, true, true)
    );
    assert_eq!(
        (settings.language.as_str(), settings.theme.as_str()),
        ("en", "terminal")
    );
    assert!(
        settings.colour
            && !settings.ascii
            && settings.user_agent.is_none()
            && settings.browser.is_empty()
    );
}

#[test]
fn every_setting_takes_effect() {
    let text = r#"
        [network]
        concurrency = 8
        per_host = 1
        memory_mib = 32
        connect_seconds = 3
        feed_seconds = 4
        user_agent = "mine/1"
        [refresh]
        on_start = false
        minutes = 5
        full_text = false
        budget_mb = 50
        budget_stories = 300
        [keep]
        days = 7
        [reading]
        measure = 72
        mark_read_on_open = false
        images = "always"
        save_to = "/srv/news"
        language = "id"
        [look]
        theme = "mono"
        theme_light = "nord"
        theme_dark = "dracula"
        colour = "never"
        symbols = "ascii"
        links = "always"
        bidi = "terminal"
        graphics = "sixel"
        emoji = "none"
        mouse = false
        accessible = true
        [keys]
        preset = "vim"
        [openers]
        "*.mp3" = ["mpv", "--no-video"]
        "youtube.com/watch" = ["mpv"]
        [browser]
        command = ["w3m", "-N"]
        [sources.commands]
        cuaca = ["weather", "--rss"]
    "#;
    let settings = load(Some(text.as_ref()), &[]).unwrap();
    let wanted = Settings {
        directories: settings.directories.clone(),
        concurrency: 8,
        per_host: 1,
        memory: 32 << 20,
        connect_timeout: Duration::from_secs(3),
        feed_timeout: Duration::from_secs(4),
        user_agent: Some("mine/1".into()),
        refresh_on_start: false,
        refresh_every: Some(Duration::from_mins(5)),
        full_text: false,
        budget_mb: 50,
        budget_stories: 300,
        keep_days: Some(7),
        measure: 72,
        mark_read_on_open: false,
        images: "always".into(),
        save_to: "/srv/news".into(),
        language: "id".into(),
        theme: "mono".into(),
        theme_light: "nord".into(),
        theme_dark: "dracula".into(),
        schemes: Vec::new(),
        colour: false,
        colours: 16,
        light: None,
        ascii: true,
        links: true,
        bidi: Bidi::Terminal,
        graphics: Graphics::Sixel,
        emoji: "none".into(),
        mouse: false,
        accessible: true,
        preset: "vim".into(),
        browser: vec!["w3m".into(), "-N".into()],
        commands: BTreeMap::from([("cuaca".into(), vec!["weather".into(), "--rss".into()])]),
        openers: vec![
            ("*.mp3".into(), vec!["mpv".into(), "--no-video".into()]),
            ("youtube.com/watch".into(), vec!["mpv".into()]),
        ],
        keymap: None,
    };
    assert_eq!(settings, wanted);
}

#[test]
fn zero_means_never() {
    let settings = load(Some(b"refresh.minutes = 0\nkeep.days = 0"), &[]).unwrap();
    assert_eq!((settings.refresh_every, settings.keep_days), (None, None));
}

#[test]
fn the_environment_goes_before_the_file() {
    let file = Some(&b"reading.measure = 70\nlook.mouse = false"[..]);
    let settings = load(
        file,
        &[
            ("KABAR_READING_MEASURE", "80"),
            ("KABAR_BROWSER_COMMAND", "lynx -x"),
        ],
    )
    .unwrap();
    assert_eq!((settings.measure, settings.mouse), (80, false));
    assert_eq!(settings.browser, ["lynx", "-x"]);
    let error = load(file, &[("KABAR_READING_MEASURE", "wide")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "KABAR_READING_MEASURE: `measure` must be a whole number from 40 to 90"
    );
}

#[test]
fn flags_go_before_the_environment() {
    let variables = |name: &str| {
        (name == "KABAR_DATA_DIR" || name == "KABAR_CONFIG_DIR").then(|| "/there".into())
    };
    let flags = Overrides {
        data_dir: Some("/here".into()),
        config_dir: None,
        plain: false,
    };
    let settings = load_with(&flags, &variables).unwrap();
    assert_eq!(
        settings.directories.library(),
        PathBuf::from("/here/library.db")
    );
    assert_eq!(settings.directories.state, PathBuf::from("/here/state"));
    assert_eq!(
        settings.directories.settings(),
        PathBuf::from("/there/config.toml")
    );
}

#[test]
fn what_the_terminal_says_of_itself_decides_where_nothing_else_does() {
    for (variables, language, colour, ascii) in [
        (&[("LANG", "id_ID.UTF-8")][..], "id_ID.UTF-8", true, false),
        (&[("LANG", "id_ID.UTF-8"), ("LC_ALL", "C")], "C", true, true),
        (
            &[("LC_MESSAGES", "ms_MY"), ("LANG", "en_GB.utf8")],
            "ms_MY",
            true,
            false,
        ),
        (&[("LC_CTYPE", "POSIX"), ("LANG", "")], "en", true, true),
        (&[("NO_COLOR", "1")], "en", false, false),
        (&[("NO_COLOR", "")], "en", true, false),
    ] {
        let settings = load(None, variables).unwrap();
        let found = (settings.language.as_str(), settings.colour, settings.ascii);
        assert_eq!(found, (language, colour, ascii), "{variables:?}");
    }
    let stated = "[look]\ncolour = \"always\"\nsymbols = \"unicode\"\n[reading]\nlanguage = \"en\"";
    let settings = load(
        Some(stated.as_bytes()),
        &[("NO_COLOR", "1"), ("LC_ALL", "C"), ("LANG", "id")],
    )
    .unwrap();
    assert!(settings.colour && !settings.ascii && settings.language == "en");
}

#[test]
fn a_mistake_names_its_line_and_what_is_allowed() {
    check_mistakes(
        "[reading]\n\nmeasure = 30",
        &["3: `measure` must be a whole number from 40 to 90"],
    );
    check_mistakes(
        "reading.measure = -1",
        &["1: `measure` must be a whole number from 40 to 90"],
    );
    check_mistakes(
        "reading.measure = \"66\"",
        &["1: `measure` must be a whole number from 40 to 90"],
    );
    check_mistakes(
        "reading.language = \"fr\"",
        &["1: `language` must be one of \"auto\", \"en\", \"id\""],
    );
    check_mistakes("look.mouse = 1", &["1: `mouse` must be true or false"]);
    check_mistakes(
        "keep.days = 99999",
        &["1: `days` must be 0, or a whole number from 1 to 36500"],
    );
    check_mistakes(
        "[browser]\ncommand = \"firefox\"",
        &["2: `command` must be a list of texts, the program first: [\"firefox\", \"--new-tab\"]"],
    );
    check_mistakes(
        "network.user_agent = 1",
        &["1: `user_agent` must be text in quotes"],
    );
}

#[test]
fn an_unknown_name_is_a_mistake_with_a_suggestion() {
    check_mistakes(
        "[reading]\nmesure = 66",
        &["2: unknown setting `mesure` in [reading]; did you mean `measure`?"],
    );
    check_mistakes(
        "[reeding]\nmeasure = 66",
        &["1: unknown section [reeding]; did you mean `reading`?"],
    );
    check_mistakes(
        "[look]\nmeasure = 66",
        &["2: `measure` belongs in [reading]"],
    );
    check_mistakes(
        "\nmeasure = 66",
        &["2: `measure` belongs below a line [reading]"],
    );
    check_mistakes(
        "[keep]\nfont = 1",
        &["2: unknown setting `font` in [keep]; there are days"],
    );
    check_mistakes(
        "[fonts]",
        &[
            "1: unknown section [fonts]; there are reading, look, keys, refresh, keep, browser, network, openers, sources",
        ],
    );
    check_mistakes(
        "[openers]\n\"*.mp3\" = \"mpv\"",
        &["2: \"*.mp3\" must be a list of texts, the program first: [\"mpv\"]"],
    );
    check_mistakes(
        "font = 1",
        &["1: `font` stands in no section; there must be a line such as [reading] above it"],
    );
}

#[test]
fn all_mistakes_are_told_at_once_and_in_order() {
    let text = "[look]\nmouse = 3\n[keep]\ndays = true\n[reading]\nx = 1\n";
    check_mistakes(
        text,
        &[
            "2: `mouse` must be true or false",
            "4: `days` must be 0, or a whole number from 1 to 36500",
            "6: unknown setting `x` in [reading]; there are measure, mark_read_on_open, language, images, save_to",
        ],
    );
}

#[test]
fn a_file_in_another_encoding_names_the_line_where_it_shows() {
    let words = "the file is not in UTF-8 here";
    for (text, line) in [
        (&b"[look]\n# Caf\xe9\nmouse = true\n"[..], 2),
        (b"\xff\xfe[\0l\0", 1),
    ] {
        check_mistakes(text, &[&format!("{line}: {words}")]);
    }
}

#[test]
fn what_is_no_toml_names_its_line() {
    let error = load(Some(b"[look]\nmouse = \n"), &[])
        .unwrap_err()
        .to_string();
    assert!(error.contains("config.toml:2: "), "{error}");
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("config.toml");
    let flags = Overrides {
        data_dir: Some("/data".into()),
        config_dir: Some(root.path().to_owned()),
        plain: false,
    };
    let check = |cause: &str| {
        let error = load_with(&flags, &|_| None).unwrap_err().to_string();
        let words = format!("config.toml: could not be read: {cause}");
        assert!(error.contains(&words), "{error}");
    };
    fs::create_dir(&path).unwrap();
    check("");
    fs::remove_dir(&path).unwrap();
    fs::write(&path, vec![b'#'; 2 << 20]).unwrap();
    check("larger than 1 MiB");
    fs::remove_file(&path).unwrap();
    // It has no end.
    std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
    check("not a file");
}

#[test]
fn the_readers_keys_are_read() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("keymap.toml"), "[everywhere]\n").unwrap();
    let flags = Overrides {
        data_dir: Some("/data".into()),
        config_dir: Some(root.path().to_owned()),
        plain: false,
    };
    let settings = load_with(&flags, &|_| None).unwrap();
    assert_eq!(settings.keymap.as_deref(), Some("[everywhere]\n"));
}

#[test]
fn a_theme_is_built_in_or_the_readers_own() {
    let folder = tempfile::tempdir().unwrap();
    let themes = folder.path().join("themes");
    std::fs::create_dir(&themes).unwrap();
    std::fs::write(themes.join("mine.yaml"), "name: \"Mine\"").unwrap();
    std::fs::write(themes.join("notes.txt"), "no scheme").unwrap();
    let flags = Overrides {
        data_dir: Some(folder.path().join("data")),
        config_dir: Some(folder.path().to_owned()),
        plain: false,
    };
    let load = |text: &str| {
        std::fs::write(folder.path().join("config.toml"), text).unwrap();
        kabar::config::load_with(&flags, &|_| None).map_err(|error| error.to_string())
    };
    for name in ["mine", "nord", "auto", "mono", "terminal"] {
        let settings = load(&format!("[look]\ntheme = \"{name}\"")).unwrap();
        assert_eq!(settings.theme, name);
        assert_eq!(settings.schemes.len(), 1);
    }
    let error = load("[look]\ntheme = \"gruvbox-drak\"\ntheme_dark = \"auto\"").unwrap_err();
    for words in [
        "config.toml:2: `theme` names no theme: \"gruvbox-drak\"; did you mean \"gruvbox-dark\"?",
        "config.toml:3: `theme_dark` names no theme: \"auto\"",
    ] {
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn what_the_terminal_calls_itself_tells_how_many_colours_it_has() {
    for (environment, colours) in [
        (&[("TERM", "xterm")][..], 16),
        (&[("TERM", "linux")], 16),
        (&[], 16),
        (&[("TERM", "xterm-256color")], 256),
        (
            &[("TERM", "tmux-256color"), ("COLORTERM", "truecolor")],
            1 << 24,
        ),
        (&[("TERM", "xterm-kitty")], 1 << 24),
        (&[("COLORTERM", "24bit")], 1 << 24),
    ] {
        let settings = load(None, environment).unwrap();
        assert_eq!(settings.colours, colours, "{environment:?}");
    }
    assert!(!load(None, &[("CLICOLOR", "0")]).unwrap().colour);
    for (term, colour) in [
        ("vt100", false),
        ("vt220", false),
        ("dumb", false),
        ("vt340", true),
        ("xterm", true),
    ] {
        assert_eq!(
            load(None, &[("TERM", term)]).unwrap().colour,
            colour,
            "{term}"
        );
    }
}

#[test]
fn links_are_given_to_terminals_that_take_them() {
    for (environment, given) in [
        (&[("TERM", "xterm-256color")][..], true),
        (&[("TERM", "screen-256color"), ("TMUX", "/tmp/x")], true),
        (&[("TERM", "screen")], false),
        (&[("TERM", "linux")], false),
        (&[("TERM", "vt220")], false),
        (&[("TERM", "xterm"), ("VTE_VERSION", "4602")], false),
        (&[("TERM", "xterm"), ("VTE_VERSION", "7600")], true),
    ] {
        let settings = load(None, environment).unwrap();
        assert_eq!(settings.links, given, "{environment:?}");
    }
}
