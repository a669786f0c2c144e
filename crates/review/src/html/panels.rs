//! The panels over the page: the chosen cell, the keys, the export. The script fills them.

use super::bilingual::both;
use crate::markup::{Markup, html};

/// The keys, and what they do.
const KEYS: [(&str, &str, &str); 10] = [
    ("j / k", "下一条、上一条发现", "next, previous finding"),
    ("n / p", "下一个、上一个附件", "next, previous annex"),
    ("↑ ↓ ← →", "在表格里移动", "move within a table"),
    ("a", "认可当前发现", "accept the finding"),
    ("c", "更正当前单元格", "correct the cell"),
    ("f", "回到发现列表", "back to the findings"),
    ("e", "导出决定", "export what was decided"),
    ("l", "中文 / English", "中文 / English"),
    ("?", "显示按键", "show the keys"),
    ("Esc", "关闭", "close"),
];

/// All panels.
pub(super) fn all() -> Markup {
    [chosen(), keys(), export()].into_iter().collect()
}

fn chosen() -> Markup {
    html!(
        r#"<aside id="chosen" aria-labelledby="chosen-title" hidden>
<h2 id="chosen-title">{}</h2>
<button class="close" type="button" data-do="close" aria-label="关闭 Close">×</button>
<p id="chosen-text" lang="zh-CN"></p>
<dl id="chosen-facts"></dl>
<form id="correction">
<p><label for="correction-text">{}</label><input id="correction-text" type="text" autocomplete="off" spellcheck="false"></p>
<p><label for="correction-reason">{}</label><input id="correction-reason" type="text" autocomplete="off"></p>
<p class="actions"><button type="submit" class="main">{}</button><button type="button" data-do="forget">{}</button></p>
</form>
</aside>"#,
        both("所选单元格", "Chosen cell"),
        both("应为", "Should be"),
        both("理由（可不填）", "Reason (optional)"),
        both("记下更正", "Keep the correction"),
        both("撤销更正", "Drop the correction"),
    )
}

fn keys() -> Markup {
    let rows = KEYS
        .iter()
        .map(|(key, zh, en)| html!("<div><dt><kbd>{}</kbd></dt><dd>{}</dd></div>", key, both(zh, en)));
    html!(
        r#"<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">{}</h2>
<dl>{}</dl>
<button type="button" data-do="close" class="main">{}</button>
</dialog>"#,
        both("按键", "Keys"),
        rows.collect::<Markup>(),
        both("关闭", "Close"),
    )
}

fn export() -> Markup {
    html!(
        r#"<dialog id="export" aria-labelledby="export-title">
<h2 id="export-title">{}</h2>
{}
{}
<button type="button" data-do="close">{}</button>
</dialog>"#,
        both("导出决定", "Export what was decided"),
        file(
            "corrections",
            &both("更正与认可", "Corrections and accepted findings"),
            "extract … --corrections"
        ),
        file("registry", &both("名录补丁", "Registry patch"), "units suggest --write DIR --patch"),
        both("关闭", "Close"),
    )
}

/// One file to export, to be read here, and how it is used.
fn file(name: &str, title: &Markup, flag: &str) -> Markup {
    html!(
        r#"<section aria-labelledby="{}-title">
<h3 id="{}-title">{}</h3>
<p class="hint">{} <code>fenjie {} <span id="{}-name"></span></code></p>
<textarea id="{}-toml" readonly rows="8" spellcheck="false" aria-labelledby="{}-title"></textarea>
<button type="button" data-do="save-{}" class="main">{}</button>
</section>"#,
        name,
        name,
        title,
        both("用法：", "Use:"),
        flag,
        name,
        name,
        name,
        name,
        both("下载", "Download"),
    )
}
