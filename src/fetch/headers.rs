//! What the headers of an answer say about time, size and identity (RFC 9110, RFC 9111).

use jiff::Timestamp;
use reqwest::header::{
    AGE, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, DATE, ETAG, EXPIRES, HeaderMap, HeaderName,
    LAST_MODIFIED, RETRY_AFTER,
};

use crate::fetch::answer::Validators;

/// Nobody has to wait for longer than this, whatever a server says: 30 days.
const LONGEST: i64 = 30 * 24 * 3600;
/// The headers of an answer may be this large.
pub const LIMIT: usize = 64 * 1024;
/// And so many.
pub const MOST: usize = 1_000;
/// What is said when they are larger, or more.
pub const TOO_LARGE: &str = "the answer has more than 64 KiB of headers, or more than 1,000";

/// Whether the headers are larger than they may be.
pub fn are_too_large(headers: &HeaderMap) -> bool {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum::<usize>()
        > LIMIT
}

/// What the answer is recognised by.
pub fn validators(headers: &HeaderMap) -> Validators {
    Validators {
        etag: text(headers, ETAG),
        last_modified: text(headers, LAST_MODIFIED),
    }
}

/// The media type as stated.
pub fn content_type(headers: &HeaderMap) -> Option<String> {
    text(headers, CONTENT_TYPE)
}

/// For how many seconds the server asks to be left alone: a number, or a date.
pub fn retry_after(headers: &HeaderMap) -> Option<u32> {
    let text = text(headers, RETRY_AFTER)?;
    let seconds = match text.trim().parse::<i64>() {
        Ok(seconds) => seconds,
        Err(_) => moment(&text)?.as_second() - now(headers).as_second(),
    };
    whole(seconds)
}

/// Whether the body is deflated, and nothing else.
pub fn is_deflated(headers: &HeaderMap) -> bool {
    text(headers, CONTENT_ENCODING)
        .is_some_and(|coding| coding.trim().eq_ignore_ascii_case("deflate"))
}

/// For how many seconds the answer is good: `Cache-Control: max-age` less `Age`, else `Expires`.
pub fn max_age(headers: &HeaderMap) -> Option<u32> {
    let control = text(headers, CACHE_CONTROL)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let mut directives = control.split(',').map(str::trim);
    if directives
        .clone()
        .any(|directive| matches!(directive, "no-cache" | "no-store"))
    {
        return None;
    }
    let stated = directives.find_map(|directive| directive.strip_prefix("max-age="));
    if let Some(seconds) = stated.and_then(seconds_of) {
        let age = text(headers, AGE)
            .and_then(|age| age.trim().parse::<i64>().ok())
            .unwrap_or(0);
        return whole(seconds.saturating_sub(age.max(0)));
    }
    let expires = moment(&text(headers, EXPIRES)?)?;
    whole(expires.as_second() - now(headers).as_second()).filter(|seconds| *seconds > 0)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn moment(text: &str) -> Option<Timestamp> {
    let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    parser.parse_timestamp(text.trim()).ok()
}

/// The server's own clock if it shows one, so that a wrong clock on either side does no harm.
fn now(headers: &HeaderMap) -> Timestamp {
    text(headers, DATE)
        .and_then(|date| moment(&date))
        .unwrap_or_else(Timestamp::now)
}

/// Seconds as they are written; more than can be counted are as many as can be (RFC 9111, 1.2.2).
fn seconds_of(written: &str) -> Option<i64> {
    let written = written.trim_matches('"');
    let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| written.parse().unwrap_or(i64::MAX))
}

fn whole(seconds: i64) -> Option<u32> {
    u32::try_from(seconds.clamp(0, LONGEST)).ok()
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn waiting_times_come_as_seconds_or_dates() {
        let date = ("date", "Fri, 02 Jan 2026 10:00:00 GMT");
        for (lines, expected) in [
            (vec![("retry-after", "120")], Some(120)),
            (
                vec![date, ("retry-after", "Fri, 02 Jan 2026 10:05:00 GMT")],
                Some(300),
            ),
            (
                vec![date, ("retry-after", "Fri, 02 Jan 2026 09:00:00 GMT")],
                Some(0),
            ),
            (vec![("retry-after", "999999999")], Some(30 * 24 * 3600)),
            (vec![("retry-after", "soon")], None),
            (vec![], None),
        ] {
            assert_eq!(retry_after(&headers(&lines)), expected, "{lines:?}");
        }
    }

    #[test]
    fn an_answer_is_good_for_its_max_age() {
        let date = ("date", "Fri, 02 Jan 2026 10:00:00 GMT");
        for (lines, expected) in [
            (vec![("cache-control", "public, Max-Age=600")], Some(600)),
            (
                vec![("cache-control", "max-age=600"), ("age", "500")],
                Some(100),
            ),
            (vec![("cache-control", "no-cache, max-age=600")], None),
            (
                vec![("cache-control", "max-age=99999999999999999999999")],
                u32::try_from(LONGEST).ok(),
            ),
            (vec![("cache-control", "max-age=-1")], None),
            (
                vec![date, ("expires", "Fri, 02 Jan 2026 11:00:00 GMT")],
                Some(3600),
            ),
            (vec![date, ("expires", "0")], None),
            (
                vec![date, ("expires", "Fri, 02 Jan 2026 10:00:00 GMT")],
                None,
            ),
        ] {
            assert_eq!(max_age(&headers(&lines)), expected, "{lines:?}");
        }
    }
}
