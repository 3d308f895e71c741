//! `kabar show`: stories in full.

use jiff::tz::TimeZone;

use crate::cli::arguments::{Form, Show};
use crate::cli::context::{Context, Ending};
use crate::cli::output::{self, Output};
use crate::cli::story::{Body, Story};
use crate::cli::typeset;
use crate::document::{export, html, markdown};
use crate::loader::body::{self, Opened};
use crate::model::article::ArticleId;
use crate::state::header::header;
use crate::state::strings::{Language, Strings};
use crate::store::Store;

/// `kabar show`
pub fn run(context: &Context, arguments: &Show) -> anyhow::Result<Ending> {
    let mut store = context.store_to_read()?;
    let mut output = Output::new();
    let mut all_found = true;
    let mut first = true;
    for id in &arguments.ids {
        let Some(opened) = open(&mut store, *id)? else {
            output::tell(&format!("there is no story {id}"));
            all_found = false;
            continue;
        };
        let form = arguments.format.form();
        if form != Form::Json && !first {
            output.raw("")?;
        }
        first = false;
        print(context, arguments, &opened, &mut output)?;
    }
    output.flush()?;
    Ok(Ending::of(all_found))
}

fn open(store: &mut Store, id: i64) -> anyhow::Result<Option<Opened>> {
    Ok(body::open(store, ArticleId(id))?)
}

fn print(
    context: &Context,
    arguments: &Show,
    opened: &Opened,
    output: &mut Output,
) -> anyhow::Result<()> {
    let document = &opened.document;
    let strings = Strings::of(Language::of_locale(&context.settings.language));
    let header = header(&strings, &TimeZone::system(), &opened.facts);
    match arguments.format.form() {
        Form::Text => {
            let columns = arguments.width.unwrap_or_else(|| typeset::columns(context));
            output.text(&export::lines(&header, document, columns))?;
        }
        Form::Markdown => output.text(&export::markdown(&header, document))?,
        Form::Html => output.text(&export::html(&header, document))?,
        Form::Json => {
            let body = match arguments.format.body() {
                Form::Markdown => Body::Markdown(markdown::markdown(document)),
                Form::Html => Body::Html(html::html(document)),
                Form::Text | Form::Json => Body::Text(document.plain_text()),
            };
            output.json(&Story::of(&opened.facts).with(&opened.facts, body))?;
        }
    }
    Ok(())
}
