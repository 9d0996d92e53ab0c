//! A service's own sheets on the pages.

use crate::served::{Held, at, begins, ends, with};
use axum::http::StatusCode;
use std::sync::Arc;

fn form(title: &str, question: &str, code: &str) -> String {
    format!(
        r#"{{"resourceType":"Questionnaire","url":"urn:x-own:mine","status":"active",
        "title":"{title}","code":[{{"system":"urn:x-attune:work","code":"{code}"}}],
        "item":[{{"linkId":"a","text":"{question}","type":"text"}},
        {{"linkId":"n","text":"So much","type":"integer","extension":[
        {{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
        "valueCodeableConcept":{{"coding":[{{"system":
        "http://hl7.org/fhir/questionnaire-item-control","code":"slider"}}]}}}},
        {{"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":0}},
        {{"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":5}}]}}]}}"#
    )
}

#[tokio::test]
async fn one_new_file_is_offered_given_drawn_and_tried_out_without_a_restart() {
    let folder = Arc::new(Held::default());
    let served = with(&folder).await;
    served
        .get("ruth", "/worksheets")
        .await
        .says_not("Our evening");
    folder.put("evening.json", &form("Our evening", "How was it?", "any"));
    let page = served.get("ruth", "/worksheets").await;
    for words in [
        "Our evening",
        "Made by this service",
        "Two columns",
        "Beck 1963",
    ] {
        page.says(words);
    }
    let page = served
        .post("ruth", "/worksheets/evening", &[("do", "try"), ("n", "3")])
        .await;
    page.says("How was it?");
    let page = served.get("ruth", "/worksheets/nothing").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    served
        .does("amal", "worksheets-offered", &[])
        .await
        .says("Our evening");
    let (_, id) = begins(&served, "evening").await;
    let page = ends(
        &served,
        ("worksheet-send", &id, "1"),
        &[("a", "quiet"), ("n", "3")],
    )
    .await;
    page.says("<figure class=\"chart\">");
    page.says("It was 3.");
}

#[tokio::test]
async fn answers_keep_their_own_questions_when_the_file_changes_or_goes() {
    let folder = Arc::new(Held::default());
    folder.put("evening.json", &form("Our evening", "How was it?", "any"));
    let served = with(&folder).await;
    let (_, id) = begins(&served, "evening").await;
    ends(&served, ("worksheet-send", &id, "1"), &[("a", "quiet")]).await;
    // The same address and version, other words: a form of its own.
    folder.put(
        "evening.json",
        &form("Our night", "What was it like?", "any"),
    );
    for (who, page) in [
        ("ruth", served.get("ruth", &at(&format!("/{id}"))).await),
        (
            "amal",
            served.does("amal", "worksheet", &[("about", &id)]).await,
        ),
    ] {
        assert!(page.has("Our evening") && page.has("How was it?"), "{who}");
        assert!(!page.has("What was it like?"), "{who}");
    }
    let (page, new) = begins(&served, "evening").await;
    page.says("What was it like?");
    assert_ne!(new, id);
    folder.put("evening.json", "{");
    let page = served.get("ruth", "/worksheets").await;
    page.says("evening.json");
    page.says("Two columns");
    served.get("ruth", &at("")).await.says("could not be used");
    served
        .does("amal", "worksheet", &[("about", &id)])
        .await
        .says("quiet");
    served
        .does("amal", "worksheet", &[("about", &new)])
        .await
        .says("What was it like?");
}

#[tokio::test]
async fn what_is_only_filled_in_together_is_never_begun_alone() {
    let folder = Arc::new(Held::default());
    folder.put(
        "pair.json",
        &form("In pairs", "What do we see?", "together"),
    );
    let served = with(&folder).await;
    let begun = [("sheet", "pair")];
    let page = served.does("amal", "begin-worksheet", &begun).await;
    page.says("This one you fill in with your therapist, when you meet.");
    let page = served.get("ruth", &at("")).await;
    let given = page.field("once");
    let fields = [("once", given.as_str()), ("sheet", "pair")];
    served.post("ruth", &at("/give"), &fields).await;
    served
        .does("amal", "begin-worksheet", &[("given", &given)])
        .await
        .says_not("<textarea");

    let came = served
        .post("ruth", &at("/together"), &[("given", &given)])
        .await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let write = came.to.clone();
    let id = write
        .trim_end_matches("/write")
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let page = served.does("amal", "worksheet", &[("about", &id)]).await;
    page.says("In pairs");
    page.says_not("<textarea");
    let page = served.get("ruth", &write).await;
    let seen = page.field(".seen");
    let came = served
        .post("ruth", &write, &[(".seen", &seen), ("a", "a door")])
        .await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let page = served.does("amal", "worksheet", &[("about", &id)]).await;
    page.says("a door");
    let alone = ends(&served, ("worksheet-send", &id, "2"), &[("a", "mine")]).await;
    assert_eq!(alone.status, StatusCode::NOT_FOUND);
    let page = served
        .does("amal", "worksheet-take-back", &[("about", &id)])
        .await;
    page.says("Only you can see it now.");
    assert_eq!(
        served.get("ruth", &write).await.status,
        StatusCode::NOT_FOUND
    );
}
