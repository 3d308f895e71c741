//! `kabar show`: stories in full.

use jiff::tz::TimeZone;

use crate::cli::arguments::Show;
use crate::cli::context::{Context, Ending};
use crate::cli::cuts::{asides, quoted};
use crate::cli::forms::Form;
use crate::cli::output::{self, Output};
use crate::cli::story::{Body, Story};
use crate::cli::typeset;
use crate::document::cuts::{self, Cut};
use crate::document::layout::Header;
use crate::document::{export, html, markdown};
use crate::loader::body::{self, Opened};
use crate::model::article::ArticleId;
use crate::state::header::header;
use crate::state::strings::{Language, Strings};
use crate::store::Store;
use crate::text::emoji::Emoji;

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
        let cuts = arguments.cuts.then(|| store.cuts(ArticleId(*id)));
        print(context, arguments, &opened, cuts.transpose()?, &mut output)?;
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
    cuts: Option<Vec<Cut>>,
    output: &mut Output,
) -> anyhow::Result<()> {
    let strings = Strings::of(Language::of_locale(&context.settings.language));
    let shown = cuts.as_deref().map(|all| {
        let cleaned = cuts::cleaned(&opened.document, all);
        match arguments.format.form() {
            Form::Text | Form::Json => cleaned,
            Form::Markdown | Form::Html => quoted(&cleaned, all, &strings),
        }
    });
    let document = match arguments.format.form() {
        // Scripts get the story as it is read, and the cuts beside it.
        Form::Json => &opened.document,
        _ => shown.as_ref().unwrap_or(&opened.document),
    };
    let header = Header {
        emoji: Emoji::named(&context.settings.emoji).unwrap_or_default(),
        ..header(&strings, &TimeZone::system(), &opened.facts)
    };
    match arguments.format.form() {
        Form::Text => {
            let columns = arguments.width.unwrap_or_else(|| typeset::columns(context));
            let asides = cuts.map_or_else(Vec::new, |cuts| asides(&cuts, &strings));
            output.text(&export::lines(&header, document, &asides, columns))?;
        }
        Form::Markdown => output.text(&export::markdown(&header, document))?,
        Form::Html => output.text(&export::html(&header, document))?,
        Form::Json => {
            let body = match arguments.format.body() {
                Form::Markdown => Body::Markdown(markdown::markdown(document)),
                Form::Html => Body::Html(html::html(document)),
                Form::Text | Form::Json => Body::Text(document.plain_text()),
            };
            output.json(&Story::of(&opened.facts).with(&opened.facts, body, cuts.as_deref()))?;
        }
    }
    Ok(())
}
