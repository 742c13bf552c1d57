//! What stands between the words of a conversation and is said by nobody: what a program did, what a machine noticed.

use super::list::label;
use super::tree::Value;

/// Parts of labels that only a program has: `agent-action`, `tool_call_result`, `MESSAGE_ROLE_TOOL_CALL`.
const PARTS: &[&str] = &["action", "dtmf", "event", "function", "log", "system", "tool", "transition"];

/// Types of which only the first is speech, where one list has several: `transcript` beside `moment`, `message` beside `function_call`.
const SPOKEN: &[&str] = &["transcript", "message"];

/// Whether a label is that of a program. People's names hold spaces or none of these words.
pub(super) fn is_event(label: &str) -> bool {
    let mut parts = label.split(|it: char| !it.is_alphanumeric());
    !label.contains(' ') && parts.any(|it| PARTS.iter().any(|part| it.trim_end_matches('s').eq_ignore_ascii_case(part)))
}

/// What speech is called in a list that holds other things, too.
pub(super) fn spoken(list: Value) -> Option<&'static str> {
    let mut types = list.items().take(2000).filter_map(|it| it.get("type")?.text());
    types.find_map(|it| SPOKEN.iter().find(|spoken| **spoken == it).copied())
}

/// What an item is that nobody says: its speaker where that is a program, its type where it is not the `spoken` one.
pub(super) fn unsaid(item: Value, speaker: &str, spoken: Option<&str>) -> Option<String> {
    let kind = || item.get("type")?.text().filter(|it| spoken.is_some_and(|spoken| spoken != *it));
    // The result of a tool has the tool's name, beside its role.
    let mut labels = [speaker, "role"].into_iter().filter_map(|it| label(item.get(it)?));
    labels.find(|it| is_event(it)).or_else(|| Some(kind()?.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_from_people() {
        for label in ["tool", "System", "agent-action", "tool_calls", "tool_call_result", "MESSAGE_ROLE_TOOL_CALL", "node_transition"] {
            assert!(is_event(label), "{label}");
        }
        for label in ["Ana Tool", "assistant", "Logan", "agent", "MESSAGE_ROLE_USER", "Systemax", "Ana Event", ""] {
            assert!(!is_event(label), "{label}");
        }
    }
}
