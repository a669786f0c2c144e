//! Heads of a time that goes over the end of a year (2024年10月-2025年2月): a period holds months of one year alone.

use fenjie_model::{Code, Finding, HashSet, Target};

use crate::words::goes_over_year;

/// The data has neither year nor months.
const READINGS: [&str; 2] = ["a time that no period says", "the months of one of the two years"];

/// Says of each such head once that its period is not told.
pub(super) fn check(targets: &[Target]) -> Vec<Finding> {
    let mut seen = HashSet::default();
    let mut out = Vec::new();
    for target in targets {
        for head in target.row_path.iter().chain(&target.column_path) {
            if seen.insert((target.table.as_str(), head.as_str())) && goes_over_year(head) {
                let message = format!("the head {head} names a time that goes over the end of a year");
                let finding = Finding::ambiguous(Code::RolesUnclear, message, READINGS, target.place());
                out.push(finding.printed(head));
            }
        }
    }
    out
}
