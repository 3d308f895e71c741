//! `kabar man`, `kabar completions`, `kabar config`: what kabar says of itself.

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};
use serde_json::json;

use crate::assets;
use crate::cli::arguments::{Arguments, Completions};
use crate::cli::context::{Context, Ending};
use crate::cli::output::{Output, tell};
use crate::state::action::{Group, TABLE};
use crate::state::keymap::SECTIONS;
use crate::state::ownkeys;
use crate::state::strings::{Language, Strings};
use crate::terminal::look::Themes;

/// `kabar man`: the whole manual on one page.
pub fn man() -> anyhow::Result<Ending> {
    let command = Arguments::command().disable_help_subcommand(true);
    let page = Man::new(command.clone()).manual("kabar");
    let mut roff = Vec::new();
    page.render_title(&mut roff)?;
    page.render_name_section(&mut roff)?;
    page.render_synopsis_section(&mut roff)?;
    page.render_description_section(&mut roff)?;
    page.render_options_section(&mut roff)?;
    commands(&command).to_writer(&mut roff)?;
    let roff = String::from_utf8(roff)?;
    print(&[roff.trim_end(), assets::MANUAL.trim_end()])
}

/// Every command with its arguments.
fn commands(kabar: &clap::Command) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for command in kabar
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        roff.control("TP", []);
        roff.text(usage(command));
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        roff.text([roman(about + ".")]);
        let options = command
            .get_opts()
            .filter(|option| !option.is_hide_set() && !option.is_global_set());
        for option in options {
            let help = option
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            let long = option.get_long().unwrap_or_default();
            roff.control("br", []);
            roff.text([bold(format!("--{long}")), roman(format!(": {help}."))]);
        }
    }
    roff
}

/// `kabar list [--unread] … [QUERY]…`
fn usage(command: &clap::Command) -> Vec<Inline> {
    let mut line = vec![bold(format!("kabar {}", command.get_name()))];
    for option in command.get_opts().filter(|option| !option.is_hide_set()) {
        line.push(roman(" ["));
        line.push(bold(format!("--{}", option.get_long().unwrap_or_default())));
        if option.get_action().takes_values() {
            let names = option.get_value_names().unwrap_or_default();
            let names: Vec<&str> = names.iter().map(clap::builder::Str::as_str).collect();
            line.push(roman(" "));
            line.push(italic(names.join(" ")));
        }
        line.push(roman("]"));
    }
    for value in command.get_positionals() {
        let names = value.get_value_names().unwrap_or_default();
        let many = value
            .get_num_args()
            .is_some_and(|range| range.max_values() > 1);
        line.push(roman(if value.is_required_set() { " " } else { " [" }));
        line.extend(names.iter().map(|name| italic(name.as_str())));
        line.push(roman(if many { "…" } else { "" }));
        line.push(roman(if value.is_required_set() { "" } else { "]" }));
    }
    line
}

/// `kabar completions`
pub fn completions(arguments: &Completions) -> anyhow::Result<Ending> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "kabar",
        &mut script,
    );
    print(&[String::from_utf8(script)?.trim_end()])
}

/// `kabar config --default`
pub fn default_config() -> anyhow::Result<Ending> {
    print(&[assets::CONFIG.trim_end()])
}

/// `kabar config`
pub fn config(context: &Context, json: bool) -> anyhow::Result<Ending> {
    let directories = &context.settings.directories;
    let places = [
        ("settings", directories.settings()),
        ("keys", directories.keymap()),
        ("library", directories.library()),
        ("cache", directories.cache.clone()),
        ("state", directories.state.clone()),
    ];
    let mut output = Output::new();
    for (name, path) in places {
        let (shown, is_there) = (path.display().to_string(), path.exists());
        if json {
            output.json(&json!({ "name": name, "path": shown, "exists": is_there }))?;
        } else {
            let there = if is_there { "" } else { " (not there)" };
            output.text(&format!("{name:<9} {shown}{there}"))?;
        }
    }
    output.flush()?;
    let settings = &context.settings;
    let own = settings.keymap.as_deref().unwrap_or_default();
    let file = directories.keymap();
    for note in ownkeys::beside(&settings.preset, own) {
        tell(&format!("{}:{}: {}", file.display(), note.line, note.words));
    }
    let themes = Themes::new(settings);
    for trouble in settings
        .schemes
        .iter()
        .filter_map(|(name, _)| themes.trouble(name))
    {
        tell(&trouble);
    }
    Ok(Ending::Done)
}

/// `kabar config --keys`
pub fn keys(context: &Context, json: bool) -> anyhow::Result<Ending> {
    let settings = &context.settings;
    let (keymap, _) = ownkeys::keymap(&settings.preset, settings.keymap.as_deref());
    let strings = Strings::of(Language::English);
    let mut output = Output::new();
    if !json {
        let sections = SECTIONS.join(", ");
        output.text("# keymap.toml: below a line [SECTION], NAME = [\"key\", \"key key\"]")?;
        output.text(&format!("# sections: {sections}"))?;
    }
    for group in Group::ALL {
        if !json {
            output.text(&format!("\n# {}", strings.group(group)))?;
        }
        for (action, name, _) in TABLE.iter().filter(|(.., of)| *of == group) {
            let bound = keymap.sections_of(*action);
            let label = strings.action(*action);
            if json {
                let keys: Vec<_> = bound
                    .iter()
                    .map(|(section, keys)| json!({ "section": section, "keys": keys }))
                    .collect();
                output.json(
                    &json!({ "action": name, "label": label, "group": group.name(), "keys": keys }),
                )?;
                continue;
            }
            let keys = bound.iter().map(|(section, keys)| {
                let keys: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
                format!("{section}: {}", keys.join(", "))
            });
            let keys: Vec<String> = keys.collect();
            let line = format!("{name:<21} {label:<46} {}", keys.join("; "));
            output.text(line.trim_end())?;
        }
    }
    output.flush()?;
    Ok(Ending::Done)
}

fn print(lines: &[&str]) -> anyhow::Result<Ending> {
    let mut output = Output::new();
    for line in lines {
        output.raw(line)?;
    }
    output.flush()?;
    Ok(Ending::Done)
}
