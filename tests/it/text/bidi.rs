//! Text from right to left: the order on a line against the examples of UAX 9, and laws of it.

use kabar::text::{self, bidi};
use proptest::prelude::*;

use crate::text::properties::rough_text;

#[test]
fn lines_look_as_uax_9_wants() {
    for (text, wanted, at_right) in [
        ("plain words", "plain words", false),
        ("car is אבג end", "car is גבא end", false),
        ("אבג car דהו", "והד car גבא", true),
        // Numbers run from left to right wherever they stand; their percent sign goes with them.
        ("אבג 12.5% דהו", "והד 12.5% גבא", true),
        ("אבג (דהו)", "(והד) גבא", true),
        ("M 5,2 אבג", "M 5,2 גבא", false),
        // Persian: letters join, and the last of a word takes its final form.
        ("سلام", "\u{fee1}\u{fe8e}\u{fee0}\u{feb3}", true),
        ("گچ", "\u{fb7b}\u{fb94}", true),
        // A mark stays on its letter.
        ("בּא", "אבּ", true),
    ] {
        let (line, right) = bidi::visual_line(text);
        assert_eq!((line.as_ref(), right), (wanted, at_right), "{text}");
    }
    assert_eq!(bidi::visual("car אבג."), "car גבא.");
}

#[test]
fn facts_beside_each_other_each_keep_their_order() {
    for (text, wanted) in [
        ("אבג · 1 min read", "1 min read · גבא"),
        (
            "Koran · אבג · 1 min read · דהו 5",
            "Koran · גבא · 1 min read · 5 והד",
        ),
        ("plain · 1 min", "plain · 1 min"),
    ] {
        let levels = bidi::Levels::of_facts(text, " · ");
        let levels = levels.map_or_else(
            || vec![0; text.chars().count()],
            |levels| levels.of_line(text, 0..text.len()),
        );
        let letters: Vec<char> = text.chars().collect();
        let seen: String = bidi::order(&levels)
            .into_iter()
            .map(|at| letters[at])
            .collect();
        assert_eq!(seen, wanted);
    }
}

proptest! {
    #[test]
    fn an_order_holds_everything_once(levels in prop::collection::vec(0_u8..5, 0..40)) {
        let mut order = bidi::order(&levels);
        order.sort_unstable();
        prop_assert_eq!(order, (0..levels.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_line_is_as_wide_as_its_text(words in "[a-c אבגسلام۱۲(). ]{0,30}", rough in rough_text()) {
        for line in [words, text::displayable(&rough).into_owned()] {
            let seen = bidi::visual_line(&line).0;
            // Graphemes may join anew where they meet others; that is seen on no screen, which takes them one by one.
            let plain = line.chars().all(|c| text::is_plain(&c.to_string()));
            if plain {
                prop_assert_eq!(text::width(&seen), text::width(&line));
            }
            prop_assert_eq!(seen.chars().count(), line.chars().count());
        }
    }
}
