//! Averages with their uncertainty.

use crate::domain::order;

/// A mean with the 95% interval of Student's t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// How many values.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Half the width of the 95% interval of the mean; `None` for a single value, which has none.
    pub margin: Option<f64>,
}

impl Mean {
    /// The mean of `values`; `None` where there are none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let n = values.len();
        if n == 0 {
            return None;
        }
        let mean = values.iter().sum::<f64>() / n as f64;
        let margin = (n > 1).then(|| {
            let squares: f64 = values.iter().map(|it| (it - mean).powi(2)).sum();
            let deviation = (squares / (n - 1) as f64).sqrt();
            t_quantile_975(n - 1) * deviation / (n as f64).sqrt()
        });
        Some(Self { n, mean, margin })
    }

    /// On a scale with ends: beyond them the true mean cannot lie.
    pub fn on_scale(self, low: f64, high: f64) -> Self {
        let widest = (self.mean - low).max(high - self.mean);
        Self { margin: self.margin.map(|it| it.min(widest)), ..self }
    }
}

/// A share of so many, with its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many of them.
    pub of: usize,
    /// Of how many.
    pub n: usize,
    /// The share, 0 to 1.
    pub share: f64,
    /// The lower end of Wilson's interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Share {
    /// The share of `of` among `n`, with Wilson's score interval, which holds for few and at the ends too; `None` of
    /// nothing.
    pub fn of(of: usize, n: usize) -> Option<Self> {
        const Z: f64 = 1.959_963_985;
        if n == 0 || of > n {
            return None;
        }
        let (share, all) = (of as f64 / n as f64, n as f64);
        let middle = (share + Z * Z / (2.0 * all)) / (1.0 + Z * Z / all);
        let half = Z / (1.0 + Z * Z / all) * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
        Some(Self { of, n, share, low: (middle - half).max(0.0), high: (middle + half).min(1.0) })
    }
}

/// Student's t, 97.5% quantile: tabled to 30 degrees of freedom, beyond that by the Cornish-Fisher expansion
/// (Abramowitz & Stegun 26.7.5), which is right to four digits there.
pub fn t_quantile_975(degrees: usize) -> f64 {
    const TABLE: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101,
        2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];
    match degrees {
        0 => f64::INFINITY,
        1..=30 => TABLE[degrees - 1],
        _ => {
            let (z, n) = (1.959_963_985_f64, degrees as f64);
            z + (z.powi(3) + z) / (4.0 * n) + (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / (96.0 * n * n)
        }
    }
}

/// The middle value; of an even number the mean of the two in the middle. `None` where there are none.
pub fn median(values: &mut [f64]) -> Option<f64> {
    order::sort_by(values, f64::total_cmp);
    let n = values.len();
    match n {
        0 => None,
        _ if n % 2 == 1 => Some(values[n / 2]),
        _ => Some((values[n / 2 - 1] + values[n / 2]) / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_is_the_handbooks_table() {
        // statistics: SD 12 over n calls, ± as printed there.
        for (n, margin) in [(3usize, 29.8), (5, 14.9), (8, 10.0), (10, 8.6), (20, 5.6), (30, 4.5)] {
            let found = t_quantile_975(n - 1) * 12.0 / (n as f64).sqrt();
            assert!((found - margin).abs() < 0.06, "{n}: {found}");
        }
    }

    #[test]
    fn a_share_of_few_has_wilsons_interval() {
        // Wilson 1927, as tabled: 8 of 10 and 0 of 5.
        let found = Share::of(8, 10).unwrap();
        assert!((found.low - 0.490).abs() < 0.001 && (found.high - 0.943).abs() < 0.001, "{found:?}");
        let none = Share::of(0, 5).unwrap();
        assert!(none.low == 0.0 && (none.high - 0.434).abs() < 0.001, "{none:?}");
        assert_eq!((Share::of(0, 0), Share::of(2, 1)), (None, None));
    }

    #[test]
    fn an_interval_does_not_reach_beyond_the_scale() {
        let wide = Mean::of(&[0.0, 48.0]).unwrap();
        assert!(wide.margin > Some(300.0));
        assert_eq!(wide.on_scale(0.0, 100.0).margin, Some(76.0));
        let narrow = Mean::of(&[50.0, 52.0, 51.0]).unwrap();
        assert_eq!(narrow.on_scale(0.0, 100.0), narrow);
    }

    #[test]
    fn one_value_has_no_interval_and_none_has_no_mean() {
        assert_eq!(Mean::of(&[60.0]), Some(Mean { n: 1, mean: 60.0, margin: None }));
        assert_eq!(Mean::of(&[]), None);
    }

    #[test]
    fn equal_values_leave_no_doubt() {
        assert_eq!(Mean::of(&[50.0, 50.0, 50.0]).unwrap().margin, Some(0.0));
    }

    #[test]
    fn the_expansion_meets_the_table() {
        assert!((t_quantile_975(31) - 2.0395).abs() < 1e-3);
        assert!((t_quantile_975(120) - 1.9799).abs() < 1e-3);
    }

    #[test]
    fn the_middle_is_the_middle() {
        assert_eq!((median(&mut [3.0, 1.0, 2.0]), median(&mut [4.0, 1.0]), median(&mut [])), (Some(2.0), Some(2.5), None));
    }
}
