//! The bare texts of files, for `parse`.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

/// One text, as it is.
pub(crate) struct Text {
    /// The file, with the line for one of many in it.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The texts of a file: of a `.jsonl` file each line's `text`, of another the whole; `-` is standard input. What can't be
/// read is told to `problem`, in words that name place and reason.
pub(crate) fn texts_of(path: &Path, mut problem: impl FnMut(String)) -> Vec<Text> {
    let name = path.display().to_string();
    let content = match content_of(path) {
        Ok(content) => content,
        Err(error) => {
            problem(format!("{name}: {error}"));
            return Vec::new();
        }
    };
    if path.extension().is_none_or(|ending| ending != "jsonl") {
        return vec![Text { name, text: content }];
    }
    let mut texts = Vec::new();
    for (number, line) in content.split('\n').enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let name = format!("{name}:{}", number + 1);
        match serde_json::from_str::<Value>(line) {
            Ok(Value::Object(mut fields)) => match fields.remove("text") {
                Some(Value::String(text)) => texts.push(Text { name, text }),
                _ => problem(format!("{name}: no \"text\" that is a string; each line must be an object with one")),
            },
            Ok(_) => problem(format!("{name}: no JSON object; each line must be one, with \"text\"")),
            Err(error) => problem(format!("{name}: no JSON: {error}")),
        }
    }
    texts
}

fn content_of(path: &Path) -> Result<String, String> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("not UTF-8 at byte {at}; convert it first (iconv), or let `rapporteur read` find out its encoding")
    })
}
