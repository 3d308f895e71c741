//! When a feed asks to be left alone.

use crate::feed::date;
use crate::feed::draft::Draft;
use crate::feed::role::Field;

/// Gives a word of the schedule to the draft.
pub fn read(field: Field, text: &str, draft: &mut Draft) {
    let text = text.trim();
    let number = text.parse::<u32>().ok();
    match field {
        Field::Ttl => draft.ttl = number.filter(|minutes| *minutes > 0).or(draft.ttl),
        Field::Frequency => draft.frequency = number.or(draft.frequency),
        Field::Period => draft.period = period(text).or(draft.period),
        Field::Hour if draft.hours.len() < 24 => {
            // Midnight is 24 in the older versions of RSS.
            draft.hours.extend(
                number
                    .filter(|hour| *hour <= 24)
                    .map(|hour| (hour % 24) as u8),
            );
        }
        Field::Day if draft.days.len() < 7 => draft.days.extend(date::weekday(text)),
        _ => {}
    }
}

/// Minutes in a period of the syndication module.
fn period(unit: &str) -> Option<u32> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "hourly" => 60,
        "daily" => 24 * 60,
        "weekly" => 7 * 24 * 60,
        "monthly" => 30 * 24 * 60,
        "yearly" => 365 * 24 * 60,
        _ => return None,
    })
}
