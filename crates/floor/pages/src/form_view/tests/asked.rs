//! Every kind of question on one page, and what the server works out while it is answered.

use super::*;
use crate::form::unfold;

fn every_kind() -> Questionnaire {
    Questionnaire::from_json(include_bytes!("../../../tests/forms/every_kind.json")).unwrap()
}

fn answered() -> Vec<(String, String)> {
    fields(&[
        ("set.1", "3"),
        ("set.2", "2"),
        ("skip.set.3", "on"),
        ("harder", "some"),
        ("safe", "false"),
        ("unsafe", "More time."),
        ("other.pace", "It changed"),
        ("helps", "walk"),
        ("helps", "music"),
        ("where", "friends"),
        ("hours", "6.5"),
        ("weight", "61"),
        ("unit.weight", "kg"),
        ("since", "2025-03-01"),
        ("last", "2026-11-21T19:30"),
        ("bed", "23:15"),
        ("link", "https://example.org/rest"),
        ("who", "My sister"),
        ("things", "The bread rose"),
        ("things", "It rained"),
        ("copies.medicine", "2"),
        ("medicine.name", "The white one"),
        ("medicine.daily", "true"),
        ("medicine.name;2", "The blue one"),
        ("medicine.daily;2", "false"),
        ("medicine.when;2", "When I cannot sleep"),
    ])
}

fn html(form: &Questionnaire, fields: &[(String, String)]) -> String {
    view(form, fields).html().into_string()
}

fn again(taken: Taken) -> Again {
    match taken {
        Taken::Again(again) => again,
        Taken::Answered(_) => panic!("taken"),
    }
}

fn response(taken: Taken) -> forms::Response {
    match taken {
        Taken::Answered(response) => response,
        Taken::Again(again) => panic!("shown again: {:?} {:?}", again.wrong, again.brought_up),
    }
}

#[test]
fn every_kind_of_question_as_it_is_shown() {
    let (form, fields) = (every_kind(), answered());
    for language in Language::ALL {
        let view = FormView {
            words: Words::new(language),
            also: Some(step("mine", "Keep it for myself")),
            ..view(&form, &fields)
        };
        let html = view.html().into_string();
        let name = format!("every_kind_{}", language.tag());
        insta::assert_snapshot!(name, html.replace("><", ">\n<"));
    }
}

#[test]
fn answers_as_they_are_read() {
    let form = every_kind();
    let response = response(take(&form, &answered()));
    for language in Language::ALL {
        let html = answers_html(&form, &response, Words::new(language), true).into_string();
        let name = format!("answers_{}", language.tag());
        insta::assert_snapshot!(name, html.replace("><", ">\n<"));
    }
    let shown = answers_html(&form, &response, Words::default(), false);
    assert!(!shown.as_str().contains("Never shown"));
}

#[test]
fn a_hidden_question_is_nowhere_on_the_page() {
    let html = html(&every_kind(), &answered());
    assert!(
        !html.contains("Never shown") && !html.contains("secret"),
        "{html}"
    );
}

#[test]
fn questions_of_one_scale_are_a_table_where_every_radio_is_named_by_question_and_step() {
    let html = html(&every_kind(), &answered());
    let table = html.split("<table class=\"likert\">").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    assert_eq!(
        table.matches("<th scope=\"col\">").count(),
        6,
        "five steps and skip"
    );
    assert_eq!(table.matches("<th scope=\"row\"").count(), 7);
    assert_eq!(table.matches("type=\"radio\"").count(), 35);
    for named in table.split("aria-labelledby=\"").skip(1) {
        let (question, step) = named.split('"').next().unwrap().split_once(' ').unwrap();
        for id in [question, step] {
            assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
    }
    assert!(table.contains("7 of 7") && table.matches("name=\"skip.set.").count() == 7);
}

#[test]
fn no_id_stands_twice_on_a_page() {
    let html = html(&every_kind(), &answered());
    let mut ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .map(|id| id.split('"').next().unwrap())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn what_the_form_works_out_is_said_and_cannot_be_typed() {
    let form = every_kind();
    let asked = Posted::new(&answered()).asked(&form).troubles().to_vec();
    assert!(asked.is_empty(), "{asked:?}");
    let before = html(&form, &[]);
    assert!(before.contains("Not known yet") && !before.contains("name=\"total\""));
    let after = html(&form, &answered());
    assert!(
        after.contains("5 of 28") && !after.contains("name=\"total\""),
        "{after}"
    );
    let put = fields(&[("set.1", "4"), ("total", "28")]);
    assert!(
        html(&form, &put).contains("4 of 28"),
        "what is posted does not change it"
    );
}

#[test]
fn what_comes_up_is_shown_before_anything_is_accepted_and_taken_once_it_was_seen() {
    let form = every_kind();
    let page = html(&form, &[]);
    assert!(!page.contains("name=\"harder\""));
    assert!(page.contains("name=\"unasked\" value=\"harder\""), "{page}");
    let mut posted = fields(&[("set.1", "2"), ("unasked", "harder")]);
    let came_up = again(take(&form, &posted));
    assert!(came_up.brought_up && came_up.wrong.is_empty());
    assert_eq!(came_up.fields, posted, "nothing is lost");
    let html = FormView {
        brought_up: true,
        ..view(&form, &came_up.fields)
    }
    .html()
    .into_string();
    assert!(html.contains("Nothing is sent yet") && html.contains("name=\"harder\""));
    assert_eq!(html.matches("New here</span>").count(), 1);
    let way = html.split("class=\"to\" href=\"#").nth(1).unwrap();
    let (id, words) = way.split_once("\">").unwrap();
    assert!(
        words.starts_with("How hard have these made your days?</a>"),
        "{words}"
    );
    assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1);
    assert!(html.contains("name=\"unasked\" value=\"\""), "{html}");
    posted[1].1.clear();
    assert!(!Posted::new(&posted).brings_up(&form));
    let response = response(take(&form, &posted));
    assert_eq!(response.get("total").and_then(Answer::integer), Some(2));
}

#[test]
fn a_question_a_browser_can_tell_to_ask_is_on_the_page_and_brings_up_nothing() {
    let form = every_kind();
    let posted = fields(&[("safe", "false"), ("unasked", "harder")]);
    assert!(!Posted::new(&posted).brings_up(&form));
    let html = html(&form, &[]);
    assert!(html.contains("name=\"unsafe\"") && html.contains("Only if it fits"));
}

#[test]
fn a_condition_in_a_copy_looks_at_its_own_copy() {
    let html = html(&every_kind(), &answered());
    let second = html.split("name=\"medicine.daily;2\"").last().unwrap();
    let when = second.split("data-when=\"").nth(1).unwrap();
    let when = when.split("\" ").next().unwrap();
    assert!(
        when.contains("&quot;question&quot;:&quot;medicine.daily;2&quot;"),
        "{when}"
    );
}

#[test]
fn copies_and_lines_come_and_go_by_buttons_and_nothing_is_lost() {
    let form = every_kind();
    let press = |fields: Vec<(String, String)>, turn: &str| {
        let mut posted = fields;
        posted.push(("do".to_owned(), format!("send {turn}")));
        again(take(&form, &unfold(posted))).fields
    };
    let two = answered();
    let three = press(two.clone(), "add.medicine");
    let page = html(&form, &three);
    assert!(
        page.contains("name=\"medicine.name;3\"") && page.contains("3 of 3"),
        "{page}"
    );
    assert!(page.contains("The blue one") && page.contains("When I cannot sleep"));
    let here = |page: &str| {
        let tag = page.split(" autofocus>").next().unwrap();
        let tag = tag.rsplit('<').next().unwrap();
        (page.matches(" autofocus>").count(), tag.to_owned())
    };
    assert!(here(&page).0 == 1 && here(&page).1.contains("name=\"medicine.name;3\""));
    let without_first = press(three, "remove.medicine");
    let page = html(&form, &without_first);
    assert!(
        page.contains("name=\"medicine.name\" value=\"The blue one\""),
        "{page}"
    );
    assert!(!page.contains("The white one") && !page.contains("medicine.name;3"));
    assert!(here(&page).0 == 1 && here(&page).1.contains("add.medicine"));
    let lines = html(&form, &press(two, "add.things"));
    assert_eq!(lines.matches("name=\"things\"").count(), 3, "{lines}");
    assert!(lines.contains("The bread rose") && lines.contains("It rained"));
    assert!(here(&lines).0 == 1 && here(&lines).1.contains("q26-l3"));
}

#[test]
fn enter_never_adds_a_line() {
    let html = html(&every_kind(), &answered());
    let first = html.split("<button ").nth(1).unwrap();
    assert!(first.contains("value=\"send\""), "{first}");
}

#[test]
fn a_date_typed_in_words_is_shown_as_it_was_typed() {
    let form = every_kind();
    let typed = fields(&[
        ("since", "last spring"),
        ("bed", "late"),
        ("last", "2026-11"),
    ]);
    let html = html(&form, &typed);
    for (name, words) in [
        ("since", "last spring"),
        ("bed", "late"),
        ("last", "2026-11"),
    ] {
        let field = html.split(&format!("name=\"{name}\"")).next().unwrap();
        let field = field.rsplit("<input ").next().unwrap();
        assert!(field.starts_with("type=\"text\""), "{field}");
        assert!(html.contains(&format!("name=\"{name}\" value=\"{words}\"")));
    }
}

#[test]
fn the_callers_words_stand_right_after_the_question_they_belong_to() {
    let form = every_kind();
    let fields = answered();
    let html = FormView {
        after: &[("pace", Html::words("Right after the pace"))],
        ..view(&form, &fields)
    }
    .html()
    .into_string();
    let after = html.split("name=\"skip.pace\"").nth(1).unwrap();
    let after = after.split("</fieldset>").nth(1).unwrap();
    assert!(after.starts_with("Right after the pace"), "{after}");
}

#[test]
fn a_form_can_be_tried_out_and_says_what_came_of_it() {
    let form = every_kind();
    let began = preview(&form, Words::default(), "/try", &[], false);
    assert!(began.contains("Nothing is kept") && began.contains("action=\"/try\""));
    assert!(!began.contains("What came of it"));
    let tried = preview(&form, Words::default(), "/try", &answered(), true);
    assert!(
        tried.contains("What came of it") && tried.contains("5 of 28"),
        "{tried}"
    );
    assert!(
        tried.contains("Never shown"),
        "whoever tries a form out sees all of it"
    );
    let wrong = fields(&[("nights", "many")]);
    let wrong = preview(&form, Words::default(), "/try", &wrong, true);
    assert!(wrong.contains("Please write a whole number") && !wrong.contains("What came of it"));
}
