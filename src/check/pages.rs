//! The table of rules as a page.

use super::rules;

const HEAD: &str = "# What `chronocarte check` looks for

Made from the table of rules in `src/check/catalogue.rs`; a test holds the two together. `chronocarte check --list` prints
the codes, `chronocarte check --explain CODE` one explanation.

What is found can be let stand, except errors. Say so in the story, with the reason:

```json
\"$accept\": [
  {\"code\": \"single-party\", \"at\": \"/events/bridge\", \"reason\": \"The other side has not spoken yet.\"}
]
```

`at` is a JSON pointer in which an item of a list may be named by its `id`, and means whatever lies below it too; without it
the whole story is meant. An acceptance without a reason, of an unknown code or an error, or for a place that is not there is
an error itself; one that accepts nothing is a warning. Keys that begin with `$` speak to editors: `chronocarte build` leaves
them out of what it publishes.

| code | severity | finds |
| --- | --- | --- |
";

/// The documentation of every rule, in Markdown: the content of `static/docs/checks.md`.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for rule in rules() {
        let code = rule.code;
        page += &format!("| [`{code}`](#{code}) | {} | {} |\n", rule.severity.as_str(), rule.finds);
    }
    for rule in rules() {
        let (code, severity) = (rule.code, rule.severity.as_str());
        page += &format!(
            "\n## {code}\n\n*{severity}* · {}\n\n{}\n\nTo mend it: {}.\n",
            rule.finds, rule.why, rule.help
        );
    }
    page
}
