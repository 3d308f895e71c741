//! Where a page is at home: its language, and the clock of the land where that is read.
//!
//! The clocks are rules and not a database of zones, so that a page says the same on any machine.

use jiff::tz::TimeZone;

use crate::extract::sources::Sources;

/// Whether a page is in a language: as it says, else by the land of its address.
pub fn speaks(sources: &Sources, wanted: &str) -> bool {
    match language(sources) {
        Some(language) => language.split('-').next() == Some(wanted),
        None => land(sources).as_deref() == Some(wanted),
    }
}

/// The clock of the land that a page's address is in, else of the one where its language is read; none where that land has
/// several.
pub fn clock(sources: &Sources) -> Option<TimeZone> {
    let of = |code: &str| {
        let mut clocks = CLOCKS.iter();
        clocks.find_map(|(codes, clock)| codes.split(' ').any(|one| one == code).then_some(*clock))
    };
    let language = language(sources).unwrap_or_default();
    let mut parts = language.split('-');
    let first = parts.next().unwrap_or_default();
    let spoken = || {
        let mut lands = LANDS.iter();
        lands.find_map(|(spoken, land)| {
            spoken
                .split(' ')
                .any(|one| one == first)
                .then(|| of(land))?
        })
    };
    let region = parts.rfind(|part| part.len() == 2);
    let clock = land(sources)
        .and_then(|land| of(&land))
        .or_else(|| region.map_or_else(spoken, of))?;
    TimeZone::posix(clock).ok()
}

fn language(sources: &Sources) -> Option<String> {
    sources.language.as_deref().map(str::to_ascii_lowercase)
}

/// The last part of the address's host, where it is a land's.
fn land(sources: &Sources) -> Option<String> {
    let end = sources.url?.host_str()?.rsplit('.').next()?;
    (end.len() == 2).then(|| end.to_owned())
}

const CENTRAL: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
const EASTERN: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";

/// Lands that have one clock, by the ends of their addresses.
const CLOCKS: [(&str, &str); 10] = [
    ("id th vn kh la", "<+07>-7"),
    ("cn tw hk mo my sg ph", "<+08>-8"),
    ("kr jp", "<+09>-9"),
    ("in lk", "<+0530>-5:30"),
    ("np", "<+0545>-5:45"),
    ("bd", "<+06>-6"),
    ("pk", "<+05>-5"),
    ("tr sa qa kw by", "<+03>-3"),
    (
        "de at ch it nl be lu fr no se dk cz sk pl hu hr si rs mk",
        CENTRAL,
    ),
    ("fi ee lv lt gr ro bg ua", EASTERN),
];

/// Languages without a land that are read in one more than in all others.
const LANDS: [(&str, &str); 9] = [
    ("id jv su", "id"),
    ("ko ja", "kr"),
    ("th vi", "vn"),
    ("zh ms", "cn"),
    ("hi ta te mr gu kn ml", "in"),
    ("tr", "tr"),
    ("de it nl pl cs sk hu sl hr no nb nn da sv", "de"),
    ("fi el ro bg uk et lv lt", "fi"),
    ("ur", "pk"),
];
