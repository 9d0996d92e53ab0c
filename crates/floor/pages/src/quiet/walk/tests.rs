//! What the walk over a page changes, and that it changes nothing else: against an oracle of its own.

use super::*;
use crate::layout::escaped;
use crate::quiet::QuietV1;
use proptest::prelude::*;

const INSTEAD: Instead<'static> = Instead {
    word: "<b>?</b>",
    word_only: "<i>?</i>",
    plain: "[…]",
    picture: "<b>picture</b>",
    verbatim: "<p>waits</p>",
};

fn quiet(words: &[&str]) -> Quiet {
    Quiet::of(&QuietV1::typed(&words.join("\n"), true).unwrap())
}

fn over(html: &str) -> String {
    walk(html, &quiet(&["Bob", "O'Brien", "blue car"]), &INSTEAD).0
}

#[test]
fn what_stands_between_tags_is_left_out_and_nothing_else_changes() {
    for (html, left) in [
        ("<p>Bob came.</p>", "<p><b>?</b> came.</p>"),
        ("<p>O&#39;Brien, Bobby</p>", "<p><b>?</b>, Bobby</p>"),
        (
            "<p>blue&nbsp;car, blue. car</p>",
            "<p><b>?</b>, blue. car</p>",
        ),
        // Attributes that lead somewhere or are posted, comments, scripts, styles and typed words are
        // as they came.
        (
            "<p lang=\"Bob > Bob\" class='Bob'>x</p><!-- Bob > --><script>Bob < 3</script>",
            "<p lang=\"Bob > Bob\" class='Bob'>x</p><!-- Bob > --><script>Bob < 3</script>",
        ),
        // What is read out or shown of a tag is text, and holds no element.
        (
            "<p title=\"Bob > O&#39;Brien &quot;\" id=Bob Alt='x Bob'>Bob</p title=\"Bob\">",
            "<p title=\"[…] > […] &quot;\" id=Bob Alt='x […]'><b>?</b></p title=\"Bob\">",
        ),
        (
            "<input name=\"Bob\" value=\"Bob\" placeholder = \"as Bob\" aria-label=Bob data-title=\"\">",
            "<input name=\"Bob\" value=\"Bob\" placeholder = \"as […]\" aria-label=[…] data-title=\"\">",
        ),
        (
            "<div data-x=\" title='Bob'\" data-ends=\"from Bob to blue car\" title hidden/>Bob",
            "<div data-x=\" title='Bob'\" data-ends=\"from […] to […]\" title hidden/><b>?</b>",
        ),
        (
            "<!doctype title=\"Bob\"><a alt=\"Bob",
            "<!doctype title=\"Bob\"><a alt=\"[…]",
        ),
        (
            "<textarea>Bob &lt;/x</textarea><input value=\"Bob\"><p>Bob</p>",
            "<textarea>Bob &lt;/x</textarea><input value=\"Bob\"><p><b>?</b></p>",
        ),
        // No button inside a button, and nothing but words where no element may stand.
        (
            "<button>Bob</button><label>Bob</label> Bob",
            "<button><i>?</i></button><label><i>?</i></label> <b>?</b>",
        ),
        (
            "<select><option value=\"Bob\">Bob</option></select>Bob",
            "<select><option value=\"Bob\">[…]</option></select><b>?</b>",
        ),
        (
            "<svg><title>Bob</title><text x=\"1\">Bob</text><path/></svg>Bob",
            "<svg><title>[…]</title><text x=\"1\">[…]</text><path/></svg><b>?</b>",
        ),
        ("Bob", "<b>?</b>"),
        ("a < b Bob", "a < b Bob"),
        ("<p", "<p"),
    ] {
        assert_eq!(over(html), left);
    }
}

#[test]
fn pictures_on_a_screen_wait_and_those_of_the_service_do_not() {
    let html = "<img class=\"sent-along\" src=\"/i/00ff\" alt=\"x\"><img src=\"/a/leaf.svg\">";
    assert_eq!(over(html), "<b>picture</b><img src=\"/a/leaf.svg\">");
}

#[test]
fn wording_that_must_stand_is_whole_or_waits() {
    let stands = "<form data-verbatim><div>Some words</div></form><p>Bob</p>";
    assert_eq!(
        over(stands),
        "<form data-verbatim><div>Some words</div></form><p><b>?</b></p>"
    );
    let waits = "<h1>One</h1><div class=\"x\" data-verbatim><div>with Bob</div></div><p>End</p>";
    assert_eq!(over(waits), "<h1>One</h1><p>waits</p><p>End</p>");
    // A value that says so is no attribute, and a page that ends too early shows nothing.
    assert_eq!(
        over("<p title=\" data-verbatim \">Bob</p>"),
        "<p title=\" data-verbatim \"><b>?</b></p>"
    );
    assert_eq!(over("<div data-verbatim>Bob"), "<p>waits</p>");
    assert_eq!(over("<i data-verbatim title='Bob'>x</i>y"), "<p>waits</p>y");
}

/// A page as a tree: what a template makes of it, and what must become of it.
#[derive(Clone, Debug)]
enum Node {
    Text(Vec<String>),
    Element(&'static str, String, Vec<Node>),
    Typed(String),
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Bob".to_owned()),
        Just("bób".to_owned()),
        "[a-zA-Zñé<>&\"'=/0-9.-]{1,8}",
        "\\PC{0,6}",
    ]
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        prop::collection::vec(words(), 0..4).prop_map(Node::Text),
        words().prop_map(Node::Typed),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let name = prop::sample::select(vec!["p", "div", "button", "label", "svg", "li"]);
        (name, words(), prop::collection::vec(inner, 0..4))
            .prop_map(|(name, value, inside)| Node::Element(name, value, inside))
    })
}

/// The oracle: knows the tree, so it needs no reading of HTML. `instead`: `None` leaves every word.
fn drawn(node: &Node, instead: Option<&'static str>, out: &mut String) {
    match node {
        Node::Text(words) => {
            for word in words {
                let named = |part: &str| ["bob", "bób"].contains(&part.to_lowercase().as_str());
                match instead {
                    Some(instead) if named(word) => out.push_str(instead),
                    _ => out.push_str(&escaped(word)),
                }
                // A full stop joins no words, so that each is a text of its own.
                out.push_str(" . ");
            }
        }
        Node::Typed(words) => {
            out.push_str("<textarea>");
            out.push_str(&escaped(words));
            out.push_str("</textarea>");
        }
        Node::Element(name, value, inside) => {
            let named = ["bob", "bób"].contains(&value.to_lowercase().as_str());
            let value = escaped(value);
            let said = match instead {
                Some(_) if named => INSTEAD.plain,
                _ => &value,
            };
            out.extend(["<", name, " data-x=\"", &value, "\" title=\"", said]);
            out.extend(["\" value='Bob' aria-label='", said, "'>"]);
            let within = instead.map(|instead| match *name {
                "svg" => INSTEAD.plain,
                "button" | "label" if instead != INSTEAD.plain => INSTEAD.word_only,
                _ => instead,
            });
            for node in inside {
                drawn(node, within, out);
            }
            out.extend(["</", name, ">"]);
        }
    }
}

/// Whether a random word holds the name among other letters: the oracle leaves those alone.
fn plain_enough(node: &Node) -> bool {
    let plain = |word: &String| {
        let other = !["bob", "bób"].contains(&word.to_lowercase().as_str());
        !(other && quiet(&["Bob"]).meets(word))
    };
    match node {
        Node::Text(words) => words.iter().all(plain),
        Node::Typed(_) => true,
        Node::Element(_, value, inside) => plain(value) && inside.iter().all(plain_enough),
    }
}

proptest! {
    #[test]
    fn of_any_page_only_the_named_words_change(node in node()) {
        prop_assume!(plain_enough(&node));
        let (mut html, mut expected) = (String::new(), String::new());
        drawn(&node, None, &mut html);
        drawn(&node, Some(INSTEAD.word), &mut expected);
        prop_assert_eq!(walk(&html, &quiet(&["Bob"]), &INSTEAD).0, expected);
    }

    #[test]
    fn without_a_match_every_byte_is_as_it_came(html in "\\PC{0,80}", other in "[<>/a-z\"'= !&;#0-9-]{0,80}") {
        let none = quiet(&["qqqqqqqq"]);
        for html in [html, other] {
            prop_assert_eq!(walk(&html, &none, &INSTEAD).0, html);
        }
    }

    #[test]
    fn whatever_is_on_the_list_no_markup_comes_of_it(word in "\\PC{2,40}", text in "\\PC{0,40}") {
        let Ok(list) = QuietV1::typed(&word, false) else { return Ok(()); };
        let (text, word) = (escaped(&text), escaped(&word));
        let html = format!("<p title=\"{text}{word}\" alt='{word}'>{text}{word}</p>");
        let left = walk(&html, &Quiet::of(&list), &INSTEAD).0;
        let bare = left.replace(INSTEAD.word, "");
        prop_assert_eq!(bare.matches('<').count(), 2);
        prop_assert_eq!((bare.matches('"').count(), bare.matches('\'').count()), (2, 2));
        prop_assert!(bare.starts_with("<p title=\"") && bare.ends_with("</p>"));
    }
}
