//! Front pages: they lead to stories and hold none, whatever a few of their lines look like.
//!
//! They are known by their address and by what they say they are.

use url::Url;

use crate::extract::addresses;
use crate::extract::context::around;
use crate::extract::metadata::Metadata;
use crate::extract::profiles;
use crate::extract::prune::{Scene, Verdict};

/// A front page with more words, and fewer headlines of other pages, holds a text all the same.
const TEXT: u32 = 600;
const HEADLINES: usize = 3;
/// Fewer words are no story on a page that says it is a site's, and names neither day nor author.
const LINE: u32 = 25;
/// What the address of a front page ends with beside a language.
const NAMES: [&str; 5] = ["index", "home", "default", "global", "international"];

/// Cuts all of a front page; whether it is one.
pub fn cut(
    scene: &Scene,
    url: Option<&Url>,
    metadata: &Metadata,
    verdicts: &mut [Verdict],
) -> bool {
    let kind = profiles::stated_kind(scene);
    let words: u32 = kept(verdicts)
        .filter_map(|number| scene.blocks.get(number))
        .map(|block| block.shape.words)
        .sum();
    let is_front = kind != "article"
        && is_at_the_front(scene, url, kind)
        && (words < TEXT || headlines(scene) >= HEADLINES);
    let is_line = kind == "website"
        && words < LINE
        && metadata.authors.is_empty()
        && metadata.published.is_none();
    let is_none = is_front || is_line;
    for number in kept(verdicts).filter(|_| is_none).collect::<Vec<_>>() {
        if let Some(verdict) = verdicts.get_mut(number) {
            *verdict = Verdict::Cut("not the story");
        }
    }
    is_none
}

fn kept(verdicts: &[Verdict]) -> impl Iterator<Item = usize> + '_ {
    let numbered = verdicts.iter().enumerate();
    numbered
        .filter(|(_, verdict)| **verdict == Verdict::Keep)
        .map(|(number, _)| number)
}

/// Whether a page stands at the front of its site: by its own address, or by the one it states where it says that it is a
/// site's, as some sites state their front page's everywhere.
fn is_at_the_front(scene: &Scene, url: Option<&Url>, kind: &str) -> bool {
    if let Some(url) = url {
        return is_front(url);
    }
    let stated = addresses::canonical(scene.tree).filter(|_| kind == "website");
    stated.is_some_and(|stated| Url::parse(stated).is_ok_and(|url| is_front(&url)))
}

/// Whether an address has no more than a language, or the name of a front page, behind its host.
fn is_front(url: &Url) -> bool {
    let mut parts = url.path_segments().into_iter().flatten();
    let named = |part: &str| {
        let name = part.split('.').next().unwrap_or_default();
        let is_language = |letters: &str| {
            letters.len() == 2 && letters.bytes().all(|letter| letter.is_ascii_alphabetic())
        };
        let mut codes = name.split(['-', '_']);
        part.is_empty()
            || NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
            || name.len() <= 5 && codes.all(is_language)
    };
    let has_host = url.host().is_some();
    has_host && url.query().is_none() && url.path().len() < 32 && parts.all(named)
}

/// Headlines that lead to other pages.
fn headlines(scene: &Scene) -> usize {
    let blocks = scene.blocks.iter().zip(scene.contexts);
    let linked = blocks.filter(|(block, context)| {
        context.heading > 0
            && block.link_share() > 0.5
            && context.around & (around::NAV | around::FOOTER) == 0
    });
    linked.take(HEADLINES).count()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::is_front;
    use crate::extract;

    #[test]
    fn addresses_of_front_pages_are_known() {
        for (address, wanted) in [
            ("https://example.com", true),
            ("https://example.com/", true),
            ("https://example.com/index.html", true),
            ("https://example.com/id", true),
            ("https://example.com/en-GB/index.php", true),
            ("https://example.com/?p=12", false),
            ("https://example.com/perahu", false),
            ("https://example.com/id/perahu", false),
            ("file:///", false),
        ] {
            assert_eq!(is_front(&Url::parse(address).unwrap()), wanted, "{address}");
        }
    }

    #[test]
    fn a_front_page_holds_no_story() {
        let long = "Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok \
                    tani setempat, yang menjual ikan kering.";
        let page = |kind: &str, body: &str| {
            format!(
                "<html><head><title>Warta Danau</title><meta property=\"og:type\" content=\"{kind}\"></head>\
                 <body><main><h1>Warta Danau</h1>{body}</main></body></html>"
            )
        };
        let words = |page: &str, address: &str| {
            let story = extract::page(page, Url::parse(address).ok().as_ref());
            story.document.plain_text().split_whitespace().count()
        };
        let few = format!("<p>{long}</p>").repeat(3).replace("pekan", "bulan");
        let few = page("website", &few);
        assert!(words(&few, "https://example.com/danau") > 20);
        assert_eq!(words(&few, "https://example.com/"), 0);
        let pictures =
            "<figure><img src=a.jpg><figcaption>Danau pada pagi hari</figcaption></figure>";
        let front = page("website", &pictures.repeat(4));
        assert_eq!(words(&front, "https://example.com/"), 0);
        let story = few.replace("website", "article");
        assert!(words(&story, "https://example.com/") > 20);
        let many = |number: usize| format!("<p>{long} Bibit ke-{number} ditanam.</p>");
        let many = (0..60).map(many).collect::<Vec<_>>().concat();
        assert!(words(&page("website", &many), "https://example.com/") > 600);
        let line = page(
            "website",
            "<p>Belum ada cerita di sini. Tulislah yang pertama.</p>",
        );
        assert_eq!(words(&line, "https://example.com/danau"), 0);
    }
}
