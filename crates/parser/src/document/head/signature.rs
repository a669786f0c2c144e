//! Who signs the notice and when, and the lines under it.

use fenjie_model::Date;

use crate::document::{Line, date, measure, orgs};

/// The date, the first signer, and the lines that both take.
pub(super) struct Signature {
    pub(super) date: Date,
    pub(super) signer: Option<String>,
    pub(super) first: usize,
    pub(super) end: usize,
}

/// The date that stands alone on its line, or behind the signer, and the signers above it. It stands after the list of
/// annexes, or before it where nothing follows but the annexes.
pub(super) fn signature(
    lines: &[Line],
    body: usize,
    list_first: Option<usize>,
    list_end: usize,
) -> Option<Signature> {
    let after = list_end.max(body);
    let stop = (after..lines.len()).find(|at| lines[*at].label().is_some()).unwrap_or(lines.len());
    let behind = (after..stop).find_map(|at| Some((at, signed(&lines[at].text)?)));
    let before =
        || (body..list_first.unwrap_or(body)).rev().find_map(|at| Some((at, signed(&lines[at].text)?)));
    let (at, (signer, date)) = behind.or_else(before)?;
    let floor = if at >= after { after } else { body };
    let mut first = at;
    while first > floor && orgs::is_org(&lines[first - 1].text) {
        first -= 1;
    }
    let signer = if signer.is_empty() {
        // The names of several can share a line.
        let signer = || {
            let line = &lines[first];
            orgs::first_apart(&line.raw.text).unwrap_or_else(|| orgs::first_of(&line.text).to_owned())
        };
        (first < at).then(signer)
    } else {
        Some(signer.to_owned())
    };
    Some(Signature { date, signer, first, end: at + 1 })
}

/// A line of a date, with the signer before it perhaps.
pub(in crate::document) fn signed(text: &str) -> Option<(&str, Date)> {
    let found = date::find(text)?;
    let signer = found.before.trim();
    let is_alone =
        found.after.trim_matches(['（', '）', '(', ')', ' ']).is_empty() || found.after.trim() == "（印章）";
    (is_alone && (signer.is_empty() || orgs::is_org(signer))).then_some((signer, found.date))
}

/// （此件公开发布）, （联系人：…） under the signature.
pub(super) fn is_tail(text: &str) -> bool {
    text.starts_with(['（', '('])
        && text.ends_with(['）', ')'])
        && text.chars().count() <= 60
        && measure::read(text).is_none()
}
