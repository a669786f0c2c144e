//! The interface in 中文 and English.

use fenjie_model::{Code, Severity};

use crate::markup::{Markup, html};

/// A text in both languages.
pub(super) fn both(zh: &str, en: &str) -> Markup {
    html!(r#"<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>"#, zh, en)
}

/// A severity.
pub(super) fn severity(severity: Severity) -> Markup {
    match severity {
        Severity::Error => both("错误", "error"),
        Severity::Warning => both("警告", "warning"),
        Severity::Info => both("提示", "note"),
    }
}

/// What a code means, in a phrase.
pub(super) fn meaning(code: Code) -> Markup {
    let en = code.meaning().trim().trim_end_matches('.');
    both(in_chinese(code), en)
}

fn in_chinese(code: Code) -> &'static str {
    match code {
        Code::PageWithoutText => "整页是图片，没有文字",
        Code::PictureUnread => "图片占了大半页，其内容没有读取",
        Code::FontWithoutUnicode => "字体没有说明字符的编码",
        Code::FontContradicts => "字体所说的字符与所画的不同",
        Code::InvisibleText => "页面里有不显示的文字",
        Code::TextStruckOut => "有文字被划掉，旁边没有别的文字时才读取",
        Code::TextOffPage => "有文字在页面边界之外，没有读取",
        Code::LayerHidden => "图层已关闭，没有读取",
        Code::FieldUnread => "表单域或批注没有读取",
        Code::LimitReached => "达到上限，其后没有读取",
        Code::FileDamaged => "文件损坏，只读到可读之处",
        Code::FileRepaired => "文件结构有误，已完整修复",
        Code::TextUndecodable => "有字节不属于该编码",
        Code::Unaccounted => "有文字既不在表格也不在正文",
        Code::TableAmbiguous => "表格有不止一种读法",
        Code::CellsStacked => "单元格上下排列，看不出行列",
        Code::TableJoined => "跨页的表格或行已拼接",
        Code::CellOverflow => "文字越过了表格线，或单元格遮住了部分文字",
        Code::RolesUnclear => "表格行列的含义不明",
        Code::AnnexUnlabelled => "附件没有编号标签",
        Code::AnnexUnnumbered => "附件既无标签也不在目录",
        Code::AnnexMissing => "目录所列或正文提到的附件未找到",
        Code::AnnexUnlisted => "附件不在目录里",
        Code::TitleDiffers => "附件标题与目录不同",
        Code::AnnexWithoutTable => "附件没有表格",
        Code::TableOutsideAnnex => "表格不属于任何附件",
        Code::HeadIncomplete => "公文首部不全",
        Code::DocNumberForm => "发文字号的括号不合国标",
        Code::NotANotice => "不像一份公文",
        Code::UnitUnknown => "名录不认识的单位",
        Code::UnitAmbiguous => "单位名称对应两个条目",
        Code::IndicatorUnknown => "名录不认识的指标",
        Code::MeasureUnknown => "名录不认识的计量单位",
        Code::MeasureMissing => "数字没有计量单位",
        Code::ValueUnclear => "数值读法不明",
        Code::TotalDiffers => "合计与各部分之和不符",
        Code::LinkDiffers => "两处给出的目标不同",
        Code::IdentityDiffers => "表内等式不成立",
        Code::PartExceeds => "其中数大于总数",
        Code::SerialGap => "序号缺失或重复",
        Code::RegionUnknown => "发文机关所属区域不明",
        Code::Corrected => "单元格已由人更正",
        Code::CorrectionStale => "更正或认可与读到的不符",
        Code::CorrectionsForeign => "更正属于另一份公文",
    }
}
