//! What people see of a service from outside: where it is found, where Exit leads, its mark and its
//! colour.

use super::wrong;
use crate::say::Failed;
use pages::Icon;

pub(super) fn found_at(text: Option<String>) -> Result<Option<String>, Failed> {
    match text {
        Some(text) if !people::can_be_address(&text) => Err(wrong(
            "address",
            &format!("{text:?}"),
            "the address people open, with a name in it, such as https://notes.example.org",
        )),
        text => Ok(text),
    }
}

pub(super) fn exit(text: Option<String>) -> Result<String, Failed> {
    let text = text.unwrap_or_else(|| "https://www.wikipedia.org/".to_owned());
    if people::can_be_exit(&text) {
        Ok(text)
    } else {
        Err(wrong(
            "exit",
            &format!("{text:?}"),
            "the https:// address of an everyday site, such as a weather report",
        ))
    }
}

pub(super) fn icon(name: Option<String>) -> Result<Icon, Failed> {
    let Some(name) = name else {
        return Ok(Icon::default());
    };
    let known = Icon::ALL.map(Icon::name).join(", ");
    Icon::named(&name)
        .ok_or_else(|| wrong("icon", &format!("{name:?}"), &format!("one of {known}")))
}

pub(super) fn theme(colour: Option<String>) -> Result<Option<String>, Failed> {
    let good = |colour: &str| {
        colour.len() == 7
            && colour.starts_with('#')
            && colour.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit())
    };
    match colour {
        Some(colour) if !good(&colour) => Err(wrong(
            "theme",
            &format!("{colour:?}"),
            "a colour such as #6c7f97",
        )),
        colour => Ok(colour),
    }
}
