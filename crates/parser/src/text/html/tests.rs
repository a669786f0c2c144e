//! Whole pages of HTML.

use super::super::{outline, rows::grid};
use super::read;
use crate::{Block, Options};

#[track_caller]
fn check(page: &str, expected: &[&str]) {
    let (blocks, findings) = read(page, &Options::default());
    // The last block is the count of lines with markup alone.
    assert_eq!(outline(&blocks[..blocks.len() - 1]), expected);
    assert_eq!(findings, []);
    let counted: usize = blocks
        .iter()
        .map(|block| match block {
            Block::Line(line) => line.count,
            Block::Table(table) => table.count,
        })
        .sum();
    assert_eq!(counted, page.lines().filter(|line| !line.trim().is_empty()).count());
}

#[test]
fn lines_of_a_page() {
    check(
        "<html><head><title>标题</title>\n<style>p{}</style></head><body>\n<h1>标题</h1>\n<p>甲<b>乙</b>\n丙<br>丁</p>\n<p>&nbsp;</p>戊",
        &["3 #标题", "4 甲乙 丙", "5 丁", "6 戊"],
    );
}

#[test]
fn what_stands_around_a_notice() {
    check(
        "<div class=\"nav\"><div><a>首页</a></div> &gt; 公开</div><p>甲</p>",
        &["1 ~首页", "1 ~> 公开", "1 甲"],
    );
    check("<ul id='main-menu'><li>一<li>二</ul>甲", &["1 ~一", "1 ~二", "1 甲"]);
    check("<div class=nav><h1>题</h1>甲</div>", &["1 #题", "1 甲"]);
    check("<div class=nav>never closed<p>甲", &["1 never closed", "1 甲"]);
}

#[test]
fn tables_with_breaks_and_unclosed_tags() {
    let page =
        "<table>\n<tr><th>指标<br>名称<th><p>目</p><p>标</p>\n<tr><td>产<i>值</i><td>1\n</table>\n注：无";
    check(page, &["table 2×2", "5 注：无"]);
    let (blocks, _) = read(page, &Options::default());
    let Block::Table(block) = &blocks[0] else { panic!("no table") };
    assert_eq!(grid(block), [["指标名称", "目标"], ["产值", "1"]]);
    assert_eq!((block.table.header_rows, block.count), (1, 4));
    assert_eq!(block.table.cells[2].at, fenjie_model::At::Line(3));
}

#[test]
fn tables_for_layout_are_no_tables() {
    check(
        "<table><tr><td>左<td><p>附件 1</p><table><tr><td>a<td>b<tr><td>c<td>d</table>注</table>",
        &["1 左", "1 附件 1", "table 2×2", "1 注"],
    );
    check("<table><tr><td>框中的话</td></tr></table>", &["1 框中的话"]);
    let boxed = "<td><table><tr><td>12</table>";
    check(&format!("<table><tr><td>甲<td>乙{boxed}</table>"), &["1 甲", "1 乙", "1 12"]);
    check(
        &format!("<table><tr><td>头<td>{boxed}<tr><td>一<p>二<p>三<p>四<td>五</table>"),
        &["1 头", "1 12", "1 一", "1 二", "1 三", "1 四", "1 五"],
    );
}

#[test]
fn a_row_for_the_widths_of_columns_is_no_row() {
    let rows = "<table><tr><td>单位<td>目标<tr><td>赵巷镇<td>1";
    let last = "<![if !supportMisalignedColumns]><tr height=0><td width=64><td width=64></tr><![endif]>";
    check(&format!("{rows}{last}</table>"), &["table 2×2"]);
    check(&format!("{rows}<tr style='height:14pt'><td><td></table>"), &["table 3×2"]);
    let (blocks, findings) = read(&format!("{rows}<tr hidden><td>徐泾镇<td>2</table>"), &Options::default());
    assert_eq!(outline(&blocks[..1]), ["table 2×2"]);
    assert_eq!(findings[0].code, fenjie_model::Code::InvisibleText);
    let (blocks, findings) =
        read(&format!("{rows}<tr height=0><td>徐泾镇<td>2</table>"), &Options::default());
    assert_eq!(outline(&blocks[..1]), ["table 3×2"]);
    assert_eq!(findings[0].code, fenjie_model::Code::InvisibleText);
}

#[test]
fn a_cell_that_is_left_out_is_no_cell() {
    let none = "<td style='display:none'>";
    let page = format!(
        "<table><tr><td colspan=3>任务<tr><td>单位<td>目标{none}旧<tr><td>甲镇<td>1{none}<table><tr><td>7<td>8</table><tr><td>乙镇<td style='visibility:hidden'>2{none}</table>"
    );
    let (blocks, findings) = read(&page, &Options::default());
    let Block::Table(block) = &blocks[0] else { panic!("no table") };
    assert_eq!(grid(block), [["任务", "任务"], ["单位", "目标"], ["甲镇", "1"], ["乙镇", ""]]);
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "the page does not show a text of a cell: it was not read",
            "the page does not show cells that a table has (2): they were not read"
        ]
    );
}

#[test]
fn a_row_of_cells_that_are_left_out_keeps_its_place_in_a_cell_over_it() {
    let page = "<table><tr><td rowspan=2>片<td>甲<tr><td hidden>乙<tr><td hidden>丙<tr><td>丁<td>戊</table>";
    let (blocks, _) = read(page, &Options::default());
    let Block::Table(block) = &blocks[0] else { panic!("no table") };
    assert_eq!(grid(block), [["片", "甲"], ["片", ""], ["丁", "戊"]]);
}

#[test]
fn a_column_that_may_be_left_out_is_read_and_said() {
    let page = "<table><col><col style='display:none'><tr><td>单位<td>目标<tr><td>甲镇<td>1</table>";
    let (blocks, findings) = read(page, &Options::default());
    assert_eq!(outline(&blocks[..1]), ["table 2×2"]);
    assert_eq!(findings.len(), 1);
}

#[test]
fn what_is_struck_out_gives_way_to_what_stands_beside_it() {
    let cell = |cell: &str| {
        let page = format!("<table><tr><td>单位<td>目标<tr><td>甲镇<td>{cell}</table>");
        let (blocks, findings) = read(&page, &Options::default());
        let Block::Table(block) = &blocks[0] else { panic!("no table") };
        (grid(block)[1][1].to_owned(), findings.len())
    };
    for (html, text, findings) in [
        ("<del>100</del><ins>120</ins>", "120", 1),
        ("<S>100</S>120<s> 亩</s>", "120", 1),
        ("<span style='color:red;text-decoration: line-through'><span>1</span>00</span>120", "120", 1),
        ("<del><p>100</p></del><p>120</p>", "120", 1),
        ("<del>100</del>", "100", 1),
        ("<s>never closed", "never closed", 1),
        ("<s></s>120<strong>亩</strong>", "120亩", 0),
    ] {
        assert_eq!(cell(html), (text.to_owned(), findings), "{html}");
    }
    let (blocks, _) = read("<p><s>never closed</p><p>甲</p>", &Options::default());
    assert_eq!(outline(&blocks[..2]), ["1 never closed", "1 甲"]);
}

/// The text of a cell, and how much is said of it.
fn cell(cell: &str) -> (String, usize) {
    let page = format!("<table><tr><td>单位<td>目标<tr><td>甲镇<td>{cell}<tr><td>乙镇<td>5</table>");
    let (blocks, findings) = read(&page, &Options::default());
    let Block::Table(block) = &blocks[0] else { panic!("no table") };
    assert_eq!(grid(block)[2][1], "5", "{cell}");
    (grid(block)[1][1].to_owned(), findings.len())
}

#[test]
fn a_raised_digit_is_no_digit_of_the_number() {
    for (html, text) in [
        ("1234<sup>1</sup>", "1234¹"),
        ("1234<sup><a href='#n'>12</a></sup>万", "1234¹²万"),
        ("1234<span style='font-size:8pt;vertical-align: Super'>1</span>", "1234¹"),
        ("12<sup>①</sup>", "12①"),
        ("12<sup>[1]</sup>", "12[1]"),
        ("12<sup>[<a href='#n'>1</a>]</sup>", "12[1]"),
        ("5m<sup>2</sup>", "5m²"),
        ("CO<sub>2</sub>", "CO2"),
        // Behind nothing it is the number.
        ("<sup>12</sup>", "12"),
        ("<p><span style='vertical-align:super'>12</span></p>", "12"),
        ("12<sup>never closed", "12never closed"),
    ] {
        assert_eq!(cell(html), (text.to_owned(), 0), "{html}");
    }
}

#[test]
fn what_a_cell_hides_is_not_read() {
    for (html, text, findings) in [
        ("12<span style=\"display: none;\">9<span>8</span>7</span>", "12", 1),
        ("<span hidden>旧</span>12", "12", 1),
        ("12<font style='visibility:hidden'>9</font>", "12", 1),
        ("12<p style='font-size:0px'>9</p>", "12", 1),
        ("12<span style='display:none'> </span>", "12", 0),
        ("12<br style='display:none'>万", "12万", 0),
        ("12<input type=hidden hidden>万", "12万", 0),
        ("12<span style='font-size:0.5em'>9</span>", "129", 0),
        ("12<span hidden>never closed", "12", 1),
    ] {
        assert_eq!(cell(html), (text.to_owned(), findings), "{html}");
    }
    // Outside of a cell a page shows by its script what it does not show at first.
    check("<div style='display:none'>甲</div>", &["1 甲"]);
}

#[test]
fn a_box_around_a_number_is_part_of_its_cell() {
    assert_eq!(cell("<table><tr><td>12</td></tr></table>"), ("12".to_owned(), 0));
    assert_eq!(cell("<table><tr><td><table><tr><td>12</table></table>万"), ("12万".to_owned(), 0));
}

#[test]
fn a_table_of_links_is_a_menu() {
    check(
        "<table><tr><td>导航<tr><td><a href=a>领导信息</a><tr><td><a href=b>机构设置</a></table>",
        &["1 ~导航", "1 ~领导信息", "1 ~机构设置"],
    );
    check("<table><tr><td><a name=OLE_LINK1>单位</a><td>目标<tr><td>甲镇<td>1</table>", &["table 2×2"]);
}

#[test]
fn hostile_pages_end() {
    for page in
        ["<table>".repeat(50_000), "<table><tr><td>".repeat(50_000), "</div><div class=nav>".repeat(50_000)]
    {
        let (blocks, _) = read(&page, &Options::default());
        assert!(!blocks.is_empty());
    }
}
