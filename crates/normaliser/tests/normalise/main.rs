//! From tables to targets, findings and sums.

mod any;
mod forms;
mod indicators;
mod sheet;
mod sums;
mod whole;
