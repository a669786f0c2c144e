//! The notice as printed: drawn pages with the cells outlined, or the lines of a text.

use fenjie_model::Rect;

use super::bilingual::both;
use crate::input::{Printed, PrintedPage, Review, Turned, Word};
use crate::markup::{Markup, html};
use crate::places;
use crate::{Drawing, Sheet, Undrawn};

/// The pane of what is printed.
pub(super) fn pane(review: &Review<'_>) -> Markup {
    html!(
        r#"<section id="printed" tabindex="-1" aria-labelledby="printed-title">
<h2 id="printed-title" class="unseen">{}</h2>
{}
</section>"#,
        both("所印", "As printed"),
        match &review.printed {
            Printed::Pages { pages, drawings } => {
                let outlines = drawings.as_ref().map_or("", |drawings| drawings.outlines.as_str());
                let cells = places::cells_by_page(review.extraction);
                let sheets = pages.iter().enumerate().map(|(index, page)| {
                    let drawing = match drawings {
                        Ok(drawings) => {
                            drawings.pages.get(index).map_or(Err(Undrawn::Missing), Drawing::sheet)
                        }
                        Err(why) => Err(*why),
                    };
                    sheet(page, drawing, cells.get(&page.number).map_or(&[], Vec::as_slice))
                });
                html!(
                    "<svg class=\"outlines\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>{}</defs></svg>{}",
                    Markup::trusted(outlines),
                    sheets.collect::<Markup>()
                )
            }
            Printed::Lines(lines) => text(lines, review),
        },
    )
}

/// One page.
fn sheet(page: &PrintedPage, drawing: Result<&Sheet, Undrawn>, cells: &[(String, Rect)]) -> Markup {
    let drawing = drawing.and_then(|sheet| if fits(page, sheet) { Ok(sheet) } else { Err(Undrawn::Differs) });
    let drawn = drawing.ok().map(|sheet| {
        let transform = scaling(page, sheet);
        html!(r#"<g aria-hidden="true"{}>{}</g>"#, transform, Markup::trusted(sheet.elements.as_str()))
    });
    let boxes = cells.iter().map(|(id, bbox)| {
        html!(
            r#"<rect class="cell" id="b-{}" x="{}" y="{}" width="{}" height="{}"/>"#,
            id,
            points(bbox.x0),
            points(bbox.top),
            points(bbox.x1 - bbox.x0),
            points(bbox.bottom - bbox.top),
        )
    });
    let (width, height) = (points(page.width.max(1.0)), points(page.height.max(1.0)));
    html!(
        r#"<figure class="sheet" id="page-{}" tabindex="-1">
<figcaption>{}{}</figcaption>
<svg viewBox="0 0 {} {}" width="{}" height="{}" role="group"><rect class="paper" width="100%" height="100%"/>
{}
{}
<g class="words" lang="zh-CN">{}</g>
</svg>
</figure>
"#,
        page.number,
        both(&format!("第{}页", page.number), &format!("Page {}", page.number)),
        remark(drawing),
        width,
        height,
        width,
        height,
        drawn,
        boxes.collect::<Markup>(),
        page.words.iter().map(|word| words(word, drawing.ok(), page)).collect::<Markup>(),
    )
}

/// A length or place to a tenth of a point.
fn points(value: f32) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    format!("{value:.1}")
}

/// The drawing in the page's points: the two differ by UserUnit.
fn scaling(page: &PrintedPage, sheet: &Sheet) -> Option<Markup> {
    let (x, y) = (page.width / sheet.width, page.height / sheet.height);
    let same = (x - 1.0).abs() < 0.001 && (y - 1.0).abs() < 0.001;
    (!same).then(|| html!(r#" transform="scale({} {})""#, format!("{x:.4}"), format!("{y:.4}")))
}

/// What has to be said of the picture.
fn remark(drawing: Result<&Sheet, Undrawn>) -> Option<Markup> {
    let text = match drawing {
        Ok(sheet) if !sheet.cut => return None,
        Ok(_) => both("图样不全：页面过于复杂。", "Not all of the page is drawn: it is too complex."),
        Err(why) => {
            let (zh, en) = match why {
                Undrawn::Damaged => ("文件损坏", "the file is damaged"),
                Undrawn::Encrypted => ("文件加密", "the file is encrypted"),
                Undrawn::Limit => ("超过时间或大小上限", "a limit of time or size was reached"),
                Undrawn::Missing => ("图样没有这一页", "the drawing has no such page"),
                Undrawn::Differs => ("图样与读到的文字不符", "the drawing is not of the text that was read"),
            };
            both(
                &format!("此页没有图样：{zh}。下面是读到的文字。"),
                &format!("No picture of this page: {en}. Below is the text that was read."),
            )
        }
    };
    Some(html!(r#" <span class="undrawn" role="note">{}</span>"#, text))
}

/// Whether the drawing is of this page: where both have text, it stands in the same places.
fn fits(page: &PrintedPage, sheet: &Sheet) -> bool {
    if sheet.width < 1.0 || sheet.height < 1.0 {
        return false;
    }
    let shown = page.words.iter().filter(|word| is_drawn(word, sheet, page)).count();
    page.words.is_empty() || sheet.origins.len() < 20 || shown * 5 >= page.words.len()
}

/// Whether the drawing has glyphs where the word stands: at least half as many.
fn is_drawn(word: &Word, sheet: &Sheet, page: &PrintedPage) -> bool {
    let (right, down) = (page.width / sheet.width, page.height / sheet.height);
    let slack = word.size * 0.3;
    let Rect { x0, top, x1, bottom } = word.bbox;
    let area = Rect::new(x0 - slack, top - slack, x1 + slack, bottom + slack);
    let within = sheet.origins.iter().filter(|(x, y)| area.contains(x * right, y * down)).count();
    within * 2 >= word.text.chars().count()
}

/// A word to select, and to see where the drawing lacks it (fonts that are not in the file).
fn words(word: &Word, sheet: Option<&Sheet>, page: &PrintedPage) -> Markup {
    let seen = sheet.is_none_or(|sheet| !is_drawn(word, sheet, page));
    let Rect { x0, top, x1, bottom } = word.bbox;
    let (width, height) = (x1 - x0, bottom - top);
    // The baseline of CJK text lies about 0.14 em above the lower side of its box.
    let rise = 0.14 * word.size;
    let (x, y, length, turn) = match word.turned {
        Turned::Not => (x0, bottom - rise, width, None),
        Turned::Over => (x1, top + rise, width, Some("180")),
        Turned::Clockwise => (x0 + rise, top, height, Some("90")),
        Turned::CounterClockwise => (x1 - rise, bottom, height, Some("-90")),
    };
    let (x, y) = (points(x), points(y));
    html!(
        r#"<text{} x="{}" y="{}" font-size="{}" textLength="{}" lengthAdjust="spacingAndGlyphs"{}>{}</text>"#,
        seen.then(|| Markup::trusted(r#" class="seen""#)),
        x,
        y,
        points(word.size),
        points(length.max(0.1)),
        turn.map(|turn| html!(r#" transform="rotate({} {} {})""#, turn, x, y)),
        word.text,
    )
}

/// The lines of a text, each with its number; those with cells of a table can be chosen.
fn text(lines: &[String], review: &Review<'_>) -> Markup {
    let cells = places::cells_by_line(review.extraction);
    let lines = lines.iter().zip(1u32..).map(|(line, number)| {
        let cell = cells.get(&number).map(|id| html!(r#" data-c="{}""#, id));
        html!(
            r#"<div class="line" id="line-{}"{}><span class="at" aria-hidden="true">{}</span><span class="is">{}</span></div>
"#,
            number,
            cell,
            number,
            line,
        )
    });
    html!(r#"<div class="lines" lang="zh-CN">{}</div>"#, lines.collect::<Markup>())
}
