//! The keys of a set with the reader's own before them, and what stands in the way of what there, since one begins with
//! the other.

use crate::assets;
use crate::state::action::Action;
use crate::state::keymap::{Keymap, Meaning, Place, Wrong, line_of, names, sections};
use crate::state::press::Key;
use crate::state::spelling::spelled;

/// The keys of a set of that name, with those of the reader's own file before them; and what is wrong in that file.
#[must_use]
pub fn keymap(preset: &str, own: Option<&str>) -> (Keymap, Vec<Wrong>) {
    let (mut keymap, _) = Keymap::parse(assets::KEYMAP);
    if let Some((_, other)) = assets::KEYMAPS.iter().find(|(name, _)| *name == preset) {
        keymap = keymap.overlaid(Keymap::parse(other).0);
    }
    let source = own.unwrap_or_default();
    let (own, mut wrong) = Keymap::parse(source);
    let keymap = keymap.overlaid(own.clone());
    wrong.extend(cut_short(&keymap, &own, source));
    wrong.extend(hiding(&keymap, &own, source));
    wrong.extend(overruled(&keymap, &own, source));
    wrong.sort_by_key(|wrong| wrong.line);
    (keymap, wrong)
}

/// Keys of the reader's own file that nobody can press to the end, since their beginning does something by itself.
#[must_use]
pub fn cut_short(keymap: &Keymap, own: &Keymap, source: &str) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for (section, name, keys) in own.all() {
        let places = [Place::Feeds, Place::Stories, Place::Reader, Place::Cuts];
        let mut places = places
            .into_iter()
            .filter(|place| sections(*place).contains(&section));
        let shorter = places.find_map(|place| {
            let mut starts = (1..keys.len()).filter_map(|count| keys.get(..count));
            starts.find_map(|start| match keymap.meaning(place, start) {
                Meaning::Does(action) => Some((start, action.name().to_owned())),
                Meaning::DoesAll(actions) => Some((start, names(actions))),
                _ => None,
            })
        });
        if let Some((start, other)) = shorter {
            let (keys, start) = (spelled(keys), spelled(start));
            wrong.push(Wrong {
                line: line_of(source, section, &name),
                words: format!(
                    "{section}.{name}: \"{keys}\" begins with \"{start}\", the key of {other}"
                ),
            });
        }
    }
    wrong
}

/// So many of the keys that are hidden are named.
const NAMED: usize = 4;

/// Keys of the reader's own file that hide longer ones, which nobody can press to the end any more.
#[must_use]
pub fn hiding(keymap: &Keymap, own: &Keymap, source: &str) -> Vec<Wrong> {
    let places = [Place::Feeds, Place::Stories, Place::Reader, Place::Cuts];
    let is_own = |keys: &[Key]| own.all().any(|(.., other)| other == keys);
    let mut wrong = Vec::new();
    for (section, name, keys) in own.all() {
        let here = |place: &Place| {
            sections(*place).contains(&section)
                && !matches!(
                    keymap.meaning(*place, keys),
                    Meaning::Begins | Meaning::Nothing
                )
        };
        let mut hidden: Vec<String> = Vec::new();
        for place in places.into_iter().filter(here) {
            for (longer, action) in keymap.bindings(place) {
                let is_hidden = longer.len() > keys.len() && longer.starts_with(keys);
                let told = format!("{} ({})", spelled(longer), action.name());
                // What is the reader's own is told where it stands.
                if is_hidden && !is_own(longer) && !hidden.contains(&told) {
                    hidden.push(told);
                }
            }
        }
        if hidden.is_empty() {
            continue;
        }
        let more = hidden.len().saturating_sub(NAMED);
        hidden.truncate(NAMED);
        if more > 0 {
            hidden.push(format!("+{more}"));
        }
        let (keys, hidden) = (spelled(keys), hidden.join(", "));
        wrong.push(Wrong {
            line: line_of(source, section, &name),
            words: format!("{section}.{name}: \"{keys}\" hides the longer keys {hidden}"),
        });
    }
    wrong
}

/// The panes whose keys are looked at; what is shown in them has a few of its own.
const PANES: [Place; 3] = [Place::Feeds, Place::Stories, Place::Reader];

/// Keys of the reader's own file that do something else in a pane, since a nearer section has them; but not where that is
/// the reader's own too.
fn overruled(keymap: &Keymap, own: &Keymap, source: &str) -> Vec<Wrong> {
    let is_own = |nearer: &str, keys: &[Key]| {
        let mut all = own.all();
        all.any(|(section, _, other)| section == nearer && other == keys)
    };
    let mut wrong = Vec::new();
    for (section, name, keys) in own.all() {
        let here = |place: &Place| sections(*place).contains(&section);
        let mut others: Vec<String> = Vec::new();
        for place in PANES.into_iter().filter(here) {
            let Some((nearer, other)) = keymap.holder(place, keys) else {
                continue;
            };
            let told = format!("{nearer}.{other}");
            if nearer != section
                && other != name
                && !is_own(nearer, keys)
                && !others.contains(&told)
            {
                others.push(told);
            }
        }
        if !others.is_empty() {
            let (keys, others) = (spelled(keys), others.join(", "));
            wrong.push(Wrong {
                line: line_of(source, section, &name),
                words: format!(
                    "{section}.{name}: \"{keys}\" stays with {others}, which goes first"
                ),
            });
        }
    }
    wrong
}

/// What is no mistake and may surprise: an action that has keys of the reader's own in one section and still those that
/// another gives it in the same pane.
#[must_use]
pub fn beside(preset: &str, source: &str) -> Vec<Wrong> {
    let (keymap, _) = keymap(preset, Some(source));
    let (own, _) = Keymap::parse(source);
    let mut notes: Vec<Wrong> = Vec::new();
    for (section, name, _) in own.all() {
        let Some(action) = Action::named(&name) else {
            continue;
        };
        let is_beside = |other: &str| {
            let mut panes = PANES.iter().map(|place| sections(*place));
            other != section && panes.any(|all| all.contains(&section) && all.contains(&other))
        };
        let is_own = |other: &str| own.sections_of(action).iter().any(|(own, _)| *own == other);
        let others = keymap.sections_of(action).into_iter();
        let others = others.filter(|(other, _)| is_beside(other) && !is_own(other));
        for (other, keys) in others {
            let keys = keys.join("\", \"");
            let note = Wrong {
                line: line_of(source, section, &name),
                words: format!("{section}.{name}: {other} gives it \"{keys}\" too"),
            };
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes.sort_by_key(|note| note.line);
    notes
}
