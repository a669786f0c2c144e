//! What the head of a column says of the measure that its numbers are counted in.

use fenjie_model::Measure;

use super::look_up;
use super::scale::without_scale;
use crate::words::{Amount, Words, without_bracket, words};

static ANIMALS: &Words = words!("头 万头 只 万只 羽 万羽");

/// Measures, and the words for what they count.
static COUNTED: &[(&Words, &Words)] = &[
    (LENGTH, words!("道 路 河 渠 管网 管线 堤 护栏 沟 衬砌 硬化")),
    (
        AREA,
        words!(
            "造林 绿化 育苗 抚育 种植 播种 田 耕地 林地 草地 湿地 土地 用地 园地 荒地 坡地 整地 林网 流转 封育 育林 退耕 灌溉 果园 茶园 扩种 复种 套种 补种 \
             轮作 休耕",
        ),
    ),
    (
        words!("立方米 万立方米 亿立方米 方 万方"),
        words!("木材 商品材 林木采伐 土石方 土方 石方 方量 混凝土 库容 蓄水量 用水量 供水量 蓄积量"),
    ),
    (words!("株 万株"), words!("植树 栽植 苗木 栽树 四旁")),
    (
        words!("处 座 个 项 口 眼 宗"),
        words!("泵站 站 设施 工程 项目 池 井 点 村 水库 塘坝 山塘 桥 供水 示范 合作社 小区 班数 班级"),
    ),
    (words!("班"), words!("班数 班级")),
    (words!("户 家 万户"), words!("户 企业 主体 农场")),
    (words!("人 人次 万人 万人次"), words!("人 就业 培训 参保 招生 在校 在园 毕业 录取 就诊")),
    (words!("栋 幢 座 个"), words!("楼宇 楼 大厦")),
    (MONEY, words!("产值 总值 收入 投资 税 额 资金 增加值 支出 引资")),
    (MONEY, PAID),
    (words!("场 场次 期 次"), words!("座谈会 招聘会 宣讲 讲座 演出 演练")),
    (words!("吨/日 吨/天 万吨/日 万吨/天 立方米/日 万立方米/日 吨/年 万吨/年"), words!("能力")),
    (words!("美元 万美元 亿美元"), words!("外资 进出口 出口 进口")),
    (words!("% ％"), words!("率 比重 占比 比例 增幅 增长 增速 %")),
    (words!("元/人 万元/人"), words!("生产率")),
    (words!("吨 万吨 公斤 亿斤 斤"), words!("产量 总产 排放 能耗")),
    (words!("公斤/亩 吨/亩 斤/亩 吨/公顷"), words!("单产 亩产")),
    (words!("头 万头"), words!("猪 牛 马 驴")),
    (words!("只 万只"), words!("羊 禽 鸡 鸭 鹅 兔")),
    (words!("羽 万羽"), words!("禽 鸡 鸭 鹅")),
    (words!("天 工作日 小时 分钟 个月"), words!("时长 用时 时限 天数")),
];

static MONEY: &Words = words!("元 千元 万元 亿元");
/// What is paid, whatever it is paid for.
static PAID: &Words = words!(
    "补助 补贴 奖补 奖励 信贷 贷款 信贷投放 贷款投放 经费 保费 利润 营收 资金 税收 自筹 出资 筹资 增收 收入 支出 投资 金额 总额 费用 产值 \
     个人缴费",
);
static PERSONS: &Words = words!("人 人次 名 万人");
static AREA: &Words = words!("亩 万亩 公顷 千公顷 万公顷 平方米 万平方米 平方公里");
static LENGTH: &Words = words!("公里 千米 米 万米 万公里");
/// Compounds that hold the character of a measure and are no word for what it counts.
static COMPOUNDS: &Words = words!(
    "个人 私人 法人 机器人 人工 人大 人均 人居 人行 人民 人文 人防 人造 人头 人社 人力 每人 低收入 限额 定额 配额 份额 户均 每户 户籍 户外 落户 账户 开户 门户 窗户 户用光伏装机 户型 棚户 \
     无人机 用人 人类 人物 人员密集 机床 临床 河床 矿床 温床",
);

/// Whether a header speaks of what the measure counts.
pub(crate) fn means(text: &str, measure: &str) -> bool {
    match plain(text) {
        // 田长数 counts persons, and no fields.
        Some(Amount::Persons) => return PERSONS.have(measure),
        Some(Amount::Area) => return AREA.have(measure),
        Some(Amount::Length) => return LENGTH.have(measure),
        Some(Amount::Money) => return is_money(text, measure),
        _ => {}
    }
    let text = &without_compounds(text);
    let is_of_output = words!("产量 总产").end(without_bracket(text));
    is_named(text, measure)
        || COUNTED.iter().any(|(measures, words)| {
            measures.have(measure) && words.are_in(text) && !(is_of_output && ANIMALS.have(measure))
        })
}

/// Whether a header has a plain word for what is counted.
pub(crate) fn says_plainly(text: &str) -> bool {
    plain(text).or_else(|| Amount::said(text)).is_some()
}

/// Whether a header plainly speaks of another kind of thing than what the measure counts.
pub(crate) fn denies(text: &str, measure: &Measure) -> bool {
    let is_of_households = || {
        let is_of_others =
            words!("株数 头数 台数 套数 处数 座数 场数 场次 次数 件数 条数 床位数 项目数 项目数量")
                .end(without_bracket(text));
        is_of_others && measure.id.as_deref() == Some("{household}")
    };
    // 户数 is in no 株; households and firms are both called 户.
    let counts_others = || {
        let counter = without_bracket(text).strip_suffix('数');
        let counter = counter.filter(|of| words!("户 株 头 羽").have(of));
        let counted = counter.and_then(look_up).filter(|_| measure.dimension.as_deref() == Some("count"));
        let id = measure.id.as_deref().unwrap_or_default();
        counted.is_some_and(|one| one.id != id && !matches!(id, "{thing}" | "1" | "{enterprise}"))
    };
    let said = plain(text).or_else(|| Amount::said(text));
    said.is_some_and(|amount| !amount.may_be_in(measure))
        || is_of_households()
        || counts_others()
        || said == Some(Amount::Output) && measure.id.as_deref() == Some("{thing}")
}

/// Whether a header has words for things that are counted in other measures alone (植树 in 处). 亩产 is in 公斤 too.
pub(crate) fn speaks_of_another(text: &str, measure: &Measure) -> bool {
    let text = &without_compounds(text);
    let is_it = |name: &str| {
        let of = name.split_once('/').map_or(name, |(of, _)| of);
        [name, of].into_iter().filter_map(look_up).any(|known| Some(&known.id) == measure.id.as_ref())
    };
    let mut told = COUNTED.iter().filter(|(_, words)| words.are_in(text)).peekable();
    told.peek().is_some() && !told.any(|(measures, _)| measures.all().any(is_it))
}

/// What a header says by its plain word for what is counted, which leaves nothing open (道路绿化面积, 造林补助).
fn plain(text: &str) -> Option<Amount> {
    if is_of_persons(text) {
        Some(Amount::Persons)
    } else if is_paid(without_bracket(text)) {
        Some(Amount::Money)
    } else if text.contains("面积") {
        Some(Amount::Area)
    } else {
        (text.contains("长度") || text.contains("里程")).then_some(Amount::Length)
    }
}

/// Whether a name ends as those of persons do: 田长数, 网格员, 护林员人数.
fn is_of_persons(text: &str) -> bool {
    let mut bare = without_bracket(text);
    while let Some(shorter) = ["人数", "数量", "数", "配备"].iter().find_map(|end| bare.strip_suffix(end))
    {
        bare = shorter;
    }
    words!("员 田长 河长 林长 湖长 路长 街长 巷长 楼长 片长 组长 网格长 站长 校长 警长 教师 医师 医生 护士 学生 人才 社工 名额").end(bare)
}

/// Whether a name ends in what is paid. 外资 is in dollars too, and 低收入 says who is counted.
fn is_paid(bare: &str) -> bool {
    let is_other = || words!("外商 外资").are_in(bare) || bare.ends_with("低收入");
    (PAID.end(bare) || is_price(bare)) && !is_other()
}

/// Whether a head speaks of money in whole, or of who pays it: 补助资金, 中央, 县级配套; no 补助标准, which is for one.
pub(crate) fn is_paid_in_whole(text: &str) -> bool {
    let bare = without_bracket(text);
    let pays = || {
        words!(
            "中央 省 市 县 区 省级 市级 县级 区级 乡级 乡镇 镇级 村级 省财政 市财政 县财政 财政 配套 自筹 社会 银行 上级 本级 地方 衔接 一般债 专项债",
        )
        .end(bare)
    };
    !is_price(bare) && !words!("人均 户均 亩均 每 单位").are_in(bare) && (is_paid(bare) || pays())
}

/// Whether a name ends in what is paid for one: 个人缴费标准, 单价, 人均工资.
fn is_price(bare: &str) -> bool {
    let is_of_money = |of: &str| {
        of.is_empty() || words!("费 补 资 奖 薪 缴 筹 征 价 保 供养 救助 待遇 抚恤 优待 收入").are_in(of)
    };
    bare.strip_suffix("标准").is_some_and(is_of_money) || words!("单价 均价 工资 月薪 年薪").end(bare)
}

/// Money, and what is paid for one in money for one thing too: 元/人.
fn is_money(text: &str, measure: &str) -> bool {
    let is_quotient = || measure.split_once(['/', '／']).is_some_and(|(of, _)| MONEY.have(of));
    MONEY.have(measure) || is_price(without_bracket(text)) && is_quotient()
}

/// Whether a header holds the name of the measure itself. 亿元以上项目 are counted, and not in 亿元.
fn is_named(text: &str, measure: &str) -> bool {
    let mut characters = without_scale(measure).chars();
    if let (Some(one), None) = (characters.next(), characters.next())
        && matches!(one, '\u{4e00}'..='\u{9fff}')
    {
        return counts_in(without_bracket(text), one);
    }
    let is_threshold = |(at, _): &(usize, &str)| text[at + measure.len()..].starts_with(['以', '级']);
    text.match_indices(measure).any(|found| !is_threshold(&found))
}

/// Whether a name counts in a measure of one character: it ends in it (救助户) or in how many there are of it (处数, 台套数). Inside
/// other names it is likelier a part of a word (处理能力, 台账, 座谈会), but for few.
fn counts_in(bare: &str, measure: char) -> bool {
    const PARTS_OF_NO_OTHER: &str = "人户辆栋幢床艘";
    let is_other = || {
        words!(
            "专家 国家 企业家 单元 平台 码头 源头 龙头 人口 出口 进口 路口 比例 条例 时间 空间 车间 民间 单位 岗位 排名 提名 工期 周期 学期 股份 \
             年份 月份 部门 年度 制度 进度 力度 速度 程度 玉米 小米 大米 提升 地方 条件 软件 硬件 配套 场 注册 方 层次 档次 梯次",
        )
        .end(bare)
    };
    let is_counted = |(at, _): (usize, &str)| {
        let rest = &bare[at + measure.len_utf8()..];
        rest.is_empty() && !is_other() || rest.starts_with(['数', '次']) || rest.starts_with("套数")
    };
    PARTS_OF_NO_OTHER.contains(measure) && bare.contains(measure)
        || bare.match_indices(measure).map(|(at, _)| (at, "")).any(is_counted)
}

/// A name with a mark in the place of the compounds that could be taken for words that count: 个人, 户均. 种植大户 are counted,
/// and not what they sow.
fn without_compounds(text: &str) -> String {
    let text = words!("大户 户 合作社 企业 主体 基地").all().fold(text.to_owned(), |text, who| {
        if text.contains("种植") { text.replace(&format!("种植{who}"), who) } else { text }
    });
    COMPOUNDS.all().fold(text, |text, word| if text.contains(word) { text.replace(word, "·") } else { text })
}
