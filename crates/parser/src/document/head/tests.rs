use super::super::tests::lines;
use super::{Head, read};

fn head(text: &str) -> Head {
    read(&lines(text), false)
}

const QINGPU: &str = "青浦区人民政府办公室文件\n青府办发〔2023〕4号\n青浦区人民政府办公室\n关于印发2023年经济和社会发\n展目标的通知\n各镇人民政府、街道办事处，\n各有关单位：\n　　现将目标印发给你们，请认真\n执行。\n　　第二段。\n　　附件：1. 甲表\n　　　　　2. 乙表\n青浦区人民政府办公室\n2023年2月6日\n（此件公开发布）\n附件1\n甲表";

#[test]
fn a_whole_head() {
    let head = head(QINGPU);
    assert_eq!(head.issuer.as_deref(), Some("青浦区人民政府办公室"));
    assert_eq!(head.doc_number.as_deref(), Some("青府办发〔2023〕4号"));
    assert_eq!(head.title.as_deref(), Some("青浦区人民政府办公室关于印发2023年经济和社会发展目标的通知"));
    assert_eq!(head.addressees, ["各镇人民政府", "街道办事处", "各有关单位"]);
    assert_eq!(head.body, ["现将目标印发给你们，请认真执行。", "第二段。", "（此件公开发布）"]);
    assert_eq!(head.listed.len(), 2);
    assert_eq!(head.signed_on.map(|date| date.to_string()).as_deref(), Some("2023-02-06"));
    assert_eq!(head.end, 15);
    assert_eq!(self::head(&QINGPU.replace("附件1\n甲表", "（附件1）\n甲表")).end, 15);
    assert_eq!((head.around.len(), head.unplaced.len(), head.findings.len()), (0, 0, 0));
}

#[test]
fn a_date_under_the_title() {
    let head = head(
        "中共甲县县委  甲县人民政府\n关于下达2023年目标的通知\n（2023年2月3日）\n甲委发〔2023〕5号\n各镇：\n　　现下达给你们。\n附件：1.甲表\n2.乙表",
    );
    assert_eq!(head.title.as_deref(), Some("中共甲县县委甲县人民政府关于下达2023年目标的通知"));
    assert_eq!(head.issuer.as_deref(), Some("中共甲县县委"));
    assert_eq!(head.signed_on.map(|date| date.to_string()).as_deref(), Some("2023-02-03"));
    assert_eq!(head.unplaced, []);
}

#[test]
fn several_issuers_by_their_number() {
    let head = head(
        "★\n甲市发展和改革局等5部门\n关于下达2024年任务的通知\n甲发改〔2024〕66号\n各乡镇：\n　　现下达。\n甲市发展和改革局　　甲市财政局\n甲市水利局\n2024年4月9日\n附件\n甲表",
    );
    assert_eq!(head.title.as_deref(), Some("甲市发展和改革局等5部门关于下达2024年任务的通知"));
    assert_eq!(head.issuer.as_deref(), Some("甲市发展和改革局"));
    assert_eq!(head.unplaced, []);
}

#[track_caller]
fn check_title(text: &str, title: &str, issuer: Option<&str>) {
    let head = head(text);
    assert_eq!(head.title.as_deref(), Some(title));
    assert_eq!(head.issuer.as_deref(), issuer);
    assert_eq!(head.unplaced, []);
}

#[test]
fn titles() {
    let title = "永春县人民政府关于下达2024年计划的通知";
    check_title("永春县人民政府 关于下达2024年计划的通知\n各镇：\n甲。", title, Some("永春县人民政府"));
    check_title(
        "永春县人民政府关于下达2024年计划的通知\n永政〔2024〕41号\n各镇：\n甲。",
        title,
        Some("永春县人民政府"),
    );
    // As the page's heading and over the notice.
    check_title(
        "永春县人民政府关于下达2024年计划的通知\n永春县人民政府文件\n永政〔2024〕41号\n永春县人民政府\n关于下达2024年计划的通知\n各镇：\n甲。",
        title,
        Some("永春县人民政府"),
    );
    check_title(
        "关于印发《2024年工作方案》\n的通知\n各镇：\n甲。\n附件：甲表\n汉源县农业农村局\n2024年1月2日",
        "关于印发《2024年工作方案》的通知",
        Some("汉源县农业农村局"),
    );
    check_title("永春县人民政府关\n于下达2024年\n计划的通知\n各镇：\n甲。", title, Some("永春县人民政府"));
    check_title("关于印发2024年重点工作方案\n的通知\n各镇：", "关于印发2024年重点工作方案的通知", None);
    check_title(
        "永政函〔2024〕1号\n永春县人民政府关于同意2024年计划的函\n县发改局：",
        "永春县人民政府关于同意2024年计划的函",
        Some("永春县人民政府"),
    );
}

#[test]
fn an_index_entry_says_the_title_too() {
    let entry = "索引号：0001/2024-00011\n标题：永春县人民政府关于下达2024年计划的通知\n发文字号：永政〔2024〕41号\n主题词：\n";
    check_title(
        &format!("{entry}永春县人民政府关于下达2024年计划的通知\n永政〔2024〕41号\n各镇：\n甲。"),
        "永春县人民政府关于下达2024年计划的通知",
        Some("永春县人民政府"),
    );
}

#[test]
fn red_heads() {
    let title = "关于下达2024年计划的通知";
    check_title(
        "甲县人民政府办公室\n甲政办函〔2024〕1号\n关于下达2024年计划的通知\n各镇：",
        title,
        Some("甲县人民政府办公室"),
    );
    check_title(
        "中共甲县委办公室\n甲县人民政府办公室\n文件\n甲办发〔2024〕1号\n关于下达2024年计划的通知\n各镇：",
        title,
        Some("中共甲县委办公室"),
    );
    check_title(
        "000001\n机密★1年\n特急\n甲县发展和改革局文件\n甲发改〔2024〕1号　　签发人：张三\n关于下达2024年计划的通知\n各镇：",
        title,
        Some("甲县发展和改革局"),
    );
}

#[test]
fn several_issuers() {
    let text = "甲市财政局　甲市发展和改革委员会\n关于下达2024年任务的函\n乙区：\n甲。\n甲市财政局\n甲市发展和改革委员会\n2024年1月2日";
    assert_eq!(head(text).issuer.as_deref(), Some("甲市财政局"));
    let text =
        "中共甲县委办公室　甲县人民政府办公室文件\n甲办〔2024〕1号\n关于下达2024年任务的通知\n乙区：\n甲。";
    let joint = head(text);
    assert_eq!(joint.issuer.as_deref(), Some("中共甲县委办公室"));
    let said: Vec<&str> = joint.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(said, ["the red head names more issuers behind the first: 甲县人民政府办公室"]);
    let text = "甲县人民政府办公室关于下达2024年任务的函\n乙区：\n甲。\n甲县人民政府\n2024年1月2日";
    assert_eq!(head(text).issuer.as_deref(), Some("甲县人民政府办公室"));
    let text = "乙区政府办关于下达2024年任务的通知\n各镇：\n甲。\n甲市乙区政府办\n2024年1月2日";
    assert_eq!(head(text).issuer.as_deref(), Some("甲市乙区政府办"));
}

#[test]
fn signatures() {
    let signed = |text: &str| head(text).signed_on.map(|date| date.to_string());
    assert_eq!(
        signed("关于甲的通知\n甲。\n永春县人民政府　　2024年4月4日\n附件1").as_deref(),
        Some("2024-04-04")
    );
    assert_eq!(
        signed("关于甲的通知\n甲。\n永春县人民政府\n二○二四年四月四日\n附件：1. 甲表\n2. 乙表\n附件1")
            .as_deref(),
        Some("2024-04-04")
    );
    assert_eq!(signed("关于甲的通知\n于2024年4月4日印发。\n附件1\n2024年4月5日"), None);
}

#[test]
fn lines_of_a_web_page() {
    let text = "首页>公开>文件\n关于甲的通知\n来源：政府办\n各镇：\n甲。\n2024年4月4日\n附件1";
    let web = read(&lines(text), true);
    assert_eq!(web.addressees, ["各镇"]);
    assert_eq!(web.around, [0, 2]);
    assert_eq!(read(&lines(text), false).unplaced, [0, 2]);
}

#[test]
fn paragraphs_by_the_margin() {
    let mut lines = lines("甲乙丙丁，\n戊己。\n庚。\n辛，\n壬。");
    for (line, x) in lines.iter_mut().zip([112.0, 80.0, 112.0, 112.0, 80.5]) {
        line.raw.at = fenjie_model::At::Page { page: 1, bbox: fenjie_model::Rect::new(x, 0.0, 500.0, 16.0) };
        line.raw.size = 16.0;
    }
    assert_eq!(super::paragraphs::paragraphs(lines.iter()), ["甲乙丙丁，戊己。", "庚。", "辛，壬。"]);
}

#[test]
fn addressees_over_two_lines() {
    assert_eq!(head("关于甲的通知\n现将计划通知如下：\n一、甲").addressees, [""; 0]);
    let head = head("关于下达计划的通知\n各镇人民政府，各有关单\n位：\n按照计划\n执行。");
    assert_eq!(head.addressees, ["各镇人民政府", "各有关单位"]);
    assert_eq!(head.title.as_deref(), Some("关于下达计划的通知"));
}

#[test]
fn damaged_number() {
    let head = head("永政[2024]41号\n关于甲的通知\n甲。");
    assert_eq!(head.doc_number.as_deref(), Some("永政[2024]41号"));
    assert_eq!(head.findings.len(), 1);
}

#[test]
fn who_signs_in_full_is_the_issuer() {
    for (title, signer, issuer) in [
        ("区政府办公室关于甲的通知", "景州市昌河区人民政府办公室", "景州市昌河区人民政府办公室"),
        ("县委办公室关于甲的通知", "中共昌河县委员会办公室", "中共昌河县委员会办公室"),
        ("昌河区人民政府办公室关于甲的通知", "昌河区财政局", "昌河区人民政府办公室"),
    ] {
        let text = format!("{title}\n各镇：\n甲。\n{signer}\n2024年4月4日\n附件1");
        assert_eq!(head(&text).issuer.as_deref(), Some(issuer), "{title}");
    }
}
