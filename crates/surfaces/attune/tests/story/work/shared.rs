//! What two write on: profile, plan, worksheets, thoughts, the card for the days, EMDR.

use super::Walk;

/// Worksheets and thoughts are one.
pub(crate) const TOOLS: usize = 5;

pub(crate) async fn tools(walk: &mut Walk) {
    profile(walk).await;
    plan(walk).await;
    worksheets(walk).await;
    thoughts(walk).await;
    diary(walk).await;
    emdr(walk).await;
}

async fn profile(walk: &mut Walk) {
    walk.opens("profile").await;
    walk.does("profile-ask").await;
    let asks = walk.own(
        "How loud is the street to me?",
        "¿Qué tan fuerte me suena la calle?",
    );
    walk.writes("asks", asks).await;
    walk.writes("low", walk.own("soft", "suave")).await;
    walk.writes("high", walk.own("loud", "fuerte")).await;
    walk.chooses_first("domain").await;
    walk.does("profile-ask-send").await;
    walk.opens("profile").await;
    walk.reads(asks).await;
    walk.presses("#screen button[name=do][value^='profile-']:not([value='profile-ask'])")
        .await;
    walk.looks("profile-domain").await;
}

async fn plan(walk: &mut Walk) {
    walk.opens("plan").await;
    walk.does("goals-write").await;
    let goal = walk.own("To walk to the market alone", "Ir al mercado sin compañía");
    walk.writes_first(goal).await;
    walk.does("goals-send").await;
    walk.opens("plan").await;
    walk.reads(goal).await;
    walk.does("goals-goal").await;
    walk.reads(goal).await;
}

async fn worksheets(walk: &mut Walk) {
    walk.opens("worksheets").await;
    walk.does("worksheets-offered").await;
    walk.presses("#screen form:has(input[value='two-columns']) button")
        .await;
    walk.looks("two-columns").await;
    let noticed = walk.own("The lamp stayed on", "La lámpara quedó encendida");
    walk.writes("noticed", noticed).await;
    walk.does("worksheet-keep").await;
    walk.reads(noticed).await;
    walk.opens("worksheets").await;
    walk.does("worksheet").await;
    walk.reads(noticed).await;
    walk.does("worksheet-share").await;
    walk.does("worksheet-write").await;
}

async fn thoughts(walk: &mut Walk) {
    walk.opens("thoughts").await;
    walk.does("thoughts-new").await;
    let thought = walk.own("Nobody waits for me", "Nadie me espera");
    walk.writes("thought", thought).await;
    walk.does("thoughts-send").await;
    walk.opens("thoughts").await;
    walk.reads(thought).await;
    walk.does("thoughts-one").await;
    walk.does("thoughts-add").await;
    walk.chooses_first("side").await;
    let line = walk.own("My sister waited on Sunday", "Mi hermana esperó el domingo");
    walk.writes("line", line).await;
    walk.does("thoughts-add-keep").await;
    walk.reads(line).await;
    walk.opens("thoughts").await;
    walk.does("thoughts-voice").await;
    walk.does("thoughts-voice-new").await;
    let says = walk.own("You are late again", "Otra vez llegas tarde");
    walk.writes("says", says).await;
    walk.does("thoughts-voice-keep").await;
    walk.opens("thoughts").await;
    walk.does("thoughts-voice").await;
    walk.reads(says).await;
}

async fn diary(walk: &mut Walk) {
    walk.opens("diary").await;
    let words = walk.own("Rain, and bread", "Lluvia, y pan");
    walk.writes_first(words).await;
    walk.does("diary-keep").await;
    walk.opens("diary").await;
    walk.does("diary-week").await;
    walk.reads(words).await;
    walk.opens("diary").await;
    walk.does("diary-charts").await;
    walk.opens("diary").await;
    walk.does("diary-goes").await;
    walk.opens("diary").await;
    walk.does("diary-card").await;
}

async fn emdr(walk: &mut Walk) {
    walk.opens("emdr").await;
    let signal = walk.own("I lift my left hand", "Levanto la mano izquierda");
    walk.writes("signal", signal).await;
    walk.does("emdr-signal").await;
    walk.opens("emdr").await;
    walk.reads(signal).await;
    walk.does("emdr-slower").await;
    walk.does("emdr-about").await;
}
