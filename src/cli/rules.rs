//! `kabar rules`: what is never cut from the stories of a site, and what always is; in and out as TOML.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::cli::arguments::cleaning::{NewRule, Rules, RulesCommand};
use crate::cli::context::{Context, Ending, Usage};
use crate::cli::output::{self, Output};
use crate::cli::words::many;
use crate::loader::anew;
use crate::model::site::{Deed, Rule};
use crate::state::strings::{Language, Strings};
use crate::store::Store;
use crate::store::sites::Changed;
use crate::terminal::clock;

/// No file of rules is larger, in bytes.
const LARGEST: u64 = 4 << 20;
/// So many stories are cleaned anew in one go.
const AT_ONCE: usize = 32;

/// The first lines of what is exported.
const HEAD: &str = "# What kabar never cuts from the stories of a site (do = \"keep\"), and what it always cuts (do = \"cut\").\n\
    # A rule has a site and at least one of: reason, as `kabar show --cuts` tells it; element, the innermost last\n\
    # (\"p.more\", \"div.story > p\"); text, its words. All that it has must hold. `kabar rules import` reads this file.\n";

/// Rules as a file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Rule>,
}

/// A rule as JSON. The names are promised to scripts.
#[derive(Debug, Serialize)]
struct Line<'r> {
    id: i64,
    site: &'r str,
    #[serde(rename = "do")]
    deed: Deed,
    reason: Option<&'r str>,
    element: Option<&'r str>,
    text: Option<&'r str>,
}

/// `kabar rules`
pub fn run(context: &Context, arguments: &Rules) -> anyhow::Result<Ending> {
    match &arguments.command {
        None => list(context, arguments.json),
        Some(RulesCommand::Add(new)) => add(context, new),
        Some(RulesCommand::Remove { rules }) => remove(context, rules),
        Some(RulesCommand::Export) => export(context),
        Some(RulesCommand::Import { file }) => import(context, file),
    }
}

fn list(context: &Context, json: bool) -> anyhow::Result<Ending> {
    let rules = context.store_to_read()?.rules()?;
    let mut output = Output::new();
    let widest = rules.iter().map(|(_, rule)| rule.site.len()).max();
    let widest = widest.unwrap_or_default().min(32);
    for (id, rule) in &rules {
        if json {
            output.json(&Line {
                id: *id,
                site: &rule.site,
                deed: rule.deed,
                reason: rule.reason.as_deref(),
                element: rule.element.as_deref(),
                text: rule.text.as_deref(),
            })?;
        } else {
            let (deed, site) = (rule.deed.name(), &rule.site);
            let line = format!("{id:>4}  {deed:<4}  {site:<widest$}  {}", rule.matches());
            output.text(&line)?;
        }
    }
    output.flush()?;
    if rules.is_empty() && !json {
        output::tell(
            "there are no rules; v in the panes shows what was cut, and `kabar rules add` makes one",
        );
    }
    Ok(Ending::Done)
}

fn add(context: &Context, new: &NewRule) -> anyhow::Result<Ending> {
    let rule = Rule {
        site: new.site.clone(),
        deed: if new.keep { Deed::Keep } else { Deed::Cut },
        reason: new.reason.clone(),
        element: new.element.clone(),
        text: new.text.clone(),
    };
    let rule = understood(rule).map_err(Usage)?;
    let mut store = context.store()?;
    let changed = store.change_rules(&[], &[rule])?;
    done(&mut store, &changed)
}

/// A rule that can match, its reason as pages have it: readers are told it in their own language.
fn understood(rule: Rule) -> Result<Rule, String> {
    let mut rule = rule.checked()?;
    let Some(told) = &rule.reason else {
        return Ok(rule);
    };
    let reasons = Strings::of(Language::English).under("reason");
    let in_words = Strings::of(Language::Indonesian).under("reason");
    let mut all = reasons.iter().chain(&in_words);
    let is_told = |(name, words): &&(&str, &str)| {
        told.eq_ignore_ascii_case(name) || told.eq_ignore_ascii_case(words)
    };
    let Some((name, _)) = all.find(is_told) else {
        let names: Vec<&str> = reasons.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        return Err(format!(
            "nothing is cut for the reason \"{told}\"; the reasons are {names}"
        ));
    };
    rule.reason = Some((*name).to_owned());
    Ok(rule)
}

fn remove(context: &Context, numbers: &[i64]) -> anyhow::Result<Ending> {
    let mut store = context.store()?;
    let all = store.rules()?;
    let mut all_found = true;
    let mut going = Vec::new();
    for number in numbers {
        if let Some((_, rule)) = all.iter().find(|(id, _)| id == number) {
            going.push(rule.clone());
        } else {
            output::tell(&format!(
                "there is no rule {number}; `kabar rules` tells them"
            ));
            all_found = false;
        }
    }
    let changed = store.change_rules(&going, &[])?;
    done(&mut store, &changed)?;
    Ok(Ending::of(all_found))
}

fn export(context: &Context) -> anyhow::Result<Ending> {
    let rules = context.store_to_read()?.rules()?;
    let file = File {
        rule: rules.into_iter().map(|(_, rule)| rule).collect(),
    };
    let toml = toml::to_string(&file).context("could not write the rules as TOML")?;
    let mut output = Output::new();
    output.text(format!("{HEAD}\n{toml}").trim_end())?;
    output.flush()?;
    Ok(Ending::Done)
}

fn import(context: &Context, file: &Path) -> anyhow::Result<Ending> {
    let name = file.display().to_string();
    let text = read(file).with_context(|| format!("could not read {name}"))?;
    let parsed: File = toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        Usage(format!("{name}:{line}: {}", error.message()))
    })?;
    let mut rules = Vec::new();
    for (number, rule) in (1..).zip(parsed.rule) {
        let rule = understood(rule);
        rules.push(rule.map_err(|words| Usage(format!("{name}: rule {number}: {words}")))?);
    }
    let mut store = context.store()?;
    let changed = store.change_rules(&[], &rules)?;
    done(&mut store, &changed)
}

fn read(file: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(LARGEST).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(file)?
            .take(LARGEST)
            .read_to_end(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Cleans the stories anew for which the rules have changed, and tells what was done.
fn done(store: &mut Store, changed: &Changed) -> anyhow::Result<Ending> {
    let mut cleaned = 0;
    loop {
        let some = anew::some(store, AT_ONCE, clock::now())?.len();
        if some == 0 {
            break;
        }
        cleaned += some;
    }
    let (added, removed) = (changed.added.len(), changed.removed.len());
    let mut words = Vec::new();
    if added > 0 || removed == 0 {
        words.push(format!("{} added", many(added, "rule")));
    }
    if removed > 0 {
        words.push(format!("{} removed", many(removed, "rule")));
    }
    words.push(format!("{} cleaned anew", many(cleaned, "story")));
    let mut output = Output::new();
    output.raw(&words.join(", "))?;
    output.flush()?;
    Ok(Ending::Done)
}
