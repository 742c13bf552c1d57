//! What the importers and the analysis make of a file, as JSON on standard output.
//!
//! `inspect transcript FILE [PARTIES…]` · `inspect analyse FILE [--rep NAME] [--rubric KEY]`, both with `--encoding LABEL` · `inspect evaluate DETECTOR FILE.csv
//! [--wrong]`; exit 2 and one sentence on standard error where nothing is usable.

use std::io::Write;
use std::process::ExitCode;

mod analyse;
mod evaluate;
mod letters;
mod transcript;

const USAGE: &str = "usage: inspect transcript FILE [PARTIES…] [--encoding LABEL]
       inspect analyse FILE [--rep NAME] [--rubric KEY] [--encoding LABEL]
       inspect evaluate DETECTOR FILE.csv [--wrong]
DETECTOR is questions (columns text, is_question, is_open), sentiment (text, sentiment), or fillers, open or the key of a
signal such as objection, impact, next-step or agenda (text, is_<detector> or label; side, speaker, language as you like).
Labels are true, false, 1, 0, yes or no; --wrong lists the rows that were judged otherwise.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut option = |name: &str| {
        let at = words.iter().position(|it| *it == name).filter(|at| at + 1 < words.len())?;
        words.splice(at..at + 2, []).nth(1)
    };
    let (encoding, rubric) = (option("--encoding"), option("--rubric"));
    let outcome = match words.as_slice() {
        ["transcript", file, others @ ..] => transcript::run(file, others, encoding),
        ["analyse", file] => analyse::run(file, None, rubric, encoding),
        ["analyse", file, "--rep", rep] | ["analyse", "--rep", rep, file] => analyse::run(file, Some(rep), rubric, encoding),
        ["evaluate", detector, file] => evaluate::run(detector, file, false),
        ["evaluate", detector, file, "--wrong"] | ["evaluate", "--wrong", detector, file] => evaluate::run(detector, file, true),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(json) => {
            // Who reads may have seen enough (`| head`): that is no failure.
            let _ = writeln!(std::io::stdout(), "{json}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}
