//! A page of HTML on which a person reviews a notice: left the notice as printed, right what was read of it, and what
//! the two leave in doubt first.
//!
//! 1. [`draw()`] draws the pages of a PDF as SVG, by another reader than the data comes from.
//! 2. [`page`] writes them, the tables, the findings and the changes into one file that needs no network: style and
//!    script stand in it, and its content security policy allows nothing else.
//! 3. In the browser, the script (`page/*.js`) keeps what the person decides and exports it, as a corrections file and as
//!    a registry file.
//!
//! Everything from the notice is escaped by the templates; nothing here knows how it was found.

mod data;
mod draw;
mod html;
mod input;
mod markup;
mod places;
mod policy;

pub use draw::{DrawLimits, Drawing, Drawings, Sheet, Undrawn, draw};
pub use html::page;
pub use input::{KnownUnit, Printed, PrintedPage, Regrouped, Review, Suggestion, Turned, Word};
