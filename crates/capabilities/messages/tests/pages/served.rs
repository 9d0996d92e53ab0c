//! The service with messages only. What a form with files looks like on its way is made here byte
//! by byte.

use askama::Template;
use axum::body::Body;
use axum::http::{Request, header};
use care::{Section, Sections};
use messages::{ReplyTimes, Within};
use pages::{COVER, HOME, Html, Screens};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use testing::served::{Answered, Serving};

/// By when an answer comes, as a test says.
struct Times(Arc<Mutex<Option<Within>>>);

impl ReplyTimes for Times {
    fn reply_within<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Option<Within>, ReadError>> {
        let within = *self.0.lock().unwrap();
        Box::pin(async move { Ok(within) })
    }
}

/// A screen that belongs to others.
#[derive(Template)]
#[template(source = "<h1>{{ says }}</h1>", ext = "html")]
struct Plain {
    says: String,
}

pub(crate) struct Served {
    served: testing::served::Served,
    within: Arc<Mutex<Option<Within>>>,
}

impl Deref for Served {
    type Target = testing::served::Served;

    fn deref(&self) -> &Self::Target {
        &self.served
    }
}

impl Served {
    pub(crate) async fn new() -> Self {
        Self::with(true, None).await
    }

    /// A service with or without a screen for hard days, and with its own words for what is urgent.
    pub(crate) async fn with(plan: bool, urgent: Option<&str>) -> Self {
        Self::over(plan, urgent, true).await
    }

    /// The same where there is no HTTPS, as a browser on the same machine reaches it.
    pub(crate) async fn for_a_browser() -> Self {
        Self::over(true, Some("Ring 555 0100, day and night."), false).await
    }

    async fn over(plan: bool, urgent: Option<&str>, https: bool) -> Self {
        let within: Arc<Mutex<Option<Within>>> = Arc::default();
        let drafts = Sections::of(&[Section::Drafts]);
        let says = |says: &str| {
            Html::of(&Plain {
                says: says.to_owned(),
            })
        };
        let mut screens = Screens::new()
            .cover(COVER, drafts, move |_, _| async move { Ok(says("Hello")) })
            .screen(HOME, drafts, move |_, _| async move { Ok(says("Today")) })
            // All of it, as the copy that someone takes along has it.
            .screen(
                "all",
                Sections::of(&[Section::Messages]),
                move |visit, act| async move {
                    let all = messages::taken(&visit, &act).await?;
                    let said = all.iter().map(|one| format!("{one:?}"));
                    Ok(says(&said.collect::<Vec<_>>().join("\n")))
                },
            );
        if plan {
            screens = screens.screen("crisis-plan", drafts, move |_, _| async move {
                Ok(says("My plan"))
            });
        }
        let times: Arc<dyn ReplyTimes> = Arc::new(Times(Arc::clone(&within)));
        let chosen = |settings: &mut pages::Settings| {
            settings.https = https;
            settings.cover.urgent = urgent.map(str::to_owned);
        };
        let serving = Serving::new().await.choosing(chosen);
        let served = serving.site(messages::routes(), screens.and(messages::screens(&times)));
        Self { served, within }
    }

    /// Within how many hours an answer was agreed on, or chosen by the service.
    pub(crate) fn answers_within(&self, hours: u16, agreed: bool) {
        *self.within.lock().unwrap() = Some(Within { hours, agreed });
    }

    /// Sends a form with files, as a browser writes it.
    pub(crate) async fn post_files(
        &self,
        who: &str,
        path: &str,
        fields: &[(&str, &str)],
        files: &[&[u8]],
    ) -> Answered {
        let kind = "multipart/form-data; boundary=here";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.ask(who, request, Body::from(form(fields, files)))
            .await
    }

    /// The client goes to a screen and sees it.
    pub(crate) async fn sees(&self, who: &str, screen: &str) -> Answered {
        self.post(who, "/", &[("do", screen)]).await;
        self.get(who, "/").await
    }

    /// Amal sends a message.
    pub(crate) async fn amal_writes(&self, words: &str, files: &[&[u8]]) -> Answered {
        self.unlocks("amal").await;
        let once = self.sees("amal", "write-message").await.field("once");
        let fields = [
            ("once", once.as_str()),
            ("message-words", words),
            ("do", "message-send"),
        ];
        self.post_files("amal", "/", &fields, files).await
    }
}

/// A form with files, as a browser writes it.
pub(crate) fn form(fields: &[(&str, &str)], files: &[&[u8]]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--here\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for file in files {
        body.extend_from_slice(
            b"--here\r\nContent-Disposition: form-data; name=\"files\"; filename=\"Amal at the police.jpg\"\r\nContent-Type: text/html\r\n\r\n",
        );
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--here--\r\n");
    body
}

/// A small picture.
pub(crate) fn a_picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_pixel(40, 30, image::Rgb([40, 90, 200]));
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A small document.
pub(crate) const A_PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n";
