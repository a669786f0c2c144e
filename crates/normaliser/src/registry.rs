//! Units and indicators by name, region and year.

/// What is known of units and indicators.
#[derive(Debug, Default)]
pub struct Registry;
