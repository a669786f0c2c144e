//! What a header calls its column.

use fenjie_model::text::{fold, is_numeral};

use super::{Words, fold_time, is_frame, without_bracket, words};
use crate::measure;

/// What a header cell calls its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// 序号.
    Serial,
    /// 分类, 类别.
    Category,
    /// 指标, 项目: what is measured.
    Indicator,
    /// 乡镇, 单位名称: whom it is for.
    Unit,
    /// 单位: whom it is for, or in what it is measured.
    UnitOrMeasure,
    /// 计量单位.
    Measure,
    /// 分解下达情况.
    Allocation,
    /// 责任单位, 牵头单位.
    Responsible,
    /// 目标任务, 工作内容: sentences, or numbers.
    Task,
    /// 备注, 配合单位, 完成时限: no targets.
    Aside,
    /// 本年计划, 目标值: numbers.
    Value,
    /// None of these.
    Other,
}

/// The headers that are nothing but a word for their column.
static WHOLE: &[(Heading, &Words)] = &[
    (Heading::Serial, words!("序号 编号 项次 序 No. NO. No")),
    (
        Heading::Category,
        words!(
            "分类 类别 指标类别 指标分类 指标类型 指标性质 指标属性 属性 性质 类型 领域 板块 大类 组别 险种 行业 \
             行业领域",
        ),
    ),
    (
        Heading::Indicator,
        words!(
            "指标 指标名称 指标项目 主要指标 考核指标 指标内容 具体指标 一级指标 二级指标 三级指标 项目 项目名称 \
             任务名称 目标名称 名称 考核项目 考核内容 考核事项 主要目标 工作指标 指标体系 目标项目 内容 量化指标 \
             细化指标 分项指标 核心指标 绩效指标 评价指标 监测指标",
        ),
    ),
    (Heading::UnitOrMeasure, words!("单位")),
    (
        Heading::Unit,
        words!(
            "单位名称 行政区 行政区划 行政单位 责任主体 承担单位 下达单位 完成单位 任务单位 分解单位 属地 地区 区域 辖区 主体 县区 区县 \
             市县 县市区 企业名称 考核对象 被考核单位",
        ),
    ),
    (Heading::Measure, words!("计量单位 指标单位 度量单位 数量单位 计算单位 计量 统计单位")),
    (Heading::Allocation, words!("分解下达情况 分解情况 下达情况 分解下达")),
    (
        Heading::Task,
        words!(
            "目标任务 工作任务 重点任务 工作内容 任务内容 主要任务 具体任务 任务 主要内容 建设内容 重点工作 \
             工作事项 事项 实事项目 民生实事 民生实事项目 惠民实事 实事 项目内容 工作要点 年度目标任务 主要工作 工作目标任务",
        ),
    ),
    (
        Heading::Aside,
        words!(
            "备注 附注 注 配合 进度 经度 纬度 东经 北纬 邮编 邮政编码 小班号 林班号 图斑号 地块号 排序 实施年度 建设年度",
        ),
    ),
    (Heading::Value, words!("指标要求 目标要求 工作要求 任务要求")),
];

/// The headers that are told by how they begin and how they end; [`ANY`] leaves one of them open. The first holds.
static PARTS: &[(Heading, &Words, &Words)] = &[
    (Heading::Allocation, words!("分解"), words!("情况")),
    (Heading::Responsible, words!("责任 牵头 主办 主管 主责 考核 实施 承办 主要责任 组织 落实"), BODIES),
    (Heading::Aside, words!("配合 协办 协助 参与 协同 协作 联系 监督 参加"), BODIES),
    // What a market has to take up of the power of wind and sun is called a weight, and is none.
    (Heading::Other, ANY, words!("消纳责任权重 消纳权重")),
    // 保障标准 says how much, 评分标准 how it is told.
    (
        Heading::Value,
        ANY,
        words!(
            "保障标准 补助标准 补贴标准 奖补标准 救助标准 缴费标准 征收标准 收费标准 发放标准 待遇标准 筹资标准 \
             低保标准",
        ),
    ),
    (
        Heading::Aside,
        ANY,
        words!(
            "时限 期限 年限 时间 时间节点 备注 说明 责任人 负责人 联系人 领导 电话 手机 邮箱 账号 来源 依据 文号 \
             编号 编码 代码 方式 标准 权重 分值 类型 性质 措施 举措 办法 地点 地址 位置 \
             起点 止点 终点 讫点 起迄点 起止点 桩号 走向 型号 规格 型号及数量 规格及数量",
        ),
    ),
    (
        Heading::Aside,
        words!("时限 完成时 时间"),
        words!(
            "要求 安排 节点 进度 计划 段 表 点 轴 线 效 规定 步骤 目标 任务 内容 倒排 跨度 序 序列 顺序 先后"
        ),
    ),
    (
        Heading::Value,
        ANY,
        words!("目标 目标值 指标值 计划 计划数 任务数 任务量 实绩 完成数 预计数 预期 总量 数量"),
    ),
    (Heading::Value, words!("增幅 增长 增速 同比"), ANY),
    (Heading::Category, ANY, words!("类别")),
    (Heading::Indicator, ANY, words!("名称")),
];

/// Who does something, at the end of a header.
static BODIES: &Words = words!("单位 部门 处室 科室 股室 主体 机关");

static ANY: &Words = words!("");

/// Reads a header cell.
pub(crate) fn heading(text: &str) -> Heading {
    let whole = fold_time(text);
    // A bracket at the end says more about the column (序号（项）, 单位（个）), never what it is.
    let bare = without_bracket(&whole);
    if let Some(known) = exact(&whole).or_else(|| exact(bare)) {
        return known;
    }
    if words!("责任 牵头").after(bare).is_some_and(is_units) {
        return Heading::Responsible;
    }
    if is_units(bare) {
        return Heading::Unit;
    }
    if is_date(bare) || is_score(bare) && measure::of_header(&whole).is_none() {
        return Heading::Aside;
    }
    let fit = |words: &Words, are: fn(&Words, &str) -> bool| words.is_empty() || are(words, bare);
    let told = PARTS.iter().find(|(_, begin, end)| fit(begin, Words::begin) && fit(end, Words::end));
    match told.map(|(heading, ..)| *heading) {
        // 2020年水质, 2022年水质类别: when what the column holds was or is to be.
        None | Some(Heading::Category | Heading::Indicator) if begins_with_year(bare) => Heading::Value,
        told => told.unwrap_or(Heading::Other),
    }
}

fn exact(text: &str) -> Option<Heading> {
    WHOLE.iter().find(|(_, words)| words.have(text)).map(|(heading, _)| *heading)
}

fn begins_with_year(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match text.len() - rest.len() {
        // 30年电梯
        2 => rest.starts_with('年') && is_frame(text),
        4 => rest.starts_with('年'),
        _ => false,
    }
}

/// 建成年份, 计划开工月份: when something is, be it printed as a number. 7月份 and 1-6月份 say when the numbers are for.
fn is_date(text: &str) -> bool {
    static DATES: &Words = words!("年份 年代 月份 年月 日期");
    let names_one = |of: &str| of.is_empty() || of.ends_with(|c: char| c.is_ascii_digit() || is_numeral(c));
    DATES.before(text).is_some_and(|of| !names_one(of))
}

/// 基本分, 加分, 考核得分: what reaching the goal is worth. 满意度得分 can be a goal itself.
fn is_score(text: &str) -> bool {
    static SCORES: &Words = words!(
        "基本分 基础分 标准分 加分 减分 扣分 考核分 权重分 权数分 得分 赋分 计分 评分 满分 总分 自评分 考评分 目标分 \
         奖励分 附加分 考核得分 自评得分 最后得分 综合得分 指标分 附加分值 分数",
    );
    SCORES.have(text)
}

/// 权重（%）, 分值: what reaching a goal is worth.
pub(crate) fn is_worth(text: &str) -> bool {
    let whole = fold(text);
    let bare = without_bracket(&whole);
    let of_goals = words!("指标 考核 考核指标 评价 评分 目标 任务 分项 单项 权重");
    let worth = words!("权重 权数 分值").before(bare);
    is_score(bare) || worth.is_some_and(|of| of.is_empty() || of_goals.have(of))
}

/// 指标属性: whether a goal is 约束性 or 预期性, which says nothing of what it belongs to.
pub(crate) fn is_attribute(text: &str) -> bool {
    words!("属性 性质 指标属性 指标性质").have(&fold(text))
}

/// Whether a header says that its column names units, and no more.
fn is_units(text: &str) -> bool {
    is_units_word(text) || is_kind_of_unit(text)
}

/// 乡镇, 镇（街道）, 县（市、区）, 村名, 部门: nothing but words for units.
fn is_units_word(text: &str) -> bool {
    const UNITS: &str = "乡镇街村社区县市园片地部门";
    const BESIDE: &str = "单位名称办事处管委会及和或、()/·各别所属在";
    let text = text.replace("街道", "街");
    text.chars().all(|c| UNITS.contains(c) || BESIDE.contains(c)) && text.chars().any(|c| UNITS.contains(c))
}

/// Whether a header has nothing but words for places and offices: 乡镇, 市辖区.
pub(crate) fn names_places(text: &str) -> bool {
    is_units_word(without_bracket(&fold(text)))
}

/// Whether a header can stand over a list of units, behind the values of another: 部门, and 县直部门 and 区属公司, which over a
/// column alone can say who answers for it.
pub(crate) fn heads_units(text: &str) -> bool {
    static LEVELS: &Words = words!("直属 直 级 属 管");
    static BODIES: &Words = words!(
        "部门 单位 机关 企业 公司 国企 机构 园区 学校 医院 平台 有关部门 有关单位 相关部门 部门和单位 平台公司 国有企业"
    );
    if matches!(heading(text), Heading::Unit | Heading::UnitOrMeasure) {
        return true;
    }
    let whole = fold(text);
    let bare = without_bracket(&whole);
    let of_level = bare.strip_prefix(['省', '市', '州', '盟', '县', '区', '旗', '镇', '乡']);
    let bodies = of_level.and_then(|rest| LEVELS.after(rest));
    // 实施村, 项目乡镇.
    let of_works = words!("实施 项目 试点 示范 建设 受益").after(bare);
    bodies.is_some_and(|rest| BODIES.have(rest))
        || of_works.is_some_and(|rest| is_units_word(rest) && !rest.contains("部门"))
        || words!("保险公司 保险机构 市场主体").have(bare)
}

/// 学校, 医疗机构名称, 企业: a word for the kind of units that have the rows.
fn is_kind_of_unit(text: &str) -> bool {
    static KINDS: &Words = words!(
        "学校 院校 医院 卫生院 医疗机构 银行 金融机构 机构 企业 公司 平台公司 园区 开发区 村居 农场 林场 场镇 系统单位 \
         市州 州市 旗县 盟市 旗县区 地市 师市 项目县 县市场 镇办 办事处 乡镇场 镇场 镇街园区 功能区 管理区 网格 \
         苏木 苏木镇 苏木乡镇 嘎查 嘎查村 居委会 村委会 村组 村民小组 生产队 农牧场 团 团场 团镇 连 连队 医共体 税务分局 小区 老旧小区 住宅小区 科室 股室 处室 内设机构 下属单位",
    );
    let bare = text.strip_suffix("名称").or_else(|| text.strip_suffix('名')).unwrap_or(text);
    KINDS.have(bare) || bare.chars().count() <= 5 && words!("所 站 大队 中队 支队").end(bare) || is_team(bare)
}

/// 招商小分队, 工作专班: those who were put together for a task, as whose a row can be, or beside whose name it can be.
pub(crate) fn is_team(head: &str) -> bool {
    words!("分队 专班 工作组 指挥部").end(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Heading) {
        assert_eq!(heading(text), expected, "{text}");
    }

    #[test]
    fn headers_of_lists_of_units() {
        for text in
            ["部门", "县直部门", "市直单位", "县级部门（单位）", "区属公司", "单位", "保险公司", "实施村"]
        {
            assert!(heads_units(text), "{text}");
        }
        for text in
            ["责任部门", "实施部门", "帮扶单位", "实施主体", "建设地点", "县级配套资金", "县级", "任务"]
        {
            assert!(!heads_units(text), "{text}");
        }
    }

    #[test]
    fn headers_say_what_a_column_is() {
        check("序 号", Heading::Serial);
        check("项目编号", Heading::Aside);
        check("小班号", Heading::Aside);
        check("实施年度", Heading::Aside);
        check("排序", Heading::Aside);
        check("家庭人口", Heading::Other);
        check("小班面积（亩）", Heading::Other);
        check("年度实施面积", Heading::Other);
        check("2022年水质类别", Heading::Value);
        check("学校类别", Heading::Category);
        check("指 标 名 称", Heading::Indicator);
        check("镇（街道）", Heading::Unit);
        check("学校", Heading::Unit);
        check("企业名称", Heading::Unit);
        check("监管所", Heading::Unit);
        check("小区名称", Heading::Unit);
        check("团场", Heading::Unit);
        check("苏木乡镇", Heading::Unit);
        check("考核对象", Heading::Unit);
        check("建设地点", Heading::Aside);
        check("起讫点", Heading::Aside);
        check("设备型号及数量", Heading::Aside);
        check("建设性质", Heading::Aside);
        check("评分标准", Heading::Aside);
        check("补助标准（元/亩）", Heading::Value);
        check("责任镇（街道）", Heading::Responsible);
        check("责任办所", Heading::Responsible);
        check("牵头股室", Heading::Responsible);
        check("责任企业", Heading::Responsible);
        check("民生实事", Heading::Task);
        check("断面名称", Heading::Indicator);
        check("食品类别", Heading::Category);
        check("2020年水质", Heading::Value);
        check("30年电梯", Heading::Other);
        check("乡镇名称", Heading::Unit);
        check("单 位", Heading::UnitOrMeasure);
        check("计量\n单位", Heading::Measure);
        check("牵头部门", Heading::Responsible);
        check("协办单位", Heading::Aside);
        for time in
            ["完成时限", "时间要求", "完成时间节点", "时限要求", "时间安排", "时间", "时限倒排", "完成时序"]
        {
            check(time, Heading::Aside);
        }
        for other in [
            "时限内办结率（%）",
            "时限压缩率",
            "时间银行志愿者",
            "完成时间节点达标率",
            "可再生电力消纳责任权重（≥28%）",
        ] {
            check(other, Heading::Other);
        }
        check("指标权重", Heading::Aside);
        check("本年计划", Heading::Value);
        check("增长%", Heading::Value);
        check("基本分", Heading::Aside);
        check("加分（分）", Heading::Other);
        check("营商环境得分", Heading::Other);
        check("建成年份", Heading::Aside);
        check("年份", Heading::Other);
        for month in ["7月份", "1-6月份", "一月份", "十二月份（亩）", "2024年7月份", "2023年份"]
        {
            assert!(!matches!(heading(month), Heading::Aside), "{month}");
        }
        check("计划开工月份", Heading::Aside);
        check("村内道路硬化（公里）", Heading::Other);
    }
}
