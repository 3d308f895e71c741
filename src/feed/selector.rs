//! Which elements of a page are meant: a small part of CSS selectors (Selectors Level 3): names, `.classes` and `#ids`,
//! a space for somewhere within, `>` for directly within, a comma between several. A `!` before it says that the reader chose it himself.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::feed::outline::{Element, Outline};

/// Which elements are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// Any of these is meant. From the outermost to the innermost, each with how it stands within the one before.
    alternatives: Vec<Vec<(Within, Compound)>>,
    /// Whether the reader chose it: what stands there is meant, whatever it looks like.
    pub is_chosen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Somewhere,
    Directly,
}

/// No selector has more steps, or more alternatives.
const STEPS: usize = 12;

/// What an element must be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compound {
    /// Its name; any without one.
    pub name: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Classes that it must have.
    pub classes: Vec<String>,
}

/// Why some words are no selector.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` is not understood; a selector is made of names, .classes and #ids, with spaces or > between, and commas between several"
)]
pub struct SelectorError(String);

impl Selector {
    /// Elements that stand directly within each other.
    #[must_use]
    pub fn chain(compounds: Vec<Compound>) -> Self {
        let steps = compounds
            .into_iter()
            .map(|compound| (Within::Directly, compound))
            .collect();
        Self {
            alternatives: vec![steps],
            is_chosen: false,
        }
    }

    /// Means what another means as well, as long as it stays readable.
    pub fn also(&mut self, other: Self) {
        if self.alternatives.len() + other.alternatives.len() <= STEPS {
            self.alternatives.extend(other.alternatives);
        }
    }

    /// Whether an element is meant.
    #[must_use]
    pub fn selects(&self, outline: &Outline, element: usize) -> bool {
        let Some(found) = outline.elements.get(element) else {
            return false;
        };
        self.alternatives.iter().any(|steps| {
            let Some(((within, last), before)) = steps.split_last() else {
                return false;
            };
            last.fits(found) && stands(outline, found, *within, before)
        })
    }
}

/// Whether an element stands within others as the steps before it say.
fn stands(
    outline: &Outline,
    element: &Element,
    within: Within,
    before: &[(Within, Compound)],
) -> bool {
    let Some(((outer, last), before)) = before.split_last() else {
        return true;
    };
    let Some(parent) = element.parent else {
        return false;
    };
    let reach = match within {
        Within::Directly => 1,
        Within::Somewhere => usize::MAX,
    };
    outline
        .ancestors(parent)
        .take(reach)
        .any(|(_, ancestor)| last.fits(ancestor) && stands(outline, ancestor, *outer, before))
}

impl Compound {
    fn fits(&self, element: &Element) -> bool {
        self.name.as_ref().is_none_or(|name| *name == element.name)
            && self.id.as_ref().is_none_or(|id| *id == element.id)
            && self
                .classes
                .iter()
                .all(|class| element.classes.contains(class))
    }
}

impl FromStr for Selector {
    type Err = SelectorError;

    fn from_str(text: &str) -> Result<Self, SelectorError> {
        let (is_chosen, words) = match text.strip_prefix('!') {
            Some(words) => (true, words),
            None => (false, text),
        };
        let alternatives: Vec<Vec<(Within, Compound)>> =
            words.split(',').map(steps).collect::<Result<_, _>>()?;
        // Deeper ones are looked for in ways that multiply.
        let is_deep = |steps: &Vec<_>| steps.len() > STEPS;
        if alternatives.len() > STEPS || alternatives.iter().any(is_deep) {
            return Err(SelectorError(text.to_owned()));
        }
        Ok(Self {
            alternatives,
            is_chosen,
        })
    }
}

fn steps(text: &str) -> Result<Vec<(Within, Compound)>, SelectorError> {
    let mut steps = Vec::new();
    let mut within = Within::Somewhere;
    for word in text.replace('>', " > ").split_whitespace() {
        if word == ">" {
            within = Within::Directly;
            continue;
        }
        let compound = compound(word).ok_or_else(|| SelectorError(word.to_owned()))?;
        steps.push((within, compound));
        within = Within::Somewhere;
    }
    if steps.is_empty() {
        return Err(SelectorError(text.to_owned()));
    }
    Ok(steps)
}

fn compound(word: &str) -> Option<Compound> {
    let mut compound = Compound::default();
    let mut rest = word;
    while !rest.is_empty() {
        let sign = rest.chars().next().filter(|sign| ".#".contains(*sign));
        let body = sign.map_or(rest, |_| rest.get(1..).unwrap_or_default());
        let end = body.find(['.', '#']).unwrap_or(body.len());
        let (name, after) = body.split_at_checked(end)?;
        let is_name = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        match sign {
            Some('.') => compound.classes.push(name.to_owned()),
            Some(_) => compound.id = Some(name.to_owned()),
            None => compound.name = Some(name.to_ascii_lowercase()),
        }
        rest = after;
    }
    Some(compound)
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_chosen {
            f.write_str("!")?;
        }
        let mut sign = "";
        for steps in &self.alternatives {
            for (within, compound) in steps {
                f.write_str(match (sign, within) {
                    (" ", Within::Directly) => ">",
                    _ => sign,
                })?;
                sign = " ";
                f.write_str(compound.name.as_deref().unwrap_or_default())?;
                if let Some(id) = &compound.id {
                    write!(f, "#{id}")?;
                }
                for class in &compound.classes {
                    write!(f, ".{class}")?;
                }
            }
            sign = ",";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::feed::survey::outline;

    #[test]
    fn elements_are_selected_as_a_style_sheet_would() {
        let html = "<main id=m><div class='list wide'><article class=card><h3><a href=/1>One</a></h3></article></div>\
                    <a href=/2>Two</a></main><a href=/3>Three</a>";
        let outline = outline(html, &Url::parse("https://a.example/").unwrap());
        for (selector, found) in [
            ("a", "One Two Three"),
            ("main a", "One Two"),
            ("#m > a", "Two"),
            ("div.list h3 > a", "One"),
            ("div.wide.list a", "One"),
            ("div.narrow a", ""),
            ("article > a", ""),
            ("h3 > a, #m > a", "One Two"),
        ] {
            let selector: Selector = selector.parse().unwrap();
            let links = outline.links.iter();
            let selected: Vec<&str> = links
                .filter(|link| selector.selects(&outline, link.element))
                .map(|link| link.text.as_str())
                .collect();
            assert_eq!(selected.join(" "), found, "{selector}");
        }
    }

    #[test]
    fn a_selector_is_written_as_it_is_read() {
        for text in [
            "a",
            "main a",
            "#m>a",
            "div.list.wide h3>a",
            "!aside p>a",
            "h1 a,h2.big>a",
        ] {
            assert_eq!(text.parse::<Selector>().unwrap().to_string(), text);
        }
        for text in ["", "!", "a!b", "a[href]", "a:hover", "*", "a,", ",a", "."] {
            assert!(text.parse::<Selector>().is_err(), "{text}");
        }
    }
}
