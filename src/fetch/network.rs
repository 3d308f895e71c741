//! GET over HTTP: one document, within its limits, whatever the server does.

use std::ops::Deref;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use reqwest::header::{HeaderMap, HeaderValue, LOCATION};
use reqwest::{RequestBuilder, Response, StatusCode};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::fetch::answer::{Answer, Body, Kind, Outcome, Request, Validators};
use crate::fetch::budget::{Budget, Seat};
use crate::fetch::cause::cause;
use crate::fetch::client::{Clients, Way};
use crate::fetch::crumbs::Crumbs;
use crate::fetch::error::{FetchError, Wait};
use crate::fetch::gate::Gate;
use crate::fetch::host::Reach;
use crate::fetch::settings::NetworkSettings;
use crate::fetch::trail::Trail;
use crate::fetch::via::Via;
use crate::fetch::{asking, headers, unpack};
use crate::text::sniff;

/// HTTP and HTTPS.
#[derive(Debug)]
pub struct Network {
    settings: Box<NetworkSettings>,
    clients: Box<Clients>,
    gate: Gate,
    budget: Arc<Budget>,
    readers: Semaphore,
}

/// So many large bodies are read at the same time. Behind each stands a buffer of the HTTP library, of up to 400 kB, that
/// no budget counts; what comes faster than it can be parsed loses nothing by waiting.
const READERS: usize = 16;
/// From so many bytes on a body is large.
const LARGE: usize = 16 * 1024;
/// A body whose next bytes take longer does not fill a buffer, and keeps nobody waiting.
const SLOW: Duration = Duration::from_millis(50);

/// What one request of a way brings.
enum Step {
    Arrived(Box<Answer>),
    Onward(StatusCode, String),
}

impl Network {
    /// The network, asked within these settings.
    pub fn new(settings: &NetworkSettings) -> Result<Self, FetchError> {
        if HeaderValue::from_str(&settings.user_agent).is_err() {
            let words = "the user agent of the configuration cannot be sent in a header";
            return Err(FetchError::Broken(words.to_owned()));
        }
        Ok(Self {
            clients: Box::default(),
            gate: Gate::new(settings.per_host, settings.overall),
            readers: Semaphore::new(READERS),
            budget: Budget::new(
                settings.memory,
                settings.largest_feed.max(settings.largest_page),
            ),
            settings: Box::new(settings.clone()),
        })
    }

    /// What the reader should know, once.
    #[must_use]
    pub fn notice(&self) -> Option<&'static str> {
        self.clients.notice()
    }

    /// Forgets which hosts could not be reached.
    pub fn forget_failures(&self) {
        self.gate.forget();
    }

    /// Gets a document.
    pub async fn get(&self, request: Request<'_>) -> Result<Answer, FetchError> {
        let mut trail = Trail::new(request.url, request.home)?;
        let mut left = self.settings.whole.saturating_sub(request.spent);
        loop {
            let reach = trail.reach()?;
            let authority = trail.authority();
            // This machine is asked without a limit; only the first page is asked for alone, for its server may refuse.
            let host = match (reach, request.kind) {
                (Reach::Local, Kind::Feed) => None,
                (Reach::Local, _) => Some(authority.as_str()),
                _ => Some(trail.host()),
            };
            let _pass = self.gate.enter(host).await?;
            self.gate.check(&authority)?;
            if let Some(now) = request.now {
                self.gate.check_patience(&authority, now)?;
            }
            let start = Instant::now();
            let own = request.manners.proxy.as_deref();
            let via = self.clients.via(&trail.url, reach, own);
            let late = || {
                let seconds = self.settings.whole.as_secs();
                Err(FetchError::Timeout(Wait::Whole { seconds }))
            };
            let step = if left.is_zero() {
                // Nobody is asked who has no time to answer.
                late()
            } else {
                let step = self.step(&trail, reach, &via, &request);
                timeout(left, step).await.unwrap_or_else(|_| late())
            };
            if let Some(now) = request.now
                && let Some(seconds) = step.as_ref().err().and_then(FetchError::is_overrun)
            {
                let until = now.saturating_add(SignedDuration::from_secs(seconds.into()));
                self.gate.refuse(&authority, until.unwrap_or(now));
            }
            match (&step, host) {
                (Err(error), _) if error.is_of_host() => self.gate.bury(&authority, error),
                // The proxy of the environment is the way of all to it.
                (Err(error), _) if error.is_of_proxy() && matches!(via, Via::System(_)) => {
                    self.gate.bury(&authority, error);
                }
                (_, Some(_)) if reach == Reach::Local => self.gate.reached_here(&authority),
                (_, Some(host)) => self.gate.reached(host),
                (_, None) => {}
            }
            left = left.saturating_sub(start.elapsed());
            match step? {
                Step::Arrived(answer) => {
                    let took = self.settings.whole.saturating_sub(left);
                    return Ok(Answer { took, ..*answer });
                }
                Step::Onward(status, location) => trail.follow(status, &location)?,
            }
        }
    }

    async fn step(
        &self,
        trail: &Trail,
        reach: Reach,
        via: &Via,
        request: &Request<'_>,
    ) -> Result<Step, FetchError> {
        let response = self
            .builder(trail, reach, via, request)?
            .send()
            .await
            .map_err(|error| {
                let error = cause(&error, &trail.url, 0, &self.settings);
                match via.host() {
                    Some(proxy) => error.by_proxy(&proxy),
                    None => error,
                }
            })?;
        if headers::are_too_large(response.headers()) {
            return Err(FetchError::Broken(headers::TOO_LARGE.to_owned()));
        }
        let status = response.status();
        match status {
            StatusCode::NOT_MODIFIED if !request.validators.is_empty() => {
                let (headers, before) = (response.headers(), request.validators);
                let answer = answer(trail, headers, Outcome::NotModified, before);
                Ok(Step::Arrived(Box::new(answer)))
            }
            StatusCode::OK | StatusCode::NON_AUTHORITATIVE_INFORMATION | StatusCode::NO_CONTENT => {
                let answer = self.arrive(trail, response, request).await?;
                Ok(Step::Arrived(Box::new(answer)))
            }
            StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT => match response.headers().get(LOCATION) {
                Some(location) => Ok(Step::Onward(
                    status,
                    String::from_utf8_lossy(location.as_bytes()).into_owned(),
                )),
                None => Err(FetchError::Redirects(
                    "redirected without saying where to".to_owned(),
                )),
            },
            _ => Err(FetchError::Status {
                code: status.as_u16(),
                retry_after: headers::retry_after(response.headers()),
            }),
        }
    }

    /// The request for one step of a way.
    fn builder(
        &self,
        trail: &Trail,
        reach: Reach,
        via: &Via,
        request: &Request<'_>,
    ) -> Result<RequestBuilder, FetchError> {
        let is_secure = trail.url.scheme() == "https";
        let vouched = is_secure && trail.is_at_start();
        let way = Way {
            reach,
            is_secure,
            via: via.clone(),
            ca: request.manners.ca.as_deref().filter(|_| vouched),
        };
        let client = self.clients.client(&way, &self.settings)?;
        let mut builder = client
            .get(trail.url.clone())
            .headers(asking::headers(request, trail.is_at_start())?);
        // What is set wins over what stands in the address.
        let set = request.manners.login.as_ref();
        if let Some((name, password)) = set.filter(|_| trail.is_at_start()) {
            builder = builder.basic_auth(name, Some(password));
        } else if let Some(login) = trail.login() {
            builder = builder.basic_auth(&login.name, login.password.as_deref());
        }
        Ok(builder)
    }

    async fn arrive(
        &self,
        trail: &Trail,
        response: Response,
        request: &Request<'_>,
    ) -> Result<Answer, FetchError> {
        let content_type = headers::content_type(response.headers());
        let given = answer(
            trail,
            response.headers(),
            Outcome::NotModified,
            &Validators::default(),
        );
        let body = self
            .body(trail, response, request.kind, content_type.as_deref())
            .await?;
        Ok(Answer {
            outcome: Outcome::Fresh { body, content_type },
            ..given
        })
    }

    /// How many bytes a document of this kind may have.
    const fn limit(&self, kind: Kind) -> usize {
        match kind {
            Kind::Feed => self.settings.largest_feed,
            Kind::Page => self.settings.largest_page,
            Kind::Picture => self.settings.largest_picture,
        }
    }

    /// Reads the body, counting what comes out of the decompressor.
    async fn body(
        &self,
        trail: &Trail,
        mut response: Response,
        kind: Kind,
        content_type: Option<&str>,
    ) -> Result<Body, FetchError> {
        let limit = self.limit(kind);
        let stated = response
            .content_length()
            .map(|length| usize::try_from(length).unwrap_or(usize::MAX));
        if kind != Kind::Page && stated.is_some_and(|length| length > limit) {
            return Err(FetchError::TooLarge { limit });
        }
        let mut seat = Seat::new(Arc::clone(&self.budget));
        let mut bytes = Vec::new();
        let is_deflated = headers::is_deflated(response.headers());
        let mut is_sniffed = kind == Kind::Picture || is_deflated;
        let mut cut = false;
        let (mut place, mut broken) = (None, None);
        let mut crumbs = Crumbs::default();
        // What is announced to be large waits for its place before its first byte.
        let expected = stated.unwrap_or(0);
        loop {
            let length = bytes.len().max(expected);
            let chunk = self.chunk(&mut response, length, &mut place).await;
            let chunk =
                chunk.map_err(|error| cause(&error, &trail.url, bytes.len(), &self.settings));
            let chunk = match chunk {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                // What came of a feed is worth reading.
                Err(short @ FetchError::Short { .. }) if kind == Kind::Feed => {
                    broken = Some(short);
                    break;
                }
                Err(error) => return Err(error),
            };
            let room = limit - bytes.len();
            if chunk.len() > room && kind != Kind::Page {
                return Err(FetchError::TooLarge { limit });
            }
            cut = chunk.len() > room;
            let taken = chunk.get(..room).unwrap_or(&chunk);
            seat.make_room(&mut bytes, taken.len(), stated, limit)
                .await?;
            bytes.extend_from_slice(taken);
            crumbs.count(bytes.len())?;
            if !is_sniffed && bytes.len() >= sniff::ENOUGH && !unpack::is_packed(&bytes) {
                refuse_binary(&bytes, content_type)?;
                is_sniffed = true;
            }
            if cut {
                break;
            }
        }
        let is_deflated = is_deflated && broken.is_none();
        let (is_packed, is_cut) =
            unpack_body(&mut bytes, is_deflated, kind, limit, &mut seat).await?;
        cut |= is_cut;
        is_sniffed &= !is_packed || kind == Kind::Picture;
        if !is_sniffed {
            refuse_binary(&bytes, content_type)?;
        }
        let mut body = Body::seated(bytes, cut, seat);
        body.broken = broken;
        Ok(body)
    }
}

impl Network {
    /// The next bytes of a body that has so many at least, read at a place among the large ones if it is one.
    async fn chunk<'network>(
        &'network self,
        response: &mut Response,
        length: usize,
        place: &mut Option<SemaphorePermit<'network>>,
    ) -> reqwest::Result<Option<impl Deref<Target = [u8]> + use<>>> {
        if length >= LARGE && place.is_none() {
            *place = self.readers.acquire().await.ok();
        }
        if place.is_some()
            && let Ok(chunk) = timeout(SLOW, response.chunk()).await
        {
            return chunk;
        }
        *place = None;
        response.chunk().await
    }
}

/// Unpacks a body within its limit; answers whether it was packed, and whether it was cut off.
async fn unpack_body(
    bytes: &mut Vec<u8>,
    is_deflated: bool,
    kind: Kind,
    limit: usize,
    seat: &mut Seat,
) -> Result<(bool, bool), FetchError> {
    let (mut is_packed, mut cut) = (is_deflated && !bytes.is_empty(), false);
    if is_packed {
        seat.grow(limit).await?;
        *bytes = unpack::inflated(bytes, limit)?;
        cut = bytes.len() > limit;
        if cut && kind != Kind::Page {
            return Err(FetchError::TooLarge { limit });
        }
        bytes.truncate(limit);
    }
    // A sitemap may be an archive itself, which no header tells.
    if kind == Kind::Feed && unpack::is_packed(bytes) {
        seat.grow(limit).await?;
        *bytes = unpack::unpacked(bytes, limit)?;
        is_packed = true;
    }
    Ok((is_packed, cut))
}

fn refuse_binary(bytes: &[u8], content_type: Option<&str>) -> Result<(), FetchError> {
    sniff::not_text(bytes, content_type).map_or(Ok(()), |what| Err(FetchError::NotText(what)))
}

/// An answer without its body. A 304 may name validators anew; those it does not name stay.
fn answer(trail: &Trail, headers: &HeaderMap, outcome: Outcome, before: &Validators) -> Answer {
    let now = headers::validators(headers);
    Answer {
        outcome,
        validators: Validators {
            etag: now.etag.or_else(|| before.etag.clone()),
            last_modified: now.last_modified.or_else(|| before.last_modified.clone()),
        },
        url: trail.url.as_str().to_owned(),
        permanent: trail.permanent(),
        max_age: headers::max_age(headers),
        took: Duration::ZERO,
    }
}
