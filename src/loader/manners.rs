//! What the reader wants told to the server of a feed, and how it is reached: for the feed, and for the pages of its
//! stories on the same server.

use std::sync::Arc;

use url::Url;

use crate::fetch::answer::Manners;
use crate::loader::desk::Desk;
use crate::loader::program;
use crate::loader::trouble::Trouble;
use crate::model::wishes::Wishes;

/// The manners in which the feed at `url` is asked. What is for the server that it has moved away from stays unsaid.
pub async fn of_feed(desk: &Arc<Desk>, url: &str, wishes: &Wishes) -> Result<Manners, Trouble> {
    let name = wishes.user_agent.iter();
    let name = name.map(|name| ("User-Agent".to_owned(), name.clone()));
    if !wishes.are_for(url) {
        return Ok(Manners {
            headers: name.collect(),
            proxy: wishes.proxy.clone(),
            ..Manners::default()
        });
    }
    Ok(Manners {
        headers: name.chain(wishes.headers.iter().cloned()).collect(),
        login: login(desk, wishes).await?,
        proxy: wishes.proxy.clone(),
        ca: wishes.ca.clone(),
    })
}

/// The manners in which a page is asked that the feed at `home` names: those of the feed when it stands on the same
/// server, and else what everybody may know of them.
pub async fn of_page(
    desk: &Arc<Desk>,
    url: &str,
    home: &str,
    wishes: &Wishes,
) -> Result<Manners, Trouble> {
    if *wishes == Wishes::default() {
        return Ok(Manners::default());
    }
    let origin = |url: &str| Url::parse(url).ok().map(|url| url.origin());
    let is_at_home =
        origin(url).is_some_and(|origin| origin.is_tuple()) && origin(url) == origin(home);
    if is_at_home {
        return of_feed(desk, home, wishes).await;
    }
    Ok(Manners {
        proxy: wishes.proxy.clone(),
        ..Manners::default()
    })
}

/// Name and password: the one that is written down, or the one that a program tells.
async fn login(desk: &Arc<Desk>, wishes: &Wishes) -> Result<Option<(String, String)>, Trouble> {
    let Some(name) = wishes.login.clone() else {
        return Ok(None);
    };
    if wishes.password_cmd.is_empty() {
        return Ok(Some((name, wishes.password.clone().unwrap_or_default())));
    }
    if let Some(known) = desk.password(&wishes.password_cmd) {
        return Ok(Some((name, known)));
    }
    let command = wishes.password_cmd.clone();
    let told = tokio::task::spawn_blocking(move || program::password(&command));
    let password = told.await.map_err(|_| Trouble::Panic)??;
    desk.keep_password(&wishes.password_cmd, &password);
    Ok(Some((name, password)))
}
