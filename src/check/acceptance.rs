//! What the editors let stand.

use super::{Finding, explain};
use crate::story::{Acceptance, Problem, Severity, Value};

/// Marks what is accepted, and says which acceptances are wrong or accept nothing.
pub(super) fn accept(acceptances: &[Acceptance], file: &Value, findings: &mut Vec<Finding>) {
    let mut problems = Vec::new();
    for (nth, acceptance) in positions(file, acceptances) {
        let pointer = format!("/$accept/{nth}");
        let code = acceptance.code.as_str();
        let mut say = |code, severity, message| {
            let problem = Problem { code, severity, pointer: pointer.clone(), message };
            problems.push(Finding::new(problem));
        };
        let mut refuse = |message| say("acceptance", Severity::Error, message);
        let Some(rule) = explain(code) else {
            refuse(format!("there is no rule “{}”", code.chars().take(60).collect::<String>()));
            continue;
        };
        if rule.severity == Severity::Error {
            refuse(format!("“{code}” is an error, and errors cannot be accepted"));
        } else if acceptance.reason.trim().is_empty() {
            refuse(format!("no reason is given why “{code}” is accepted"));
        } else {
            let place = match acceptance.at.as_deref() {
                None | Some("") => Some(String::new()),
                Some(at) => resolve(file, at),
            };
            let Some(place) = place else {
                refuse(format!(
                    "“{}” leads nowhere in this story",
                    acceptance.at.as_deref().unwrap_or_default()
                ));
                continue;
            };
            let mut used = false;
            let meant = |it: &&mut Finding| {
                let Problem { code: found, severity, pointer, .. } = &it.problem;
                *found == code && *severity != Severity::Error && is_below(pointer, &place)
            };
            for finding in findings.iter_mut().filter(meant) {
                used = true;
                // Of several reasons the first stands.
                finding.accepted.get_or_insert_with(|| acceptance.reason.clone());
            }
            if !used {
                let message = format!("nothing is found here that “{code}” would accept: take it out");
                say("acceptance-unused", Severity::Warning, message);
            }
        }
    }
    findings.extend(problems);
}

/// The acceptances with their positions in the file, where some may have been refused.
fn positions<'a>(file: &Value, acceptances: &'a [Acceptance]) -> Vec<(usize, &'a Acceptance)> {
    let items = match file.get("$accept") {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    let mut rest = items.iter().enumerate();
    acceptances
        .iter()
        .filter_map(|acceptance| {
            let is_it = |item: &Value| item.get("code").and_then(Value::as_str) == Some(&acceptance.code);
            Some((rest.find(|(_, item)| is_it(item))?.0, acceptance))
        })
        .collect()
}

fn is_below(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The pointer that a path with identifiers in it means; `None` where it leads nowhere.
fn resolve(file: &Value, path: &str) -> Option<String> {
    let mut value = file;
    let mut pointer = String::new();
    for step in path.strip_prefix('/')?.split('/') {
        pointer.push('/');
        let key = step.replace("~1", "/").replace("~0", "~");
        match value {
            Value::List(items) => {
                let named = |item: &Value| item.get("id").and_then(Value::as_str) == Some(&key);
                let at = items.iter().position(named).or_else(|| key.parse().ok())?;
                value = items.get(at)?;
                pointer.push_str(&at.to_string());
            }
            _ => {
                value = value.get(&key)?;
                pointer.push_str(step);
            }
        }
    }
    Some(pointer)
}
