//! What a web page puts around a notice: tools, links, a table of its index entry.

use super::{Item, Line, doc_number, label, orgs};

/// An index entry has so many lines at least.
const FEWEST_LINES: usize = 2;
/// So many lines and tables stand over a notice at most.
const MOST_ABOVE: usize = 200;

/// What stood around a notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Around {
    /// The lines that it takes.
    pub(super) count: usize,
    /// The 发文字号 in the index entry.
    pub(super) doc_number: Option<String>,
}

/// Takes it out of the items.
pub(super) fn take(items: &mut Vec<Item>) -> Around {
    let mut around = Around::default();
    let head = items.iter().position(|item| item.line().is_some_and(|line| begins_notice(&line.text)));
    let mut at = 0;
    items.retain(|item| {
        let is_above = head.is_some_and(|head| at < head);
        at += 1;
        let is_web = match item {
            Item::Line(line) => is_tool(&line.text),
            Item::Table(block) => {
                let texts = || block.table.cells.iter().map(|cell| cell.text.as_str());
                let is_entry = is_index_entry(texts());
                if is_entry {
                    let number = texts().find_map(doc_number::find);
                    around.doc_number = number.map(|number| number.printed.to_owned());
                }
                is_entry || is_foot(texts()) || is_above && is_menu(texts())
            }
        };
        if is_web {
            around.count += item.count();
        }
        !is_web
    });
    around
}

/// Whether the items are a web page that was copied or printed: an index entry stands over the notice, or tools of the page.
pub(super) fn is_copied(items: &[Item]) -> bool {
    let above = items.iter().take_while(|item| !item.line().is_some_and(|line| begins_notice(&line.text)));
    let above = above.take(MOST_ABOVE);
    let is_entry = |item: &Item| match item {
        Item::Table(block) => is_index_entry(block.table.cells.iter().map(|cell| cell.text.as_str())),
        Item::Line(_) => false,
    };
    let is_of_page = |line: &&Line| is_entry_line(&line.text) || is_tool(&line.text);
    let lines = above.clone().filter_map(Item::line).filter(is_of_page).count();
    above.clone().any(is_entry) || lines >= FEWEST_LINES
}

/// Whether a line is of the head of a notice: its red head, its number or its title.
fn begins_notice(text: &str) -> bool {
    !is_tool(text)
        && !is_entry_line(text)
        && (doc_number::find(text).is_some()
            || text.contains("关于")
            || text.strip_suffix("文件").is_some_and(orgs::is_org))
}

/// A table that leads to other pages, or nothing but holds them apart: a few words in each cell, and no value.
fn is_menu<'a>(mut cells: impl Iterator<Item = &'a str>) -> bool {
    const LONGEST: usize = 20;
    cells.all(|text| {
        text.chars().count() <= LONGEST
            && !text.contains(|c: char| c.is_ascii_digit())
            && label::read(text).is_none()
    })
}

/// A line of a page's tools or its foot.
fn is_tool(text: &str) -> bool {
    let text = text.trim_matches(['【', '】', '[', ']', '（', '）', '|', ' ']);
    text.chars().count() <= 80
        && ([
            "首页",
            "当前位置",
            "您的位置",
            "您现在的位置",
            "打印",
            "关闭",
            "分享到",
            "分享",
            "扫一扫",
            "版权所有",
            "网站地图",
            "上一篇",
            "下一篇",
            "责任编辑",
            "主办单位",
            "主办：",
            "承办：",
            "网站标识码",
            "浏览次数",
            "阅读次数",
            "点击数",
            "字体：",
            "字号：",
            "信息来源：",
            "来源：",
            "发布时间：",
            "发布日期：",
            "返回顶部",
        ]
        .iter()
        .any(|start| text.starts_with(start))
            || text.contains("ICP备")
            || text.contains("公网安备"))
}

/// What the index entry over a notice names on a government's page.
const ENTRY: [&str; 15] = [
    "索引号",
    "主题分类",
    "发文机关",
    "发布机构",
    "成文日期",
    "发文日期",
    "发布日期",
    "发文字号",
    "文号",
    "公开日期",
    "有效性",
    "信息分类",
    "组配分类",
    "公文种类",
    "主题词",
];

/// What lines of an index entry name besides; as heads of a table some of them are common.
const ENTRY_LINES: [&str; 9] =
    ["标题", "名称", "信息名称", "信息索引", "信息类别", "生成日期", "发文机构", "发文单位", "内容概述"];

/// A line of an index entry that was copied with the notice: 索引号：… 组配分类：…, 【文号】….
pub(super) fn is_entry_line(text: &str) -> bool {
    let text = text.strip_prefix('【').unwrap_or(text);
    let names = |name: &str| text.strip_prefix(name).is_some_and(|rest| rest.starts_with(['：', ':', '】']));
    ENTRY.iter().chain(&ENTRY_LINES).any(|name| names(name))
}

/// How many lines an index entry takes over a notice, with the tools around it; the notice has a title of its own below.
pub(super) fn index_entry(lines: &[Line]) -> usize {
    let count = lines.iter().take_while(|line| is_entry_line(&line.text) || is_tool(&line.text)).count();
    let (own, below) = lines.split_at(count);
    let entries = own.iter().filter(|line| is_entry_line(&line.text)).count();
    let goes_on =
        entries >= FEWEST_LINES && below.iter().take(MOST_ABOVE).any(|line| begins_notice(&line.text));
    if goes_on { count } else { 0 }
}

/// The table over a notice on a government's page: 索引号, 发文机关, 成文日期, 发布日期.
fn is_index_entry<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut found = 0;
    let mut all = 0;
    for text in cells {
        all += 1;
        let text = text.trim_end_matches(['：', ':']);
        if ENTRY.iter().any(|name| text.starts_with(name)) {
            found += 1;
        }
    }
    found >= 3 && all <= 40
}

/// The table that some pages make of their foot: 主办, 网站标识码, 备案号.
fn is_foot<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut found, mut all) = (0, 0);
    for text in cells.filter(|text| !text.is_empty()) {
        all += 1;
        found += usize::from(is_tool(text.trim_start_matches("备案号：")));
    }
    2 * found >= all && (found > 1 || found == all && found > 0)
}

#[cfg(test)]
mod tests {
    use super::{is_copied, is_entry_line, is_foot, is_index_entry, is_menu, is_tool, take};
    use crate::document::tests::items;
    use crate::document::{Item, Line};

    #[test]
    fn a_menu_above_a_notice() {
        let menu = || {
            let (blocks, _) = crate::text::tests::tabs("公开指南\t公开制度\n公开目录\t公开年报");
            let block = |block| match block {
                crate::Block::Table(block) => Item::Table(block),
                crate::Block::Line(line) => Item::Line(Line::new(line)),
            };
            blocks.into_iter().map(block).collect::<Vec<Item>>()
        };
        let head = items("甲县人民政府文件\n关于下达目标的通知");
        let mut page = [menu(), head.clone(), menu()].concat();
        assert_eq!((take(&mut page).count, page.len()), (2, 3));
        assert_eq!(page[0], head[0]);
        let mut page = [menu(), items("甲镇")].concat();
        assert_eq!(take(&mut page).count, 0);
        assert!(!is_menu(["指标", "12"].into_iter()));
    }

    #[test]
    fn a_page_that_was_copied() {
        let entry = "索引号：5301/2022-00015　主题分类：农业\n发布机构：甲县人民政府　发布日期：2022-03-10\n";
        let title = "甲县人民政府关于下达任务的通知";
        assert!(is_copied(&items(&format!("首页 > 政务公开 > 政策文件\n{entry}{title}"))));
        assert!(is_copied(&items(&format!("首页 > 公告\n发布时间：2024-03-01 来源：县政府办\n{title}"))));
        assert!(!is_copied(&items(&format!("{title}\n{entry}"))));
        assert!(!is_copied(&items(&format!("甲县人民政府文件\n{title}"))));
    }

    #[test]
    fn around_a_notice() {
        assert!(is_tool("【打印】 【关闭】"));
        assert!(is_tool("沪ICP备05000000号"));
        assert!(!is_tool("附件 1"));
        assert!(is_entry_line("索引号：113209/2023-00012　组配分类：其他"));
        assert!(!is_entry_line("文号不变。"));
        assert!(is_index_entry(
            ["索引号：", "1", "发布日期：", "2023-02-08", "文号：", "青府办发〔2023〕4号"].into_iter()
        ));
        assert!(!is_index_entry(["指标", "目标", "文号"].into_iter()));
        assert!(is_foot(["主办：某县人民政府", "", "网站标识码：52000", "电话：0851-1234"].into_iter()));
        assert!(is_foot(["黔ICP备05000000号"].into_iter()));
        assert!(!is_foot(["牵头单位", "主办单位", "目标", "12"].into_iter()));
        assert!(!is_foot([""].into_iter()));
    }
}
