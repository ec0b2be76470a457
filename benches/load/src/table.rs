//! What is told in the end: figure, floor, ratio, budget, and whether it is kept.

use std::fmt;

/// What a budget asks for.
#[derive(Clone, Copy)]
pub(crate) enum Budget {
    AtLeast(f64),
    AtMost(f64),
}

impl Budget {
    fn is_kept(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }

    fn worst(self, values: &[f64]) -> f64 {
        let worse = match self {
            Self::AtLeast(_) => f64::min,
            Self::AtMost(_) => f64::max,
        };
        values.iter().copied().reduce(worse).unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(f, "≥ {least}"),
            Self::AtMost(most) => write!(f, "≤ {most}"),
        }
    }
}

/// One row: a figure of each round, and what it is held against.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) unit: &'static str,
    pub(crate) measured: Vec<f64>,
    pub(crate) against: Against,
}

/// What a figure is held against.
pub(crate) enum Against {
    /// Nothing: it is told so that others can be understood.
    Nothing,
    /// The budget itself.
    Itself(Budget),
    /// The figure of the same round without us.
    Floor(Vec<f64>, Budget),
}

/// A floor that varies more than this, in hundredths of its median, makes a doubtful ratio.
const STEADY: f64 = 15.0;

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measured = median(&self.measured);
        write!(
            f,
            "{:<62} {:>9} {:<4}",
            self.what,
            figure(measured),
            self.unit
        )?;
        match &self.against {
            Against::Nothing => Ok(()),
            Against::Itself(budget) => {
                let worst = figure(budget.worst(&self.measured));
                let kept = verdict(budget.is_kept(measured));
                write!(f, " {:>9} {:>6} {worst:>8}   {budget:<7} {kept}", "", "")
            }
            Against::Floor(floor, budget) => {
                let pairs = self.measured.iter().zip(floor);
                let ratios: Vec<f64> = pairs.map(|(measured, floor)| measured / floor).collect();
                let (ratio, worst) = (median(&ratios), budget.worst(&ratios));
                let kept = verdict(budget.is_kept(ratio));
                write!(
                    f,
                    " {:>9} {ratio:>6.2} {worst:>8.2}   {budget:<7} {kept}",
                    figure(median(floor))
                )?;
                let varied = spread(floor);
                if varied > STEADY {
                    write!(f, " (doubtful: the floor varied by {varied:.0} %)")?;
                }
                Ok(())
            }
        }
    }
}

fn verdict(kept: bool) -> &'static str {
    if kept { "kept" } else { "MISSED" }
}

/// Three digits that count.
fn figure(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.0}")
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        even if even % 2 == 0 => f64::midpoint(sorted[middle - 1], sorted[middle]),
        _ => sorted[middle],
    }
}

/// From least to most, in hundredths of the median.
fn spread(values: &[f64]) -> f64 {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (most - least) / median(values) * 100.0
}

/// Names the columns.
pub(crate) fn begin() {
    println!(
        "{:<62} {:>14} {:>9} {:>6} {:>8}   {:<7}",
        "speed: medians of all rounds", "measured", "floor", "ratio", "worst", "budget"
    );
}

pub(crate) fn tell(rows: &[Row]) {
    for row in rows {
        println!("{row}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(measured: &[f64], against: Against) -> String {
        let row = Row {
            what: "row".to_owned(),
            unit: "/s",
            measured: measured.to_vec(),
            against,
        };
        let told = row.to_string();
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_ratio_is_judged_by_its_median_and_the_worst_is_told() {
        let floor = vec![100.0, 100.0, 100.0];
        let told = row(
            &[40.0, 60.0, 70.0],
            Against::Floor(floor.clone(), Budget::AtLeast(0.6)),
        );
        assert_eq!(told, "row 60 /s 100 0.60 0.40 ≥ 0.6 kept");
        let told = row(
            &[40.0, 59.0, 70.0],
            Against::Floor(floor.clone(), Budget::AtLeast(0.6)),
        );
        assert_eq!(told, "row 59 /s 100 0.59 0.40 ≥ 0.6 MISSED");
        let told = row(
            &[40.0, 60.0, 170.0],
            Against::Floor(floor, Budget::AtMost(1.5)),
        );
        assert_eq!(told, "row 60 /s 100 0.60 1.70 ≤ 1.5 kept");
    }

    #[test]
    fn a_floor_that_varies_is_told() {
        let told = row(
            &[60.0, 60.0],
            Against::Floor(vec![90.0, 110.0], Budget::AtLeast(0.5)),
        );
        assert!(
            told.ends_with("kept (doubtful: the floor varied by 20 %)"),
            "{told}"
        );
    }

    #[test]
    fn a_figure_may_stand_by_itself() {
        assert_eq!(row(&[1.0, 2.0], Against::Nothing), "row 1.50 /s");
        let told = row(
            &[1999.0, 2001.0, 2500.0],
            Against::Itself(Budget::AtLeast(2000.0)),
        );
        assert_eq!(told, "row 2001 /s 1999 ≥ 2000 kept");
    }
}
