//! The bands above the body become header rows and cells, the cheapest way.
//!
//! A header is a row of trees: each head stands over the heads that it groups, and is centred over their columns; the
//! leaves stand over one column each and reach down to the body.

mod beneath;
mod by_line;
pub(super) mod head;
mod measured;
mod prices;
mod trees;

use std::ops::Range;

use super::rows::Body;
use beneath::beneath;
use by_line::by_line;
use measured::{below_numbers, gives_units, measured, numbers_columns, with_measures};
use trees::{ROW, trees};

/// A header as read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Header {
    /// What the reading costs.
    pub(super) price: f32,
    /// The heights at which its rows begin, and where the last one ends.
    pub(super) bounds: Vec<f32>,
    /// Its cells.
    pub(super) cells: Vec<Spread>,
}

impl Header {
    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }
}

/// A cell by what it covers and prints.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Spread {
    /// Its rows.
    pub(super) rows: Range<usize>,
    /// Its columns.
    pub(super) columns: Range<usize>,
    /// The pieces that it prints, as indices into all pieces.
    pub(super) pieces: Vec<usize>,
}

/// The most lines of heads that are read line by line.
const MOST_BY_LINE: usize = 6;
/// The cheapest reading of the first `bands` bands as a header.
pub(super) fn header(body: &Body<'_>, bands: usize) -> Header {
    if bands > 1 && numbers_columns(body, 0) {
        let below = trees(body, 1..bands, &[]);
        if below.price.is_finite() {
            return below_numbers(below, body, ROW);
        }
    }
    let plain = trees(body, 0..bands, &[]);
    let below = || {
        let measures = measured(body, bands)?;
        let read = with_measures(trees(body, 0..bands - 1, &measures), measures, body, ROW);
        let is_sure =
            read.price.is_finite() && (numbers_columns(body, bands - 1) || gives_units(body, bands - 1));
        (is_sure || read.price < plain.price).then_some(read)
    };
    if let Some(read) = below() {
        return read;
    }
    let read = match beneath(body, bands) {
        Some(beneath) => {
            let above = trees(body, 0..beneath.bands, &[]);
            beneath.below(above, plain, body, ROW)
        }
        None => plain,
    };
    // More lines than a header has are prose, or boxes of a form.
    if read.price.is_finite() || bands > MOST_BY_LINE { read } else { by_line(body, bands) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::piece::Piece;
    use super::super::rows::slots;
    use super::super::rows::tests::{of_page, of_text};
    use super::*;
    use crate::table::tests::draw;
    use fenjie_model::{At, Cell, Method, Table};

    /// Draws a header over the pieces that its cells print.
    pub(in super::super) fn draw_header(header: &Header, pieces: &[Piece]) -> String {
        let cell = |s: &Spread| {
            let text: String = s.pieces.iter().map(|&i| pieces[i].text.as_str()).collect();
            Cell::new(s.rows.start, s.columns.start, text, At::Line(1)).over(s.rows.len(), s.columns.len())
        };
        let mut cells: Vec<Cell> = header.cells.iter().map(cell).collect();
        cells.sort_by_key(|c| (c.row, c.col));
        let columns = header.cells.iter().map(|s| s.columns.end).max().unwrap_or(0);
        draw(&Table::new(header.bounds.len() - 1, columns, Method::Aligned, cells))
    }

    /// The header of a drawn text, of which the last line is the body, as drawn.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found =
            of_text(text, false, |body| draw_header(&header(body, body.bands.len() - 1), body.pieces));
        assert_eq!(found, expected);
    }

    #[test]
    fn one_row() {
        check("单位  目标\n甲镇   12", "单位 目标");
    }

    #[test]
    fn a_group_beside_a_merged_head() {
        check(
            "单位      工作目标\n      累计值  增幅（%）\n甲镇   12.0      8",
            "单位 工作目标 <\n^ 累计值 增幅（%）",
        );
    }

    #[test]
    fn a_group_centred_over_the_middle_one_of_three() {
        check(
            "单位          目标\n      开工量  竣工量  交房量\n甲镇   15.8    9.41    15.2",
            "单位 目标 < <\n^ 开工量 竣工量 交房量",
        );
    }

    #[test]
    fn heads_at_the_bottom_beside_a_high_one() {
        check(
            "      在押\n      判处\n      徒刑    总     床    空\n项目  人数    数     位    置\n甲镇  12.0    3.1    8.1   2.2",
            "项目 在押判处徒刑人数 总数 床位 空置",
        );
    }

    #[test]
    fn heads_at_the_bottom_beside_a_column_without_one() {
        check(
            "                  判处\n                  徒刑    总     床    空\n项目              人数    数     位    置\n甲镇  2004年      12.0    3.1    8.1   2.2",
            "项目 _ 判处徒刑人数 总数 床位 空置",
        );
    }

    #[test]
    fn a_head_of_many_lines_is_no_group_over_those_beside_it() {
        let texts = [
            ("高效节", 194.0, 0.0),
            ("农村公路", 81.0, 16.5),
            ("渠系整", 145.0, 16.5),
            ("水", 204.0, 16.5),
            ("河道清淤", 240.0, 24.8),
            ("提升改造", 81.0, 33.0),
            ("治", 155.0, 33.0),
            ("灌溉面", 194.0, 33.0),
            ("镇（街道）", 6.0, 33.1),
            ("积", 204.0, 49.5),
            ("（公里）", 81.0, 66.4),
            ("（条）", 145.0, 66.4),
            ("（亩）", 194.0, 66.4),
            ("（公里）", 240.0, 66.4),
            ("赵镇街道", 11.0, 83.2),
            ("11", 90.0, 83.2),
            ("18", 155.0, 83.2),
            ("680", 199.0, 83.2),
            ("83", 253.0, 83.2),
            ("官仓街道", 11.0, 99.4),
            ("32", 90.0, 99.4),
            ("13", 155.0, 99.4),
            ("634", 199.0, 99.4),
            ("99", 253.0, 99.4),
        ];
        let rules = [(-8.0, 0.0, 280.0), (80.0, 0.0, 280.0), (112.0, 0.0, 280.0)];
        let heads = "镇（街道） 农村公路提升改造 渠系整治 高效节水灌溉面积（亩） 河道清淤\n^ （公里） （条） ^ （公里）";
        let rows = "赵镇街道 11 18 680 83\n官仓街道 32 13 634 99";
        slots::tests::check(&texts, &rules, &format!("{heads}\n{rows}"));
    }

    #[test]
    fn heads_at_the_top_beside_a_high_one() {
        check(
            "Source  Cases  Rate  Stay\nof pay  (000)        of all\n                      days\nAll     12.0   3.1   8.1",
            "Sourceof pay Cases(000) Rate Stayof alldays",
        );
    }

    #[test]
    fn a_measure_beneath_the_heads_that_it_is_of() {
        check(
            "项目     2022年   2023年\n            （亿元）\n甲镇      12.0      8.1",
            "项目 2022年 2023年\n^ （亿元） <",
        );
        check(
            "项目   总量   名称   增幅\n               和数\n甲镇   12.0   1.1    8.1",
            "项目 总量 名称和数 增幅",
        );
    }

    #[test]
    fn lines_as_far_apart_as_rows() {
        let read = |pitch: f32, text: &str| {
            let text = format!("{text}\n甲镇    12      8\n乙镇    34      9\n丙镇    56      7");
            of_page(&text, pitch, |body| draw_header(&header(body, body.bands.len() - 3), body.pieces))
        };
        // A measure in brackets, the rest of a word, what a full line has no room for, whatever the rows' padding.
        let measures = "单位   产值    增速\n      （亿元）  （%）";
        assert_eq!(read(1.5, measures), "单位 产值（亿元） 增速（%）");
        assert_eq!(read(1.8, measures), "单位 产值（亿元） 增速（%）");
        assert_eq!(read(1.8, "单位   形象进   投资增\n         度       速"), "单位 形象进度 投资增速");
        // In rows without padding where nothing is grouped.
        assert_eq!(read(1.5, "单位   上年    实际\n       完成数  完成率"), "单位 上年完成数 实际完成率");
        assert_eq!(
            read(1.8, "单位   上年    实际\n       完成数  完成率"),
            "单位 上年 实际\n^ 完成数 完成率"
        );
        assert_eq!(read(1.5, "单位        产值\n       上年    本年"), "单位 产值 <\n^ 上年 本年");
        // Beside those of a group the lines over one column are one head.
        let beside = "单位        产值       田长制\n       上年    本年   巡查";
        assert_eq!(read(1.8, beside), "单位 产值 < 田长制巡查\n^ 上年 本年 ^");
        let parts = "单位        产值       配套\n       上年    本年   其中";
        assert_eq!(read(1.8, parts), "单位 产值 < 配套\n^ 上年 本年 其中");
        let measured = "单位      浓度\n        （毫克）\n       上年   本年";
        assert_eq!(read(1.8, measured), "单位 浓度（毫克） <\n^ 上年 本年");
    }

    #[test]
    fn heads_that_make_no_groups_stand_line_by_line() {
        check(
            "      第一部分    第二部分\n            第三部分\n甲    1     2     3     4",
            "! 第一部分 < 第二部分 <\n! ! 第三部分 < !",
        );
    }

    #[test]
    fn measures_below_heads_of_several_levels() {
        check(
            "                收入\n                                    资金\n序号  企业  上年    本年\n\n            万元    万元            万元\n1     甲企  12.0     8.1              74",
            "序号 企业 收入 < 资金\n^ ^ 上年 本年 ^\n^ ^ 万元 万元 万元",
        );
    }

    #[test]
    fn vertical_heads() {
        check(
            "           种植业\n序  乡  水      大\n号  镇  稻      豆\n        面      面\n        积      积\n1   甲  109     213",
            "序号 乡镇 种植业 <\n^ ^ 水稻面积 大豆面积",
        );
    }

    #[test]
    fn a_head_of_many_lines_among_heads_at_the_bottom_is_cut_nowhere() {
        let lines = ["_ _ Hydroelect _ _", "_ _ ric _ _", "_ _ Conventio _ _", "Year Coal nal Nuclear Total"];
        let rows = ["2001 306 365 634 385", "2002 877 284 025 461", "2003 957 192 081 627"];
        let mut texts = Vec::new();
        for (at, line) in (0u8..).zip(lines.iter().chain(&rows)) {
            let middles = [20.0, 150.0, 290.0, 430.0, 560.0].into_iter();
            let placed = line.split(' ').zip(middles).filter(|(text, _)| *text != "_");
            texts.extend(placed.map(|(text, x)| (text, x - 5.0 * text.len() as f32, 13.3 * f32::from(at))));
        }
        let heads = "Year Coal Hydroelect ric Conventio nal Nuclear Total";
        slots::tests::check(&texts, &[], &format!("{heads}\n{}", rows.join("\n")));
    }

    #[test]
    fn a_text_much_wider_than_the_columns_is_beneath_all_heads() {
        let check = |unit: &str, expected: &str| {
            let text = format!(
                "Group      Men         Women       All\n               {unit}\nTotal      9.1          8.4        7.7\nRural      5.3          6.1        2.8"
            );
            let read = |body: &Body<'_>| draw_header(&header(body, 2), body.pieces);
            assert_eq!(of_page(&text, 1.3, read), expected);
        };
        check("Percent of group", "Group Men Women All\n^ Percent of group < <");
    }

    #[test]
    fn a_line_of_money_and_shares_is_of_measures() {
        let check = |units: [&str; 2], expected: &str| {
            let mut texts = vec![("Country", 0.0, 0.0), ("Value", 200.0, 0.0), ("Share", 400.0, 0.0)];
            texts.extend(units.into_iter().zip([175.0, 390.0]).map(|(text, x)| (text, x, 13.0)));
            let rows =
                [["Canada", "18,938", "27.3"], ["Mexico", "8,926", "12.9"], ["Japan", "10,445", "3.4"]];
            for (row, own) in (0u8..).zip(rows) {
                let placed = own.into_iter().zip([0.0, 195.0, 405.0]);
                texts.extend(placed.map(|(text, x)| (text, x, 26.0 + 13.0 * f32::from(row))));
            }
            let rows = rows.map(|row| row.join(" ")).join("\n");
            slots::tests::check(&texts, &[], &format!("{expected}\n{rows}"));
        };
        check(["$ millions", "Percent"], "Country Value Share\n_ $ millions Percent");
        check(["by markets", "Percent"], "Country Value by markets Share Percent");
    }
}
