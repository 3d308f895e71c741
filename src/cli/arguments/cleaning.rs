//! What can be written behind `kabar extract` and `kabar rules`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// `kabar extract`
#[derive(Debug, Args)]
pub struct Extract {
    /// The address the pages came from, for relative links in them
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// In which form
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = PageForm::Text)]
    pub format: PageForm,
    /// Short for --format json
    #[arg(long)]
    pub json: bool,
    /// With what was cut, in its place and with the reason; JSON has it in any case
    #[arg(long)]
    pub cuts: bool,
    /// Files, addresses, or `-` for standard input
    #[arg(required = true, value_name = "FILE|URL")]
    pub pages: Vec<String>,
}

/// In which form a cleaned page is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageForm {
    /// Lines of text
    Text,
    /// Markdown
    Markdown,
    /// HTML without anything but structure
    Html,
    /// One JSON object per line
    Json,
    /// For work on the cleaner: one JSON object for each block of the page
    #[value(hide = true)]
    Blocks,
}

/// `kabar rules`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Rules {
    /// What to do; they are listed without a word
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    /// One JSON object per line
    #[arg(long)]
    pub json: bool,
}

/// What can be done to rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Make a rule; the stories of its site are cleaned anew from the pages kept of the last seven days
    Add(NewRule),
    /// Take rules away
    Remove {
        /// Their numbers, as `kabar rules` tells them
        #[arg(required = true, value_name = "RULE")]
        rules: Vec<i64>,
    },
    /// Print all rules as TOML
    Export,
    /// Make the rules of such a file; one that matches the same as an older one takes its place
    Import {
        /// A file; `-` for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// `kabar rules add`
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("deed").required(true).args(["keep", "cut"]))]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true).args(["reason", "element", "text"]))]
pub struct NewRule {
    /// The site, or the address of one of its pages; the sites below it are meant too
    #[arg(value_name = "SITE")]
    pub site: String,
    /// Never cut it
    #[arg(long)]
    pub keep: bool,
    /// Always cut it
    #[arg(long)]
    pub cut: bool,
    /// What is cut for this reason: "read also", "caption" and so on, as `kabar show --cuts --json` tells it
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
    /// What stands in this element: div.box, or several in a row with the innermost last: "div.story > p"
    #[arg(long, value_name = "ELEMENT")]
    pub element: Option<String>,
    /// What has these words in a row (a word alone: what is nothing else); digits and case do not matter
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
}

/// An address that relative links can be joined to.
pub fn base_url(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).ok();
    let is_base = url.is_some_and(|url| !url.cannot_be_a_base());
    let words = || "an address like https://news.example/2026/ is needed".to_owned();
    is_base.then(|| text.to_owned()).ok_or_else(words)
}
