//! Fonts and CMaps: the first byte says which part of a font the others are, and a page shows all of its codes.

#![no_main]

use std::fmt::Write;

use fenjie_fuzz::{extract, pdf, stream};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&which, part)) = data.split_first() else { return };
    // Which of the fonts' streams the bytes are; the others are missing.
    let keys = ["FontFile", "FontFile2", "FontFile3", "ToUnicode", "Encoding", "CIDToGIDMap", "Widths"];
    let key = keys[usize::from(which) % keys.len()];
    let at = |wanted: &str| if key == wanted { format!("/{wanted} 8 0 R") } else { String::new() };
    let file = keys[..3].iter().map(|key| at(key)).collect::<String>();
    let (unicode, encoding, glyphs) = (at("ToUnicode"), at("Encoding"), at("CIDToGIDMap"));
    let encoding = if encoding.is_empty() { "/Encoding/Identity-H".to_owned() } else { encoding };
    let widths: Vec<String> =
        part.iter().take(2000).map(|byte| format!("{}", i32::from(*byte) * 257 - 99)).collect();
    let widths = if key == "Widths" { widths.join(" ") } else { String::new() };

    let mut content = String::from("BT 1 0 0 1 50 750 Tm ");
    for high in [0, 1, 2, 0x30, 0x4e, 0x81, 0xd8, 0xff] {
        let codes = (0..=255).fold(String::new(), |mut codes, low| {
            let _ = write!(codes, "{high:02x}{low:02x}");
            codes
        });
        let _ = write!(content, "/F1 5 Tf <{codes}> Tj T* /F2 5 Tf <{codes}> Tj ");
    }
    content += "ET";
    extract(&pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9000 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>"
            .to_vec(),
        stream("", content.as_bytes()),
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/A{encoding}{unicode}/DescendantFonts[<</Subtype/CIDFontType2\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[{widths}]{glyphs}/FontDescriptor 7 0 R>>]>>"
        )
        .into_bytes(),
        format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/B{unicode}/FirstChar 0/Widths[{widths}]/FontDescriptor 7 0 R>>"
        )
        .into_bytes(),
        format!("<</Type/FontDescriptor{file}>>").into_bytes(),
        stream("", part),
    ]));
});
