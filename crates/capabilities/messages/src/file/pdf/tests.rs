//! PDFs that could do something by themselves, and those that are only letters.

use super::*;
use miniz_oxide::deflate::compress_to_vec_zlib;

/// A document with these objects.
fn document(objects: &[&[u8]]) -> Vec<u8> {
    let mut all = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        all.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        all.extend_from_slice(object);
        all.extend_from_slice(b"\nendobj\n");
    }
    all.extend_from_slice(b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");
    all
}

/// A packed part, with what stands before it.
fn packed(head: &str, content: &[u8]) -> Vec<u8> {
    let bytes = compress_to_vec_zlib(content, 6);
    let mut all = format!("<< {head} /Length {} >>\nstream\r\n", bytes.len()).into_bytes();
    all.extend_from_slice(&bytes);
    all.extend_from_slice(b"\r\nendstream");
    all
}

const CATALOG: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";

fn refused(objects: &[&[u8]]) -> Option<WrongFile> {
    pdf(&document(objects)).err()
}

#[test]
fn a_letter_is_kept_as_it_came() {
    let page = packed("/Filter /FlateDecode", b"BT /F1 12 Tf (Dear Ruth) Tj ET");
    let tree = packed(
        "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
        b"3 0 << /Type /Page /Annots [ << /S /URI /URI (https://bus.example) >> ] >>",
    );
    let letter = document(&[CATALOG, &page, &tree]);
    let ready = pdf(&letter).unwrap();
    assert_eq!(ready.bytes, letter);
    assert_eq!(ready.kind, KindV1::Pdf);
    // Written in another way, with nothing in it packed: that is unusual, and fine.
    let old = packed("/Filter [/ASCII85Decode /FlateDecode]", b"BT ET");
    assert_eq!(refused(&[CATALOG, &old]), None);
}

#[test]
fn what_acts_by_itself_is_refused_however_it_is_written() {
    for name in ACTIVE {
        let name = std::str::from_utf8(name).unwrap();
        let plain = format!("<< /OpenAction << /S /{name} /JS (app.alert\\(1\\)) >> >>");
        assert_eq!(
            refused(&[CATALOG, plain.as_bytes()]),
            Some(WrongFile::Active),
            "{name}"
        );
    }
    let numbers = b"<< /S /J#61vaScript#20 /Next << /S/#4cAUNCH /S /#4caunc#68 >> >>";
    assert_eq!(refused(&[CATALOG, numbers]), Some(WrongFile::Active));
    let hidden = packed(
        "/Type /ObjStm /Filter /FlateDecode",
        b"4 0 << /S /JavaScript >>",
    );
    assert_eq!(refused(&[CATALOG, &hidden]), Some(WrongFile::Active));
    let nameless = packed("/Filter /Fl#61teDecode", b"4 0 << /S /JavaScript >>");
    assert_eq!(refused(&[CATALOG, &nameless]), Some(WrongFile::Active));
    // A longer name that only begins so is another one.
    assert_eq!(refused(&[CATALOG, b"<< /LaunchPad /SoundOfRain >>"]), None);
}

#[test]
fn what_leads_out_by_itself_is_refused_and_a_link_that_someone_presses_is_not() {
    let link = b"<< /Type /Annot /A << /S /URI /URI (https://bus.example) >> >>";
    let place = b"<< /Type /Catalog /OpenAction [3 0 R /Fit] /Pages 2 0 R >>";
    let opens = b"<< /Type /Catalog /OpenAction 7 0 R /Pages 2 0 R >>";
    let turns = b"<< /Type /Page /AA << /O 7 0 R >> >>";
    let written = b"<< /Type /Catalog /Open#41ction 7 0 R >>";
    let hidden = packed("/Type /ObjStm /Filter /FlateDecode", link);
    for kept in [
        &[CATALOG, &link[..]][..],
        &[place, &link[..]],
        &[&opens[..]],
        &[CATALOG, turns],
    ] {
        assert_eq!(refused(kept), None);
    }
    for begins in [&opens[..], turns, written] {
        for out in [&link[..], &hidden] {
            assert_eq!(refused(&[CATALOG, begins, out]), Some(WrongFile::Active));
        }
    }
    // One that says a page beside one that does something is no way round it.
    assert_eq!(refused(&[place, opens, link]), Some(WrongFile::Active));
    for out in ["SubmitForm", "GoToR", "Launch", "JavaScript"] {
        let action = format!("<< /S /{out} >>");
        assert_eq!(
            refused(&[opens, action.as_bytes()]),
            Some(WrongFile::Active)
        );
    }
}

#[test]
fn a_name_across_the_end_of_what_is_unpacked_at_a_time_is_found() {
    for shift in 0..24 {
        let mut content = vec![b' '; CHUNK - shift];
        content.extend_from_slice(b"/JavaScript (x)");
        content.extend_from_slice(&vec![b' '; CHUNK]);
        let hidden = packed("/Filter /FlateDecode", &content);
        assert_eq!(
            refused(&[CATALOG, &hidden]),
            Some(WrongFile::Active),
            "{shift}"
        );
        let mut longer = vec![b' '; CHUNK - shift];
        longer.extend_from_slice(b"/JavaScriptures (x)");
        let other = packed("/Filter /FlateDecode", &longer);
        assert_eq!(refused(&[CATALOG, &other]), None, "{shift}");
    }
}

#[test]
fn what_is_packed_so_that_it_cannot_be_looked_through_is_refused() {
    for way in UNUSUAL {
        let way = std::str::from_utf8(way).unwrap();
        let tree = format!("<< /Type /ObjStm /Filter [/{way} /FlateDecode] >>");
        assert_eq!(
            refused(&[CATALOG, tree.as_bytes()]),
            Some(WrongFile::Active),
            "{way}"
        );
    }
}

#[test]
fn a_document_under_a_password_says_so() {
    let locked = b"<< /Encrypt 5 0 R >>";
    assert_eq!(refused(&[CATALOG, locked]), Some(WrongFile::Locked));
}

#[test]
fn what_is_two_files_in_one_or_half_of_one_is_no_document() {
    let whole = document(&[CATALOG]);
    let mut behind = whole.clone();
    behind.extend_from_slice(b"PK\x03\x04 an archive");
    let mut before = b"<html>".to_vec();
    before.extend_from_slice(&whole);
    let half = &whole[..whole.len() / 2];
    for (what, bytes) in [
        ("behind", behind.as_slice()),
        ("before", before.as_slice()),
        ("half", half),
        ("nothing", b"%PDF-1.7"),
        ("another version", b"%PDF-9.0 endobj startxref %%EOF"),
    ] {
        assert_eq!(pdf(bytes).err(), Some(WrongFile::Damaged), "{what}");
    }
    let mut large = whole;
    large.resize(PDF_MAX + 1, b' ');
    assert_eq!(pdf(&large).err(), Some(WrongFile::TooLarge));
}

#[test]
fn a_document_that_unpacks_without_end_is_not_unpacked_to_its_end() {
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    let bomb = compress_to_vec_zlib(&vec![0; 3 * CHUNK], 6);
    let mut found = Found::default();
    let left = unpack_one(&mut state, &bomb, &mut found, 2 * CHUNK);
    assert_eq!(left, Err(WrongFile::TooLarge));
    state.reset(DataFormat::Zlib);
    let left = unpack_one(&mut state, &bomb, &mut found, 4 * CHUNK);
    assert_eq!(left, Ok(CHUNK));
}
