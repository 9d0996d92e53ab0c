//! The page as an app on a phone: the service's neutral title and mark, and nothing else.
//!
//! A phone keeps this where anyone who holds it can look, so it is sent to everyone, signed in or
//! not, and says the same to all of them.

use crate::assets::{Asset, PICTURES, assets};
use crate::floor::Settings;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Where it is found.
pub(crate) const PATH: &str = "/m";
/// The colour of paper, where a service chose none: `--paper` of the stylesheet.
const PAPER: &str = "#FBF8F3";

fn text(settings: &Settings) -> String {
    let mark = assets().mark(settings.cover.icon);
    let picture = |(asset, size): (&Asset, u16)| {
        json!({
            "src": asset.path(),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": "any maskable",
        })
    };
    let pictures: Vec<_> = mark.pictures.iter().zip(PICTURES).map(picture).collect();
    let theme = settings.cover.theme.as_deref().unwrap_or(PAPER);
    json!({
        "id": "/",
        "name": settings.neutral_title,
        "short_name": settings.neutral_title,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": settings.language.tag(),
        "background_color": theme,
        "theme_color": theme,
        "icons": pictures,
    })
    .to_string()
}

/// Answers a request for it.
pub(crate) fn answer(settings: &Settings) -> Response {
    let kind = HeaderValue::from_static("application/manifest+json");
    ([(header::CONTENT_TYPE, kind)], text(settings)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cover;
    use crate::assets::Icon;
    use crate::words::Language;

    #[test]
    fn the_app_has_the_neutral_name_and_mark_and_says_nothing_else() {
        for icon in Icon::ALL {
            let settings = Settings {
                name: "Lindenhaus Trauma Service".to_owned(),
                neutral_title: "Notes".to_owned(),
                exit_url: "https://weather.example/".to_owned(),
                zone: jiff::tz::TimeZone::UTC,
                language: Language::Spanish,
                https: true,
                cover: Cover {
                    icon,
                    theme: Some("#445566".to_owned()),
                    urgent: Some("Call 555 0100".to_owned()),
                    practical: Some("Bus 14".to_owned()),
                },
            };
            let said: serde_json::Value = serde_json::from_str(&text(&settings)).unwrap();
            assert_eq!(said["name"], "Notes");
            assert_eq!(said["short_name"], "Notes");
            assert_eq!(said["theme_color"], "#445566");
            for picture in said["icons"].as_array().unwrap() {
                let found = assets().find(picture["src"].as_str().unwrap()).unwrap();
                let size: u32 = picture["sizes"]
                    .as_str()
                    .unwrap()
                    .split('x')
                    .next()
                    .unwrap()
                    .parse()
                    .unwrap();
                // Where a PNG says how wide it is.
                let wide: [u8; 4] = found.bytes()[16..20].try_into().unwrap();
                assert_eq!(u32::from_be_bytes(wide), size);
            }
            let said = said.to_string();
            for word in ["Lindenhaus", "Trauma", "555", "Bus", "weather"] {
                assert!(!said.contains(word), "{word}");
            }
        }
    }
}
