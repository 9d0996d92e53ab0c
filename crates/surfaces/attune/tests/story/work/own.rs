//! What a client mostly does alone: the body, steps, trusting oneself, people, what sets it off, growth.

use super::{PASSPHRASE, Walk};

pub(crate) const TOOLS: usize = 6;

pub(crate) async fn tools(walk: &mut Walk) {
    body(walk).await;
    courage(walk).await;
    self_trust(walk).await;
    circle(walk).await;
    triggers(walk).await;
    growth(walk).await;
}

async fn body(walk: &mut Walk) {
    walk.opens("body").await;
    walk.does("body-tool").await;
    walk.slides("before", 6).await;
    walk.slides("after", 3).await;
    let words = walk.own("The floor was warm", "El suelo estaba tibio");
    walk.writes("words", words).await;
    walk.does("body-use-keep").await;
    walk.opens("body").await;
    walk.does("body-tool").await;
    walk.reads(words).await;
    for further in ["body-map", "body-maps", "body-days"] {
        walk.opens("body").await;
        walk.does(further).await;
    }
}

async fn courage(walk: &mut Walk) {
    walk.opens("courage").await;
    walk.does("courage-new").await;
    let goal = walk.own("To take the bus again", "Volver a tomar el autobús");
    walk.writes("goal", goal).await;
    walk.does("courage-new-send").await;
    walk.opens("courage").await;
    walk.reads(goal).await;
    walk.does("courage-ladder").await;
    walk.does("courage-step-new").await;
    let step = walk.own("One stop, at noon", "Una parada, al mediodía");
    walk.writes("what", step).await;
    walk.chooses("kind", "real").await;
    walk.slides("fear", 4).await;
    walk.writes("safety", walk.own("Tomas knows when", "Tomás sabe cuándo"))
        .await;
    walk.does("courage-step-add").await;
    walk.opens("courage").await;
    walk.does("courage-ladder").await;
    walk.reads(step).await;
    walk.does("courage-step").await;
    walk.opens("courage").await;
    walk.does("courage-hints").await;
    walk.opens("courage").await;
    walk.does("courage-script-write").await;
}

async fn self_trust(walk: &mut Walk) {
    walk.opens("self-trust").await;
    walk.does("self-trust-sensed").await;
    walk.does("self-trust-sense").await;
    let sensed = walk.own("She spoke too fast", "Hablaba demasiado rápido");
    walk.writes("sensed", sensed).await;
    let expects = walk.own("She will call back", "Va a volver a llamar");
    walk.writes("expects", expects).await;
    walk.chooses_first("sure").await;
    walk.does("self-trust-sense-keep").await;
    walk.opens("self-trust").await;
    walk.does("self-trust-sensed").await;
    walk.reads(expects).await;
    walk.does("self-trust-judgement").await;
    walk.reads(sensed).await;
    walk.chooses_first("came").await;
    walk.does("self-trust-came-keep").await;
    walk.reads(expects).await;
    walk.opens("self-trust").await;
    walk.does("self-trust-boundaries").await;
    walk.does("self-trust-boundary-new").await;
    let boundary = walk.own("No calls after nine", "Sin llamadas después de las nueve");
    walk.writes("boundary", boundary).await;
    walk.chooses_first("whom").await;
    walk.does("self-trust-boundary-keep").await;
    walk.does("self-trust-boundary").await;
    walk.reads(boundary).await;
    walk.does("self-trust-tried").await;
    walk.chooses_first("held").await;
    walk.does("self-trust-tried-keep").await;
    walk.reads(boundary).await;
    walk.does("self-trust-reword").await;
    walk.opens("self-trust").await;
    walk.does("self-trust-strengths").await;
    walk.does("self-trust-strength").await;
    let strength = walk.own("I stay with a thing", "No suelto lo que empiezo");
    walk.writes("strength", strength).await;
    walk.chooses_first("from").await;
    walk.does("self-trust-strength-keep").await;
    walk.reads(strength).await;
    walk.opens("self-trust").await;
    walk.does("self-trust-one").await;
    walk.reads(strength).await;
    walk.opens("self-trust").await;
    walk.does("self-trust-kindness").await;
}

async fn circle(walk: &mut Walk) {
    walk.opens("circle").await;
    walk.does("circle-alone").await;
    walk.chooses("way", "mine").await;
    walk.writes("new-secret", PASSPHRASE).await;
    walk.writes("secret-again", PASSPHRASE).await;
    walk.does("circle-begin").await;
    walk.does("circle-edit").await;
    let called = walk.own("bread aunt", "tía del pan");
    walk.writes("called", called).await;
    walk.does("circle-keep").await;
    walk.opens("circle").await;
    walk.reads(called).await;
    walk.does("circle-person").await;
    walk.does("circle-log").await;
    walk.opens("circle").await;
    walk.does("circle-shut").await;
    walk.opens("circle").await;
    walk.writes("secret", PASSPHRASE).await;
    walk.does("circle-open").await;
    walk.reads(called).await;
    walk.does("circle-scripts").await;
}

async fn triggers(walk: &mut Walk) {
    walk.opens("triggers").await;
    walk.does("trigger-log").await;
    let cue = walk.own("A slammed gate", "Un portón de golpe");
    walk.writes("cue-new", cue).await;
    walk.does("trigger-log-keep").await;
    walk.opens("triggers").await;
    walk.reads(cue).await;
    walk.does("trigger-entry").await;
    walk.opens("triggers").await;
    walk.does("trigger-card-write").await;
    walk.writes("card-cue", cue).await;
    walk.writes("card-helps", walk.own("Say my name", "Decir mi nombre"))
        .await;
    walk.does("trigger-card-keep").await;
    walk.opens("triggers").await;
    walk.does("trigger-card").await;
    for further in ["trigger-patterns", "quiet-words"] {
        walk.opens("triggers").await;
        walk.does(further).await;
    }
}

async fn growth(walk: &mut Walk) {
    walk.opens("growth").await;
    walk.does("growth-on").await;
    walk.does("growth-first").await;
    let first = walk.own("Bought bread myself", "Compré pan por mi cuenta");
    walk.writes("note", first).await;
    walk.does("growth-note-keep").await;
    walk.opens("growth").await;
    walk.reads(first).await;
    walk.does("growth-story").await;
    walk.does("growth-chapter").await;
    let title = walk.own("The kitchen", "La cocina");
    walk.writes("title", title).await;
    walk.writes("chapter", walk.own("It smelled of soup.", "Olía a sopa."))
        .await;
    walk.does("growth-chapter-keep").await;
    walk.opens("growth").await;
    walk.reads(title).await;
    walk.does("growth-all").await;
}
