//! Ridge logistic regression in its dual form: with fewer photos than values, only the products of
//! values between photos are needed.

use rayon::prelude::*;

/// A square matrix, row by row.
#[derive(Debug, Clone)]
pub(super) struct Square {
    side: usize,
    values: Vec<f64>,
}

impl Square {
    /// A symmetric one; `value` is asked for rows from the column on.
    pub(super) fn symmetric(side: usize, value: impl Fn(usize, usize) -> f64 + Sync) -> Self {
        let below: Vec<Vec<f64>> = (0..side)
            .into_par_iter()
            .map(|row| (0..=row).map(|column| value(row, column)).collect())
            .collect();
        let values = (0..side * side).map(|at| {
            let (row, column) = (at / side, at % side);
            below[row.max(column)][row.min(column)]
        });
        Self {
            side,
            values: values.collect(),
        }
    }

    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.side..(row + 1) * self.side]
    }

    /// The part with these rows and columns.
    fn part(&self, rows: &[usize]) -> Self {
        let values = rows
            .iter()
            .flat_map(|&row| rows.iter().map(move |&column| self.row(row)[column]))
            .collect();
        Self {
            side: rows.len(),
            values,
        }
    }

    /// Solves `self · x = right` for a positive definite matrix (Cholesky); changes `self`.
    fn solve(mut self, right: &[f64]) -> Vec<f64> {
        let side = self.side;
        for row in 0..side {
            let (done, rest) = self.values.split_at_mut(row * side);
            let here = &mut rest[..side];
            for column in 0..row {
                let above = &done[column * side..=column * side + column];
                let sum = here[column] - dot(&here[..column], &above[..column]);
                here[column] = sum / above[column];
            }
            let rest = here[row] - dot(&here[..row], &here[..row]);
            here[row] = rest.max(1e-12).sqrt();
        }
        let mut solution = right.to_vec();
        for row in 0..side {
            let factor = self.row(row);
            let sum = solution[row] - dot(&factor[..row], &solution[..row]);
            solution[row] = sum / factor[row];
        }
        for row in (0..side).rev() {
            let value = solution[row] / self.row(row)[row];
            solution[row] = value;
            for (before, factor) in solution[..row].iter_mut().zip(self.row(row)) {
                *before -= factor * value;
            }
        }
        solution
    }
}

/// Scalar product with eight sums, so that the compiler may use wide registers.
pub(super) fn dot(left: &[f64], right: &[f64]) -> f64 {
    let (left_runs, left_rest) = left.as_chunks::<8>();
    let (right_runs, right_rest) = right.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for (left, right) in left_runs.iter().zip(right_runs) {
        for ((sum, a), b) in sums.iter_mut().zip(left).zip(right) {
            *sum += a * b;
        }
    }
    let rest = left_rest.iter().zip(right_rest).map(|(a, b)| a * b);
    sums.iter().sum::<f64>() + rest.sum::<f64>()
}

/// An example of a question: the answer, and how much it counts (> 0).
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) positive: bool,
    pub(super) weight: f64,
}

/// Learns from the examples `rows` of a kernel by Newton's method. The score of an example is the
/// sum of the answers times its products with `rows`.
pub(super) fn learn(kernel: &Square, rows: &[usize], targets: &[Target], ridge: f64) -> Vec<f64> {
    const STEPS: usize = 12;
    const CONVERGED: f64 = 0.01;
    let kernel = kernel.part(rows);
    let mut scores = vec![0.0f64; rows.len()];
    let mut factors = vec![0.0; rows.len()];
    for _ in 0..STEPS {
        let mut system = kernel.clone();
        let mut right = vec![0.0; rows.len()];
        for (at, &row) in rows.iter().enumerate() {
            let Target { positive, weight } = targets[row];
            let share = 1.0 / (1.0 + (-scores[at]).exp());
            let bend = (weight * share * (1.0 - share)).max(1e-5);
            system.values[at * system.side + at] += ridge / bend;
            right[at] = scores[at] + weight * (f64::from(u8::from(positive)) - share) / bend;
        }
        factors = system.solve(&right);
        let mut change: f64 = 0.0;
        for (at, score) in scores.iter_mut().enumerate() {
            let next = dot(kernel.row(at), &factors);
            change = change.max((next - *score).abs());
            *score = next;
        }
        if change < CONVERGED {
            break;
        }
    }
    factors
}

/// Learns a few coefficients: the first belongs to the constant 1, each other to a value of
/// `inputs`. Values are standardised for the ridge and the coefficients given for the plain ones.
pub(super) fn learn_few(inputs: &[Vec<f64>], targets: &[Target], ridge: f64) -> Vec<f64> {
    let count = inputs.first().map_or(0, Vec::len);
    let (mean, deviation): (Vec<f64>, Vec<f64>) = (0..count)
        .map(|at| moments(inputs.iter().map(|row| row[at])))
        .unzip();
    let rows: Vec<Vec<f64>> = inputs
        .iter()
        .map(|row| {
            let plain = row.iter().zip(&mean).zip(&deviation);
            let standardised = plain.map(|((value, mean), deviation)| (value - mean) / deviation);
            std::iter::once(1.0).chain(standardised).collect()
        })
        .collect();
    let mut found = vec![0.0; count + 1];
    for _ in 0..30 {
        let mut slope = vec![0.0; count + 1];
        let mut bend = vec![0.0; (count + 1) * (count + 1)];
        for (row, target) in rows.iter().zip(targets) {
            let share = 1.0 / (1.0 + (-dot(row, &found)).exp());
            let error = target.weight * (f64::from(u8::from(target.positive)) - share);
            let curve = target.weight * share * (1.0 - share);
            for (at, value) in row.iter().enumerate() {
                slope[at] += error * value;
                for (other, also) in row.iter().enumerate() {
                    bend[at * (count + 1) + other] += curve * value * also;
                }
            }
        }
        for at in 0..=count {
            let ridge = if at == 0 { 1e-6 } else { ridge };
            slope[at] -= ridge * found[at];
            bend[at * (count + 1) + at] += ridge;
        }
        let system = Square {
            side: count + 1,
            values: bend,
        };
        for (value, step) in found.iter_mut().zip(system.solve(&slope)) {
            *value += step;
        }
    }
    for at in 0..count {
        found[at + 1] /= deviation[at];
        found[0] -= found[at + 1] * mean[at];
    }
    found
}

/// Mean and standard deviation, the latter at least a little above 0.
pub(super) fn moments(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = values.clone().count().max(1) as f64;
    let mean = values.clone().sum::<f64>() / count;
    let variance = values.map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    (mean, variance.sqrt().max(1e-3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(count: usize) -> Vec<Target> {
        let target = |at| Target {
            positive: at % 2 == 1,
            weight: 1.0,
        };
        (0..count).map(target).collect()
    }

    #[test]
    fn a_system_is_solved() {
        let square = Square::symmetric(3, |row, column| {
            [[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]][row][column]
        });
        let right: Vec<f64> = (0..3)
            .map(|row| dot(square.row(row), &[1.0, -2.0, 3.0]))
            .collect();
        for (seen, expected) in square.solve(&right).iter().zip([1.0, -2.0, 3.0]) {
            assert!((seen - expected).abs() < 1e-9, "{seen}");
        }
    }

    #[test]
    fn both_forms_tell_positives_by_their_value() {
        let value = |at: usize| if at % 2 == 1 { 1.0 } else { -1.0 } + 0.01 * at as f64;
        let kernel = Square::symmetric(20, |row, column| value(row) * value(column) + 1.0);
        let rows: Vec<usize> = (0..20).collect();
        let factors = learn(&kernel, &rows, &targets(20), 0.1);
        let inputs: Vec<Vec<f64>> = rows.iter().map(|&at| vec![value(at)]).collect();
        let few = learn_few(&inputs, &targets(20), 0.1);
        for at in rows {
            let dual = dot(kernel.row(at), &factors);
            let plain = few[0] + few[1] * value(at);
            assert_eq!(
                [dual > 0.0, plain > 0.0],
                [at % 2 == 1; 2],
                "{dual} {plain}"
            );
        }
    }
}
