//! Cutting the words of a segment where marks begin and end, so that each piece can be shown in one way.

use super::Place;
use crate::domain::order;

/// Something marked in the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<T> {
    /// Its first byte.
    pub from: Place,
    /// Just after its last byte.
    pub to: Place,
    /// What it is.
    pub what: T,
}

/// A piece of a segment's text over which the same marks lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<T> {
    /// First byte.
    pub from: usize,
    /// Just after the last byte.
    pub to: usize,
    /// The marks over it, in the order given.
    pub marks: Vec<T>,
}

/// Cuts the text of `segment` by `marks`, some of which may lie elsewhere. The pieces follow each other and cover the
/// text; cuts that are not on a character boundary are left out.
pub fn pieces<T: Copy>(segment: u32, text: &str, marks: &[Mark<T>]) -> Vec<Piece<T>> {
    let within = |mark: &Mark<T>| -> Option<(usize, usize, T)> {
        if mark.from.segment > segment || mark.to.segment < segment {
            return None;
        }
        let from = if mark.from.segment == segment { mark.from.offset as usize } else { 0 };
        let to = if mark.to.segment == segment { mark.to.offset as usize } else { text.len() };
        (from < to && text.is_char_boundary(from) && text.is_char_boundary(to)).then_some((from, to, mark.what))
    };
    let here: Vec<_> = marks.iter().filter_map(within).collect();
    let mut cuts: Vec<usize> = here.iter().flat_map(|(from, to, _)| [*from, *to]).chain([0, text.len()]).collect();
    order::sort(&mut cuts);
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| Piece {
            from: cut[0],
            to: cut[1],
            marks: here.iter().filter(|(from, to, _)| *from <= cut[0] && cut[1] <= *to).map(|(_, _, what)| *what).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(from: (u32, u32), to: (u32, u32), what: char) -> Mark<char> {
        Mark { from: Place { segment: from.0, offset: from.1 }, to: Place { segment: to.0, offset: to.1 }, what }
    }

    fn shown(segment: u32, text: &str, marks: &[Mark<char>]) -> String {
        pieces(segment, text, marks)
            .iter()
            .map(|it| format!("[{}{}]", &text[it.from..it.to], it.marks.iter().collect::<String>()))
            .collect()
    }

    #[test]
    fn overlapping_marks_are_cut_apart() {
        assert_eq!(shown(0, "abcdef", &[mark((0, 1), (0, 4), '1'), mark((0, 3), (0, 5), '2')]), "[a][bc1][d12][e2][f]");
    }

    #[test]
    fn a_mark_over_several_segments_covers_the_middle_ones() {
        let marks = [mark((0, 3), (2, 2), '1')];
        assert_eq!(
            (shown(0, "abcd", &marks), shown(1, "ef", &marks), shown(2, "ghi", &marks)),
            ("[abc][d1]".into(), "[ef1]".into(), "[gh1][i]".into())
        );
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text_whatever_the_marks(text in ".{0,20}", marks in proptest::collection::vec((0u32..3, 0u32..30, 0u32..3, 0u32..30), 0..8)) {
            let marks: Vec<_> = marks.into_iter().map(|(a, b, c, d)| mark((a, b), (c, d), 'x')).collect();
            let cut = pieces(1, &text, &marks);
            prop_assert_eq!(cut.iter().map(|it| &text[it.from..it.to]).collect::<String>(), text);
        }
    }
}
