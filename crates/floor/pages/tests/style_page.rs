//! A page that shows the whole design language, made only to be looked at. The test that makes it
//! also holds the language together: nothing inline, and no class that the stylesheet or the
//! description in `docs/design-language.md` does not know.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{DAY, Moment};
use forms::{Posted, Questionnaire};
use pages::assets::assets;
use pages::chart::{Band, Chart, Event, Point};
use pages::form_view::FormView;
use pages::layout::{
    BarePage, ClientPage, Html, Notice, PlaceLink, StaffLink, StaffPage, Step, Tone, trouble_screen,
};
use pages::words::{Language, Words};
use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

fn step(does: &str, words: &str) -> Step {
    Step {
        does: does.into(),
        words: words.into(),
    }
}

/// A sample of HTML that is part of this test, as if a template had made it.
fn sample(html: &'static str) -> Html {
    #[derive(askama::Template)]
    #[template(source = "{{ html }}", ext = "txt")]
    struct Sample {
        html: &'static str,
    }
    Html::of(&Sample { html })
}

fn chart(id: &str) -> Chart {
    let answers = [8.0, 8.5, 7.5, 8.0, 8.5, 9.0, 8.0, 7.0, 6.0, 4.0];
    let mut points: Vec<Point> = answers
        .iter()
        .zip(0_i64..)
        .map(|(value, week)| Point {
            at: Moment::from_millis(week * 7 * DAY),
            when: format!("{} May", 3 + week * 2),
            value: Some(*value),
            below: *value < 6.5,
            ..Point::default()
        })
        .collect();
    points[3].value = None;
    Chart {
        id: id.into(),
        title: "Felt heard".into(),
        seen: "Your last three answers went down.".into(),
        scale: (0.0, 10.0),
        ends: Some(("Not at all".into(), "Completely".into())),
        points,
        band: Some(Band {
            low: 7.2,
            high: 9.2,
        }),
        band_words: "Your usual range".into(),
        events: [
            (44, 15, "We moved your session"),
            (61, 20, "You told us something felt wrong"),
        ]
        .into_iter()
        .map(|(day, shown, words)| Event {
            at: Moment::from_millis(day * DAY),
            when: format!("{shown} May"),
            words: words.into(),
            own: false,
        })
        .collect(),
        digits: 0,
        ..Chart::default()
    }
}

fn home() -> Html {
    sample(include_str!("looks/home.html"))
}

fn client(words: Words, screen: Html) -> ClientPage {
    let mut page = ClientPage::new(words, "Notes", "https://example.org/", screen);
    page.places = vec![
        PlaceLink {
            does: "home".into(),
            words: words.say("place-today"),
            current: true,
        },
        PlaceLink {
            does: "seen".into(),
            words: words.say("place-my-record"),
            current: false,
        },
    ];
    page
}

fn questions() -> Questionnaire {
    Questionnaire::from_json(include_bytes!("../../../../library/check_ins/session.json")).unwrap()
}

fn check_in(words: Words, fields: &[(String, String)], again: bool) -> Html {
    let form = questions();
    let wrong = if again {
        Posted::new(fields).answers(&form).unwrap_err()
    } else {
        Vec::new()
    };
    let view = FormView {
        fields,
        wrong: &wrong,
        readers: sample(
            "<p><strong>Ruth Example reads this</strong> before you meet again. Nobody else does.</p><p>Nothing is sent until you say so.</p>",
        ),
        stop: Some(step("stop", &words.say("form-stop"))),
        drafted: true,
        ..FormView::new(&form, words, step("send", &words.say("form-send")))
    };
    Html::together([
        sample(
            "<h1>How was it with Ruth on Thursday?</h1><p class=\"quiet\">Seven short questions. You can skip any of them.</p>",
        ),
        view.html(),
    ])
}

fn staff(words: Words, main: Html) -> StaffPage {
    let mut page = StaffPage::new(words, "Harbour House", "Ruth Example", "Caseload", main);
    page.sections = vec![
        StaffLink {
            address: "/caseload".into(),
            words: "Caseload".into(),
            current: true,
        },
        StaffLink {
            address: "/people".into(),
            words: "People".into(),
            current: false,
        },
    ];
    page
}

fn relationship(words: Words) -> Html {
    let top = sample(include_str!("looks/relationship_top.html"));
    let bottom = sample(include_str!("looks/relationship_bottom.html"));
    let mut theirs = chart("staff");
    theirs.seen = "Felt heard fell below Amal's usual range on 21 May.".into();
    theirs.band_words = "Amal's usual range".into();
    Html::together([top, theirs.html(words), bottom])
}

fn pages(words: Words) -> Vec<(&'static str, String)> {
    let long = "It was fine, mostly. ".repeat(30);
    let fields = [
        ("heard", "6"),
        ("taken_seriously", "12"),
        ("pace", "right"),
        ("own_words", &long),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut check_in_page = client(words, check_in(words, &[], false));
    let again = client(words, check_in(words, &fields, true));
    check_in_page.back = Some(step("home", &words.say("back")));
    let mut record = client(
        words,
        Html::together([
            sample("<h1>Your answers over time</h1>"),
            chart("own").html(words),
            sample(include_str!("looks/record.html")),
        ]),
    );
    record.places[0].current = false;
    record.places[1].current = true;
    let mut detail = staff(words, relationship(words));
    detail.notice = Some(Notice {
        tone: Tone::Kept,
        words: "Noted. Amal sees that you have seen it.".into(),
    });
    let title = words.say("error-not-saving-title");
    let trouble = trouble_screen(words, &title, &words.say("error-not-saving-words"), "/");
    let sign_in = sample(include_str!("looks/sign_in.html"));
    vec![
        ("home", client(words, home()).whole()),
        ("check_in", check_in_page.whole()),
        ("check_in_again", again.whole()),
        ("record", record.whole()),
        (
            "sign_in",
            BarePage::new(words, "Notes", Some("https://example.org/"), sign_in).whole(),
        ),
        (
            "trouble",
            BarePage::new(words, "Notes", Some("https://example.org/"), trouble).whole(),
        ),
        ("staff", detail.whole()),
    ]
}

#[test]
fn the_pages_to_look_at() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("looks");
    fs::create_dir_all(folder.join("a")).unwrap();
    let all = assets();
    for asset in [
        &all.look,
        &all.htmx,
        &all.client,
        &all.mark(pages::Icon::default()).drawn,
    ]
    .into_iter()
    .chain(&all.letters)
    {
        let name = asset.path().rsplit('/').next().unwrap();
        let text = String::from_utf8(asset.bytes().to_vec());
        let bytes = text.map_or_else(
            |_| asset.bytes().to_vec(),
            |t| t.replace("\"/a/", "\"").into_bytes(),
        );
        fs::write(folder.join("a").join(name), bytes).unwrap();
    }
    let mut classes = BTreeSet::new();
    for language in Language::ALL {
        for (name, html) in pages(Words::new(language)) {
            assert!(
                !html.contains(" style=") && !html.contains("<style"),
                "{name}"
            );
            for list in html
                .split("class=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap())
            {
                classes.extend(list.split_whitespace().map(str::to_owned));
            }
            for theme in ["light", "dark"] {
                let html = html
                    .replace("\"/a/", "\"a/")
                    .replace("<html ", &format!("<html data-theme=\"{theme}\" "));
                let file = format!("{name}_{}_{theme}.html", language.tag());
                fs::write(folder.join(file), html).unwrap();
            }
        }
    }
    let described = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/design-language.md"),
    )
    .unwrap();
    let described: BTreeSet<&str> = described
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(str::split_whitespace)
        .collect();
    for class in classes {
        assert!(
            described.contains(class.as_str()),
            "{class} is not in docs/design-language.md"
        );
    }
}
