//! `fenjie review` in a browser: opened, walked by keys, decided, exported, and applied.

#[path = "support/browser.rs"]
mod browser;
#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use browser::Browser;
use serde_json::{Value, json};
use support::{fenjie, path};

const NOTICE: &str = "fixtures/ok/made-up-2024.pdf";
const PREVIOUS: &str = "fixtures/ok/qingpu-2023.pdf";
/// A cell of a breakdown table.
const CELL: &str = "a02-t1-r3c2";

/// Reviews a file and gives the page.
fn reviewed(file: &str, folder: &Path, more: &[&str]) -> PathBuf {
    let run = fenjie().args(["review", file, "-o"]).arg(folder).args(more).current_dir(path("")).output();
    let run = run.expect("the program runs");
    assert_ne!(run.status.code(), Some(2), "{}", String::from_utf8_lossy(&run.stderr));
    let page = folder.join(Path::new(file).file_stem().expect("a file has a name")).with_extension("html");
    assert!(page.is_file(), "{}", page.display());
    page
}

fn extracted(arguments: &[&str]) -> Value {
    let run =
        fenjie().arg("extract").args(arguments).current_dir(path("")).output().expect("the program runs");
    serde_json::from_slice(&run.stdout).expect("it is JSON")
}

#[expect(clippy::print_stderr, reason = "a test that cannot run says so")]
fn browser() -> Option<Browser> {
    let browser = Browser::start(1440, 900);
    if browser.is_none() {
        eprintln!("skipped: no Chromium on this machine");
    }
    browser
}

/// The text of a file that the browser saves.
fn saved(file: &Path) -> String {
    for _ in 0..100 {
        if let Ok(text) = fs::read_to_string(file)
            && !text.is_empty()
        {
            return text;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("{} was not saved", file.display());
}

#[test]
fn a_person_walks_decides_exports_and_the_next_run_applies() {
    let folder = tempfile::tempdir().expect("there is room");
    let page = reviewed(NOTICE, folder.path(), &["--previous", PREVIOUS]);
    let size = fs::metadata(&page).expect("it is there").len();
    assert!(size < 8 << 20, "{size} bytes are too many");
    let Some(mut browser) = browser() else { return };
    let allowed = json!({"behavior": "allow", "downloadPath": folder.path()});
    browser.call("Page.setDownloadBehavior", allowed);
    browser.open(&page);

    // Every finding can be walked to.
    let cards = browser.eval("document.querySelectorAll('.finding').length").as_u64().expect("a number");
    let document = extracted(&[NOTICE]);
    assert_eq!(cards as usize, document["findings"].as_array().expect("a list").len());
    for at in 0..cards {
        browser.press("j");
        let focused =
            browser.eval("[...document.querySelectorAll('.finding')].indexOf(document.activeElement)");
        assert_eq!(focused, json!(at));
    }
    // The first stands where its cell is chosen on both sides.
    browser.press("j");
    assert_eq!(browser.eval("document.querySelectorAll('.chosen').length"), json!(2));
    browser.press("a");
    assert_eq!(
        browser.eval("document.querySelector('.finding [data-do=accept]').ariaPressed"),
        json!("true")
    );

    // Annexes and help.
    browser.press("n");
    let annex = browser.eval("document.activeElement.id");
    assert_eq!(annex, json!("annex-1"));
    browser.press("?");
    assert_eq!(browser.eval("document.getElementById('keys').open"), json!(true));
    browser.press("Escape");
    assert_eq!(browser.eval("document.getElementById('keys').open"), json!(false));

    // A cell chosen on the page shows in the table, and is corrected there.
    browser.click(&format!("#b-{CELL}"));
    let chosen = browser.eval("document.querySelector('table.read .chosen').id");
    assert_eq!(chosen, json!(format!("c-{CELL}")));
    let printed = browser.eval("document.querySelector('table.read .chosen .text').textContent");
    browser.press("c");
    browser.write("12345.6");
    browser.press("Enter");
    let corrected = browser.eval("document.querySelector('table.read ins').textContent");
    assert_eq!(corrected, json!("12345.6"));

    // Every unknown unit is told: a likely rename where there is one, else a new unit.
    let decide = "document.querySelectorAll('form.unit').forEach((form) => \
        (form.querySelector('p:has(.hint) input') ?? form.querySelector('[value=new]')).click())";
    browser.eval(decide);
    let units = browser.eval("document.querySelectorAll('form.unit').length").as_u64().expect("a number");

    // Both languages.
    let shown = "getComputedStyle(document.querySelector('#findings-title .zh')).display !== 'none'";
    let before = browser.eval(shown);
    browser.eval("document.activeElement.blur()");
    browser.press("l");
    assert_ne!(browser.eval(shown), before);

    // What was decided is still there when the page is opened again.
    browser.open(&page);
    assert_eq!(
        browser.eval("document.getElementById('decided').textContent"),
        json!((units + 2).to_string())
    );

    browser.press("e");
    browser.click("[data-do=save-corrections]");
    let corrections = folder.path().join("made-up-2024.corrections.toml");
    let toml = saved(&corrections);
    assert!(toml.contains("text = \"12345.6\""), "{toml}");
    browser.click("[data-do=save-registry]");
    let patch = folder.path().join("made-up-2024.registry.toml");
    let toml_of_units = saved(&patch);
    assert!(toml_of_units.contains("[[rename]]") && toml_of_units.contains("[[new]]"), "{toml_of_units}");

    assert_eq!(browser.complaints, Vec::<String>::new());
    let elsewhere =
        browser.requests.iter().filter(|url| !url.starts_with("file:") && !url.starts_with("blob:"));
    assert_eq!(elsewhere.filter(|url| !url.starts_with("data:")).count(), 0);

    let document = extracted(&[NOTICE, "--corrections", corrections.to_str().expect("a name")]);
    let tables = document["annexes"][1]["tables"][0]["cells"].as_array().expect("a list").clone();
    let cell = tables.iter().find(|cell| cell["row"] == 3 && cell["col"] == 2).expect("the cell");
    assert_eq!(cell["text"], "12345.6");
    assert_eq!(cell["printed"], printed);
    let findings = document["findings"].as_array().expect("a list");
    assert!(findings.iter().any(|finding| finding["accepted"] == true), "{toml}");
    assert!(!findings.iter().any(|finding| finding["code"] == "correction-stale"), "{toml}");

    // A registry that learned what the page exported knows every unit.
    let registry = folder.path().join("registry");
    let taught =
        fenjie().args(["units", "suggest", "--patch"]).arg(&patch).arg("--write").arg(&registry).output();
    let taught = taught.expect("the program runs");
    assert!(taught.status.success(), "{}", String::from_utf8_lossy(&taught.stderr));
    let document = extracted(&[NOTICE, "--registry", registry.to_str().expect("a name")]);
    let unknown =
        document["findings"].as_array().expect("a list").iter().filter(|f| f["code"] == "unit-unknown");
    assert_eq!(unknown.map(|finding| &finding["message"]).collect::<Vec<_>>(), Vec::<&Value>::new());
}

/// Saves a file that the page exports, by its name there, and gives it.
fn exported(browser: &mut Browser, folder: &Path, which: &str, file: &str) -> PathBuf {
    let allowed = json!({"behavior": "allow", "downloadPath": folder});
    browser.call("Page.setDownloadBehavior", allowed);
    browser.press("e");
    browser.click(&format!("[data-do=save-{which}]"));
    let file = folder.join(format!("{file}.{which}.toml"));
    saved(&file);
    file
}

#[test]
fn a_draft_that_the_page_corrects_leaves_no_unknown_unit() {
    let folder = tempfile::tempdir().expect("there is room");
    let registry = folder.path().join("registry");
    fs::create_dir(&registry).expect("it can be made");
    let notice = "fixtures/ok/plan-with-sections.pdf";
    let drafted =
        fenjie().args(["registry", "new", "--region", "350525", notice]).current_dir(path("")).output();
    let drafted = String::from_utf8(drafted.expect("the program runs").stdout).expect("it is UTF-8");
    // A draft that lacks every third unit.
    let (head, units) = drafted.split_once("[[unit]]").expect("it drafts units");
    let kept = units.split("[[unit]]").enumerate().filter(|(i, _)| i % 3 != 0);
    let lacking = kept.fold(head.to_owned(), |draft, (_, unit)| format!("{draft}[[unit]]{unit}"));
    fs::write(registry.join("drafted.toml"), lacking).expect("it can be written");
    let registry = registry.to_str().expect("a name");

    let unknown = || {
        let document = extracted(&[notice, "--registry", registry]);
        let findings = document["findings"].as_array().expect("a list").iter();
        findings.filter(|finding| finding["code"] == "unit-unknown").count()
    };
    assert!(unknown() > 2, "{}", unknown());
    let page = reviewed(notice, folder.path(), &["--registry", registry]);
    let Some(mut browser) = browser() else { return };
    browser.open(&page);
    let forms = browser.eval("document.querySelectorAll('form.unit').length");
    assert_eq!(forms, json!(unknown()));
    browser.eval("document.querySelectorAll('form.unit [value=new]').forEach((input) => input.click())");
    let patch = exported(&mut browser, folder.path(), "registry", "plan-with-sections");
    let taught =
        fenjie().args(["units", "suggest", "--patch"]).arg(&patch).args(["--write", registry]).output();
    let taught = taught.expect("the program runs");
    assert!(taught.status.success(), "{}", String::from_utf8_lossy(&taught.stderr));
    assert_eq!(unknown(), 0);
}

/// The notice of the year after, in which two towns are one.
fn with_towns_merged(text: &str, [one, other]: [&str; 2], whole: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.replace("2023", "2024").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let before: Vec<String> =
            lines.last().map(|line| line.split('\t').map(str::to_owned).collect()).unwrap_or_default();
        if cells[0] == other && before[0] == whole && cells.len() > 1 {
            let sum = |(a, b): (&String, &&str)| match (a.parse::<f64>(), b.parse::<f64>()) {
                (Ok(a), Ok(b)) => format!("{:.1}", a + b),
                _ => a.clone(),
            };
            let last = lines.len() - 1;
            lines[last] = before.iter().zip(&cells).map(sum).collect::<Vec<_>>().join("\t");
            continue;
        }
        let renamed = cells.iter().map(|cell| if *cell == one { whole } else { *cell });
        // A group of a folded table whose name is a dash tells nothing.
        let left = renamed.map(|cell| if cell == other && cells.len() > 1 { "—" } else { cell });
        lines.push(left.collect::<Vec<_>>().join("\t"));
    }
    lines.join("\n")
}

#[test]
fn a_likely_merger_is_decided_on_the_page() {
    let folder = tempfile::tempdir().expect("there is room");
    let previous = "fixtures/ok/qingpu-2023.txt";
    let text = fs::read_to_string(path(previous)).expect("the fixture is there");
    let notice = folder.path().join("merged.txt");
    fs::write(&notice, with_towns_merged(&text, ["练塘镇", "金泽镇"], "练泽镇")).expect("it can be written");
    let notice = notice.to_str().expect("a name");
    let page = reviewed(notice, folder.path(), &["--previous", previous]);
    let Some(mut browser) = browser() else { return };
    browser.open(&page);
    let changes = browser.eval("document.querySelector('#changes').textContent");
    assert!(changes.as_str().is_some_and(|told| told.contains("练塘镇、金泽镇 → 练泽镇")), "{changes}");
    browser.eval("document.querySelector('form.unit[data-name=练泽镇] [value^=merger]').click()");
    let patch = exported(&mut browser, folder.path(), "registry", "merged");
    let toml = fs::read_to_string(&patch).expect("it is saved");
    let told =
        "[[merger]]\nunits = [\"310118/liantang\", \"310118/jinze\"]\ninto = \"练泽镇\"\nlast = 2023\n";
    assert!(toml.contains("[[new]]\nname = \"练泽镇\"\n") && toml.contains(told), "{toml}");

    let registry = folder.path().join("registry");
    let taught =
        fenjie().args(["units", "suggest", "--patch"]).arg(&patch).arg("--write").arg(&registry).output();
    let taught = taught.expect("the program runs");
    assert!(taught.status.success(), "{}", String::from_utf8_lossy(&taught.stderr));
    let document = extracted(&[notice, "--registry", registry.to_str().expect("a name")]);
    let findings = document["findings"].as_array().expect("a list");
    assert!(!findings.iter().any(|finding| finding["code"] == "unit-unknown"), "{toml}");
}

#[test]
fn of_findings_alike_the_accepted_one_is_accepted() {
    let folder = tempfile::tempdir().expect("there is room");
    let text = fs::read_to_string(path("fixtures/err/annex-missing.txt")).expect("the fixture is there");
    // Two lines of the body in which a character is lost.
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let body: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].ends_with('。')).take(2).collect();
    body.iter().for_each(|i| lines[*i].push('\u{fffd}'));
    let file = folder.path().join("lost.txt");
    fs::write(&file, lines.join("\n")).expect("it can be written");
    let file = file.to_str().expect("a name");
    let page = reviewed(file, folder.path(), &[]);
    let Some(mut browser) = browser() else { return };
    browser.open(&page);
    let second = body[1] + 1;
    browser.eval(&format!("accept(cards.find((card) => findingOf(card).line === {second}))"));
    let corrections = exported(&mut browser, folder.path(), "corrections", "lost");
    let document = extracted(&[file, "--corrections", corrections.to_str().expect("a name")]);
    let findings = document["findings"].as_array().expect("a list").iter();
    let accepted: Vec<_> = findings
        .filter(|finding| finding["accepted"] == true)
        .map(|finding| &finding["at"]["line"])
        .collect();
    assert_eq!(accepted, [&json!(second)]);
}

#[test]
fn a_scan_has_a_page_of_its_pictures() {
    let folder = tempfile::tempdir().expect("there is room");
    let run = fenjie()
        .args(["review", "fixtures/err/scan.pdf", "-o"])
        .arg(folder.path())
        .current_dir(path(""))
        .output();
    let run = run.expect("the program runs");
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(said.contains("its one page is a picture; run character recognition"), "{said}");
    let html = fs::read_to_string(folder.path().join("scan.html")).expect("the page is there");
    assert!(html.contains("PDF 没有文字：唯一的一页是图片"), "the finding is told");
    assert!(html.contains("请先做文字识别（OCR）"), "the advice is told");
    assert!(html.contains("<image "), "the picture is drawn");
}

#[test]
fn the_page_has_landmarks_labels_and_a_print() {
    let folder = tempfile::tempdir().expect("there is room");
    let page = reviewed("fixtures/ok/units-across.pdf", folder.path(), &[]);
    let Some(mut browser) = browser() else { return };
    browser.open(&page);
    let nodes = browser.call("Accessibility.getFullAXTree", json!({}))["nodes"].clone();
    let nodes = nodes.as_array().expect("a list");
    let role = |role: &str| nodes.iter().filter(|node| node["role"]["value"] == role).count();
    for landmark in ["banner", "navigation", "main", "status"] {
        assert_eq!(role(landmark), 1, "{landmark}");
    }
    let nameless = nodes.iter().filter(|node| {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let asks = ["button", "textbox", "combobox", "radio", "checkbox", "link", "region", "dialog"];
        asks.contains(&role) && node["name"]["value"].as_str().unwrap_or_default().is_empty()
    });
    assert_eq!(nameless.map(Value::to_string).next(), None);
    let wide =
        "document.documentElement.scrollWidth > innerWidth || document.body.scrollHeight > innerHeight";
    for width in [1440, 1100, 700] {
        let size = json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        browser.call("Emulation.setDeviceMetricsOverride", size);
        assert_eq!(browser.eval(wide), json!(false), "the window scrolls at {width} pixels");
    }
    browser.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    let hidden = "getComputedStyle(document.getElementById('printed')).display";
    assert_eq!(browser.eval(hidden), json!("none"));
}

#[test]
fn what_a_notice_prints_is_text_and_nothing_else() {
    let folder = tempfile::tempdir().expect("there is room");
    let evil = "</script><script>document.title='x'</script><img src=x onerror=document.title='x'>";
    let text = fs::read_to_string(path("fixtures/err/annex-missing.txt")).expect("the fixture is there");
    let file = folder.path().join("evil.txt");
    fs::write(&file, text.replace("赵巷镇", &format!("赵巷镇{evil}"))).expect("it can be written");
    let page = reviewed(file.to_str().expect("a name"), folder.path(), &[]);
    let html = fs::read_to_string(&page).expect("it is there");
    assert!(!html.contains("<img src=x"), "the notice's text is markup");
    let Some(mut browser) = browser() else { return };
    browser.open(&page);
    assert_ne!(browser.eval("document.title"), json!("x"));
    assert_eq!(browser.complaints, Vec::<String>::new());
    // The line is chosen with its cell.
    browser.click(".line[data-c]");
    assert_eq!(browser.eval("document.querySelectorAll('.chosen').length > 1"), json!(true));
}

/// Elements of the drawing stand in pairs, whatever the file does.
#[test]
fn damaged_files_give_a_page_or_a_reason() {
    let folder = tempfile::tempdir().expect("there is room");
    let whole = fs::read(path("fixtures/ok/units-across.pdf")).expect("the fixture is there");
    let cut = (1..8).map(|eighths| whole[..whole.len() * eighths / 8].to_vec());
    let flipped = (0..16_usize).map(|seed| {
        let mut bytes = whole.clone();
        for at in (seed * 37 + 100..bytes.len()).step_by(1500 + seed * 100) {
            bytes[at] ^= 0x15;
        }
        bytes
    });
    let files: Vec<_> = cut
        .chain(flipped)
        .enumerate()
        .map(|(i, bytes)| {
            let file = folder.path().join(format!("{i}.pdf"));
            fs::write(&file, bytes).expect("it can be written");
            file
        })
        .collect();
    let run =
        fenjie().arg("review").args(&files).arg("-o").arg(folder.path()).output().expect("the program runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(!said.contains("a bug in fenjie"), "{said}");
    let mut pages = 0;
    for file in &files {
        let Ok(html) = fs::read_to_string(file.with_extension("html")) else { continue };
        pages += 1;
        let groups = html.matches("<g>").count() + html.matches("<g ").count();
        assert_eq!(groups, html.matches("</g>").count(), "{}", file.display());
        assert!(html.ends_with("</html>\n"), "{}", file.display());
    }
    assert!(pages > 5, "{pages} pages; {said}");
}

#[test]
fn a_page_that_cannot_be_drawn_says_so() {
    let folder = tempfile::tempdir().expect("there is room");
    let page = reviewed("fixtures/err/cut-off.pdf", folder.path(), &[]);
    let html = fs::read_to_string(page).expect("it is there");
    assert!(html.contains("No picture of this page"), "the page has no remark");
    assert!(html.contains("<text class=\"seen\""), "the text that was read is not shown");
}
