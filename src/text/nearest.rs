//! The name that was probably meant: of a setting, a theme, an action.

/// The nearest of the known names, when it is near enough to be meant. Case and the sign between words say nothing.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace('-', "_");
    let name = plain(name);
    let allowed = 1 + name.chars().count() / 4;
    known
        .map(|known| (distance(&name, &plain(known)), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// How many letters must be put in, left out or changed to make one word of the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut above: Vec<usize> = (0..=other.chars().count()).collect();
    for (row, letter) in one.chars().enumerate() {
        let mut left = row + 1;
        let mut below = vec![left];
        for ((corner, up), other) in above.iter().zip(above.iter().skip(1)).zip(other.chars()) {
            let changed = corner + usize::from(letter != other);
            left = changed.min(up + 1).min(left + 1);
            below.push(left);
        }
        above = below;
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_was_meant_is_found_and_no_other() {
        let known = [
            "measure",
            "mouse",
            "mark_read_on_open",
            "language",
            "next-page",
        ];
        for (name, wanted) in [
            ("mesure", Some("measure")),
            ("Measure", Some("measure")),
            ("mark-read-on-open", Some("mark_read_on_open")),
            ("languages", Some("language")),
            ("muose", Some("mouse")),
            ("next_page", Some("next-page")),
            ("font", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known.into_iter()), wanted, "{name}");
        }
    }
}
