//! A notice and a registry in, targets out: units, measures, indicators, values and periods.

pub mod measure;
pub mod value;
