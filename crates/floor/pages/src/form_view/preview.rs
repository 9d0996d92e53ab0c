//! A form on a page of its own, to be tried out: nobody's answers, and nothing is kept.

use super::{Again, FormView, Taken, answers_html, take};
use crate::form::unfold;
use crate::layout::{BarePage, Html, Step, escape_into, escaped};
use crate::words::Words;
use forms::{Questionnaire, Response, Spot};
use std::fmt::Write as _;

/// The page of a form to be tried out, as a whole. `fields` are those it begins with, or with
/// `posted` those that were posted from it to `address`. Once the answers fit, every one of them
/// stands above the form, with what the form worked out, also what nobody who answers is shown.
pub fn preview(
    form: &Questionnaire,
    words: Words,
    address: &str,
    fields: &[(String, String)],
    posted: bool,
) -> String {
    let fields = unfold(fields.to_vec());
    let taken = if posted {
        take(form, &fields)
    } else {
        Taken::Again(Again {
            fields: fields.clone(),
            wrong: Vec::new(),
            brought_up: false,
        })
    };
    let (again, response) = match taken {
        Taken::Again(again) => (again, None),
        Taken::Answered(response) => (
            Again {
                fields,
                wrong: Vec::new(),
                brought_up: false,
            },
            Some(response),
        ),
    };
    let title = match form.title() {
        Some(title) => title.in_language(words.tag()).to_owned(),
        None => form.url().to_owned(),
    };
    let send = Step {
        does: "try".to_owned(),
        words: words.say("form-try"),
    };
    let view = FormView {
        fields: &again.fields,
        wrong: &again.wrong,
        brought_up: again.brought_up,
        address,
        ..FormView::new(form, words, send)
    };
    let mut above = String::from("<h1 tabindex=\"-1\">");
    escape_into(&mut above, &title);
    let _ = write!(
        above,
        "</h1><p class=\"quiet\">{}</p>",
        escaped(&words.say("form-preview"))
    );
    let tried = response.map(|response| tried(form, &response, words));
    let main = [Html::drawn(above)]
        .into_iter()
        .chain(tried)
        .chain([view.html()]);
    BarePage::new(words, &title, None, Html::together(main)).whole()
}

/// What came of an answered form.
fn tried(form: &Questionnaire, response: &Response, words: Words) -> Html {
    let mut html = format!(
        "<section class=\"object\" data-focus><h2>{}</h2>{}",
        escaped(&words.say("form-tried")),
        answers_html(form, response, words, true)
    );
    for trouble in response.troubles() {
        let place = trouble.spot.as_ref().map_or(&*trouble.path, Spot::as_str);
        let put = [("question", place.into()), ("what", (&trouble.what).into())];
        let said = escaped(&words.say_with("form-trouble", &put));
        let _ = write!(html, "<p class=\"wrong\">{said}</p>");
    }
    html.push_str("</section>");
    Html::drawn(html)
}
