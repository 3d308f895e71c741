//! A text without any markup as a page: each of its lines is a paragraph.
//!
//! It cleans nothing.

use std::borrow::Cow;

use crate::extract::stated;

/// A page as it is, or a text with its lines as paragraphs.
pub fn marked_up(text: &str) -> Cow<'_, str> {
    let has_markup = text.split('<').skip(1).any(|after| {
        let first = after.trim_start_matches('/').chars().next();
        first.is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '!')
    });
    if has_markup || !text.trim().contains('\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(stated::paragraphs(text))
}

#[cfg(test)]
mod tests {
    use super::marked_up;

    #[test]
    fn only_a_text_without_markup_is_cut_into_paragraphs() {
        let check = |text: &str, wanted: &str| assert_eq!(marked_up(text), wanted);
        check("satu\n\n dua < 3\n", "<p>satu</p>\n<p>dua &lt; 3</p>");
        check("satu\n<b>dua</b>", "satu\n<b>dua</b>");
        check("satu\n</p>", "satu\n</p>");
        check("satu dua\n", "satu dua\n");
    }
}
