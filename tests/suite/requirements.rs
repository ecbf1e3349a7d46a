//! Every promise of an embed has a test that names it.
//!
//! The numbers are those of the requirements for embeds, which are kept apart from this repository: A 1 to 16 what a CMS
//! leaves of a block, B 17 to 30 layout and speed, C 31 to 37 privacy, D 38 to 51 security, E 52 to 56 what is read
//! without script and on paper. A test cites them in its title, `(16)` or `(15, 48)`, or in the comment above it or above
//! its file, `Requirements 44 and 47` or `embed.md 3, 9`. One by one: a range says nothing of what is within it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The first and the last number that must be cited.
const PROMISED: [u32; 2] = [1, 56];

/// Every file of tests below a folder; not what others wrote, and not what is compared with.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "golden", "fixtures"].contains(&&*name) {
                sources(&path, found);
            }
        } else if (name.ends_with(".rs") || name.ends_with(".js")) && name != "requirements.rs" {
            found.push(path);
        }
    }
}

/// The numbers at the beginning of a text, with commas, "and" and line breaks between them; and what follows. A range is
/// passed over, both its ends.
fn numbers(text: &str) -> (BTreeSet<u32>, &str) {
    let (mut found, mut rest) = (BTreeSet::new(), text);
    loop {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            return (found, rest);
        }
        let (number, after) = rest.split_at(digits);
        if let Some(end) = after.strip_prefix(['-', '\u{2013}']) {
            rest = end.trim_start_matches(|c: char| c.is_ascii_digit());
        } else {
            found.extend(number.parse::<u32>());
            rest = after;
        }
        let next = rest.trim_start_matches([',', ' ', '\n', '/', '!']);
        let next = next.strip_prefix("and ").unwrap_or(next);
        if !next.starts_with(|c: char| c.is_ascii_digit()) {
            return (found, rest);
        }
        rest = next;
    }
}

/// What a file of tests cites.
fn cited(text: &str) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for word in ["equirement ", "equirements ", "embed.md "] {
        for (at, _) in text.match_indices(word) {
            found.extend(numbers(&text[at + word.len()..]).0);
        }
    }
    // At the end of a title.
    for (at, _) in text.match_indices(" (") {
        let (numbers, rest) = numbers(&text[at + 2..]);
        if rest.starts_with(")\"") || rest.starts_with(")`") {
            found.extend(numbers);
        }
    }
    found
}

#[test]
fn citations_are_read_as_they_are_written() {
    let of = |text: &str| cited(text).into_iter().collect::<Vec<_>>();
    assert_eq!(of("/// Requirement 8.\n/// Requirements 44 and 47: x"), [8, 44, 47]);
    assert_eq!(of("// seen (embed.md 3, 9,\n// 20) 4"), [3, 9, 20]);
    assert_eq!(of("test(\"nothing moves (17, 18)\", f(3));\ntest(`${x} (52)`)"), [17, 18, 52]);
    assert_eq!(of("(embed.md 31-49, 51) call (7), requirement, (16) no title"), [51]);
}

#[test]
fn every_promise_of_an_embed_is_cited_by_a_test() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut files);
    assert!(files.len() > 40);
    let mut citing: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for path in files {
        for number in cited(&fs::read_to_string(&path).unwrap()) {
            citing.entry(number).or_default().push(path.display().to_string());
        }
    }
    let [first, last] = PROMISED;
    let missing: Vec<u32> = (first..=last).filter(|number| !citing.contains_key(number)).collect();
    assert!(missing.is_empty(), "no test cites {missing:?}");
}
