//! The JSON Schema of the format, generated from the types.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::{COMPASS, Editors, Story};

/// The JSON Schema (draft 2020-12) of `story.json`, with a line feed at the end: the content of
/// `static/story.schema.json`.
pub fn schema() -> String {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let editors = generator.subschema_for::<Editors>();
    let mut schema = generator.into_root_schema_for::<Story>();
    let name = editors.get("$ref").and_then(Value::as_str).and_then(|it| it.rsplit('/').next());
    // They stand beside the story's own keys, in no object of their own.
    let keys = name
        .and_then(|name| schema.pointer_mut("/$defs")?.as_object_mut()?.shift_remove(name))
        .and_then(|mut editors| editors.get_mut("properties").map(Value::take));
    let known = schema.pointer_mut("/properties").and_then(Value::as_object_mut);
    if let (Some(Value::Object(keys)), Some(known)) = (keys, known) {
        known.extend(keys);
    }
    let distance = schema.pointer_mut("/$defs/StatedDistance/properties").and_then(Value::as_object_mut);
    if let Some(distance) = distance {
        let about = "The direction as stated, seen from `from`: one of eight points of the compass. Only checked, \
                     neither shown nor published.";
        distance.insert("$direction".to_owned(), json!({ "description": about, "enum": COMPASS }));
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::schema;

    #[test]
    fn every_key_of_the_schema_is_read_and_no_other() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
        let types: [(&str, &str); 22] = [
            ("Zone", Zone::KEYS),
            ("Correction", Correction::KEYS),
            ("Party", Party::KEYS),
            ("Speaker", Speaker::KEYS),
            ("Source", Source::KEYS),
            ("Place", Place::KEYS),
            ("PlaceName", PlaceName::KEYS),
            ("Area", Area::KEYS),
            ("Geometry", Geometry::KEYS),
            ("Event", Event::KEYS),
            ("Withdrawal", Withdrawal::KEYS),
            ("Whereabouts", Whereabouts::KEYS),
            ("Media", Media::KEYS),
            ("Step", Step::KEYS),
            ("Claim", Claim::KEYS),
            ("Figure", Figure::KEYS),
            ("Part", Part::KEYS),
            ("StatedDistance", StatedDistance::KEYS),
            ("DisputedDate", DisputedDate::KEYS),
            ("Dating", Dating::KEYS),
            ("Acceptance", Acceptance::KEYS),
            ("Story", Story::KEYS),
        ];
        for (name, keys) in types {
            let described = if name == "Story" { &schema } else { &schema["$defs"][name] };
            let described =
                described["properties"].as_object().unwrap_or_else(|| panic!("{name} is described"));
            // What speaks to editors is not for the reader of stories.
            assert_eq!(
                described.keys().map(String::as_str).filter(|key| !key.starts_with('$')).collect::<Vec<_>>(),
                keys.split_terminator(' ').collect::<Vec<_>>(),
                "{name}"
            );
        }
        let objects =
            schema["$defs"].as_object().unwrap().values().filter(|it| it["properties"].is_object()).count();
        assert_eq!(objects + 1, types.len(), "a type is missing from the table");
        for key in Editors::KEYS {
            assert!(schema["properties"][key].is_object(), "{key} is described");
        }
    }

    #[test]
    fn the_words_of_the_schema_are_those_that_are_read() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
        let words = |name: &str| -> Vec<String> {
            let one_of = schema["$defs"][name]["oneOf"].as_array().cloned().unwrap_or_default();
            one_of.iter().filter_map(|it| it["const"].as_str().map(str::to_owned)).collect()
        };
        assert_eq!(words("Stance"), Stance::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>());
        assert_eq!(words("EventKind"), EventKind::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>());
        assert_eq!(words("SpeakerKind"), SpeakerKind::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>());
        assert_eq!(words("Measure"), Measure::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>());
        assert_eq!(words("AreaKind"), AreaKind::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>());
    }
}
