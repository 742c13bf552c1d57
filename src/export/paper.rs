//! A document for one printed page, A4 and Letter alike, however much stands in it: each item with its best moment, and
//! everything as short as it takes.

use std::collections::BTreeSet;

use super::document::{Block, Document};
use crate::domain::show::shorten;

/// How much of texts is printed.
struct Measure {
    /// Letters of a quote; none at 0.
    quote: usize,
    /// Letters of other texts; what stands before the items may have three times as many.
    text: usize,
    /// How many further moments of an item are told by their times.
    times: usize,
}

/// From roomy to tight. The first that fits is taken.
const MEASURES: &[Measure] = &[
    Measure { quote: 240, text: 2000, times: 8 },
    Measure { quote: 160, text: 1000, times: 5 },
    Measure { quote: 110, text: 600, times: 4 },
    Measure { quote: 80, text: 400, times: 2 },
    Measure { quote: 70, text: 250, times: 0 },
    Measure { quote: 60, text: 220, times: 0 },
    Measure { quote: 48, text: 190, times: 0 },
    Measure { quote: 38, text: 160, times: 0 },
    Measure { quote: 32, text: 110, times: 0 },
    Measure { quote: 0, text: 480, times: 3 },
    Measure { quote: 0, text: 320, times: 3 },
    Measure { quote: 0, text: 240, times: 3 },
    Measure { quote: 0, text: 160, times: 3 },
    Measure { quote: 0, text: 120, times: 1 },
    Measure { quote: 0, text: 80, times: 0 },
];

/// What is said where even that is too much.
const REST: &str = "There is more than one page holds: the rest stands in Callcraft, and in the page and the Markdown that it saves.";

/// What of the height of two columns is filled at most: the rest is for what is not torn apart, and for wider letters.
const FILLED: f64 = 0.92;
/// The height of Letter without its margins, in points; A4 has more.
const HEIGHT: f64 = 724.0;
/// The height of the lines to sign on, in points.
const SIGNED: f64 = 50.0;
/// A line of small print, in points.
const LINE: f64 = 10.0;
/// Letters in a line of one column of A4, wide ones; Letter has more.
const COLUMN: usize = 56;
/// Letters in a line over both columns.
const SPAN: usize = 115;
/// Letters in a line of the title.
const TITLE: usize = 58;

/// `document` as it is printed.
pub fn paper(document: &Document) -> Document {
    let mut made = None;
    for measure in MEASURES {
        let shorter = tightened(document, measure);
        if fits(&shorter) {
            return shorter;
        }
        made = Some(shorter);
    }
    let mut made = made.unwrap_or_default();
    made.blocks.push(Block::Text(REST.to_owned()));
    while made.blocks.len() > 1 && !fits(&made) {
        made.blocks.remove(made.blocks.len() - 2);
    }
    made
}

fn tightened(document: &Document, measure: &Measure) -> Document {
    let (mut blocks, mut seen, mut quotes) = (Vec::new(), BTreeSet::new(), Vec::new());
    // Before the items, among them, and after them.
    let (mut is_lead, mut is_item) = (true, false);
    for block in &document.blocks {
        if let (Block::Quote { words, at }, true) = (block, is_item) {
            quotes.push((words.trim(), at.as_str()));
            continue;
        }
        blocks.extend(moments(&std::mem::take(&mut quotes), &mut seen, measure));
        match block {
            Block::Heading(_) => is_item = false,
            Block::Item { value, .. } if !value.is_empty() => (is_lead, is_item) = (false, true),
            _ => {}
        }
        blocks.extend(shorter(block, if is_lead { 3 * measure.text } else { measure.text }, measure));
    }
    blocks.extend(moments(&quotes, &mut seen, measure));
    let line = |it: &String| shorten(it, 2 * SPAN);
    Document {
        title: shorten(&document.title, 2 * TITLE),
        facts: document.facts.iter().map(|(label, value)| (*label, shorten(value, 80))).collect(),
        warnings: document.warnings.iter().map(line).collect(),
        blocks,
        signed: document.signed.iter().map(|it| shorten(it, COLUMN)).collect(),
        foot: document.foot.clone(),
    }
}

/// One block; a quote that there is no room for is told by its time.
fn shorter(block: &Block, most: usize, measure: &Measure) -> Option<Block> {
    Some(match block {
        Block::Heading(text) => Block::Heading(shorten(text, COLUMN)),
        Block::Text(text) => Block::Text(shorten(text, most)),
        Block::Item { title, value } => Block::Item { title: shorten(title, 2 * COLUMN), value: shorten(value, COLUMN) },
        Block::Quote { at, .. } if measure.quote == 0 => return (!at.is_empty()).then(|| Block::Text(format!("At {at}:"))),
        Block::Quote { words, at } => Block::Quote { words: shorten(words, measure.quote), at: at.clone() },
        Block::Table { head, rows } => {
            let cell = |it: &String| shorten(it, COLUMN);
            Block::Table { head: head.clone(), rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect() }
        }
        Block::Total { .. } => block.clone(),
    })
}

/// The moments of one item: the words of the first that are not printed yet, the others by their times.
fn moments<'a>(quotes: &[(&'a str, &str)], seen: &mut BTreeSet<&'a str>, measure: &Measure) -> Option<Block> {
    let shown = if measure.quote == 0 { None } else { quotes.iter().position(|it| seen.insert(it.0)) };
    let others = quotes.iter().enumerate().filter(|it| Some(it.0) != shown);
    let times: Vec<&str> = others.map(|it| it.1.1).filter(|it| !it.is_empty()).collect();
    let listed = times.get(..measure.times.min(times.len())).unwrap_or_default().join(", ");
    let dots = if times.len() > measure.times && !listed.is_empty() { ", …" } else { "" };
    let Some((words, at)) = shown.and_then(|it| quotes.get(it)) else {
        return match quotes.len() {
            0 => None,
            _ if !listed.is_empty() => Some(Block::Text(format!("Heard at {listed}{dots}"))),
            1 => Some(Block::Text("Rests on a moment of the call.".to_owned())),
            n => Some(Block::Text(format!("Rests on {n} moments of the call."))),
        };
    };
    let more = match quotes.len() - 1 {
        0 => String::new(),
        n if measure.times == 0 => format!("+{n}"),
        n if listed.is_empty() => format!("and {n} more"),
        n => format!("and {n} more: {listed}{dots}"),
    };
    let parts: Vec<&str> = [*at, &more].into_iter().filter(|it| !it.is_empty()).collect();
    Some(Block::Quote { words: shorten(words, measure.quote), at: parts.join(", ") })
}

/// Whether it is one page, in two columns of small print (`style/print.css`), with letters as wide as any font has them.
fn fits(document: &Document) -> bool {
    let is_head = |it: &&Block| matches!(it, Block::Total { .. });
    let facts: f64 = document.facts.iter().map(|it| lines(&it.1, COLUMN - 14)).sum();
    let warnings: f64 = document.warnings.iter().map(|it| lines(it, SPAN) * LINE + 8.0).sum();
    let totals: f64 = document.blocks.iter().filter(is_head).map(height).sum();
    let head = lines(&document.title, TITLE) * 17.0 + 8.0 + (facts / 2.0).ceil() * LINE + LINE + warnings + totals;
    let flow: f64 = document.blocks.iter().filter(|it| !is_head(it)).map(height).sum();
    let signed = if document.signed.is_empty() { 0.0 } else { SIGNED };
    flow + signed + lines(&document.foot, COLUMN) * LINE <= 2.0 * (HEIGHT - head) * FILLED
}

/// How high a block is in its column, in points.
fn height(block: &Block) -> f64 {
    match block {
        Block::Heading(text) => lines(text, COLUMN - 8) * 12.5 + 9.0,
        Block::Item { title, value } => lines(title, COLUMN.saturating_sub(width(value) + 6).max(12)) * LINE + 2.5,
        Block::Text(text) => lines(text, COLUMN) * LINE,
        Block::Total { value, means } => lines(&format!("{value} {means}"), SPAN - 30) * 14.0 + 8.0,
        Block::Quote { words, at } => lines(&format!("{words} {at}__"), COLUMN - 2) * LINE,
        Block::Table { rows, .. } => {
            13.0 + rows.iter().filter_map(|it| it.first()).map(|it| lines(it, COLUMN - 20) * LINE + 3.0).sum::<f64>()
        }
    }
}

/// How many lines `text` takes where one has room for so many letters.
fn lines(text: &str, room: usize) -> f64 {
    let rows = text.trim().lines().map(|it| width(it).div_ceil(room.max(1)).max(1));
    rows.sum::<usize>().max(1) as f64
}

/// How wide a text is, in letters; some scripts have wide ones.
fn width(text: &str) -> usize {
    let tenths = |it: char| match it {
        '\u{1100}'.. => 20,
        'W' | 'M' | 'm' | 'w' => 15,
        it if it.is_uppercase() => 13,
        _ => 10,
    };
    text.chars().map(tenths).sum::<usize>().div_ceil(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(words: &str, at: &str) -> Block {
        Block::Quote { words: words.to_owned(), at: at.to_owned() }
    }

    fn item(title: &str) -> Block {
        Block::Item { title: title.to_owned(), value: "3 of 5".to_owned() }
    }

    fn text(words: &str) -> Block {
        Block::Text(words.to_owned())
    }

    fn printed(blocks: Vec<Block>) -> Vec<Block> {
        paper(&Document { blocks, ..Document::default() }).blocks
    }

    /// A card of so many items, with so many moments, comments and letters in each.
    fn full(items: usize, moments: usize, comments: usize, letters: usize) -> Document {
        let long = |n: usize| format!("{n} {}", "thirty-one percent ".repeat(letters / 19 + 1));
        let mut blocks = vec![Block::Heading("Note".to_owned()), Block::Text(long(0))];
        for at in 0..items {
            blocks.extend([item(&long(at).chars().take(30).collect::<String>()), Block::Text(long(at))]);
            blocks.extend((0..moments).map(|it| quote(&long(at * 100 + it), "01:23:45")));
        }
        blocks.push(Block::Heading("Comments".to_owned()));
        blocks.extend((0..comments).flat_map(|it| [quote(&long(it), "00:10"), Block::Text(long(it))]));
        let facts = vec![("Rep", "Maximiliana Konstantinopolitanskaya-Featherstonehaugh".to_owned()); 6];
        Document {
            title: long(7),
            facts,
            warnings: vec![long(1), long(2)],
            blocks,
            signed: vec![long(3), long(4)],
            foot: "Made by a person.".to_owned(),
        }
    }

    #[test]
    fn an_item_has_the_words_of_its_first_moment_and_the_times_of_the_others() {
        let blocks =
            vec![item("A"), quote("We cut it by a third.", "02:14"), quote("Second.", "05:10"), quote("We cut it by a third.", "06:20")];
        assert_eq!(printed(blocks), [item("A"), quote("We cut it by a third.", "02:14, and 2 more: 05:10, 06:20")]);
        assert_eq!(printed(vec![item("A"), quote("One.", ""), quote("Two.", "")]), [item("A"), quote("One.", "and 1 more")]);
    }

    #[test]
    fn the_same_words_are_printed_once() {
        let blocks = vec![
            item("A"),
            quote("Same.", "02:14"),
            item("B"),
            quote("Same.", "02:14"),
            quote("Other.", "03:00"),
            item("C"),
            quote("Same.", "02:14"),
        ];
        let wanted =
            [item("A"), quote("Same.", "02:14"), item("B"), quote("Other.", "03:00, and 1 more: 02:14"), item("C"), text("Heard at 02:14")];
        assert_eq!(printed(blocks), wanted);
    }

    #[test]
    fn key_moments_and_comments_stay_one_by_one() {
        let blocks = vec![Block::Heading("Key moments".to_owned()), quote("One.", "00:01"), quote("Two.", "00:02")];
        assert_eq!(printed(blocks.clone()), blocks);
    }

    #[test]
    fn however_much_there_is_it_fits_one_page() {
        for (items, moments, comments, letters) in
            [(19, 1, 0, 40), (19, 8, 0, 200), (19, 8, 12, 400), (40, 8, 40, 400), (19, 8, 3, 60_000), (300, 8, 9, 99)]
        {
            let made = paper(&full(items, moments, comments, letters));
            assert!(fits(&made), "{items} items, {moments} moments, {comments} comments, {letters} letters");
            assert!(made.blocks.len() > 20);
        }
        // A usual card keeps its quotes.
        let made = paper(&full(19, 8, 0, 35));
        assert!(made.blocks.iter().filter(|it| matches!(it, Block::Quote { .. })).count() == 19);
    }
}
