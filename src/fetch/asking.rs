//! The headers that a request is sent with.

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
};

use crate::fetch::answer::{Kind, Request};
use crate::fetch::error::FetchError;

const ACCEPT_FEED: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
     application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1";
const ACCEPT_PICTURE: &str = "image/webp, image/png, image/jpeg, image/gif, */*;q=0.1";
const ACCEPT_PAGE: &str = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1";
/// What a body may be packed as.
const CODINGS: &str = "gzip,br,deflate";

/// The headers of a request, validators byte for byte as they came.
pub fn headers(request: &Request<'_>, is_at_start: bool) -> Result<HeaderMap, FetchError> {
    let accept = match request.kind {
        Kind::Feed => ACCEPT_FEED,
        Kind::Page => ACCEPT_PAGE,
        Kind::Picture => ACCEPT_PICTURE,
    };
    let mut asking = HeaderMap::with_capacity(8);
    asking.insert(ACCEPT, HeaderValue::from_static(accept));
    asking.insert(ACCEPT_ENCODING, HeaderValue::from_static(CODINGS));
    if is_at_start {
        for (name, value) in &request.manners.headers {
            // No message holds them: they may be secret.
            let broken = || FetchError::Broken("a header of this feed cannot be sent".to_owned());
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| broken())?;
            asking.insert(name, HeaderValue::from_str(value).map_err(|_| broken())?);
        }
    }
    let broken = |_| FetchError::Broken("the stored validators cannot be sent".to_owned());
    if let Some(etag) = &request.validators.etag {
        asking.insert(IF_NONE_MATCH, HeaderValue::from_str(etag).map_err(broken)?);
    }
    if let Some(date) = &request.validators.last_modified {
        asking.insert(
            IF_MODIFIED_SINCE,
            HeaderValue::from_str(date).map_err(broken)?,
        );
    }
    Ok(asking)
}
