//! Files of pictures by their names: whether two are one picture, and whether one stands for no picture at all.
//!
//! Names only; which pictures a page shows is known elsewhere.

use url::Url;

use crate::extract::rules::rules;

/// The name of a picture's file, where it says something.
pub fn named(url: &str) -> Option<&str> {
    Some(name(url)).filter(|name| name.len() > 4)
}

/// The name of a picture's file.
pub fn name(url: &str) -> &str {
    path(url).rsplit('/').next().unwrap_or_default()
}

fn path(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// Bytes of a name that is taken to pieces.
const NAME: usize = 300;
/// Letters of a name without its size that is that of one picture only, and of the beginning of two with a number.
const STEM: usize = 5;
const START: usize = 12;
/// Digits of a picture's own number.
const NUMBER: usize = 5;

/// Whether two names are those of one picture in two sizes.
pub fn are_one(left: &str, right: &str) -> bool {
    let is_long = left.len().max(right.len()) > NAME;
    if left == right || is_long {
        return left == right;
    }
    let (left, right) = (stem(left), stem(right));
    left == right && left.len() >= STEM || have_number(left, right)
}

/// A name without what kind of file it is and how large: `pasar-1024x450.jpg`, `pasar-scaled.jpg`, `pasar@2x.jpg`.
fn stem(name: &str) -> &str {
    let mut stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    loop {
        let rest = stem
            .strip_suffix("-scaled")
            .or_else(|| stem.strip_suffix("@2x"))
            .or_else(|| without_size(stem));
        match rest {
            Some(rest) => stem = rest,
            None => return stem,
        }
    }
}

fn without_size(stem: &str) -> Option<&str> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let high = stem.trim_end_matches(is_digit);
    let front = high.strip_suffix('x')?;
    let wide = front.trim_end_matches(is_digit);
    let has_numbers = high.len() < stem.len() && wide.len() < front.len();
    wide.strip_suffix(['-', '_']).filter(|_| has_numbers)
}

/// Whether two names begin with the same words and a picture's number, and end with words for its uses:
/// `4573517--pasar-opengraph`, `4573517--pasar-media`.
fn have_number(left: &str, right: &str) -> bool {
    let pairs = left.bytes().zip(right.bytes());
    let same = pairs.take_while(|(left, right)| left == right).count();
    let Some(start) = left.get(..same).filter(|start| start.len() >= START) else {
        return false;
    };
    // A day is the number of many.
    let is_number = |digits: &str| {
        digits.len() >= NUMBER && !(digits.len() == 8 && digits.starts_with(['1', '2']))
    };
    let mut numbers = start.split(|letter: char| !letter.is_ascii_digit());
    let says_use = |name: &str| {
        let tail = name.get(same..).unwrap_or_default();
        let mut words = tail.split(|letter: char| !letter.is_alphabetic());
        words.any(|word| word.len() >= 4)
    };
    !start.ends_with(|letter: char| letter.is_ascii_digit())
        && numbers.any(is_number)
        && says_use(left)
        && says_use(right)
}

/// Whether an address leads to what a paper shows where it has no picture: its own sign, or a file that says so. `site` is
/// the paper's name and its host in small letters.
pub fn is_stand_in(url: &str, site: &str) -> bool {
    let Some((stem, _)) = name(url).rsplit_once('.') else {
        return false;
    };
    let folder = path(url).rsplit('/').nth(1).unwrap_or_default();
    // A folder of one story's.
    let is_own = folder.len() >= NUMBER && folder.contains(|c: char| c.is_ascii_digit());
    let called = &rules().called;
    called.is_no_picture(stem) || !is_own && called.is_sign(stem, site)
}

/// Whether an address is that of the page itself, or of no file.
pub fn is_page(url: &str, page: Option<&Url>) -> bool {
    let found = match page {
        Some(page) => page.join(url).ok(),
        None => Url::parse(url).ok(),
    };
    found.is_some_and(|found| {
        let is_root = found.path().len() <= 1 && found.query().is_none();
        is_root || Some(&found) == page
    })
}

#[cfg(test)]
mod tests {
    use super::{are_one, is_stand_in};

    #[test]
    fn a_picture_has_many_sizes() {
        for (left, right, wanted) in [
            ("pasar-lama-1024x450.jpg", "pasar-lama.jpg", true),
            ("pasar-lama-scaled.jpg", "pasar-lama-300x200.webp", true),
            (
                "4573517--pasar-opengraph_1200.jpg",
                "4573517--pasar-media-4.jpg",
                true,
            ),
            ("pasar-lama-1.jpg", "pasar-lama-2.jpg", false),
            ("20260301-pasar-kapal.jpg", "20260301-pasar-ikan.jpg", false),
            ("4573517--pasar-1.jpg", "4573517--pasar-2.jpg", false),
        ] {
            assert_eq!(are_one(left, right), wanted, "{left} {right}");
        }
    }

    #[test]
    fn a_papers_own_sign_is_no_picture_of_a_story() {
        for (url, wanted) in [
            ("https://a.example/images/placeholderKT.jpg?d=945", true),
            ("https://a.example/images/default.png", true),
            ("https://a.example/logo-kabar_teluk.png", true),
            ("https://a.example/icons/defaultPromoCrop.png", true),
            ("https://a.example/fb-opengraph-icon-v2.jpg", true),
            ("https://a.example/no-image.jpg", true),
            ("https://a.example/g/fb.png", true),
            ("https://a.example/2026/logo-bank-lama.png", false),
            ("https://a.example/loan-default.jpg", false),
            ("https://a.example/story-1234567/share.jpg", false),
            ("https://a.example/image.jpg", false),
            ("https://a.example/share.jpg", false),
            ("https://a.example/share-image.jpg", true),
            ("https://a.example/1200x630.jpg", false),
            ("https://a.example/og", false),
        ] {
            assert_eq!(
                is_stand_in(url, "kabarteluk kabar-teluk.example"),
                wanted,
                "{url}"
            );
        }
    }
}
