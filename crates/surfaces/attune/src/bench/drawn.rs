//! A therapist's caseload as it is opened: one request, from the sign-in to the whole page. Beside
//! it, the same list where every client has a long history, which it must not cost.

use super::Sizes;
use super::measured::{Stretch, memory, ms, share};
use super::service::{PASSPHRASE, Place, Service, WrittenV1, own};
use crate::observe;
use crate::open::assemble;
use crate::say::{Failed, apart, say};
use crate::system::SystemChance;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use care::{
    Asker, ClientId, DAY, HOUR, Line, Moment, PersonId, Private, Purpose, Role, Section, Sections,
};
use jiff::tz::TimeZone;
use pages::{Cover, Language, Settings, cookies};
use people::{Hashing, NewStaff, Offered, Passphrases, TotpSecret};
use sealed::{Act, Vault};
use sessions::meeting::{NewSession, plan, record};
use std::sync::Arc;
use std::time::Duration;

/// What the fictional therapist's authenticator knows.
const SECRET: [u8; 20] = *b"a-fictional-secret-1";
/// Records of each client whose list is held against the first, and how many are kept in one act.
const HISTORY: u32 = 200;
/// Clients on the lists that are held against each other.
const BESIDE: u32 = 50;
/// Sessions in a day.
const A_DAY: i64 = 12;

pub(super) async fn measure(sizes: &Sizes, place: &Place) -> Result<(), Failed> {
    say("");
    say("A therapist opens their caseload, one request each, asked in this same program:");
    for &clients in sizes.lists {
        let one = Opened::make(place, &format!("drawn-{clients}"), clients, 0).await?;
        one.tell(sizes, clients, "").await?;
    }
    let beside = BESIDE.min(sizes.lists.iter().copied().max().unwrap_or(BESIDE));
    let short = Opened::make(place, "drawn-short", beside, 0).await?;
    let short = short
        .tell(sizes, beside, ", nothing else in the records")
        .await?;
    let history = HISTORY.min(sizes.history);
    let long = Opened::make(place, "drawn-long", beside, history).await?;
    let said = format!(", {history} records more in each");
    let long = long.tell(sizes, beside, &said).await?;
    say(format_args!(
        "  a long history costs {:.2} of a short one",
        long.as_secs_f64() / short.as_secs_f64().max(f64::EPSILON)
    ));
    Ok(())
}

/// A service with a therapist who is signed in.
struct Opened {
    service: Service,
    router: Router,
    cookie: String,
}

impl Opened {
    async fn make(place: &Place, name: &str, clients: u32, history: u32) -> Result<Self, Failed> {
        let service = Service::begin(place.folder(name)?).await?;
        let hashing = Passphrases::new(Hashing::LEAST);
        service.set_up(&hashing).await?;
        let therapist = admit(&service.vault, &hashing).await?;
        for (client, number) in service
            .caseload(therapist, clients)
            .await?
            .into_iter()
            .zip(0..)
        {
            meets(&service.vault, therapist, client, number).await?;
            writes(&service.vault, client, history).await?;
        }
        let service = service.anew().await?;
        let settings = Settings {
            name: "Fictional Service".to_owned(),
            neutral_title: "My page".to_owned(),
            exit_url: "https://www.wikipedia.org/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: false,
            cover: Cover::default(),
        };
        let site = assemble(&service.vault, settings, hashing, None)?;
        let offered = Offered {
            sign_in_name: private("fictional-therapist"),
            passphrase: private(PASSPHRASE),
            from: None,
            device: None,
            second: Some(TotpSecret::new(SECRET).code_at(service.vault.now())),
        };
        let signed_in = site.desk.sign_in(offered).await;
        let token = signed_in.map_err(|e| could_not(&e))?.token;
        let cookie = format!("{}={}", cookies::sign_in_name(false), token.expose());
        Ok(Self {
            router: observe::around(site.into_router(), Arc::new(SystemChance), false),
            service,
            cookie,
        })
    }

    /// Opens the list so many times, and tells how long it took. Returns the median.
    async fn tell(self, sizes: &Sizes, clients: u32, beside: &str) -> Result<Duration, Failed> {
        let (first, _) = self.open().await?;
        let before = memory("self");
        let (mut again, mut bytes) = (Vec::new(), 0);
        for _ in 0..sizes.lists_opened {
            let (took, page) = self.open().await?;
            again.push(took);
            bytes = page;
        }
        let after = memory("self");
        let middle = share(again.clone(), 50);
        say(format_args!(
            "  {:>6} clients{beside}: first {}; then p50 {}, p99 {} ({:.0} µs a client); page of {} KiB; memory in use {before:.0} MiB before and {after:.0} MiB after {} openings",
            apart(clients),
            ms(first),
            ms(middle),
            ms(share(again, 99)),
            middle.as_secs_f64() * 1e6 / f64::from(clients),
            apart(bytes / 1024),
            sizes.lists_opened,
        ));
        drop(self.router);
        self.service.close().await;
        Ok(middle)
    }

    async fn open(&self) -> Result<(Duration, usize), Failed> {
        let request = Request::get("/caseload")
            .header(header::COOKIE, &self.cookie)
            .body(Body::empty())
            .map_err(|error| could_not(&error))?;
        let stretch = Stretch::begin();
        let Ok(answer) = tower::ServiceExt::oneshot(self.router.clone(), request).await;
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX);
        let page = body.await.map_err(|error| could_not(&error))?;
        let took = stretch.so_far();
        if status != StatusCode::OK {
            return Err(Failed::not_whole(format!(
                "the list was not shown ({status})"
            )));
        }
        Ok((took, page.len()))
    }
}

fn could_not(error: &dyn std::fmt::Display) -> Failed {
    Failed::new(error.to_string())
}

fn private(text: &str) -> Private<String> {
    Private::new(text.to_owned())
}

async fn admit(vault: &Vault, hashing: &Passphrases) -> Result<PersonId, Failed> {
    let new = NewStaff {
        id: None,
        name: private("Fictional Therapist"),
        role: Role::Therapist,
        language: Language::English,
        sign_in_name: private("fictional-therapist"),
        passphrase: private(PASSPHRASE),
    };
    let person = people::admit_staff(vault, hashing, &new).await;
    let person = person.map_err(|error| could_not(&error))?;
    let enrolled = people::enrol(vault, person, &TotpSecret::new(SECRET)).await;
    enrolled.map_err(|error| could_not(&error))?;
    Ok(person)
}

/// A session that was and one to come, at hours of their own: nobody can be in two at once.
async fn meets(
    vault: &Vault,
    therapist: PersonId,
    client: ClientId,
    number: i64,
) -> Result<(), Failed> {
    let sections = Sections::of(&[Section::Identity, Section::Sessions, Section::Overview]);
    let asker = Asker {
        person: therapist,
        role: Role::Therapist,
    };
    let place = Line::parse("Room 4").map_err(|_| Failed::new("a place could not be named"))?;
    let at = |starts: Moment| NewSession {
        starts,
        minutes: 50,
        place: place.clone(),
        plan: None,
    };
    let away = (1 + number / A_DAY) * DAY + (number % A_DAY) * HOUR;
    for ahead in [false, true] {
        let decided = vault.decide(asker, client, sections, Purpose::Treatment);
        let access = decided.await?.map_err(|_| {
            Failed::new("a therapist could not open the record of a client of theirs")
        })?;
        let mut act = Act::open(vault, access).await?;
        let (id, now) = (act.mint(), act.now());
        let outcome = if ahead {
            plan(&mut act, id, &at(now + away)).await
        } else {
            record(&mut act, id, &at(now - away)).await
        };
        outcome.map_err(|error| could_not(&error))?;
        act.done().await?;
    }
    Ok(())
}

async fn writes(vault: &Vault, client: ClientId, records: u32) -> Result<(), Failed> {
    if records == 0 {
        return Ok(());
    }
    let access = own(vault, client, Sections::of(&[Section::Work])).await?;
    let mut act = Act::open(vault, access).await?;
    for _ in 0..records {
        act.keep(act.mint(), &WrittenV1::default())?;
    }
    Ok(act.done().await?)
}
