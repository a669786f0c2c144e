//! What a line is by its words alone, wherever it stands: a label, a title, a caption, a page number.

pub(crate) mod caption;
pub(crate) mod imprint;
pub(crate) mod label;
pub(crate) mod numbered;
pub(crate) mod numeral;
pub(crate) mod page_number;
pub(crate) mod title;

use fenjie_model::text;

/// What stands behind the label of an annex on its line, or nothing behind a caption over one of its tables: such a line
/// says by its words that it is in no table.
pub(crate) fn label_title(printed: &str) -> Option<String> {
    let text = text::clean(printed);
    match label::read(&text) {
        Some(label) => Some(label.title.to_owned()),
        None => caption::is_caption(&text).then(String::new),
    }
}

/// Whether lines together are a title to which nothing can be added.
pub(crate) fn is_whole_title(printed: &str) -> bool {
    let text = text::clean(printed);
    title::is_title(&text) && title::is_whole(&text)
}
