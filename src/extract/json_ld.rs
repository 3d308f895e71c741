//! What a page says of itself in JSON-LD, however it is nested, and however carelessly it is written.
//!
//! Only the fields of an article; nothing is checked against the page.

mod salvage;

use std::collections::HashMap;

use serde_json::Value;

/// An article as JSON-LD states it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linked {
    pub headline: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub editors: Vec<String>,
    /// Authors that are organisations.
    pub organisations: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub image: Option<String>,
    /// What stands below its picture, and who made that.
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub site: Option<String>,
    pub language: Option<String>,
    pub body: Option<String>,
    pub section: Option<String>,
    /// As they are written: one by one, or many in a line.
    pub keywords: Vec<String>,
    /// Whether it may be read without paying.
    pub is_free: Option<bool>,
    /// Its own address.
    pub address: Option<String>,
    /// The types it is said to be of.
    pub kinds: Vec<String>,
}

/// Reads the text of a JSON-LD script; of broken JSON, what can be saved.
pub fn parse(script: &str) -> Vec<Linked> {
    let Some(value) = parse_leniently(script) else {
        return salvaged(script).into_iter().collect();
    };
    let mut found: Vec<&Fields> = Vec::new();
    let mut named = Named::new();
    let mut waiting = vec![&value];
    let mut looked = 0;
    while let Some(value) = waiting.pop() {
        looked += 1;
        if looked > 2_000 {
            break;
        }
        match value {
            Value::Array(list) => waiting.extend(list.iter().rev().take(500)),
            Value::Object(fields) => {
                if strings(fields.get("@type"))
                    .iter()
                    .any(|kind| is_article(kind))
                {
                    found.push(fields);
                }
                if let Some(id) = fields.get("@id").and_then(Value::as_str)
                    && fields.contains_key("name")
                {
                    named.insert(id, value);
                }
                for key in [
                    "mainEntityOfPage",
                    "mainEntity",
                    "@graph",
                    "itemListElement",
                    "item",
                    "hasPart",
                ] {
                    if let Some(inner) = fields
                        .get(key)
                        .filter(|inner| inner.is_object() || inner.is_array())
                    {
                        waiting.push(inner);
                    }
                }
            }
            _ => {}
        }
    }
    found
        .into_iter()
        .map(|fields| article(fields, &named))
        .collect()
}

/// The article of a script that is no JSON.
fn salvaged(script: &str) -> Option<Linked> {
    let fields = salvage::fields(script);
    let mut linked = article(&fields, &Named::new());
    linked.kinds.retain(|kind| is_article(kind));
    let is_page = linked.kinds.iter().all(|kind| kind == "WebPage");
    Some(linked).filter(|_| !is_page)
}

type Fields = serde_json::Map<String, Value>;
/// Things with a name, by the mark that others refer to them with.
type Named<'v> = HashMap<&'v str, &'v Value>;

/// The first value of a script, also of one that is written carelessly.
pub fn parse_leniently(script: &str) -> Option<Value> {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[");
    let script = script
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim()
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let cleaned = mended(script);
    let mut values = serde_json::Deserializer::from_str(&cleaned).into_iter::<Value>();
    values.next().and_then(Result::ok)
}

/// Without the control characters and the commas behind the last item of a list that no JSON has.
fn mended(script: &str) -> String {
    let mut mended = String::with_capacity(script.len());
    let (mut is_text, mut is_escaped) = (false, false);
    let mut comma = None;
    for letter in script.chars() {
        let letter = if letter.is_control() { ' ' } else { letter };
        if !is_text {
            match letter {
                ',' => comma = Some(mended.len()),
                ']' | '}' => {
                    if let Some(comma) = comma.take() {
                        mended.truncate(comma);
                    }
                }
                ' ' => {}
                _ => comma = None,
            }
        }
        is_text ^= letter == '"' && !is_escaped;
        is_escaped = is_text && letter == '\\' && !is_escaped;
        mended.push(letter);
    }
    mended
}

fn is_article(kind: &str) -> bool {
    [
        "Article",
        "BlogPosting",
        "Posting",
        "Report",
        "Recipe",
        "Review",
        "Opinion",
        "Column",
        // Says when, where the article does not.
        "WebPage",
    ]
    .iter()
    .any(|known| kind.ends_with(known))
}

fn article(fields: &Fields, named: &Named) -> Linked {
    let kinds = strings(fields.get("@type"));
    let text = |key: &str| {
        fields
            .get(key)
            .and_then(first_text)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let mut linked = Linked {
        headline: text("headline").or_else(|| text("name")),
        description: text("description"),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        image: fields.get("image").and_then(|image| address(image, 0)),
        site: fields.get("publisher").and_then(first_text),
        language: text("inLanguage"),
        body: text("articleBody").or_else(|| text("text")),
        editors: listed(fields.get("editor")),
        section: text("articleSection"),
        keywords: listed(fields.get("keywords")),
        is_free: fields.get("isAccessibleForFree").and_then(truth),
        address: ["mainEntityOfPage", "url"]
            .iter()
            .find_map(|key| address(fields.get(*key)?, 0)),
        kinds,
        ..Linked::default()
    };
    picture(fields.get("image"), &mut linked);
    for key in ["author", "creator"] {
        if linked.authors.is_empty() && linked.organisations.is_empty() {
            people(fields.get(key), named, &mut linked);
        }
    }
    linked
}

fn people(value: Option<&Value>, named: &Named, linked: &mut Linked) {
    let list = match value {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for person in list {
        let mark = person.get("@id").and_then(Value::as_str);
        let referred = mark.filter(|_| person.get("name").is_none());
        let person = referred
            .and_then(|id| named.get(id).copied())
            .unwrap_or(person);
        let names = names_of(person);
        let is_organisation = person.get("@type").is_some_and(|kind| {
            strings(Some(kind))
                .iter()
                .any(|kind| kind.ends_with("Organization"))
        });
        if is_organisation {
            linked.organisations.extend(names);
        } else {
            linked.authors.extend(names);
        }
    }
}

/// The names of a person, who may be several: all of a list, the two parts of one, and "Lim, Ana" the right way round.
fn names_of(person: &Value) -> Vec<String> {
    let text = |key: &str| person.get(key).and_then(Value::as_str);
    let own = person.get("name");
    if let Some(Value::Array(list)) = own {
        let names = list.iter().filter_map(Value::as_str);
        return names.map(str::to_owned).collect();
    }
    if let (None, Some(given), Some(family)) = (own, text("givenName"), text("familyName")) {
        return vec![format!("{given} {family}")];
    }
    let turned = own.and_then(Value::as_str).and_then(turned);
    turned.or_else(|| first_text(person)).into_iter().collect()
}

/// "Lim, Ana" as "Ana Lim".
fn turned(name: &str) -> Option<String> {
    let (family, given) = name.split_once(", ")?;
    let is_word = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().count() > 1
            && letters.all(|letter| letter.is_lowercase() || letter == '-')
    };
    (is_word(family) && is_word(given)).then(|| format!("{given} {family}"))
}

/// The words of a value: itself, its name, or the first of a list.
pub fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => match list.first() {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Object(fields)) => name_of(fields),
            _ => None,
        },
        Value::Object(fields) => name_of(fields),
        _ => None,
    }
}

fn name_of(fields: &Fields) -> Option<String> {
    ["name", "@value", "headline"]
        .iter()
        .find_map(|key| match fields.get(*key) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Array(list)) => list.first().and_then(Value::as_str).map(str::to_owned),
            _ => None,
        })
}

/// What the lead picture says of itself.
fn picture(value: Option<&Value>, linked: &mut Linked) {
    let first = match value {
        Some(Value::Array(list)) => list.first(),
        other => other,
    };
    let Some(Value::Object(fields)) = first else {
        return;
    };
    let text = |keys: &[&str]| {
        let texts = keys.iter().filter_map(|key| first_text(fields.get(*key)?));
        texts
            .map(|text| text.trim().to_owned())
            .find(|text| !text.is_empty())
    };
    linked.caption = text(&["caption", "description"]);
    linked.credit = text(&["creditText", "creator", "author", "copyrightHolder"]);
}

/// The texts of a value that holds one, or many, or names of defined terms.
fn listed(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(first_text).collect(),
        Some(one) => first_text(one).into_iter().collect(),
        None => Vec::new(),
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn address(value: &Value, level: u8) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) if level < 3 => address(list.first()?, level + 1),
        Value::Object(fields) => ["url", "contentUrl", "@id"]
            .iter()
            .find_map(|key| fields.get(*key).and_then(Value::as_str).map(str::to_owned)),
        _ => None,
    }
}

/// The texts of a value that is one, or a list of them.
pub fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_fields_of_a_broken_article_are_saved_one_by_one() {
        let broken = r#"{"@type":"NewsArticle","headline":"The "old" pier","image":{"@type":"ImageObject","name":"X"},
            "datePublished": 2026-01-12T06:18:10-03:00, "dateModified" : null,
            "author":{"@type":"Person","name":"Ana \u004cim"}, "description": "A
            B"}"#;
        let found = &parse(broken)[0];
        assert_eq!(found.headline.as_deref(), Some("The \"old\" pier"));
        assert_eq!(
            found.published.as_deref(),
            Some("2026-01-12T06:18:10-03:00")
        );
        assert_eq!(found.modified, None);
        assert_eq!(found.authors, ["Ana Lim"]);
        assert_eq!(found.kinds, ["NewsArticle"]);
        let many = format!(
            "{{\"@type\":\"Article\",\"headline\":x {}",
            "\"name\":\"".repeat(100_000)
        );
        assert_eq!(parse(&many)[0].headline.as_deref(), Some("x"));
    }

    #[test]
    fn an_article_is_found_in_a_graph_and_in_broken_json() {
        let graph = r#"{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "A",
            "author": [{"@type": "Person", "name": "B"}, {"@type": "Organization", "name": "C"}],
            "image": [{"url": "D"}]}]}"#;
        let found = parse(graph);
        assert_eq!(found[0].headline.as_deref(), Some("A"));
        assert_eq!(found[0].authors, ["B"]);
        assert_eq!(found[0].organisations, ["C"]);
        assert_eq!(found[0].image.as_deref(), Some("D"));
        let broken = "<!-- {\"@type\": \"Article\", \"headline\": \"A\nB\"} -->";
        assert_eq!(parse(broken)[0].headline.as_deref(), Some("A B"));
        let broken = r#"{"@type": "Article", "headline": "A, ]", "keywords": ["B", "C",], }"#;
        let found = parse(broken);
        assert_eq!(found[0].headline.as_deref(), Some("A, ]"));
        assert_eq!(found[0].keywords, ["B", "C"]);
        let check = |author: &str, wanted: &[&str]| {
            let found = parse(&format!(r#"{{"@type": "Article", "author": {author}}}"#));
            assert_eq!(found[0].authors, wanted, "{author}");
        };
        check(
            r#"{"name": ["Ana Lim", "Budi Seto"]}"#,
            &["Ana Lim", "Budi Seto"],
        );
        check(r#"{"givenName": "Ana", "familyName": "Lim"}"#, &["Ana Lim"]);
        check(r#"{"name": "Lim, Ana"}"#, &["Ana Lim"]);
        check(r#"{"name": "Ana Lim, CNN"}"#, &["Ana Lim, CNN"]);
        assert!(parse("{").is_empty());
        assert!(parse(r#"{"@type": "WebPage", "headline": A}"#).is_empty());
        assert!(parse(&"[".repeat(100_000)).is_empty());
    }
}
