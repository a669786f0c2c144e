//! Files that are encrypted with an empty user password, as many offices do against changes, whole and damaged.

use fenjie_model::Code;
use fenjie_parser::pdf::Reader;
use fenjie_parser::{Options, Unreadable};

/// One page that shows Hello, by each kind of encryption; made by qpdf.
const FILES: [&[u8]; 4] = [
    include_bytes!("encrypted/rc4-40.pdf"),
    include_bytes!("encrypted/rc4-128.pdf"),
    include_bytes!("encrypted/aes-128.pdf"),
    AES_256,
];
const AES_256: &[u8] = include_bytes!("encrypted/aes-256.pdf");

fn read(bytes: &[u8]) -> Result<(String, Vec<Code>), Unreadable> {
    let mut reader = Reader::open(bytes, &Options::default())?;
    let pages: Vec<_> = (1..=reader.page_count()).map(|number| reader.page(number)).collect();
    let text = pages.iter().flat_map(|page| &page.glyphs).map(|glyph| glyph.ch).collect();
    Ok((text, reader.finish()?.iter().map(|finding| finding.code).collect()))
}

fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).position(|window| window == wanted).expect("it is in the file")
}

#[test]
fn every_kind_is_read() {
    for bytes in FILES {
        assert_eq!(read(bytes), Ok(("Hello".to_owned(), Vec::new())));
    }
}

#[test]
fn what_is_torn_is_decrypted_too() {
    for bytes in FILES {
        let mut torn = bytes.to_vec();
        // A byte that no dictionary has, in that of the page.
        let at = find(bytes, b"/MediaBox [ ") + b"/MediaBox [".len();
        torn[at] = 1;
        let (text, codes) = read(&torn).expect("it can be read");
        assert_eq!(text, "Hello");
        assert!(codes.contains(&Code::FileDamaged), "{codes:?}");
    }
}

#[test]
fn a_cut_off_file_is_read_as_long_as_its_key_is_there() {
    let table = find(AES_256, b"\nxref");
    let (text, codes) = read(&AES_256[..table]).expect("it can be read");
    assert_eq!(text, "Hello");
    assert!(codes.contains(&Code::FileDamaged), "{codes:?}");
}

#[test]
fn a_cut_off_file_without_its_key_is_said_and_never_wrong() {
    for bytes in FILES {
        let key = find(bytes, b"/Standard");
        match read(&bytes[..key - 200]) {
            Ok((text, codes)) => {
                assert_eq!(text, "");
                assert!(codes.contains(&Code::FileDamaged), "{codes:?}");
            }
            Err(error) => assert!(matches!(error, Unreadable::Broken(_)), "{error}"),
        }
    }
}
