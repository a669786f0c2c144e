//! The findings, the gravest first, each with what a person can decide about it.

use fenjie_model::{Code, Finding};

use super::bilingual::{both, meaning, severity};
use super::phrases::said;
use super::{readings, sums};
use crate::input::{Regrouped, Review, Suggestion};
use crate::markup::{Markup, html};
use crate::places;

/// All findings.
pub(super) fn section(review: &Review<'_>) -> Markup {
    let mut findings: Vec<(usize, &Finding)> = review.extraction.findings.iter().enumerate().collect();
    findings.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    let none = findings.is_empty().then(|| {
        let none = both("没有发现：所读即所印。", "None: the data is what is printed.");
        html!(r#"<p class="hint">{}</p>"#, none)
    });
    html!(
        r#"<section id="findings" tabindex="-1" aria-labelledby="findings-title">
<h2 id="findings-title">{} <span class="count">{}</span></h2>
{}
<ol class="findings">{}</ol>
</section>"#,
        both("发现", "Findings"),
        findings.len(),
        none,
        findings.iter().map(|(index, finding)| card(*index, finding, review)).collect::<Markup>(),
    )
}

fn card(index: usize, finding: &Finding, review: &Review<'_>) -> Markup {
    let printed =
        finding.printed.as_ref().map(|text| html!(r#"<blockquote lang="zh-CN">{}</blockquote>"#, text));
    let unit = (finding.code == Code::UnitUnknown).then(|| suggestion(finding, review)).flatten();
    let correct = places::cell_of(&finding.place).map(|_| {
        html!(
            r#"<button type="button" data-do="correct">{}</button>"#,
            both("更正单元格", "Correct the cell")
        )
    });
    html!(
        r#"<li class="finding {}" id="f{}" tabindex="-1" data-f="{}" aria-labelledby="f{}-title">
<h3 id="f{}-title"><span class="severity">{}</span> {} <code>{}</code></h3>
<p class="message">{}</p>
{}{}{}{}
<p class="where">{}</p>
{}
<p class="actions"><button type="button" data-do="accept" aria-pressed="false">{}</button>{}</p>
</li>"#,
        finding.severity.as_str(),
        index,
        index,
        index,
        index,
        severity(finding.severity),
        meaning(finding.code),
        finding.code.as_str(),
        said(&finding.message),
        printed,
        sums::arithmetic(finding, review),
        readings::section(finding, review),
        // The form has the nearest names to choose from.
        finding.help.as_deref().filter(|_| unit.is_none()).map(advice),
        place(finding),
        unit.map(|suggestion| unit_form(index, suggestion, review)),
        both("认可", "Accept"),
        correct,
    )
}

/// What to do about a finding.
fn advice(help: &str) -> Markup {
    html!(r#"<p class="advice">{}{}</p>"#, both("建议：", "What to do: "), said(help))
}

/// Where a finding stands, in words.
fn place(finding: &Finding) -> Markup {
    let place = &finding.place;
    let numbered = |zh: (&str, &str), en: &str, number: u32| {
        both(&format!("{}{number}{}", zh.0, zh.1), &format!("{en} {number}"))
    };
    let link = |to: &str, number: u32, text: Markup| html!(r##"<a href="#{}-{}">{}</a>"##, to, number, text);
    let parts = [
        place.annex.map(|number| numbered(("附件", ""), "annex", number)),
        places::page_of(place).map(|page| link("page", page, numbered(("第", "页"), "page", page))),
        places::line_of(place).map(|line| link("line", line, numbered(("第", "行"), "line", line))),
        place.table.as_ref().map(|table| html!("{} <code>{}</code>", both("表", "table"), table)),
        place.row.zip(place.col).map(|(row, col)| {
            let (row, col) = (row + 1, col + 1);
            both(&format!("第{row}行第{col}列"), &format!("row {row}, column {col}"))
        }),
    ];
    parts.into_iter().flatten().map(|part| html!("<span>{}</span>", part)).collect()
}

fn suggestion<'r>(finding: &Finding, review: &'r Review<'_>) -> Option<&'r Suggestion> {
    let name = finding.printed.as_deref()?;
    review.suggestions.iter().find(|suggestion| suggestion.name == name)
}

/// What an unknown name can be: the new or another name of a known unit, or a new unit.
fn unit_form(index: usize, suggestion: &Suggestion, review: &Review<'_>) -> Markup {
    let name_of = |id: &str| review.known.iter().find(|unit| unit.id == id).map(|unit| &unit.name);
    let way = |value: String, id: &str, zh: &str, en: &str, why: Option<&String>| {
        Some(html!(
            r#"<p><label><input type="radio" name="u{}" value="{}"> <b lang="zh-CN">{}</b> {} <code>{}</code></label>{}</p>"#,
            index,
            value,
            name_of(id)?,
            both(zh, en),
            id,
            why.map(|why| html!(r#" <span class="hint">{}</span>"#, said(why))),
        ))
    };
    let rename = |id: &str, why| way(format!("rename {id}"), id, "的新名称", "under its new name", why);
    let alias = |id: &String| way(format!("alias {id}"), id, "的另一名称", "under another name", None);
    let renamed = suggestion.renamed.as_ref().and_then(|(id, evidence)| rename(id, Some(evidence)));
    let first = suggestion.near.first().filter(|_| renamed.is_none()).and_then(|id| rename(id, None));
    let regrouped = suggestion.regrouped.as_ref().and_then(|regrouped| carried_on(index, regrouped, review));
    html!(
        r#"<form class="unit" data-name="{}">
<fieldset>
<legend>{}</legend>
{}{}{}{}{}
<p><label><input type="radio" name="u{}" value="new"> {}</label>
<label>ID <input name="id" placeholder="…/…" spellcheck="false" size="24"></label></p>
</fieldset>
</form>"#,
        suggestion.name,
        both("这是谁？", "Who is it?"),
        regrouped,
        renamed,
        suggestion.near.iter().filter_map(alias).collect::<Markup>(),
        first,
        (!review.known.is_empty()).then(|| others(index, review)),
        index,
        both("新单位", "a new unit"),
    )
}

/// A new unit that carries on several others, or with others one.
fn carried_on(index: usize, regrouped: &Regrouped, review: &Review<'_>) -> Option<Markup> {
    let name_of =
        |id: &String| review.known.iter().find(|unit| unit.id == *id).map(|unit| unit.name.as_str());
    let names = regrouped.units.iter().map(name_of).collect::<Option<Vec<_>>>()?.join("、");
    let (way, words) = if regrouped.units.len() > 1 {
        ("merger", both("合并成的新单位", "merged, a new unit"))
    } else {
        ("split", both("拆分出的新单位", "split, a new unit"))
    };
    Some(html!(
        r#"<p><label><input type="radio" name="u{}" value="{} {}"> <b lang="zh-CN">{}</b> {}</label> <span class="hint">{}</span></p>"#,
        index,
        way,
        regrouped.units.join(" "),
        names,
        words,
        said(&regrouped.evidence),
    ))
}

/// Any other unit that is known.
fn others(index: usize, review: &Review<'_>) -> Markup {
    let options =
        review.known.iter().map(|unit| html!(r#"<option value="{}">{}</option>"#, unit.id, unit.name));
    html!(
        r#"<p><label><input type="radio" name="u{}" value="other"> {}</label>
<select name="other" aria-label="已知单位 Known units">{}</select>
<label><input type="checkbox" name="renamed"> {}</label></p>"#,
        index,
        both("另一个已知单位", "another known unit"),
        options.collect::<Markup>(),
        both("已更名", "renamed"),
    )
}
