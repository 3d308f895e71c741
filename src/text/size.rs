//! How large something is, as a person says it.

/// So many bytes: `412 kB`, `9 MB`; rounded to the nearest, and never nothing for what is there.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0 => "0 kB".to_owned(),
        1..999_500 => format!("{} kB", ((bytes + 500) / 1_000).max(1)),
        _ => format!("{} MB", (bytes + 500_000) / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_to_the_nearest() {
        for (bytes, said) in [
            (0, "0 kB"),
            (1, "1 kB"),
            (1_400, "1 kB"),
            (1_500, "2 kB"),
            (999_499, "999 kB"),
            (999_500, "1 MB"),
            (1_400_000, "1 MB"),
            (8_600_000, "9 MB"),
        ] {
            assert_eq!(size(bytes), said);
        }
    }
}
