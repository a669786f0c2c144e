//! What the notice is and how well it was read, first thing on the page and on paper.

use fenjie_model::{Coverages, Severity};

use super::bilingual::both;
use crate::input::Review;
use crate::markup::{Markup, Piece, html};

/// The summary.
pub(super) fn section(review: &Review<'_>) -> Markup {
    let extraction = review.extraction;
    let notice = &extraction.notice;
    let tables: usize = notice.annexes.iter().map(|annex| annex.tables.len()).sum();
    let annexes = html!("{} / {}", notice.annexes.len(), notice.listed.len());
    let rows = [
        row("发文机关", "Issuer", notice.issuer.as_ref()),
        row("年度", "Year", notice.year),
        row("区域", "Region", extraction.region.as_ref().map(|region| region.name.as_str())),
        row("成文日期", "Signed on", notice.signed_on.map(|date| date.to_string())),
        row("附件（找到/所列）", "Annexes (found / listed)", Some(annexes)),
        row("表格", "Tables", Some(tables)),
        row("目标", "Targets", Some(extraction.targets.len())),
        row("发现", "Findings", Some(findings(review))),
        coverage(review),
        row("文件", "File", Some(&extraction.name)),
    ];
    html!(
        r#"<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">{}</h2>
{}
<dl class="facts">{}</dl>
</section>"#,
        both("概要", "Summary"),
        verdict(review),
        rows.into_iter().collect::<Markup>(),
    )
}

fn count(review: &Review<'_>, severity: Severity) -> usize {
    review.extraction.findings.iter().filter(|finding| finding.severity == severity).count()
}

fn verdict(review: &Review<'_>) -> Markup {
    let (class, text) = if count(review, Severity::Error) > 0 {
        let en = "Something on the page is not in the data, or may be wrong there.";
        ("error", both("有内容没有进入数据，或可能有误。", en))
    } else if count(review, Severity::Warning) > 0 {
        let en = "The data is what is printed; a person should look at a few places.";
        ("warning", both("数据就是所印的内容，有几处需要人看。", en))
    } else {
        ("clean", both("数据就是所印的内容。", "The data is what is printed."))
    };
    html!(r#"<p class="verdict {}">{}</p>"#, class, text)
}

fn findings(review: &Review<'_>) -> Markup {
    html!(
        "{}{} · {}{} · {}{}",
        both("错误 ", "errors "),
        count(review, Severity::Error),
        both("警告 ", "warnings "),
        count(review, Severity::Warning),
        both("提示 ", "notes "),
        count(review, Severity::Info),
    )
}

/// Where every glyph or line went.
fn coverage(review: &Review<'_>) -> Markup {
    let coverage = &review.extraction.notice.source.coverage;
    let missing = coverage.unmapped + coverage.unaccounted;
    let parts = html!(
        r#"{}{} · {}{} · {}{} · <span class="{}">{}{}</span>"#,
        both("表格 ", "in tables "),
        coverage.tables,
        both("正文 ", "in the text "),
        coverage.text,
        both("页码等 ", "furniture "),
        coverage.furniture,
        if missing > 0 { "error" } else { "" },
        both("未读 ", "not read "),
        missing,
    );
    match coverage.of {
        Coverages::Glyphs => row("字符去处", "Glyphs", Some(parts)),
        Coverages::Lines => row("各行去处", "Lines", Some(parts)),
    }
}

fn row(zh: &str, en: &str, value: Option<impl Piece>) -> Markup {
    let value = value.map_or_else(|| html!("—"), |value| html!("{}", value));
    html!(r#"<div><dt>{}</dt><dd lang="zh-CN">{}</dd></div>"#, both(zh, en), value)
}
