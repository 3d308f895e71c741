//! What stands between a title and the name of its site, and the two sides of it.

const DIVIDERS: [&str; 10] = [
    " @ ", " | ", " : ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ",
];

/// What stands before the last divider and behind it.
pub fn divided(title: &str) -> Option<(String, String)> {
    DIVIDERS
        .iter()
        .filter_map(|divider| title.rfind(divider).map(|at| (at, divider.len())))
        .max()
        .and_then(|(at, length)| {
            Some((
                title.get(..at)?.trim().to_owned(),
                title.get(at + length..)?.trim().to_owned(),
            ))
        })
}

/// What stands before the first divider and behind it.
pub fn divided_first(title: &str) -> Option<(String, String)> {
    DIVIDERS
        .iter()
        .chain([": "].iter())
        .filter_map(|divider| title.find(divider).map(|at| (at, divider.len())))
        .min()
        .and_then(|(at, length)| {
            Some((
                title.get(..at)?.trim().to_owned(),
                title.get(at + length..)?.trim().to_owned(),
            ))
        })
}
