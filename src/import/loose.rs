//! Front matter that is broken, read as well as can be.

use serde_json::Value;

/// The entries of front matter that is no YAML: `key: value` on each line, lists in brackets or with hyphens.
pub fn entries(text: &str) -> Vec<(String, Value)> {
    let mut entries: Vec<(String, Value)> = Vec::new();
    let lines = text.trim_start_matches('\u{feff}').lines();
    for line in lines.skip(1).take_while(|line| !matches!(line.trim_end(), "---" | "+++")) {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, value)) = entries.last_mut() {
                push_item(value, item);
            }
            continue;
        }
        let Some((key, value)) = line.split_once([':', '=']) else {
            if line.trim().is_empty() {
                // Front matter that is never closed ends with the first empty line.
                break;
            }
            continue;
        };
        let key = key.trim();
        if !key.is_empty() && !key.contains(' ') {
            entries.push((key.to_owned(), loose_value(value)));
        }
    }
    entries
}

fn push_item(value: &mut Value, item: &str) {
    if !value.is_array() {
        *value = Value::Array(Vec::new());
    }
    if let Value::Array(items) = value {
        items.push(loose_value(item));
    }
}

fn loose_value(text: &str) -> Value {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return Value::Array(inner.split(',').map(loose_value).filter(|value| !value.is_null()).collect());
    }
    match text.trim_matches(['"', '\'']) {
        "" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => Value::String(text.to_owned()),
    }
}

/// The text behind front matter that is never closed: what follows the first empty line.
pub fn after_fence(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.split_once("\n\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
}
