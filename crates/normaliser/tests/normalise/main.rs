//! From tables to targets, findings and sums.

mod across;
mod any;
mod apart;
mod columns;
mod follows;
mod growing;
mod indicators;
mod labels;
mod layout;
mod measures;
mod mistaken;
mod partial;
mod results;
mod settings;
mod sheet;
mod siblings;
mod slips;
mod sums;
mod times;
mod told;
mod totals;
mod units;
mod whole;
mod winter;
