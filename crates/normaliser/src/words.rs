//! What the words of a header say about a column.

use fenjie_model::text::fold;

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

/// Reads a header cell.
pub(crate) fn heading(text: &str) -> Heading {
    let folded = fold(text);
    let whole = &*folded;
    if let Some(known) = exact(whole) {
        return known;
    }
    // A bracket at the end says more about the column (序号（项）, 单位（个）), never what it is.
    let bare = without_bracket(whole);
    if let Some(known) = exact(bare) {
        return known;
    }
    if bare.starts_with("分解") && bare.ends_with("情况") {
        return Heading::Allocation;
    }
    if ends(bare, &["单位", "部门", "处室", "科室", "股室", "主体", "机关"]) {
        if starts(
            bare,
            &["责任", "牵头", "主办", "主管", "主责", "考核", "实施", "承办", "主要责任", "组织", "落实"],
        ) {
            return Heading::Responsible;
        }
        if starts(bare, &["配合", "协办", "协助", "参与", "协同", "协作", "联系", "监督", "参加"])
        {
            return Heading::Aside;
        }
    }
    if let Some(units) = bare.strip_prefix("责任").or_else(|| bare.strip_prefix("牵头"))
        && (is_units_word(units) || is_kind_of_unit(units))
    {
        return Heading::Responsible;
    }
    // 保障标准 says how much, 评分标准 how it is told.
    const AMOUNTS: &[&str] =
        &["保障", "补助", "补贴", "奖补", "救助", "缴费", "征收", "收费", "发放", "待遇", "筹资", "低保"];
    if bare.strip_suffix("标准").is_some_and(|of| ends(of, AMOUNTS)) {
        return Heading::Value;
    }
    const ASIDE: [&str; 34] = [
        "时限",
        "期限",
        "年限",
        "备注",
        "说明",
        "责任人",
        "领导",
        "电话",
        "联系人",
        "来源",
        "方式",
        "标准",
        "依据",
        "权重",
        "分值",
        "完成时间",
        "时间节点",
        "类型",
        "性质",
        "措施",
        "举措",
        "办法",
        "时间",
        "负责人",
        "地点",
        "地址",
        "位置",
        "编号",
        "编码",
        "代码",
        "文号",
        "账号",
        "手机",
        "邮箱",
    ];
    if ends(bare, &ASIDE) || starts(bare, &["时限", "完成时", "时间"]) {
        return Heading::Aside;
    }
    if !bare.is_empty() && (is_units_word(bare) || is_kind_of_unit(bare)) {
        return Heading::Unit;
    }
    if ends(
        bare,
        &[
            "目标",
            "目标值",
            "计划",
            "计划数",
            "任务数",
            "任务量",
            "实绩",
            "完成数",
            "预计数",
            "预期",
            "总量",
            "数量",
            "指标值",
        ],
    ) || starts(bare, &["增幅", "增长", "增速", "同比"])
    {
        return Heading::Value;
    }
    // 2020年水质, 2022年水质类别: when what the column holds was or is to be.
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    if bare.len() - digits.len() == 4 && digits.starts_with('年') {
        return Heading::Value;
    }
    if bare.ends_with("类别") {
        return Heading::Category;
    }
    if bare.ends_with("名称") {
        return Heading::Indicator;
    }
    Heading::Other
}

fn exact(text: &str) -> Option<Heading> {
    Some(match text {
        "序号" | "编号" | "项次" | "序" | "No." | "NO." | "No" => Heading::Serial,
        "分类" | "类别" | "指标类别" | "指标分类" | "指标类型" | "指标性质" | "指标属性" | "属性"
        | "性质" | "类型" | "领域" | "板块" | "大类" | "组别" | "险种" | "行业" | "行业领域" => {
            Heading::Category
        }
        "指标" | "指标名称" | "指标项目" | "主要指标" | "考核指标" | "指标内容" | "具体指标" | "一级指标"
        | "二级指标" | "三级指标" | "项目" | "项目名称" | "任务名称" | "目标名称" | "名称" | "考核项目"
        | "考核内容" | "考核事项" | "主要目标" | "工作指标" | "指标体系" | "目标项目" | "内容" => {
            Heading::Indicator
        }
        "单位" => Heading::UnitOrMeasure,
        "单位名称" | "责任主体" | "承担单位" | "下达单位" | "完成单位" | "任务单位" | "分解单位" | "属地"
        | "地区" | "区域" | "辖区" | "主体" | "县区" | "区县" | "市县" | "县市区" | "企业名称"
        | "被考核单位" => Heading::Unit,
        "计量单位" | "指标单位" | "度量单位" | "数量单位" | "计算单位" | "计量" | "统计单位" => {
            Heading::Measure
        }
        "分解下达情况" | "分解情况" | "下达情况" | "分解下达" => Heading::Allocation,
        "目标任务" | "工作任务" | "重点任务" | "工作内容" | "任务内容" | "主要任务" | "具体任务" | "任务"
        | "主要内容" | "建设内容" | "重点工作" | "工作事项" | "事项" | "实事项目" | "项目内容"
        | "工作要点" | "年度目标任务" | "主要工作" | "工作目标任务" => Heading::Task,
        "备注" | "附注" | "注" | "配合" | "进度" => Heading::Aside,
        "指标要求" | "目标要求" | "工作要求" | "任务要求" => Heading::Value,
        _ => return None,
    })
}

/// 指标属性: whether a goal is 约束性 or 预期性, which says nothing of what it belongs to.
pub(crate) fn is_attribute(text: &str) -> bool {
    matches!(&*fold(text), "属性" | "性质" | "指标属性" | "指标性质")
}

/// 乡镇, 镇（街道）, 县（市、区）, 村名, 部门: nothing but words for units.
fn is_units_word(text: &str) -> bool {
    const WORDS: &str = "乡镇街村社区县市园片地部门单位名称办事处管委会及和或、()/·各别所属在";
    let text = text.replace("街道", "街");
    text.chars().all(|c| WORDS.contains(c)) && text.chars().any(|c| "乡镇街村社区县市园片地部".contains(c))
}

/// 学校, 医疗机构名称, 企业: a word for the kind of units that have the rows.
fn is_kind_of_unit(text: &str) -> bool {
    const KINDS: &[&str] = &[
        "学校",
        "院校",
        "医院",
        "卫生院",
        "医疗机构",
        "银行",
        "金融机构",
        "机构",
        "企业",
        "公司",
        "平台公司",
        "园区",
        "开发区",
        "村居",
        "农场",
        "林场",
        "场镇",
        "系统单位",
        "市州",
        "旗县",
        "盟市",
        "旗县区",
        "镇办",
        "办事处",
        "乡镇场",
        "镇街园区",
        "功能区",
        "管理区",
        "网格",
    ];
    let bare = text.strip_suffix("名称").or_else(|| text.strip_suffix('名')).unwrap_or(text);
    KINDS.contains(&bare) || bare.chars().count() <= 5 && ends(bare, &["所", "站", "大队", "中队", "支队"])
}

/// The words that say how the numbers are meant and not what they count (工作目标, 年度目标, 2024年计划, 单项).
pub(crate) fn is_frame(text: &str) -> bool {
    let folded = fold(text);
    let bare = without_bracket(&folded).trim_end_matches(['%', '±']);
    if is_month(bare) || is_quarter(bare) {
        return true;
    }
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
    // 2023年末: when it is measured.
    let bare = bare.strip_prefix(['末', '底']).unwrap_or(bare);
    bare.is_empty() || FRAMES.contains(&bare) || is_goal(bare)
}

/// Whether a text is made of the words for goals, for their kinds and for who sets them, and of no others: 2023年控制目标,
/// 计划完成数, 各镇（街道）任务.
fn is_goal(text: &str) -> bool {
    const GOALS: &[&str] =
        &["目标", "任务", "计划", "指标", "完成", "实绩", "实际", "预计", "预期", "控制", "下达", "分解"];
    const KINDS: &[&str] = &[
        "上半年",
        "下半年",
        "半年",
        "年度",
        "全年",
        "本年",
        "今年",
        "上年",
        "去年",
        "当年",
        "年",
        "工作",
        "考核",
        "奋斗",
        "力争",
        "争取",
        "保底",
        "基本",
        "要求",
        "情况",
        "数量",
        "数",
        "值",
        "量",
        "各",
        "全",
        "省",
        "市",
        "州",
        "盟",
        "区",
        "县",
        "旗",
        "乡",
        "镇",
        "街道",
        "级",
        "月",
        "季度",
        "-",
        "(",
        ")",
        "、",
    ];
    let mut rest = text;
    let mut is_goal = false;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let goal = GOALS.iter().find_map(|word| rest.strip_prefix(word));
        is_goal |= goal.is_some();
        match goal.or_else(|| KINDS.iter().find_map(|word| rest.strip_prefix(word))) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    is_goal
}

/// What frames a number and holds no goal, without the year before it.
const FRAMES: &[&str] = &[
    "单项",
    "分项",
    "其中",
    "其他",
    "合计",
    "小计",
    "总计",
    "累计值",
    "累计",
    "总量",
    "总额",
    "数量",
    "上年",
    "本年",
    "增幅",
    "增长",
    "增速",
    "同比增幅",
    "同比增长",
    "同比增速",
    "同比",
    "配套",
    "上半年",
    "下半年",
    "半年",
    "全年",
    "全年合计",
    "年度合计",
    "基期",
    "基数",
    "基准值",
    "上年基数",
];

/// 增收额, 净增: by how much something is to become more.
pub(crate) fn is_increase(name: &str) -> bool {
    const INCREASES: &[&str] = &[
        "增量",
        "净增",
        "净增量",
        "净增加",
        "增收",
        "增收额",
        "增加额",
        "增减",
        "增减额",
        "增减量",
        "增长额",
        "增长量",
    ];
    INCREASES.contains(&without_bracket(&fold(name)))
}

/// 税收占比, 投资增幅: a share or a rate, whatever it is of.
pub(crate) fn is_share(name: &str) -> bool {
    [
        "占比",
        "比重",
        "比例",
        "覆盖率",
        "下降率",
        "降低率",
        "合格率",
        "普及率",
        "入学率",
        "参保率",
        "增长率",
        "增幅",
        "增速",
    ]
    .iter()
    .any(|end| name.ends_with(end))
}

/// 增幅, 增长%, 同比增速: the number is a rate of growth, whatever the measure of the thing that grows.
pub(crate) fn is_growth(text: &str) -> bool {
    let folded = fold(text);
    let bare = without_bracket(&folded).trim_end_matches(['%', '±']);
    matches!(
        bare,
        "增幅"
            | "增长"
            | "增速"
            | "同比"
            | "同比增长"
            | "同比增幅"
            | "同比增速"
            | "增长率"
            | "增长速度"
            | "年均增长"
            | "比上年增长"
    ) || (starts(bare, &["比上年", "同比", "较上年"])
        && (bare.contains('增') || folded.ends_with(['%', '±'])))
}

/// 一季度, 第1季度, 前三季度目标.
fn is_quarter(text: &str) -> bool {
    let rest = text.strip_prefix(['第', '前']).unwrap_or(text).strip_prefix(|c| "一二三四1234".contains(c));
    rest.and_then(|rest| rest.strip_prefix("季度"))
        .is_some_and(|rest| rest.is_empty() || rest == "末" || FRAMES.contains(&rest) || is_goal(rest))
}

fn is_month(text: &str) -> bool {
    text.strip_suffix('月')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
}

/// A name without the bracket that ends it.
pub(crate) fn without_bracket(text: &str) -> &str {
    let trimmed = text.trim_end();
    if !trimmed.ends_with([')', '）']) {
        return trimmed;
    }
    match trimmed.rfind(['(', '（']) {
        Some(0) | None => trimmed,
        Some(at) => trimmed[..at].trim_end(),
    }
}

fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Heading) {
        assert_eq!(heading(text), expected, "{text}");
    }

    #[test]
    fn headers_say_what_a_column_is() {
        check("序 号", Heading::Serial);
        check("项目编号", Heading::Aside);
        check("2022年水质类别", Heading::Value);
        check("学校类别", Heading::Category);
        check("指 标 名 称", Heading::Indicator);
        check("镇（街道）", Heading::Unit);
        check("学校", Heading::Unit);
        check("企业名称", Heading::Unit);
        check("监管所", Heading::Unit);
        check("建设地点", Heading::Aside);
        check("建设性质", Heading::Aside);
        check("评分标准", Heading::Aside);
        check("补助标准（元/亩）", Heading::Value);
        check("责任镇（街道）", Heading::Responsible);
        check("责任办所", Heading::Responsible);
        check("牵头股室", Heading::Responsible);
        check("责任企业", Heading::Responsible);
        check("断面名称", Heading::Indicator);
        check("食品类别", Heading::Category);
        check("2020年水质", Heading::Value);
        check("乡镇名称", Heading::Unit);
        check("单 位", Heading::UnitOrMeasure);
        check("计量\n单位", Heading::Measure);
        check("牵头部门", Heading::Responsible);
        check("协办单位", Heading::Aside);
        check("完成时限", Heading::Aside);
        check("本年计划", Heading::Value);
        check("增长%", Heading::Value);
        check("村内道路硬化（公里）", Heading::Other);
    }

    #[test]
    fn frames_name_no_indicator() {
        for text in [
            "工作目标（1-11月）",
            "2024年目标",
            "单 项",
            "各镇（街道）目标",
            "增幅（%）",
            "11月",
            "2010年度任务",
            "2023年末",
            "2024年底目标",
            "2023年控制目标",
            "计划完成数",
            "1-6月目标",
            "争取目标",
            "县级下达任务数",
        ] {
            assert!(is_frame(text), "{text}");
        }
        for text in
            ["税收总收入", "新开工项目（个）", "面积", "出让一批", "计划投资", "完成率", "工作量", "县"]
        {
            assert!(!is_frame(text), "{text}");
        }
    }
}
