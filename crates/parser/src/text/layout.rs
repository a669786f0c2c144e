//! Column-aligned text: each line becomes words on a grid, and the grid is read like a page without rules.
//!
//! Two kinds are about. One is laid out for a terminal, where a full-width character takes two columns and a merged cell
//! is printed on the upper one of its two middle lines. The other is what `pdftotext -layout` prints: every character
//! takes one column, a page ends with a form feed, and a text in the middle of two rows stands on a line of its own.
//! [`widths`] tells which, [`sections`] are what is read at a time.

mod flush;
mod middles;
mod numbers;
mod sections;
mod widths;
pub(crate) mod words;

use fenjie_model::{At, Code, Finding, Place, Rect, Table};

use self::sections::Section;
pub(crate) use self::widths::Widths;
use super::{line, rows};
use crate::deadline::Deadline;
use crate::table::aligned::{Bounds, Region, Settings, as_aligned, tables, too_large};
use crate::table::as_one;
use crate::wording::page_number::is_marked_page_number;
use crate::{Block, Options, TableBlock};

/// Reads the lines and tables.
pub(super) fn read(text: &str, options: &Options) -> (Vec<Block>, Vec<Finding>) {
    let lines: Vec<(u32, &str)> = (1..).zip(text.split('\n')).collect();
    let widths = widths::widths(&lines);
    let mut findings = Vec::new();
    let mut blocks = Vec::new();
    let mut left = options.limits.cells;
    let deadline = Deadline::after(options.limits.time);
    let mut late = None;
    for section in sections::sections(&lines, widths) {
        match section {
            Section::Text(lines) => {
                blocks.extend(lines.iter().filter_map(|(number, text)| plain(text, *number)))
            }
            Section::Rows(mut table) => {
                findings.extend(table.settle());
                let doubt = table.doubt().map(|row| (row, table.finding(row)));
                let block = rows::table(table.rows, table.lines.len(), &mut left, &mut findings);
                findings.extend(doubt.map(|(row, finding)| {
                    finding.other_reading(as_one::with_row_above(&block.table.cells, row))
                }));
                blocks.push(Block::Table(block));
            }
            Section::Tables(lines) if deadline.passed() => {
                late = late.or_else(|| Some(deadline.tables_unread(At::Line(lines.first()?.0))));
                blocks.extend(lines.iter().filter_map(|(number, text)| plain(text, *number)));
            }
            Section::Tables(lines) => {
                tables_of(lines, widths, (options, deadline), &mut blocks, &mut findings)
            }
        }
    }
    findings.extend(late);
    (blocks, findings)
}

/// The tables of some lines, and the lines around them.
fn tables_of(
    lines: &[(u32, &str)],
    widths: Widths,
    (options, deadline): (&Options, Deadline),
    blocks: &mut Vec<Block>,
    findings: &mut Vec<Finding>,
) {
    let mut words = words::words(lines, widths);
    if widths == Widths::Counted {
        numbers::close(lines, &mut words);
    }
    let settings = match widths {
        Widths::Terminal => Settings::text(),
        Widths::Counted => Settings::counted(),
    };
    let mut at = 0;
    let bounds = Bounds { cells: options.limits.cells, deadline };
    let (regions, unread) = tables(&words, &[], &settings, bounds);
    findings.extend(unread);
    for region in regions {
        let numbers = region.used.iter().filter_map(|&i| match words[i].at {
            At::Line(number) => Some((number - lines[0].0) as usize),
            At::Page { .. } => None,
        });
        let (first, last) = numbers.fold((usize::MAX, 0), |(a, b), n| (a.min(n), b.max(n)));
        if region.table.rows.saturating_mul(region.table.columns) > options.limits.cells {
            let size = (region.table.rows, region.table.columns);
            let at = lines.get(first).map(|(number, _)| At::Line(*number));
            findings.extend(at.map(|at| too_large(size, bounds.cells, at)));
            continue;
        }
        if first < at {
            continue;
        }
        let number = |(_, text): &&(u32, &str)| widths == Widths::Counted && is_marked_page_number(text);
        let within = lines[first..=last].iter().filter(number);
        blocks
            .extend(lines[at..first].iter().chain(within).filter_map(|(number, text)| plain(text, *number)));
        at = last + 1;
        if !region.centred {
            findings.push(by_alignment(&region.table));
        }
        findings.extend(region.findings.iter().cloned());
        blocks.push(Block::Table(block(region, lines[first..at].iter().filter(|line| !number(line)))));
    }
    blocks.extend(lines[at..].iter().filter_map(|(number, text)| plain(text, *number)));
}

/// What is to be known of every table that a PDF's text alone tells, or whose texts are not all centred: nothing may be
/// wrong in silence.
fn by_alignment(table: &Table) -> Finding {
    let message = "the text does not show the rules of this table";
    let place = table.cells.first().map_or(Place::default(), |c| Place::at(c.at));
    Finding::ambiguous(Code::TableAmbiguous, message, as_aligned(table), place).help("give the PDF itself")
}

/// A line of text, without the form feed that begins its page.
fn plain(text: &str, number: u32) -> Option<Block> {
    line(text.trim_start_matches('\u{c}'), number)
}

fn block<'a>(region: Region, lines: impl Iterator<Item = &'a (u32, &'a str)>) -> TableBlock {
    TableBlock {
        table: region.table,
        count: lines.filter(|(number, text)| plain(text, *number).is_some()).count(),
        columns: Vec::new(),
        bbox: Rect::default(),
        continuation: false,
        ends: Box::default(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::outline;
    use super::*;
    use crate::Limits;
    use crate::table::tests::draw;

    #[test]
    fn tables_after_the_time_limit_are_lines() {
        let text = "附件 1\n\n单位          目标\n甲镇          12\n乙镇           3\n";
        let (blocks, _) = read(text, &Options::default());
        assert_eq!(outline(&blocks), ["1 附件 1", "table 3×2"]);
        let limits = Limits { time: Duration::ZERO, ..Limits::default() };
        let (blocks, findings) = read(text, &Options { limits, ..Options::default() });
        assert_eq!(outline(&blocks).len(), 4);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.code, finding.place.at), (Code::LimitReached, Some(At::Line(1))));
    }

    #[test]
    fn a_table_beyond_the_limit_of_cells_is_said() {
        let text = "附件 1\n\n单位          目标\n甲镇          12\n乙镇           3\n";
        let limits = Limits { cells: 4, ..Limits::default() };
        let (blocks, findings) = read(text, &Options { limits, ..Options::default() });
        assert_eq!(outline(&blocks).len(), 4);
        let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(said, ["a table of 3 × 2 cells exceeds the limit of 4 cells"]);
    }

    /// What the findings of a text print.
    fn printed(text: &str) -> Vec<String> {
        let (_, findings) = read(text, &Options::default());
        findings.into_iter().filter_map(|finding| finding.printed).collect()
    }

    #[test]
    fn a_head_that_is_broken_where_there_is_room_may_be_two() {
        let text = |head: &str, rest: &str| {
            format!(
                "{head}\n序 号     乡镇名称    大豆种植面积     备　注\n{rest}\n  1        古镇镇         1465         含园区\n  2       十里铺镇        1843        另行核定\n  3       凤凰街道        1487        重点示范\n"
            )
        };
        let broken = text("                       2025年目标", "                         （亩）");
        assert_eq!(printed(&broken), ["2025年目标大豆种植面积（亩）"]);
        assert!(printed(&text("", "                         （亩）")).is_empty());
    }

    /// The one table of a text, as drawn.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (blocks, _) = read(text, &Options::default());
        let tables = blocks.iter().filter_map(|block| match block {
            Block::Table(block) => Some(draw(&block.table)),
            Block::Line(_) => None,
        });
        assert_eq!(tables.collect::<Vec<_>>(), [expected]);
    }

    #[test]
    fn the_halves_of_a_name_stand_around_its_values() {
        check(
            "   单位     新增就业   再就业\n目标任\n          4000    1100\n务总数\n松江街\n           581     166\n 道\n\
             汪溪镇        874     190\n吴山镇        739     260",
            "单位 新增就业 再就业\n目标任务总数 4000 1100\n松江街道 581 166\n汪溪镇 874 190\n吴山镇 739 260",
        );
    }

    #[test]
    fn names_wrap_in_both_groups_of_a_folded_table() {
        check(
            " 镇     渔船更新      休渔补助    镇    渔船更新      休渔补助\n 文城       13       229   龙楼      17       555\n 镇                      镇\n 潭牛       12       444   昌洒      16       323\n 镇                      镇\n 重兴       20       764   翁田      2       429\n 镇                      镇\n\u{c}",
            "镇 渔船更新 休渔补助 镇 渔船更新 休渔补助\n文城镇 13 229 龙楼镇 17 555\n潭牛镇 12 444 昌洒镇 16 323\n重兴镇 20 764 翁田镇 2 429",
        );
    }

    #[test]
    fn a_total_tells_that_values_are_aligned_right() {
        check(
            "   单位      财政收入累计进度（万元）    全年增速%\n            1-3月  1-6月  1-9月  1-12月\n新华路街道     67    464    524     551        1.8\n西环路街道     92    587    614     752        4.1\n永丰路街道    259    376    483     497        1.9\n中华路街道    132    378    756     900        3.5\n  出岸镇       13    300    470     756        8.8\n 石门桥镇     334    482    492     765        7.8\n 吕公堡镇      98    157    403     885        1.7\n  长丰镇      202    588    592     772        2.8\n  鄚州镇       56    243    370     610        2.0\n 苟各庄镇     352    412    413     750        1.2\n   总计      1605   3987   5117    7238        6.5",
            "单位 财政收入累计进度（万元） < < < 全年增速%\n^ 1-3月 1-6月 1-9月 1-12月 ^\n新华路街道 67 464 524 551 1.8\n西环路街道 92 587 614 752 4.1\n永丰路街道 259 376 483 497 1.9\n中华路街道 132 378 756 900 3.5\n出岸镇 13 300 470 756 8.8\n石门桥镇 334 482 492 765 7.8\n吕公堡镇 98 157 403 885 1.7\n长丰镇 202 588 592 772 2.8\n鄚州镇 56 243 370 610 2.0\n苟各庄镇 352 412 413 750 1.2\n总计 1605 3987 5117 7238 6.5",
        );
    }

    #[test]
    fn a_line_of_measures_is_a_level_of_the_head() {
        // In the middle of all columns, of those of the heads alone, and in a PDF's text.
        check(
            "   乡镇     R&D经费支出  R&D投入强度  高新技术企业\n               亿元           %            家\n  平泉镇       1.33         2.19            1\n黄土梁子镇     1.40         2.16            7\n榆树林子镇     1.25         2.81            4",
            "乡镇 R&D经费支出 R&D投入强度 高新技术企业\n^ 亿元 % 家\n平泉镇 1.33 2.19 1\n黄土梁子镇 1.40 2.16 7\n榆树林子镇 1.25 2.81 4",
        );
        check(
            "                      旅游总人次                      旅游总消费\n   单位     2024年完成  2025年目标   增幅   2024年完成  2025年目标   增幅\n              万人次      万人次      %        亿元        亿元       %\n全市合计    590.74      639.91      9.00    54.40       57.00       10.50\n荔城镇      8.47        40.88       382.76  5.17        4.31        -16.57\n东昌镇      89.21       8.61        -90.35  4.75        8.88        86.99",
            "单位 旅游总人次 < < 旅游总消费 < <\n^ 2024年完成 2025年目标 增幅 2024年完成 2025年目标 增幅\n^ 万人次 万人次 % 亿元 亿元 %\n全市合计 590.74 639.91 9.00 54.40 57.00 10.50\n荔城镇 8.47 40.88 382.76 5.17 4.31 -16.57\n东昌镇 89.21 8.61 -90.35 4.75 8.88 86.99",
        );
        check(
            "                    旅游总人次                        旅游总消费\n      单位   2024年完成 2025年目标       增幅      2024年完成 2025年目标     增幅\n             万人次      万人次          %        亿元      亿元         %\n 全市合计        590.74   639.91     9.00      54.40    57.00    10.50\n  荔城镇          8.47    40.88    382.76      5.17     4.31   -16.57\n  东昌镇         89.21     8.61    -90.35      4.75    8.88    86.99\n  新坪镇         70.36    96.99     37.86      2.86     2.10   -26.69\n\u{c}",
            "单位 旅游总人次 < < 旅游总消费 < <\n^ 2024年完成 2025年目标 增幅 2024年完成 2025年目标 增幅\n^ 万人次 万人次 % 亿元 亿元 %\n全市合计 590.74 639.91 9.00 54.40 57.00 10.50\n荔城镇 8.47 40.88 382.76 5.17 4.31 -16.57\n东昌镇 89.21 8.61 -90.35 4.75 8.88 86.99\n新坪镇 70.36 96.99 37.86 2.86 2.10 -26.69",
        );
    }

    #[test]
    fn heads_of_a_pdf_stand_between_the_lines_of_others() {
        check(
            "                        粮食播种面积（万亩）                        粮食总产（万吨）\n       镇街                        其中                               其中：           单产\n              合计                                       合计          小麦         （公斤/亩）\n                         小麦      玉米        大豆\n       全县       195.5      112.6    73.1         9.8       174.44     56.30            498\n      清泉镇        9.1        7.6     1.2         0.3         8.04      3.80            528\n      位奇镇       10.6        4.1     6.0         0.5         9.69      2.05            536\n\u{c}",
            "镇街 粮食播种面积（万亩） < < < 粮食总产（万吨） < 单产（公斤/亩）\n^ 合计 其中 < < 合计 其中：小麦 ^\n^ ^ 小麦 玉米 大豆 ^ ^ ^\n全县 195.5 112.6 73.1 9.8 174.44 56.30 498\n清泉镇 9.1 7.6 1.2 0.3 8.04 3.80 528\n位奇镇 10.6 4.1 6.0 0.5 9.69 2.05 536",
        );
    }

    #[test]
    fn a_line_of_measures_is_no_row() {
        check(
            "       单位         服务业增加值  社会消费品零售总额  限上企业\n                     亿元    ±%     亿元       ±%      （个）\n 清泉镇            17.3   7.4     16.4      10.6       6\n 位奇镇            26.0   7.6     25.1      5.5       9\n 霍城镇            15.1   持平    34.2      4.3       7",
            "单位 服务业增加值 < 社会消费品零售总额 < 限上企业（个）\n^ 亿元 ±% 亿元 ±% ^\n清泉镇 17.3 7.4 16.4 10.6 6\n位奇镇 26.0 7.6 25.1 5.5 9\n霍城镇 15.1 持平 34.2 4.3 7",
        );
    }
}
