//! What the header of a column hints at where it does not say what the column is.

use fenjie_model::text::fold;

use crate::words::{Words, is_frame, without_bracket, words};

/// What is done once, on a day.
static EVENTS: &Words =
    words!("开工 竣工 完工 复工 投产 达产 投用 使用 运营 开业 启动 开始 结束 起止 交付 挂牌 立项 开园 上市");

/// What is done on a day, or in an amount.
static DEEDS: &Words =
    words!("建成 验收 签约 完成 入库 供地 出让 落地 实施 到位 销号 整改 申报 上报 种植 播种",);

/// 计划竣工: what is done on a day, which can be printed as a number (2023.8).
pub(super) fn is_event(leaf: &str) -> bool {
    EVENTS.end(leaf)
}

/// 建成, 已完成: over 2012 a day on which that was done, or so many that were.
pub(super) fn is_deed(leaf: &str) -> bool {
    DEEDS.end(leaf)
}

/// 高标准农田开工: what is to be done by a day, and not only that something is (计划竣工).
pub(super) fn names_its_event(leaf: &str) -> bool {
    let leaf = fold(leaf);
    let leaf = without_bracket(&leaf);
    let of = EVENTS.all().chain(DEEDS.all()).find_map(|event| leaf.strip_suffix(event));
    of.is_some_and(|of| !of.is_empty() && !is_frame(of) && !words!("项目 工程 正式 全面 主体").have(of))
}

/// 建设标准, 月标准: how much of a thing there is, where it is a number; never how a thing is judged.
pub(super) fn is_standard(leaf: &str) -> bool {
    let leaf = fold(leaf);
    without_bracket(&leaf).strip_suffix("标准").is_some_and(|of| !words!("评分 计分 扣分 考核 评价").end(of))
}

/// 平均等候时间, 办理时限: a time that is a number of minutes or days, and not when something is to be done (开工时间).
pub(super) fn is_duration(leaf: &str) -> bool {
    let leaf = fold(leaf);
    let bare = leaf.split('(').next().unwrap_or(&leaf);
    let named = words!("时间 时限 时长").before(bare);
    named.is_some_and(|of| !is_event(of) && !is_deed(of))
}

/// 进度, 时间进度: how far a thing is to be, as a number or in words.
pub(super) fn is_progress(leaf: &str) -> bool {
    words!("进度 时间进度").have(without_bracket(&fold(leaf)))
}

/// 起点, 规格: where a road begins and how large a thing is, or what a goal begins at, as a number.
pub(super) fn is_end_or_size(leaf: &str) -> bool {
    words!("起点 止点 终点 规格 型号").end(without_bracket(&fold(leaf)))
}

/// 所在镇办, 属地: where the things of the rows are.
pub(super) fn is_location(leaf: &str) -> bool {
    let leaf = fold(leaf);
    words!("所在 所属 属地").begin(&leaf) || leaf.ends_with("属地")
}

/// 建设地点, 实施地点: where what the rows are of is done.
pub(super) fn is_place(leaf: &str) -> bool {
    words!("地点 位置").end(&fold(leaf))
}

/// 联系乡镇, 包联村: where those who have the rows help.
pub(super) fn is_helped(leaf: &str) -> bool {
    words!("联系 包联 帮扶 结对 挂钩 包保 帮联 对口").begin(&fold(leaf))
}

/// 片区, 区域: the group of units that a unit is in.
pub(super) fn names_area(leaf: &str) -> bool {
    words!("片区 区域 片 板块 片区名称 区域名称").have(&fold(leaf))
}

/// 所属行业, 亩均评价: what the things of the rows belong to, or how they are judged.
pub(super) fn describes(leaf: &str) -> bool {
    leaf.starts_with("所属") || words!("评价").end(leaf)
}

/// 平安创建等次, 安全评级, 能效水平: how far a thing has come or is to come, in words.
pub(super) fn names_grade(leaf: &str) -> bool {
    words!("等次 水平 等级 评级 档次 星级 名次").end(leaf)
}

/// 包村干部, 链长: who answers for the row.
pub(super) fn names_persons(leaf: &str) -> bool {
    words!("干部 人员 链长 河长 湖长 林长 田长 组长 书记 联络员").end(leaf)
}

/// 链主企业, 帮扶单位: who has to do with the row.
pub(super) fn names_bodies(leaf: &str) -> bool {
    // 县级部门（单位）
    let leaf = fold(leaf);
    words!("企业 公司 机构 单位 部门 主体 名单").end(without_bracket(&leaf))
}

/// 整治任务, 具体措施: what is to be done.
pub(super) fn names_tasks(leaf: &str) -> bool {
    words!("任务 工作 内容 事项 措施").are_in(leaf)
}

/// 收入项目, 控制指标, 项目/年度, 月份: names, of whatever the other side of the table or the values are told of.
pub(super) fn names_indicators(leaf: &str) -> bool {
    let is_corner = leaf.is_empty() || leaf.contains(['/', '／', '＼', '\\', '、']);
    is_corner
        || words!("月份 季度 年份 年度 时段").have(leaf)
        || words!("指标 项目").end(leaf)
        || names_things(leaf)
}

/// 作物, 树种, 税种, 收入科目: kinds of things that are grown, planted, raised or paid, each of which has its numbers.
pub(super) fn names_things(leaf: &str) -> bool {
    let leaf = fold(leaf);
    words!(
        "作物 品种 树种 林种 草种 苗种 菜种 畜种 鱼种 税种 费种 病种 灾种 工种 物种 品目 税目 品类 畜禽 牲畜 科目 产品 收入项目 \
         支出项目 补助项目 补贴项目 资金项目 收费项目"
    )
    .end(without_bracket(&leaf))
}

/// 任务类型: of what kind the rows are.
pub(super) fn names_kinds(leaf: &str) -> bool {
    leaf.ends_with("类型")
}

/// 年度, 年份: which years the rows are for.
pub(super) fn names_years(leaf: &str) -> bool {
    words!("年度 年份 年").have(&fold(leaf))
}

/// 建设规模, 整改内容: how much of a thing there is, in words.
pub(super) fn tells_extent(leaf: &str) -> bool {
    words!("内容 规模").end(leaf)
}

/// 服务内容, 具体内容: what there is to be done of what the rows name, be it one thing of several.
pub(super) fn names_parts(leaf: &str) -> bool {
    words!("内容").end(leaf)
}
