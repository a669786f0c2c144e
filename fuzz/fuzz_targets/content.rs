//! The lexer and the interpreter: the bytes are the content of a page, and of a form that the page may draw.

#![no_main]

use fenjie_fuzz::{extract, pdf, stream};
use libfuzzer_sys::fuzz_target;

const RESOURCES: &str = "/Resources<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<</X1 7 0 R/X2 8 0 R>>\
    /ExtGState<</G1<</ca 0.5/CA 0.5/LW 3/Font[5 0 R 9]>>>>/ColorSpace<</C1[/Separation/Black/DeviceGray null]>>>>";

fuzz_target!(|content: &[u8]| {
    let page =
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate 90/Contents 4 0 R{RESOURCES}>>");
    let font = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/GBK-EUC-H/DescendantFonts[<</Subtype\
        /CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1[500 600]7 9 250]>>]>>";
    let form = format!("/Subtype/Form/BBox[0 0 500 500]/Matrix[1 0 0 -1 3 700]{RESOURCES}");
    extract(&pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        stream("", content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        font.into(),
        stream(&form, content),
        stream("/Subtype/Image/Width 1/Height 1", b"x"),
    ]));
});
