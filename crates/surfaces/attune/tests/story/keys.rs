//! Passkeys in a browser, with a device in software: Ruth makes one as her second way and comes in
//! with it in one step; Amal makes one and comes in with it.

use crate::people_here::{Folk, private};
use crate::service::{PASSPHRASE, Service, say, words};
use crate::walk::unlocks;
use attune::open::{Own, assemble_with};
use care::{Private, Role};
use jiff::tz::TimeZone;
use pages::{Cover, Language, Settings};
use people::{NewStaff, admit_staff};
use sealed::Vault;
use std::net::{SocketAddr, TcpListener};
use testing::browser::Browser;
use tokio::task::JoinHandle;

/// The same people at an address that passkeys can belong to: without HTTPS, on this machine.
fn nearby(vault: &Vault) -> (String, JoinHandle<()>) {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    socket.set_nonblocking(true).unwrap();
    let address = format!("http://localhost:{}", socket.local_addr().unwrap().port());
    let settings = Settings {
        name: "Lindenhaus".to_owned(),
        neutral_title: "Notes".to_owned(),
        exit_url: "https://localhost:9/".to_owned(),
        zone: TimeZone::UTC,
        language: Language::English,
        https: false,
        cover: Cover::default(),
    };
    let own = Own {
        address: Some(address.clone()),
        ..Own::default()
    };
    let code: Option<Private<String>> = None;
    let service = assemble_with(vault, settings, own, Service::passphrases(), code);
    let router = service
        .unwrap_or_else(|failed| panic!("{failed}"))
        .into_router();
    let make = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum_server::from_tcp(socket).unwrap();
    let serving = tokio::spawn(async move { server.serve(make).await.unwrap() });
    (address, serving)
}

async fn signs_in(browser: &Browser, name: &str) {
    let words = words(Language::English);
    let field = say(words, "people-field-passphrase");
    browser.until_seen(&field).await.unwrap();
    browser.fill("sign-in", name).await.unwrap();
    browser.fill("passphrase", PASSPHRASE).await.unwrap();
    browser.press(&say(words, "people-in")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_made_in_a_browser_is_both_steps_of_the_next_sign_in() {
    let service = Service::empty(crate::service::On::Memory).await;
    let new = NewStaff {
        id: None,
        name: private("Ruth Okafor"),
        role: Role::Therapist,
        language: Language::English,
        sign_in_name: private("ruth"),
        passphrase: private(PASSPHRASE),
    };
    admit_staff(&service.vault, &Service::passphrases(), &new)
        .await
        .unwrap();
    let (address, serving) = nearby(&service.vault);
    let words = words(Language::English);
    let browser = Browser::chromium().await.unwrap();
    browser.open(&address).await.unwrap();
    browser.holds_keys(true).await.unwrap();
    signs_in(&browser, "ruth").await;
    browser
        .until_seen(&say(words, "second-begin-title"))
        .await
        .unwrap();
    browser.fill("name", "the grey key").await.unwrap();
    browser
        .press(&say(words, "ways-passkey-make"))
        .await
        .unwrap();
    let sign_out = say(words, "sign-out");
    browser
        .until_seen(&say(words, "place-caseload"))
        .await
        .unwrap();
    browser.press(&sign_out).await.unwrap();
    browser.until_seen(&say(words, "passkey-in")).await.unwrap();
    browser.press(&say(words, "passkey-in")).await.unwrap();
    browser
        .until_seen(&say(words, "place-caseload"))
        .await
        .unwrap();
    browser
        .open(&format!("{address}/my/sign-in"))
        .await
        .unwrap();
    browser.until_seen("the grey key").await.unwrap();
    serving.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_makes_a_passkey_and_comes_in_with_it() {
    let service = Service::empty(crate::service::On::Memory).await;
    Folk::admit(&service, Language::English).await;
    let (address, serving) = nearby(&service.vault);
    let words = words(Language::English);
    let browser = Browser::chromium().await.unwrap();
    browser.open(&address).await.unwrap();
    browser.holds_keys(true).await.unwrap();
    signs_in(&browser, "amal").await;
    crate::walk::goes_in(&browser, Language::English).await;
    // Where the screen is reached from is told in another story.
    let script = "htmx.ajax('POST', '/', { target: '#app', values: { do: 'ways-in' } });";
    browser.run(script, Vec::new()).await.unwrap();
    browser
        .until_seen(&say(words, "own-ways-title"))
        .await
        .unwrap();
    browser.fill("name", "my phone").await.unwrap();
    let into =
        "document.querySelector('form[data-passkey] [name=passphrase]').value = arguments[0]";
    browser.run(into, vec![PASSPHRASE.into()]).await.unwrap();
    browser
        .press(&say(words, "ways-passkey-make"))
        .await
        .unwrap();
    browser
        .until_seen(&say(words, "ways-passkey-kept"))
        .await
        .unwrap();
    let leave = "const form = document.createElement('form'); form.method = 'post'; \
        form.action = '/sign-out'; document.body.append(form); form.submit();";
    browser.run(leave, Vec::new()).await.unwrap();
    browser.until_seen(&say(words, "passkey-in")).await.unwrap();
    browser.press(&say(words, "passkey-in")).await.unwrap();
    browser.press(&say(words, "cover-open")).await.unwrap();
    unlocks(&browser, Language::English).await;
    browser.until_there("#screen[data-inside]").await.unwrap();
    serving.abort();
}
