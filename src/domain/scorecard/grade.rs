//! Grades: five letters over the unrounded total (handbook §2).

/// A grade with what it means.
#[derive(Debug, PartialEq, Eq)]
pub struct Grade {
    /// A, B, C, D, F.
    pub letter: char,
    /// The lowest total that earns it, percent.
    pub from: u8,
    /// A word or two.
    pub says: &'static str,
    /// What follows from it.
    pub means: &'static str,
}

/// The grades, best first.
pub const GRADES: &[Grade] = &[
    Grade { letter: 'A', from: 80, says: "Model call", means: "share it with the team" },
    Grade { letter: 'B', from: 60, says: "Solid call", means: "small things to improve" },
    Grade { letter: 'C', from: 40, says: "Needs coaching", means: "coach the categories that lost most" },
    Grade { letter: 'D', from: 20, says: "Fundamental gap", means: "intensive coaching" },
    Grade { letter: 'F', from: 0, says: "Critical", means: "the manager steps in" },
];

/// The grade of a total in percent. The total is not rounded first: 79.96 is a B.
pub fn grade(total: f64) -> &'static Grade {
    GRADES.iter().find(|it| total >= f64::from(it.from)).unwrap_or(&GRADES[GRADES.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_begin_where_the_handbook_says() {
        for (total, letter) in
            [(100.0, 'A'), (80.0, 'A'), (79.96, 'B'), (60.0, 'B'), (59.99, 'C'), (40.0, 'C'), (20.0, 'D'), (19.9, 'F'), (0.0, 'F')]
        {
            assert_eq!(grade(total).letter, letter, "{total}");
        }
    }
}
