//! The page's markup. Every string of the interface stands in both languages, of which the style shows one.

mod annex;
mod bilingual;
mod chart;
mod findings;
mod panels;
mod phrases;
mod printed;
mod readings;
mod summary;
mod sums;
mod years;

use crate::data;
use crate::input::Review;
use crate::markup::{Markup, html};
use crate::policy::policy;
use bilingual::both;
use years::Years;

const STYLE: &str = include_str!("page.css");
/// The parts of the script, one after the other in one scope.
const SCRIPT: &str = concat!(
    include_str!("page/kept.js"),
    include_str!("page/choose.js"),
    include_str!("page/walk.js"),
    include_str!("page/units.js"),
    include_str!("page/export.js"),
    include_str!("page/events.js"),
);

/// The whole page.
pub fn page(review: &Review<'_>) -> String {
    let years = Years::of(review.changes);
    let annexes = review.extraction.notice.annexes.iter().enumerate();
    html!(
        r##"<!DOCTYPE html>
<html lang="zh-CN" data-lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{}</title>
<style>{}</style>
</head>
<body>
<a class="skip" href="#findings">{}</a>
{}
<div class="panes">
{}
<main id="read" tabindex="-1">
{}
{}
{}
{}
</main>
</div>
{}
<p id="status" class="unseen" role="status" aria-live="polite"></p>
<script id="data" type="application/json">{}</script>
<script>{}</script>
</body>
</html>
"##,
        policy(STYLE, SCRIPT),
        title(review),
        Markup::trusted(STYLE),
        both("跳到发现", "Skip to the findings"),
        bar(review),
        printed::pane(review),
        summary::section(review),
        findings::section(review),
        review.changes.map(years::section),
        annexes.map(|(index, annex)| annex::section(annex, index, review, &years)).collect::<Markup>(),
        panels::all(),
        Markup::trusted(data::island(review)),
        Markup::trusted(SCRIPT),
    )
    .into_string()
}

/// The name of the notice for a window's title.
fn title(review: &Review<'_>) -> String {
    let notice = &review.extraction.notice;
    let parts = [notice.doc_number.as_deref(), notice.title.as_deref()];
    let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if title.is_empty() { review.extraction.name.clone() } else { title }
}

fn bar(review: &Review<'_>) -> Markup {
    let notice = &review.extraction.notice;
    let option = |(index, annex): (usize, &fenjie_model::Annex)| {
        let number = annex.number.map(|number| html!("{}. ", number));
        html!(r#"<option value="{}">{}{}</option>"#, annex::id(annex, index), number, annex.title)
    };
    html!(
        r#"<header class="bar">
<h1 lang="zh-CN">{} <span class="title">{}</span></h1>
<nav class="tools" aria-label="工具 Tools">
<label><span class="unseen">{}</span><select id="jump"><option value="findings">发现 Findings</option>{}</select></label>
<button type="button" data-do="export" aria-keyshortcuts="e">{} <span id="decided" class="count">0</span></button>
<button type="button" data-do="language" aria-keyshortcuts="l"><span class="zh" lang="en">English</span><span class="en" lang="zh-CN">中文</span></button>
<button type="button" data-do="keys" aria-keyshortcuts="?" aria-label="? 按键 Keys">?</button>
</nav>
</header>"#,
        notice.doc_number.as_deref().unwrap_or(&review.extraction.name),
        notice.title,
        both("转到", "Go to"),
        notice.annexes.iter().enumerate().map(option).collect::<Markup>(),
        both("导出", "Export"),
    )
}
