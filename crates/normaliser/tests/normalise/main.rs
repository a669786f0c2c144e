//! From tables to targets, findings and sums.

mod any;
mod forms;
mod sheet;
mod sums;
mod whole;
