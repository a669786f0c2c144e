//! What a body grows, treats, takes in or does: over columns such words part what is told of it, and name no part of it.

use fenjie_model::text::{fold, is_numeral};

use super::{Words, without_bracket, words};

/// 水稻, 内资, 门诊, 人工, 一期: what is told of a body, or how far it is.
pub(crate) fn is_aspect(text: &str) -> bool {
    let folded = fold(text);
    let bare = without_bracket(&folded);
    CROPS.end(bare)
        || [CAPITAL, PERSONS, DONE, PLACED].into_iter().any(|words| words.have(bare))
        || is_phase(bare)
}

static CROPS: &Words = words!(
    "水稻 早稻 中稻 晚稻 小麦 玉米 大豆 花生 油菜 油菜籽 油料 粮食 粮油 马铃薯 土豆 红薯 薯类 杂粮 杂豆 高粱 谷子 荞麦 青稞 棉花 甘蔗 甜菜 烟叶 烤烟 \
     蔬菜 瓜果 西瓜 水果 苹果 柑橘 茶叶 油茶 药材 中药材 食用菌 香菇 木耳 橡胶 生猪 肉牛 奶牛 肉羊 家禽 水产 牧草 \
     乔木 灌木 经济林 公益林 商品林 用材林 苗木",
);

static CAPITAL: &Words = words!(
    "内资 外资 民资 国资 港资 台资 合资 独资 民企 国企 央企 外企 自筹 财政 贷款 债券 国债 专项债 非税 涉农 小微"
);

static PERSONS: &Words = words!(
    "特困 低保 代养 自费 孤儿 弃婴 失能 半失能 自理 残疾 老人 老年人 儿童 妇女 学生 职工 居民 农民 党员 干部 脱贫户 监测户",
);

static DONE: &Words = words!(
    "人工 飞播 封育 封山育林 造林 抚育 育苗 补植 改培 采伐 管护 门诊 急诊 住院 体检 接种 手术 康复 救助 帮扶 培训 就业 创业 维权 \
     治安 刑事 户籍 交通 交警 禁毒 消防 矫正 帮教 调解 外借 阅览 演出 参观 展览 讲座 招商 引资 签约 开工 竣工 投产 在建 储备 \
     种植 养殖 加工 播种 收获 出栏 存栏 生产 销售 出口 进口 内销 税收 社保 关税 治理 整治 养护 维修",
);

/// Of which level a thing is, and on which side of a border.
static PLACED: &Words = words!(
    "国家级 省级 市级 县级 区级 镇级 村级 区内 区外 县内 县外 市内 市外 省内 省外 境内 境外 山区 平原 丘陵"
);

/// 一期, 第二批, 三阶段.
fn is_phase(text: &str) -> bool {
    let number = words!("期工程 期 批 批次 阶段").before(text).map(|number| number.trim_start_matches('第'));
    let is_number = |c: char| is_numeral(c) || c.is_ascii_digit() || matches!(c, '首' | '本' | '上' | '下');
    number.is_some_and(|number| !number.is_empty() && number.chars().all(is_number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_a_body() {
        for word in ["水稻", "冬小麦", "内资", "门诊", "人工", "一期", "第二批", "2期", "特困", "治安"]
        {
            assert!(is_aspect(word), "{word}");
        }
        for name in ["褡裢", "高新", "物流", "东风", "城关所", "学期", "期", "批", "山东", "东批"]
        {
            assert!(!is_aspect(name), "{name}");
        }
    }
}
