//! The pictures of all pages in `docs/pictures`, taken anew: `make pictures`. They are to be looked at, so nothing is
//! compared.

#[expect(dead_code, reason = "the tests of the review page need more of it")]
#[path = "support/browser.rs"]
mod browser;
#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use browser::Browser;
use serde_json::json;
use support::{fenjie, path};

/// What is shown of a page.
struct View {
    name: &'static str,
    /// The page, by its name.
    of: &'static str,
    /// `light` or `dark`.
    scheme: &'static str,
    /// `zh` or `en`, where the page has both.
    language: &'static str,
    /// What a person does to see it, as a script.
    then: &'static str,
}

/// A window of a laptop.
const LAPTOP: (u32, u32) = (1280, 800);
/// A sheet of A4 paper, in pixels of 1/96 inch.
const PAPER: (u32, u32) = (794, 1123);

const fn view(
    name: &'static str,
    of: &'static str,
    [scheme, language]: [&'static str; 2],
    then: &'static str,
) -> View {
    View { name, of, scheme, language, then }
}

/// The views, by the names of their pictures. One whose name ends in `print` is as on paper.
const VIEWS: [View; 14] = [
    view("review-summary", "made-up-2024", ["light", "zh"], "document.getElementById('read').scrollTo(0, 0)"),
    view(
        "review-unit",
        "made-up-2024",
        ["dark", "en"],
        "go(cards.findIndex((card) => card.querySelector('form.unit .hint')))",
    ),
    view(
        "review-sums",
        "made-up-2024",
        ["dark", "zh"],
        "go(cards.findIndex((card) => card.querySelector('.sum')))",
    ),
    view(
        "review-readings",
        "narrow-columns.layout",
        ["light", "zh"],
        "go(cards.findIndex((card) => card.querySelector('.readings table')))",
    ),
    view(
        "review-changes",
        "made-up-2024",
        ["light", "en"],
        "document.getElementById('changes').scrollIntoView()",
    ),
    view(
        "review-annex",
        "made-up-2024",
        ["light", "en"],
        "goAnnex(document.getElementById('annex-2')); choose('a02-t1-r3c2', 'read')",
    ),
    view(
        "review-chart",
        "made-up-2024",
        ["dark", "zh"],
        "document.querySelector('#annex-2 details').open = true; goAnnex(document.getElementById('annex-2')); \
         choose('a02-t1-r5c2', 'read'); closePanels(); \
         document.querySelector('#annex-2 details').scrollIntoView({block: 'end'})",
    ),
    view(
        "review-export",
        "made-up-2024",
        ["light", "en"],
        "accept(cards[0]); document.querySelector('form.unit input').click(); openExport()",
    ),
    view("review-keys", "made-up-2024", ["dark", "zh"], "commands.keys()"),
    view("review-scan", "scan", ["light", "en"], "go(0)"),
    view("review-print", "made-up-2024", ["light", "zh"], ""),
    view("changes", "changes", ["light", ""], ""),
    view(
        "changes-annex",
        "changes",
        ["dark", ""],
        "[...document.querySelectorAll('h2')].find((h) => h.textContent.includes('税收收入')).scrollIntoView()",
    ),
    view("changes-print", "changes", ["light", ""], ""),
];

#[test]
#[ignore = "writes docs/pictures: make pictures, and look at them"]
fn pictures() {
    let folder = tempfile::tempdir().expect("there is room");
    let run = |arguments: &[&str]| {
        let mut run = fenjie();
        run.args(arguments).arg("-o").current_dir(path("")).stderr(Stdio::null());
        run
    };
    let previous = "fixtures/ok/qingpu-2023.pdf";
    let notice = "fixtures/ok/made-up-2024.pdf";
    for mut review in [
        run(&["review", notice, "--previous", previous]),
        run(&["review", "fixtures/ok/narrow-columns.layout.txt", "fixtures/err/scan.pdf"]),
    ] {
        review.arg(folder.path()).status().expect("the program runs");
    }
    let changes = folder.path().join("changes.html");
    run(&["diff", previous, notice, "--format", "html"]).arg(changes).status().expect("the program runs");

    let pictures = path("docs/pictures");
    fs::create_dir_all(&pictures).expect("it can be made");
    let mut browser = Browser::start(LAPTOP.0, LAPTOP.1).expect("Chromium is on this machine");
    for view in &VIEWS {
        let page: PathBuf = folder.path().join(format!("{}.html", view.of));
        let print = view.name.ends_with("print");
        let (width, height) = if print { PAPER } else { LAPTOP };
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        browser.call("Emulation.setDeviceMetricsOverride", size);
        let features = json!([{"name": "prefers-color-scheme", "value": view.scheme}]);
        let media = if print { "print" } else { "" };
        browser.call("Emulation.setEmulatedMedia", json!({"media": media, "features": features}));
        browser.open(&page);
        browser.eval("localStorage.clear()");
        browser.open(&page);
        browser.eval(&format!("typeof setLanguage === 'function' && setLanguage('{}')", view.language));
        browser.eval(view.then);
        // Pages are drawn when they come into sight.
        thread::sleep(Duration::from_secs(1));
        let shot = browser.call("Page.captureScreenshot", json!({"format": "webp", "quality": 45}));
        let shot = STANDARD.decode(shot["data"].as_str().expect("it is base64")).expect("it is base64");
        fs::write(pictures.join(format!("{}.webp", view.name)), shot).expect("it can be written");
    }
}
