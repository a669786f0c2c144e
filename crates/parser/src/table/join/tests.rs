use fenjie_model::{At, Rect};

use super::super::header::header_rows;
use super::super::tests::{draw, table};
use super::*;

pub(in super::super) fn part(rows: &str, page: u32) -> Block {
    let mut table = table(rows);
    table.pages = vec![page];
    table.header_rows = header_rows(&table);
    for cell in &mut table.cells {
        cell.at = At::Page { page, bbox: Rect::default() };
    }
    let columns = (0..=table.columns).map(|c| 40.0 * c as f32).collect();
    Block::Table(TableBlock {
        table,
        count: 0,
        columns,
        bbox: Rect::default(),
        continuation: false,
        ends: Box::default(),
    })
}

fn line(text: &str) -> Block {
    Block::Line(TextLine::new(text, At::Line(1)))
}

/// The tables that come out, drawn.
pub(super) fn joined(blocks: Vec<Block>) -> Vec<String> {
    let (blocks, _) = join(blocks);
    let drawn = blocks.iter().filter_map(|b| match b {
        Block::Table(t) => Some(draw(&t.table)),
        Block::Line(_) => None,
    });
    drawn.collect()
}

#[track_caller]
fn check(blocks: Vec<Block>, expected: &[&str]) {
    assert_eq!(joined(blocks), expected);
}

#[test]
fn a_repeated_header_stays_once() {
    let blocks =
        vec![part("单位 目标\n甲镇 1", 1), line("— 1 —"), line("续表"), part("单位 目标\n乙镇 2", 2)];
    check(blocks, &["单位 目标\n甲镇 1\n乙镇 2"]);
    for [above, below] in [["（转下页）", "（接上页）"], ["（续下页）", "2023年目标分解表（续1）"]]
    {
        let parts = [part("单位 目标\n甲镇 1", 1), part("单位 目标\n乙镇 2", 2)];
        let [first, second] = parts;
        check(vec![first, line(above), line(below), second], &["单位 目标\n甲镇 1\n乙镇 2"]);
    }
    // Whatever else its line has.
    for mark in ["续表    单位：万元", "2-7 续表 Continued"] {
        let [first, second] = [part("单位 目标\n甲镇 1", 1), part("单位 目标\n乙镇 2", 2)];
        check(vec![first, line(mark), second], &["单位 目标\n甲镇 1\n乙镇 2"]);
    }
}

#[test]
fn what_a_mark_says_goes_on_and_text_parts_is_told() {
    let said = |mark: &str| {
        let between = [mark, "单位：万元"].map(|text| {
            let at = At::Page { page: 2, bbox: Rect::default() };
            Block::Line(TextLine::new(text, at))
        });
        let [mark, measure] = between;
        join(vec![part("单位 目标\n甲镇 1", 1), mark, measure, part("单位 目标\n乙镇 2", 2)]).1.len()
    };
    assert_eq!((said("目标分解表（续1）"), said("就业目标分解表")), (1, 0));
}

#[test]
fn a_part_without_a_header_goes_on() {
    check(
        vec![part("单位 目标\n甲镇 1", 1), part("乙镇 2\n丙镇 3", 2)],
        &["单位 目标\n甲镇 1\n乙镇 2\n丙镇 3"],
    );
}

#[test]
fn a_header_is_repeated_without_the_title_over_it() {
    check(
        vec![part("招商目标表 < <\n单位 合同 实到\n甲镇 1 2", 1), part("单位 合同 实到\n乙镇 3 4", 2)],
        &["招商目标表 < <\n单位 合同 实到\n甲镇 1 2\n乙镇 3 4"],
    );
}

#[test]
fn a_title_between_keeps_tables_apart() {
    let blocks = vec![part("单位 目标\n甲镇 1", 1), line("附件 2"), part("单位 目标\n乙镇 2", 2)];
    check(blocks, &["单位 目标\n甲镇 1", "单位 目标\n乙镇 2"]);
}

#[test]
fn another_header_is_another_table() {
    let blocks = vec![part("单位 目标\n甲镇 1", 1), part("单位 任务\n乙镇 2", 2)];
    check(blocks, &["单位 目标\n甲镇 1", "单位 任务\n乙镇 2"]);
}

#[test]
fn a_page_with_one_column_fewer() {
    let blocks = vec![part("类 名称 < 量\n甲 a b 1\n^ c < 2", 1), part("类 名称 量\n乙 d 3", 2)];
    check(blocks, &["类 名称 < 量\n甲 a b 1\n^ c < 2\n乙 d < 3"]);
}

#[test]
fn a_merged_cell_that_the_break_cut() {
    let blocks = vec![part("类 名 量\n甲 a 1\n^ b 2", 1), part("类 名 量\n_ c 3\n^ d 4", 2)];
    check(blocks, &["类 名 量\n甲 a 1\n^ b 2\n^ c 3\n^ d 4"]);
}

#[test]
fn a_header_that_the_break_cut() {
    let mut first = part("单位 目标", 1);
    let Block::Table(t) = &mut first else { return };
    t.columns = vec![0.0, 40.0, 120.0];
    check(vec![first, part("_ 甲 乙\n甲镇 1 2", 2)], &["单位 目标 <\n^ 甲 乙\n甲镇 1 2"]);
}

#[test]
fn a_blank_right_below_a_header_at_the_break() {
    check(
        vec![part("项目 股本 <\n^ 普通 优先", 1), part("期初 5 _\n期末 6 1", 2)],
        &["项目 股本 <\n^ 普通 优先\n期初 5 _\n期末 6 1"],
    );
}

#[test]
fn a_last_line_below_the_table_belongs_to_the_cell_that_the_break_cut() {
    let on_page = |mut block: Block, bbox: Rect| {
        match &mut block {
            Block::Line(line) => (line.at, line.size) = (At::Page { page: 1, bbox }, 10.0),
            Block::Table(block) => {
                for cell in &mut block.table.cells {
                    let x = 40.0 * cell.col as f32;
                    let own = Rect::new(x, bbox.top, x + 40.0, bbox.bottom);
                    cell.at = At::Page { page: cell.at.page().unwrap_or(1), bbox: own };
                }
            }
        }
        block
    };
    let below = |text: &str, top: f32| {
        let first = on_page(part("类 名 责任\n财税金 甲 财政局、税务", 1), Rect::new(0.0, 0.0, 120.0, 50.0));
        let text = on_page(line(text), Rect::new(10.0, top, 110.0, top + 10.0));
        vec![first, text, part("类 名 责任\n_ 乙 金融办\n^ 丙 ^", 2)]
    };
    check(below("融      局、", 49.0), &["类 名 责任\n财税金融 甲 财政局、税务局、金融办\n^ 乙 ^\n^ 丙 ^"]);
    // Further down it is anybody's, and the two tables may be one.
    let far = below("融      局、", 70.0);
    check(far.clone(), &["类 名 责任\n财税金 甲 财政局、税务", "类 名 责任\n_ 乙 金融办\n^ 丙 ^"]);
    let findings = join(far).1;
    assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::TableAmbiguous]);
}

#[test]
fn a_header_of_its_own_in_the_same_columns_is_doubted() {
    let at = |rows: &str, page: u32, columns: [f32; 3]| {
        let mut block = part(rows, page);
        if let Block::Table(table) = &mut block {
            table.columns = columns.to_vec();
        }
        block
    };
    let doubted = |columns: [f32; 3]| {
        let first = at("信息 本年制发\n规章 1\n文件 8", 1, [0.0, 40.0, 120.0]);
        join(vec![first, line("— 1 —"), at("信息 本年处理\n许可 4\n处罚 3", 2, columns)]).1.len()
    };
    assert_eq!((doubted([0.0, 40.0, 120.0]), doubted([0.0, 40.0, 90.0])), (1, 0));
}

#[test]
fn a_row_that_the_break_cut() {
    let blocks =
        vec![part("号 名 量 位\n1 a 1 元\n2 营业收入（1- 5 元", 1), part("_ 11月） _ _\n3 c 3 元", 2)];
    check(blocks, &["号 名 量 位\n1 a 1 元\n2 营业收入（1-11月） 5 元\n3 c 3 元"]);
    // A name in 计 is no total, which has no number.
    let rows = "号 名 局\n1 甲 财政局\n2 乙 财政局\n3";
    for (name, whole) in
        [("项目审计", "项目审计和整改 财政局、税务局"), ("全区", "全区 财政局、\n_ 和整改 税务局")]
    {
        let blocks = vec![part(&format!("{rows} {name} 财政局、"), 1), part("_ 和整改 税务局", 2)];
        check(blocks, &[&*format!("{rows} {whole}")]);
    }
}

#[test]
fn a_head_that_stands_again_below_on_its_page_begins_another_table() {
    let at = |rows: &str, page: u32, [x, top]: [f32; 2]| {
        let mut block = part(rows, page);
        if let Block::Table(block) = &mut block {
            block.table.parts = vec![(page, Rect::new(x, top, x + 100.0, top + 50.0))];
        }
        block
    };
    let first = at("单位 目标\n甲镇 1", 1, [50.0, 700.0]);
    let rest = |place| at("单位 目标\n乙镇 2\n丙镇 3", 2, place);
    let (own, two) = ("单位 目标\n乙镇 2\n丙镇 3", "单位 目标\n甲镇 1\n乙镇 2\n丙镇 3");
    check(vec![first.clone(), rest([50.0, 50.0]), rest([50.0, 110.0])], &[two, own]);
    // Beside it, and behind the number of a page that is shown above another.
    let all = format!("{two}\n乙镇 2\n丙镇 3");
    check(vec![first.clone(), rest([50.0, 50.0]), rest([200.0, 50.0])], &[&all]);
    let again = |between: &str| vec![first.clone(), rest([50.0, 50.0]), line(between), rest([50.0, 110.0])];
    check(again("— 1 —"), &[&all]);
    // Behind what is printed again from above the table, and behind the title of another.
    let titled = |between: &str| {
        let above = [line("各镇目标"), line("单位：万元")].into_iter();
        above.chain(again(between)).collect::<Vec<_>>()
    };
    check(titled("各镇目标"), &[&all]);
    check(titled("单位：万元"), &[&all]);
    check(titled("各县目标"), &[two, own]);
    // Nothing but the head tells the two apart.
    let said = |blocks| join(blocks).1.iter().filter(|f| f.code == Code::TableAmbiguous).count();
    let bare = vec![first.clone(), rest([50.0, 50.0]), rest([50.0, 110.0])];
    assert_eq!((said(bare), said(titled("各县目标")), said(titled("各镇目标"))), (1, 0, 0));
}

#[test]
fn pages_between_keep_tables_apart() {
    let blocks = vec![part("单位 目标\n甲镇 1", 1), part("单位 目标\n乙镇 2", 3)];
    check(blocks, &["单位 目标\n甲镇 1", "单位 目标\n乙镇 2"]);
}
