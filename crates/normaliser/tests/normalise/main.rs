//! From tables to targets, findings and sums.

mod forms;
mod sheet;
mod sums;
mod whole;
