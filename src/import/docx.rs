//! Word documents (.docx): their paragraphs, as text for the importers of text.

use super::tags::{Node, Tags, resolve};
use super::zip::{self, Entry, Fault};
use super::{LARGEST, Refused};

const DAMAGED: &str = "This Word or zip file is damaged; download or export it again and choose the new file.";
const LOCKED: &str = "This file is locked with a password; open it, save a copy without one, and choose that.";
const TOO_LARGE: &str = "The text of this Word document is larger than 100 MB; split it, and choose one part at a time.";
const SHEET: &str = "This is an Excel workbook; save the sheet with the words as CSV and choose that file.";
const SLIDES: &str = "This is a presentation, not a transcript; choose the transcript file (.docx, .vtt, .srt or .txt).";
const OPEN_DOCUMENT: &str = "This is an OpenDocument file; save it as Word (.docx) or plain text (.txt) and choose that file.";
const ARCHIVE: &str = "This is a zip archive; unpack it and choose the transcripts inside.";

/// What else is packed the same way: how the name of a file inside begins, what to do.
const OTHERS: &[(&str, &str)] = &[("xl/", SHEET), ("ppt/", SLIDES), ("content.xml", OPEN_DOCUMENT)];

/// Stored with transcripts of this format; never rename.
pub(super) const KEY: &str = "docx";

/// Whether a file is packed as documents are.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The words of a Word document, a paragraph a line, cells parted by tabs.
///
/// # Errors
///
/// [`Refused`] for damaged and locked documents and for what else is packed like them.
pub(super) fn open(bytes: &[u8]) -> Result<String, Refused> {
    let refused = |sentence: &str| Refused(sentence.to_owned());
    let entries = zip::entries(bytes).ok_or_else(|| refused(DAMAGED))?;
    let Some(document) = entries.iter().find(|it| is_document(it)) else {
        let other = OTHERS.iter().find(|(name, _)| entries.iter().any(|it| it.name.starts_with(name)));
        return Err(refused(other.map_or(if entries.is_empty() { DAMAGED } else { ARCHIVE }, |it| it.1)));
    };
    let unpacked = zip::unpack(bytes, document, LARGEST).map_err(|fault| {
        refused(match fault {
            Fault::Damaged => DAMAGED,
            Fault::Locked => LOCKED,
            Fault::TooLarge => TOO_LARGE,
        })
    })?;
    Ok(words(&String::from_utf8_lossy(&unpacked)))
}

/// `word/document.xml`; some writers number it.
fn is_document(entry: &Entry) -> bool {
    entry
        .name
        .strip_prefix("word/document")
        .and_then(|it| it.strip_suffix(".xml"))
        .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
}

/// The text of a document's XML.
fn words(xml: &str) -> String {
    let mut text = String::with_capacity(xml.len() / 4);
    // How many rows of tables are open: within them paragraphs do not end lines.
    let mut rows = 0_usize;
    let mut tags = Tags::of(xml);
    while let Some(node) = tags.next() {
        match node {
            // What stands here describes the look (a tab is a tab stop), or says the same again for old programs.
            Node::Open { name: name @ ("w:pPr" | "w:rPr" | "w:tblPr" | "w:sectPr" | "mc:Fallback"), is_alone: false, .. } => {
                tags.pass(name)
            }
            Node::Open { name: "w:t", is_alone: false, .. } => run(&mut tags, &mut text),
            Node::Open { name: "w:tab", .. } => text.push('\t'),
            Node::Open { name: "w:br" | "w:cr", .. } | Node::Open { name: "w:p", is_alone: true, .. } | Node::Close("w:p") => {
                text.push(if rows == 0 { '\n' } else { ' ' });
            }
            Node::Open { name: "w:noBreakHyphen", .. } => text.push('-'),
            Node::Open { name: "w:tr", is_alone: false, .. } => rows += 1,
            Node::Close("w:tc") => cell(&mut text),
            Node::Close("w:tr") => {
                rows = rows.saturating_sub(1);
                text.truncate(text.trim_end_matches(['\t', ' ']).len());
                text.push('\n');
            }
            _ => {}
        }
    }
    text
}

/// The words of a run: everything up to its end.
fn run(tags: &mut Tags, text: &mut String) {
    for node in tags.by_ref() {
        match node {
            Node::Text(it) => resolve(it, text),
            _ => return,
        }
    }
}

fn cell(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\t');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_become_lines() {
        let xml = "<w:document><w:body><w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">Dana </w:t></w:r>\
            <w:r><w:tab/><w:t>0:03</w:t><w:br/><w:t>R&amp;D</w:t></w:r></w:p>\n<w:p/><w:p><w:r><w:delText>no</w:delText><w:t>Yes</w:t></w:r></w:p>\
            </w:body></w:document>";
        assert_eq!(words(xml), "Dana \t0:03\nR&D\n\nYes\n");
    }

    #[test]
    fn rows_of_tables_become_lines_of_columns() {
        let cell = |text: &str| format!("<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let xml = format!("<w:tbl><w:tr>{}{}{}</w:tr></w:tbl><w:p/>", cell("0:03"), cell("Dana"), cell("Hello"));
        assert_eq!(words(&xml), "0:03\tDana\tHello\n\n");
    }

    proptest! {
        #[test]
        fn no_xml_makes_reading_fail(pieces in proptest::collection::vec(
            prop_oneof!["[a-z<>/&;\"' :é]{0,6}", Just("<w:t>".to_owned()), Just("<w:p>".to_owned()), Just("</w:p>".to_owned()),
                Just("<w:pPr>".to_owned()), Just("<w:tr>".to_owned()), Just("</w:tr>".to_owned()), Just("</w:tc>".to_owned()), Just("<!--".to_owned())],
            0..30,
        )) {
            let xml = pieces.concat();
            prop_assert!(words(&xml).len() <= xml.len());
        }
    }

    #[test]
    fn what_is_packed_but_no_document_is_named() {
        assert!(!is(b"Dana: Hello") && is(b"PK\x03\x04 cut"));
        assert_eq!(open(b"PK\x03\x04 cut"), Err(Refused(DAMAGED.to_owned())));
    }
}
