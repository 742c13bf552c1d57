//! How well the tone of words agrees with people's labels.

use callcraft::domain::analysis::analyse;
use callcraft::domain::transcript::Side;
use serde_json::{Value, json};

use super::table::{Row, Table};
use super::tally::Tally;
use super::{alone, settings, spoken, with};

/// The classes, with their keys in the report.
const CLASSES: [(i8, &str); 3] = [(1, "positive"), (-1, "negative"), (0, "neutral")];

/// Precision, recall and F1 of each class and their means, from the columns `text` and `sentiment`; where the labels
/// only say whether there is a sentiment at all, of that.
pub fn run(table: &Table, wrong: bool) -> Result<Value, String> {
    let needed = "text and sentiment (positive, negative, neutral; or yes and no); language as you like";
    let text = table.needed(&["text"], needed)?;
    let label = table.needed(&["sentiment", "is_sentiment", "label"], needed)?;
    let language = table.column(&["language", "lang"]);
    let (mut classes, mut any) = (CLASSES.map(|_| Tally::default()), Tally::default());
    let mut errors = Vec::new();
    for row in table.rows() {
        let found = tone(row.cell(text), spoken(&row, language));
        let agrees = match (class(&row, label), row.label(label)) {
            (Some(labelled), _) => {
                CLASSES.iter().zip(&mut classes).for_each(|((class, _), tally)| tally.add(labelled == *class, found == *class));
                labelled == found
            }
            (None, Some(labelled)) => {
                any.add(labelled, found != 0);
                labelled == (found != 0)
            }
            (None, None) => continue,
        };
        if !agrees {
            errors.push(json!({ "text": row.cell(text), "labelled": row.cell(label), "found": found }));
        }
    }
    let shown = CLASSES.iter().zip(&classes).filter(|(_, it)| it.has_any()).map(|((_, key), it)| (*key, it.report()));
    let shown: Vec<(&str, Value)> = shown.collect();
    let report = match classes.first() {
        Some(first) if !first.is_empty() => with(means(first.report()["n"].clone(), &shown), shown),
        _ if !any.is_empty() => any.report(),
        _ => return Err(table.unlabelled("sentiment")),
    };
    Ok(with(report, wrong.then_some(("wrong", Value::Array(errors)))))
}

/// The means over the classes.
fn means(n: Value, classes: &[(&str, Value)]) -> Value {
    let mean = |key: &str| {
        let sum: f64 = classes.iter().filter_map(|it| it.1[key].as_f64()).sum();
        (sum / classes.len().max(1) as f64 * 10_000.0).round() / 10_000.0
    };
    json!({ "n": n, "precision": mean("precision"), "recall": mean("recall"), "f1": mean("f1") })
}

/// 1 for pleased, -1 for troubled, 0 for neither.
fn tone(text: &str, language: &str) -> i8 {
    let score: i32 = analyse(&alone(text, Side::Theirs), None, &settings(language)).tones.iter().map(|it| i32::from(it.score)).sum();
    score.signum() as i8
}

fn class(row: &Row<'_>, at: usize) -> Option<i8> {
    match row.cell(at).trim().to_lowercase().as_str() {
        "positive" | "pos" | "+" | "pleased" => Some(1),
        "negative" | "neg" | "-" | "-1" | "troubled" => Some(-1),
        "neutral" | "neu" | "mixed" | "none" => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_its_figures_and_the_whole_their_means() {
        let rows = "text,sentiment\nWe love it.,positive\nI am worried about this.,negative\nWe met in May.,neutral\n";
        let found = run(&Table::read("it.csv", rows).unwrap(), false).unwrap();
        assert_eq!((&found["n"], &found["f1"]), (&json!(3), &json!(1.0)));
        for class in ["positive", "negative", "neutral"] {
            assert_eq!(found[class], json!({ "n": 3, "precision": 1.0, "recall": 1.0, "f1": 1.0 }), "{class}");
        }
    }

    #[test]
    fn labels_may_say_only_whether_there_is_a_sentiment() {
        let found = run(&Table::read("it.csv", "text,is_sentiment\nWe love it.,1\nWe met in May.,0\n").unwrap(), false).unwrap();
        assert_eq!(found, json!({ "n": 2, "precision": 1.0, "recall": 1.0, "f1": 1.0 }));
        let none = run(&Table::read("it.csv", "text,sentiment\nWe love it.,perhaps\n").unwrap(), false);
        assert!(none.unwrap_err().contains("No row"));
    }
}
