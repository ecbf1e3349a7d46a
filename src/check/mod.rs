//! What an editor should know before a reader does: a table of rules over a story, each with a code that stays, an
//! explanation, and a way to let what it finds stand with a reason.
//!
//! Nothing here enters the widget. A story is read first ([`Story::from_json`]), then checked together with its file:
//!
//! ```
//! use chronocarte::check::{Terms, check};
//! use chronocarte::story::{Story, Value};
//! let text = r#"{"chronocarte": 1, "title": {"en": "The regime's story"}, "events": []}"#;
//! let file: Value = serde_json::from_str(text)?;
//! let (story, report) = Story::from_json(text)?;
//! let checked = check(&story, &file, report, &Terms::built_in());
//! let loaded = checked.of("loaded-term").next().expect("a finding");
//! assert_eq!((loaded.problem.pointer.as_str(), loaded.mark.as_deref()), ("/title/en", Some("regime")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod acceptance;
mod catalogue;
mod context;
mod finding;
mod flat;
mod pages;
mod rule;
mod rules;
mod terms;
mod texts;

pub use finding::{Checked, Finding};
pub use pages::page;
pub use rule::{Rule, explain, rules};
pub use terms::Terms;

use crate::story::{Editors, Report, Story, Value};
use context::Context;
use finding::Findings;

/// What is told of a file before there is a story.
const OF_READING: [&str; 3] = ["unreadable", "unknown-key", "version"];

/// Checks a story that was read from a file: what its reading said, what every rule of the table finds, and which of
/// it the file accepts. In no particular order; who prints it sorts it by its place.
///
/// `report` is what reading the story said, and `terms` are the loaded words to look for, to which the file's own
/// `$words` are added.
pub fn check(story: &Story, file: &Value, mut report: Report, terms: &Terms) -> Checked {
    let editors = Editors::read(file, &mut report);
    let mut terms = terms.clone();
    terms.add(&editors.words);
    let context = Context::new(story, file, &terms);
    // What could not be read is told by its place in the file, what does not hold together by that in the story.
    for problem in report.problems.iter_mut().filter(|it| !OF_READING.contains(&it.code)) {
        problem.pointer = context.in_file(&problem.pointer);
    }
    let mut findings: Vec<Finding> = report.problems.into_iter().map(Finding::new).collect();
    for rule in rules() {
        let Some(find) = rule.find else { continue };
        let mut found = Findings::of(rule);
        find(&context, &mut found);
        findings.extend(found.into_findings());
    }
    acceptance::accept(&editors.accept, file, &mut findings);
    Checked { findings }
}
