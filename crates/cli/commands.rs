//! One file a command.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod extract;
pub(crate) mod man;
pub(crate) mod registry;
pub(crate) mod review;
pub(crate) mod schema;
pub(crate) mod suggest;
pub(crate) mod tables;
pub(crate) mod units;
