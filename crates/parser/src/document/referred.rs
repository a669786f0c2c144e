//! The annexes that the letter names by their numbers: 任务分解见附件2, 附件1、附件3, 附件1至4.

use std::collections::BTreeSet;

use fenjie_model::{Annex, Code, Finding, ListedAnnex, Place, text};

/// No notice has more annexes; 附件2024 is none.
const MOST: u32 = 99;

/// The annexes that the letter names, where neither the list nor the notice has one of that number.
pub(super) fn missing(body: &[String], listed: &[ListedAnnex], annexes: &[Annex]) -> Vec<Finding> {
    // One without a number can be any of them.
    if annexes.iter().any(|annex| annex.number.is_none()) {
        return Vec::new();
    }
    let mut named: BTreeSet<u32> =
        body.iter().flat_map(|paragraph| numbers(&text::fold(paragraph))).collect();
    named.retain(|number| {
        !listed.iter().any(|entry| entry.number == *number)
            && !annexes.iter().any(|annex| annex.number == Some(*number))
    });
    let finding = |number| {
        let message = format!("the letter names annex {number}, which is neither listed nor there");
        Finding::new(Code::AnnexMissing, message, Place::annex(Some(number)))
    };
    named.into_iter().map(finding).collect()
}

/// The numbers of the annexes that a folded paragraph names as its notice's own.
fn numbers(paragraph: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for (at, word) in paragraph.match_indices("附件") {
        // 《…》附件2, 12号文件附件2, 原附件1 and 通知的附件3 are of other notices.
        if paragraph[..at].ends_with(['》', '号', '件', '原', '的', '中', '文']) {
            continue;
        }
        let mut rest = &paragraph[at + word.len()..];
        let Some((mut last, behind)) = number(rest) else { continue };
        if behind.starts_with(['份', '个', '张', '页', '项', '种', '年', '月', '.']) {
            continue;
        }
        found.push(last);
        rest = behind;
        // 附件1、2和3, 附件1至4; what goes on otherwise than with another mark is a number of something else.
        while let Some(mark) = rest.chars().next().filter(|c| "、和及与至到".contains(*c)) {
            let Some((next, behind)) = number(&rest[mark.len_utf8()..]) else { break };
            if next <= last || !behind.is_empty() && !behind.starts_with(|c| "、和及与,。;:)".contains(c))
            {
                break;
            }
            let from = if matches!(mark, '至' | '到') { last + 1 } else { next };
            found.extend(from..=next);
            (last, rest) = (next, behind);
        }
    }
    found
}

/// The number that a text begins with, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at_checked(digits)?;
    number.parse().ok().filter(|number| (1..=MOST).contains(number)).map(|number| (number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_annexes_in_a_letter() {
        for (paragraph, expected) in [
            ("详见附件1、附件2。现将任务(见附件3)下达给你们。", &[1, 2, 3][..]),
            ("见附件1、2、4,请执行。", &[1, 2, 4]),
            ("任务见附件2至5。", &[2, 3, 4, 5]),
            ("按附件1和3执行。", &[1]),
            ("按附件1-2分解。", &[1]),
            ("见附件1、3个镇先行。", &[1]),
            ("《考核办法》附件2、县政办发(2023)5号附件3和原附件4照旧。", &[]),
            ("报送附件2份,附件一并报送,附件:1.任务表", &[]),
            ("见附件2024年任务表。", &[]),
        ] {
            assert_eq!(numbers(paragraph), expected, "{paragraph}");
        }
    }

    #[test]
    fn an_annex_that_only_the_letter_names() {
        let body = ["任务见附件1、附件2和附件3。".to_owned()];
        let listed = [ListedAnnex { number: 2, part: None, title: "任务表".to_owned() }];
        let annex = Annex { number: Some(1), ..Annex::default() };
        let found = missing(&body, &listed, std::slice::from_ref(&annex));
        let told: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(told, ["the letter names annex 3, which is neither listed nor there"]);
        assert!(missing(&body, &listed, &[annex, Annex::default()]).is_empty());
    }
}
