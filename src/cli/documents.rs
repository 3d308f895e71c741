//! `kabar parse` and `kabar extract` as commands: where their pages come from, and where their lines go.

use std::io::{self, Write};

use anyhow::Context as _;

use crate::cli::arguments::Parse;
use crate::cli::arguments::cleaning::{Extract, PageForm};
use crate::cli::context::{Context, Ending};
use crate::cli::extract::{self, Format};
use crate::cli::output::{self, Output};
use crate::cli::parse;
use crate::loader::alone::Alone;
use crate::model::address::without_secrets;
use crate::state::strings::{Language, Strings};
use crate::terminal::sources;

/// `kabar parse`
pub fn parse(arguments: &Parse) -> anyhow::Result<Ending> {
    let mut output = Output::new();
    let mut lines = Lines {
        output: &mut output,
        kind: Kind::Json,
        rest: Vec::new(),
    };
    let (base_url, content_type) = (
        arguments.base_url.as_deref(),
        arguments.content_type.as_deref(),
    );
    let all_read = parse::run(&arguments.files, base_url, content_type, &mut lines)?;
    lines.end()?;
    output.flush()?;
    Ok(Ending::of(all_read))
}

/// `kabar extract`
pub fn extract(context: &Context, arguments: &Extract) -> anyhow::Result<Ending> {
    let format = format(arguments);
    let strings = Strings::of(Language::of_locale(&context.settings.language));
    let cuts = arguments.cuts.then_some(&strings);
    let kind = if matches!(format, Format::Json | Format::Blocks) {
        Kind::Json
    } else {
        Kind::Text
    };
    if arguments.pages.iter().any(|page| is_address(page)) {
        context.require_network()?;
    }
    let how = How {
        base: arguments.base_url.as_deref(),
        format,
        cuts,
    };
    let mut network = None;
    let mut output = Output::new();
    let mut all_read = true;
    for page in &arguments.pages {
        let mut lines = Lines {
            output: &mut output,
            kind,
            rest: Vec::new(),
        };
        all_read &= if is_address(page) {
            of_address(context, &mut network, page, &how, &mut lines)?
        } else {
            of_file(page, &how, &mut lines)?
        };
        lines.end()?;
        output.flush()?;
    }
    Ok(Ending::of(all_read))
}

/// How pages are cleaned and printed.
struct How<'a> {
    /// The address they came from.
    base: Option<&'a str>,
    format: Format,
    /// With what was cut, and its reasons in these words.
    cuts: Option<&'a Strings>,
}

/// Cleans the story at an address; false when it could not be had or there is none.
fn of_address(
    context: &Context,
    network: &mut Option<Alone>,
    page: &str,
    how: &How,
    lines: &mut Lines,
) -> anyhow::Result<bool> {
    let shown = without_secrets(page);
    let network = match network {
        Some(network) => network,
        None => network.insert(alone(context)?),
    };
    let nothing = if how.base.is_some() || how.format == Format::Blocks {
        // What is asked for is this page, whatever it belongs to.
        network.page(page).map(|(body, stated, url)| {
            let base = Some(how.base.unwrap_or(&url));
            let stated = stated.as_deref();
            extract::render(page, base, &body, stated, how.format, how.cuts, lines)
        })
    } else {
        network.story(page).map(|(story, url)| {
            extract::write(page, Some(&url), &story, how.format, how.cuts, lines)
        })
    };
    let nothing = match nothing {
        Ok(nothing) => nothing?,
        Err(trouble) => {
            output::tell(&format!("could not fetch {shown}: {trouble}"));
            if how.format == Format::Json {
                writeln!(lines, "{}", extract::failed(page, &trouble.to_string())?)?;
            }
            return Ok(false);
        }
    };
    if let Some(words) = nothing {
        output::tell(&format!("{shown}: {words}"));
    }
    Ok(nothing.is_none())
}

fn alone(context: &Context) -> anyhow::Result<Alone> {
    let source = sources::network(&context.settings)?;
    let settings = sources::loader_settings(&context.settings);
    Alone::over(source, settings).context("could not wait for the network")
}

/// Cleans the page in a file; false when it could not be read or held no story.
fn of_file(page: &String, how: &How, lines: &mut Lines) -> anyhow::Result<bool> {
    let mut errors = Vec::new();
    let files = std::slice::from_ref(page);
    let is_read = extract::run(files, how.base, how.format, how.cuts, lines, &mut errors)?;
    if !errors.is_empty() {
        output::tell(String::from_utf8_lossy(&errors).trim_end());
    }
    Ok(is_read)
}

const fn format(arguments: &Extract) -> Format {
    match arguments.format {
        _ if arguments.json => Format::Json,
        PageForm::Text => Format::Text,
        PageForm::Markdown => Format::Markdown,
        PageForm::Html => Format::Html,
        PageForm::Json => Format::Json,
        PageForm::Blocks => Format::Blocks,
    }
}

fn is_address(page: &str) -> bool {
    page.starts_with("http://") || page.starts_with("https://")
}

/// What lines hold.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Json,
    Text,
}

/// Takes bytes and hands on whole lines, made harmless.
struct Lines<'a> {
    output: &'a mut Output,
    kind: Kind,
    rest: Vec<u8>,
}

impl Lines<'_> {
    fn hand_on(&mut self, line: &[u8]) -> io::Result<()> {
        let line = String::from_utf8_lossy(line);
        match self.kind {
            Kind::Json => self.output.json_line(&line),
            Kind::Text => self.output.text(&line),
        }
    }

    /// Hands on what came behind the last line's end.
    fn end(mut self) -> io::Result<()> {
        let rest = std::mem::take(&mut self.rest);
        if rest.is_empty() {
            Ok(())
        } else {
            self.hand_on(&rest)
        }
    }
}

impl Write for Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut lines = bytes.split(|byte| *byte == b'\n').peekable();
        while let Some(line) = lines.next() {
            self.rest.extend_from_slice(line);
            if lines.peek().is_some() {
                let whole = std::mem::take(&mut self.rest);
                self.hand_on(&whole)?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
