//! Forms with files as browsers write them, cut short, too large, and made of nothing but chance.

use super::*;
use crate::form::FilesLeft;
use axum::http::HeaderValue;
use proptest::prelude::*;

const BOUNDARY: &str = "----here";

/// A field, its content, and the name of the file that was chosen in it.
type Part<'a> = (&'a str, &'a [u8], Option<&'a str>);

fn body(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content, file) in parts {
        let name = name.replace('"', "%22");
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"");
        body.extend_from_slice(head.as_bytes());
        if let Some(file) = file {
            let kind = format!("; filename=\"{file}\"\r\nContent-Type: text/html");
            body.extend_from_slice(kind.as_bytes());
        }
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn parsed(bytes: Vec<u8>, whole: bool) -> Result<Form, WrongBody> {
    parse(&Bytes::from(bytes), BOUNDARY.as_bytes(), whole)
}

async fn came(body: Body) -> (Bytes, bool) {
    let (large, person) = (Large::default(), PersonId::from_bytes([1; 16]));
    let came = gather(body, &large, person).await.unwrap();
    assert!(!came.busy);
    (came.bytes, came.whole)
}

fn headers(kind: &'static str) -> HeaderMap {
    [(header::CONTENT_TYPE, HeaderValue::from_static(kind))]
        .into_iter()
        .collect()
}

#[test]
fn words_and_files_come_as_they_were_sent_and_a_files_name_does_not() {
    let file: &[u8] = b"\x00\r\n--not here\r\n\xff";
    let sent = body(&[
        ("do", b"message-send", None),
        ("words", "Sí — «otra vez»\r\nand on".as_bytes(), None),
        ("empty", b"", None),
        ("file", file, Some("Amal Reyes at the police.jpg")),
        ("file", b"", Some("")),
        ("a\"quote", b"x", None),
    ]);
    let form = parsed(sent, true).unwrap();
    assert_eq!(form.get("do"), Some("message-send"));
    assert_eq!(form.get("words"), Some("Sí — «otra vez»\r\nand on"));
    assert_eq!(form.get("empty"), Some(""));
    assert_eq!(form.get("a\"quote"), Some("x"));
    assert_eq!(form.files().len(), 1, "nothing was chosen in the second");
    assert_eq!(form.files()[0].field, "file");
    assert_eq!(form.files()[0].bytes, file);
    let said = format!("{:?}{:?}", form.files(), form.fields());
    assert!(!said.contains("police"), "{said}");
    assert_eq!(form.files_left(), None);
}

#[test]
fn a_boundary_is_found_wherever_a_browser_writes_it() {
    for kind in [
        "multipart/form-data; boundary=----here",
        "multipart/form-data;boundary=\"----here\"",
        "Multipart/Form-Data; charset=utf-8; Boundary=----here",
    ] {
        assert_eq!(boundary(&headers(kind)).unwrap(), b"----here", "{kind}");
    }
    for kind in [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=x",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=1234567890123456789012345678901234567890123456789012345678901234567890x",
    ] {
        assert_eq!(boundary(&headers(kind)), None, "{kind}");
    }
}

#[test]
fn of_what_came_too_large_the_words_are_kept_and_no_file_is() {
    let large = vec![7; 2 * BODY_MAX];
    let sent = body(&[
        ("words", b"We hurried.", None),
        ("file", &large, Some("a.jpg")),
    ]);
    // Cut in the middle of the file: what did not fit was passed over.
    let form = parsed(sent[..BODY_MAX].to_vec(), false).unwrap();
    assert_eq!(form.get("words"), Some("We hurried."));
    assert_eq!(form.files(), []);
    assert_eq!(form.files_left(), Some(FilesLeft::TooLarge));
    // A line that broke is not the same: nothing of it is done.
    let broken = parsed(sent[..BODY_MAX].to_vec(), true);
    assert_eq!(broken.err(), Some(WrongBody::NotUnderstood));
    let whole = vec![7; FILES_MAX + 1];
    let form = parsed(body(&[("file", &whole, Some("a.jpg"))]), true).unwrap();
    assert_eq!(form.files_left(), Some(FilesLeft::TooLarge));
    assert_eq!(form.files(), []);
}

#[test]
fn the_room_for_words_is_as_large_as_in_any_form() {
    let long = vec![b'a'; BODY_MAX - 5];
    let form = parsed(body(&[("words", &long, None)]), true).unwrap();
    assert_eq!(form.get("words").unwrap().len(), BODY_MAX - 5);
    let longer = vec![b'a'; BODY_MAX];
    let refused = parsed(body(&[("words", &longer, None)]), true);
    assert_eq!(refused.err(), Some(WrongBody::TooLarge));
    let many: Vec<Part<'_>> = vec![("w", b"x", None); FIELDS_MAX + 1];
    assert_eq!(parsed(body(&many), true).err(), Some(WrongBody::TooLarge));
}

#[tokio::test]
async fn a_film_is_read_to_its_end_and_only_what_fits_is_held() {
    let much = vec![b'x'; MOST + 1_000_000];
    let (kept, whole) = came(Body::from(much)).await;
    assert_eq!((kept.len(), whole), (MOST, false));
    let (kept, whole) = came(Body::from("all of it")).await;
    assert_eq!((&kept[..], whole), (&b"all of it"[..], true));
}

proptest! {
    #[test]
    fn whatever_is_sent_comes_back_whole(
        fields in proptest::collection::vec(("[a-z\"-]{1,12}", "\\PC{0,40}"), 0..6),
        file in proptest::collection::vec(any::<u8>(), 1..400),
    ) {
        let mut parts: Vec<Part<'_>> = fields
            .iter()
            .map(|(name, words)| (name.as_str(), words.as_bytes(), None))
            .collect();
        parts.push(("file", &file, Some("x")));
        let form = parsed(body(&parts), true).unwrap();
        // A field called `do` may be two in one.
        let plain = |all: &[(String, String)]| -> Vec<(String, String)> {
            all.iter().filter(|(name, _)| name != "do").cloned().collect()
        };
        prop_assert_eq!(plain(form.fields()), plain(&fields));
        prop_assert_eq!(form.files().len(), 1);
        prop_assert_eq!(&form.files()[0].bytes[..], &file[..]);
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(
        mut bytes in proptest::collection::vec(any::<u8>(), 0..600),
        cut in 0_usize..400,
        whole: bool,
    ) {
        let _ = parsed(bytes.clone(), whole);
        let mut begun = body(&[("a", b"b", None), ("file", b"c", Some("d"))]);
        begun.truncate(cut.min(begun.len()));
        begun.append(&mut bytes);
        let _ = parsed(begun, whole);
        let text = String::from_utf8_lossy(&[0x22, 0x3b]).into_owned();
        let _ = parameter(&text, "name");
    }
}
