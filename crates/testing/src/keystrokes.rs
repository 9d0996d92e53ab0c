//! How many keys are pressed to fill in a form as a page serves it: for tasks that are counted
//! instead of guessed.

/// How a form is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sends {
    /// Ctrl and Enter, from the field one is in.
    AtOnce,
    /// Tab to the first button, and Enter: what works without scripts.
    ByTheButton,
}

/// The stops of the Tab key in a form, by their names, from where the cursor is when the page opens.
/// `form`: an attribute of the form, as it stands in the page. What lies in a closed `details` is
/// passed by; a summary and a button stop under what they are. Empty: there is no such form, or
/// nothing in it has the cursor.
pub fn stops(page: &str, form: &str) -> Vec<String> {
    let Some((_, form)) = page.split_once(form) else {
        return Vec::new();
    };
    let form = form.split_once("</form>").map_or(form, |(form, _)| form);
    let mut stops = Vec::new();
    let (mut closed, mut began) = (false, false);
    for tag in form.split('<').skip(1) {
        let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
        let kind = tag.split_whitespace().next().unwrap_or_default();
        match kind {
            "details" => closed = !tag.ends_with(" open"),
            "/details" => closed = false,
            _ => {}
        }
        let is_stop = match kind {
            "textarea" | "select" | "button" | "a" => !closed,
            "input" => !closed && !tag.contains("type=\"hidden\""),
            "summary" => true,
            _ => false,
        };
        began |= tag.contains(" autofocus");
        if is_stop && began {
            let name = tag.split_once("name=\"").map_or(kind, |(_, rest)| {
                rest.split_once('"').map_or(rest, |(name, _)| name)
            });
            stops.push(if kind == "button" { kind } else { name }.to_owned());
        }
    }
    stops
}

/// The keys for typing these words into these fields, one after the other, and sending: a letter is
/// a key and two where it wants Shift, Tab leads on. `None`: a field is not there, or lies before
/// where one is.
pub fn keystrokes(stops: &[String], script: &[(&str, &str)], sends: Sends) -> Option<usize> {
    let letter = |letter: char| match letter {
        ':' | '?' | '!' | '(' | ')' | '"' => 2,
        letter if letter.is_uppercase() => 2,
        _ => 1,
    };
    let (mut keys, mut here) = (0, 0);
    for (name, words) in script {
        let there = stops.iter().position(|stop| stop == name)?;
        keys += there.checked_sub(here)? + words.chars().map(letter).sum::<usize>();
        here = there;
    }
    match sends {
        Sends::AtOnce => Some(keys + 2),
        Sends::ByTheButton => {
            let button = stops.iter().position(|stop| stop == "button")?;
            Some(keys + button.checked_sub(here)? + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<form data-keep=\"x\"><input type=\"hidden\" name=\"once\">\
        <textarea name=\"given\"></textarea><textarea name=\"did\" autofocus></textarea>\
        <details><summary>s</summary><input type=\"radio\" name=\"held\"></details>\
        <textarea name=\"next\"></textarea><button name=\"do\">f</button></form>\
        <form><button>other</button></form>";

    #[test]
    fn the_stops_are_those_that_tab_comes_to_and_no_others() {
        let stops = stops(PAGE, "data-keep=");
        assert_eq!(stops, ["did", "summary", "next", "button"]);
        assert!(super::stops(PAGE, "data-other=").is_empty());
        let open = PAGE.replace("<details>", "<details open>");
        assert!(super::stops(&open, "data-keep=").contains(&"held".to_owned()));
    }

    #[test]
    fn every_key_is_counted_and_nothing_is_counted_that_cannot_be_done() {
        let stops = stops(PAGE, "data-keep=");
        for (script, at_once, by_the_button) in [
            // A with Shift, two Tabs, b; then Ctrl and Enter, or Tab and Enter.
            (&[("did", "A"), ("next", "b")][..], Some(7), Some(7)),
            (&[("did", "ab")], Some(4), Some(6)),
            (&[("next", "b"), ("did", "a")], None, None),
            (&[("given", "a")], None, None),
        ] {
            assert_eq!(keystrokes(&stops, script, Sends::AtOnce), at_once);
            assert_eq!(
                keystrokes(&stops, script, Sends::ByTheButton),
                by_the_button
            );
        }
    }
}
