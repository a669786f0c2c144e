//! The unit that a whole table is for: where neither its rows nor its columns name units, its title, its caption or a line
//! over it can (张桥镇2024年度目标任务分解表, 一、张桥镇, 责任单位：张桥镇).

use fenjie_model::text::is_numeral;
use fenjie_model::{Annex, Table, UnitKind};

use crate::form::is_place;
use crate::known::Known;
use crate::names::{strip_part, title_subject, without_number};
use crate::words::{Heading, Words, heading, without_bracket, words};

/// A title begins with a name of so many characters at most.
const LONGEST: usize = 16;

/// The unit that a table is for, as its caption, its annex's title or a line over the only table says.
pub(crate) fn owner<'a>(annex: &'a Annex, table: &'a Table, known: &Known<'_>) -> Option<&'a str> {
    let titles = table.caption.as_deref().into_iter().chain([annex.title.as_str()]);
    let named = titles.filter_map(|title| of_title(title, known)).next();
    let lines = || annex.text.iter().filter(|_| annex.tables.len() == 1);
    // Who answers for an annex stands over it likewise, if that is a department.
    named.or_else(|| {
        lines()
            .filter_map(|line| labelled(line, known))
            .find(|name| known.unit_kind(name).is_some_and(is_place))
    })
}

/// The unit that a title or a caption names as the one that it is for.
fn of_title<'a>(title: &'a str, known: &Known<'_>) -> Option<&'a str> {
    let title = strip_part(without_number(title)).trim();
    let alone = [title, without_bracket(title)].into_iter().find(|name| is_body(name, known));
    alone
        .or_else(|| labelled(title, known))
        .or_else(|| in_bracket(title, known))
        .or_else(|| at_start(title, known))
}

/// 责任单位：张桥镇.
fn labelled<'a>(line: &'a str, known: &Known<'_>) -> Option<&'a str> {
    static LABELS: &Words = words!(
        "责任单位 被考核单位 考核单位 承担单位 单位名称 单位 责任主体 责任部门 部门 责任乡镇 乡镇 乡镇名称 镇街 街道 镇（街道）"
    );
    let (label, name) = line.trim().split_once(['：', ':'])?;
    let name = name.trim();
    (LABELS.have(label.trim()) && is_body(name, known)).then_some(name)
}

/// 2024年度目标任务分解表（张桥镇）. A department in it answers for the table.
fn in_bracket<'a>(title: &'a str, known: &Known<'_>) -> Option<&'a str> {
    let inner = title.strip_suffix(['）', ')'])?;
    let inner = &inner[inner.rfind(['（', '('])?..];
    let inner = inner.trim_start_matches(['（', '(']).trim();
    let is_one = |name: &&str| is_body(name, known) && known.unit_kind(name).is_some_and(is_place);
    labelled(inner, known).or(Some(inner)).filter(is_one)
}

/// 富平县张桥镇2024年度目标任务分解表: a name with nothing behind it but what frames a table. What else could be counted by
/// the table belongs to it only where the unit is known.
fn at_start<'a>(title: &'a str, known: &Known<'_>) -> Option<&'a str> {
    let region = known.region.map_or("", |region| region.name.as_str());
    // 渭南市富平县张桥镇2024年…: what stands behind the region's name, with the regions above it.
    let text =
        title.rfind(region).filter(|_| !region.is_empty()).map_or(title, |at| &title[at + region.len()..]);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix('年').filter(|rest| text.len() - rest.len() == "2024年".len());
    let text = rest.map_or(text, |rest| rest.trim_start_matches('度'));
    let ends = text.char_indices().map(|(at, _)| at).skip(2).take(LONGEST);
    ends.collect::<Vec<_>>().into_iter().rev().find_map(|end| {
        let (name, rest) = text.split_at(end);
        let belongs = || title_subject(rest, region).is_none() || known.unit(name).id.is_some();
        let is_first = rest.starts_with(['、', '和', '及', '与', '等']);
        (!is_first && is_body(name, known) && belongs()).then_some(name)
    })
}

/// Whether a name is that of one unit: a known one, a town, a department, or a park with a name of its own. Others (脱贫县,
/// 和美乡村) are as often kinds of units, or words for something else.
pub(crate) fn is_body(name: &str, known: &Known<'_>) -> bool {
    use UnitKind::{Department, MassOrganisation, Park, Subdistrict, Town, Township, VerticalOrgan};
    static KINDS: &Words = words!(
        "乡镇 镇街 镇村 城镇 集镇 街镇 小镇 重点镇 中心镇 示范镇 试点镇 特色镇 建制镇 卫星镇 名镇 强镇 重点乡镇 工业园区 产业园区 工业园 产业园 \
         国有林场 国有农场 林场 农场 示范区 建成区 新区 景区 旅游景区 经济区"
    );
    // 全县各镇, 薛镇等5镇, 赵巷镇、徐泾镇, 青西三镇, 不含张桥镇.
    let tells_several = !name.chars().all(char::is_alphabetic)
        || words!("全 各 原 非 不 含 我 本 推进 发展 建设 打造").begin(name)
        || name.trim_end_matches(['镇', '乡']).ends_with(is_numeral)
        || words!("下达 政府 领导小组 指挥部").are_in(name);
    let is_region = || known.region.is_some_and(|region| name.ends_with(&region.name));
    if tells_several || KINDS.end(name) || is_region() {
        return false;
    }
    let characters = || name.chars().count();
    let is_one = known.unit_kind(name).is_some_and(|kind| match kind {
        Town | Township | Subdistrict => characters() > 1,
        Department | VerticalOrgan | MassOrganisation => true,
        Park => characters() > 4,
        _ => known.unit(name).id.is_some(),
    });
    is_one && heading(name) == Heading::Other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::Noted;
    use crate::registry::Registry;

    #[track_caller]
    fn check(title: &str, expected: Option<&str>) {
        let registry = Registry::builtin();
        let region = registry.region_of("青浦区人民政府");
        let noted = Noted::default();
        let known = Known {
            registry: &registry,
            region: region.as_ref(),
            year: Some(2024),
            signed: None,
            noted: &noted,
        };
        assert_eq!(of_title(title, &known), expected, "{title}");
    }

    #[test]
    fn titles_name_the_unit_of_their_tables() {
        check("张桥镇2024年度目标任务分解表", Some("张桥镇"));
        check("青浦区农业农村局2024年度目标任务表", Some("农业农村局"));
        check("2024年度张桥镇主要目标分解表", Some("张桥镇"));
        check("2024年度目标任务分解表（张桥镇）", Some("张桥镇"));
        check("2024年度目标任务分解表（责任单位：张桥镇）", Some("张桥镇"));
        check("一、张桥镇", Some("张桥镇"));
        check("表1：张桥镇目标任务表", Some("张桥镇"));
        check("赵巷镇税收收入目标表", Some("赵巷镇"));
        check("上海市青浦区张桥镇2024年目标任务表", Some("张桥镇"));
        check("经济开发区2024年度目标任务分解表", Some("经济开发区"));
        check("一、薛镇（重点镇）", Some("薛镇"));
    }

    #[test]
    fn titles_name_what_their_tables_count() {
        for title in [
            "青浦区2024年度目标任务分解表",
            "2024年度青浦区税收收入目标分解表",
            "农村公路建设任务分解表",
            "城镇新增就业目标任务分解表",
            "各乡镇目标任务分解表",
            "乡镇2024年目标任务分解表",
            "青浦区人民政府办公室2024年目标任务表",
            "特色小镇建设任务表",
            "城区更新任务表（第一批）",
            "一、经济发展",
            "2024年青浦区高质量发展目标任务分解表（统计局）",
            "上海市青浦区2024年度目标任务分解表",
            "上海市2024年下达青浦区目标任务分解表",
            "2024年度目标任务分解表（上海市青浦区）",
            "2024年度目标任务分解表（不含张桥镇）",
            "2024年度目标任务分解表（薛镇等5镇）",
            "2024年度目标任务分解表（国有林场）",
            "全县各镇（街道）2024年目标任务分解表",
            "青西三镇2024年目标任务分解表",
            "脱贫县目标任务分解表",
            "一、赵巷镇、徐泾镇",
            "一、推进开发区",
            "一、重点镇",
        ] {
            check(title, None);
        }
    }
}
