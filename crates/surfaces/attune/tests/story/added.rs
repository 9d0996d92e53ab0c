//! What a service adds by itself, while it runs and without anyone who programs: one file is a
//! worksheet with a score, which is given, answered on two days and drawn for both; another file that
//! is broken is named with its reason and spoils nothing; and a card for the days is built in the
//! pages, filled in on two days, looked at by both, and changed without changing what was said.

use crate::hand::Hand;
use crate::people_here::Folk;
use crate::service::{On, Service};
use attune::open::Own;
use care::{ClientId, DAY};
use pages::Language;
use std::fs;
use std::path::Path;

/// The worksheet, as a service would write it: two numbers, and what they come to.
const SHEET: &str = r#"{"resourceType":"Questionnaire","url":"urn:x-lindenhaus:evening","status":"active",
"title":"Our evening","item":[
{"linkId":"what","type":"display","text":"How the evening was, in two numbers."},
{"linkId":"noise","type":"integer","text":"How loud it was","extension":[
 {"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":0},
 {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":10}]},
{"linkId":"alone","type":"integer","text":"How alone I was","extension":[
 {"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":0},
 {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":10}]},
{"linkId":"both","type":"integer","readOnly":true,"text":"Both together","extension":[
 {"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":0},
 {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":20},
 {"url":"http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
  "valueExpression":{"language":"text/fhirpath","expression":
  "%resource.item.where(linkId = 'noise').answer.value + %resource.item.where(linkId = 'alone').answer.value"}}]}]}"#;

/// What sends to Amal's therapist.
const SEND: &str = "Send to Ruth Okafor";

/// The two of them, each at their own page, while the service runs.
struct Two<'a> {
    service: &'a Service,
    client: ClientId,
    ruth: Hand<'a>,
    amal: Hand<'a>,
}

impl Two<'_> {
    /// Both come in, on the day that it is. Ruth comes last: a desk that nobody was at for a while asks
    /// who is there.
    async fn come_in(&mut self) {
        self.amal.comes_in("amal").await;
        self.ruth.comes_in("ruth").await;
    }

    /// Both go, and a day passes.
    async fn sleep(&mut self) {
        self.ruth.leaves().await;
        self.amal.leaves().await;
        self.service.clock.pass(DAY);
        self.come_in().await;
    }

    /// Ruth looks at something of Amal's.
    async fn ruth_at(&mut self, page: &str) {
        let path = format!("/clients/{}/{page}", self.client);
        self.ruth.goes(&path).await;
    }

    /// Amal opens one of the tools.
    async fn amal_at(&mut self, tool: &str) {
        self.amal.presses("work-title").await;
        self.amal.presses(tool).await;
    }

    /// Amal fills in the sheet that is open, and sends it.
    async fn fills_in(&mut self, noise: &str, alone: &str) {
        self.amal.fills("noise", noise).await;
        self.amal.fills("alone", alone).await;
        self.amal.presses_on(SEND).await;
        self.amal.sees("worksheet-sent").await;
    }

    /// Both read this: Amal on the sheet that is open, Ruth on her page with the numbers.
    async fn both_read(&mut self, said: &str) {
        self.amal.reads(said).await;
        self.ruth_at("worksheets").await;
        self.ruth.reads(said).await;
    }
}

/// A file is put there, and a sheet is there.
async fn one_file(two: &mut Two<'_>, folder: &Path) {
    two.ruth.goes("/worksheets").await;
    let before = two.ruth.sees("worksheets-all-title").await;
    assert!(!before.contains("Our evening"));
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("evening.json"), SHEET).unwrap();
    two.ruth.goes("/worksheets").await;
    two.ruth.reads("Our evening").await;
    two.ruth.sees("worksheets-all-own").await;
    two.ruth.sees("worksheets-tag-number").await;
    two.amal_at("work-worksheets").await;
    two.amal.presses("worksheets-choose").await;
    two.amal.reads("Our evening").await;
}

/// It is given, and filled in on two days.
async fn is_answered_twice(two: &mut Two<'_>) {
    two.ruth_at("worksheets").await;
    two.ruth.picks_from("sheet", "evening").await;
    two.ruth.fills("words", "When you are home").await;
    two.ruth.presses("worksheets-staff-give-do").await;
    two.ruth.sees("worksheets-staff-given-said").await;
    two.amal_at("work-worksheets").await;
    two.amal.reads("When you are home").await;
    two.amal.presses("worksheets-open").await;
    two.fills_in("3", "4").await;
    two.both_read("It was 7.").await;
    two.sleep().await;
    two.amal_at("work-worksheets").await;
    two.amal.presses_on("Our evening").await;
    two.amal.presses("worksheet-again").await;
    two.fills_in("8", "4").await;
    let said = "2 times. It was 7 the first time and 12 the last time.";
    two.both_read(said).await;
    for hand in [&two.amal, &two.ruth] {
        let drawn = hand.html().contains("<figure class=\"chart\">");
        assert!(drawn || hand.html().is_empty(), "{}", hand.html());
    }
}

/// A second file is broken: it is named, and everything else goes on. Then it is put right.
async fn another_is_broken(two: &mut Two<'_>, folder: &Path) {
    let second = SHEET.replace("Our evening", "Our morning");
    let broken = second.replacen("\"integer\"", "\"number of cups\"", 1);
    fs::write(folder.join("morning.json"), broken).unwrap();
    two.ruth.goes("/worksheets").await;
    two.ruth.sees("worksheets-all-broken").await;
    let page = two.ruth.reads("morning.json").await;
    assert!(page.contains("number of cups"), "no reason: {page}");
    two.ruth.reads("Our evening").await;
    two.ruth_at("worksheets").await;
    two.ruth.sees("worksheets-staff-broken").await;
    two.amal_at("work-worksheets").await;
    two.amal.presses("worksheets-choose").await;
    let offered = two.amal.reads("Our evening").await;
    assert!(!offered.contains("Our morning"), "{offered}");
    two.service.minutes(1);
    two.amal.presses_on("Our evening").await;
    two.fills_in("1", "1").await;
    let said = "3 times. It was 7 the first time and 2 the last time.";
    two.both_read(said).await;
    let right = second.replace("urn:x-lindenhaus:evening", "urn:x-lindenhaus:morning");
    fs::write(folder.join("morning.json"), right).unwrap();
    two.ruth.goes("/worksheets").await;
    let page = two.ruth.reads("Our morning").await;
    assert!(!page.contains("morning.json"), "{page}");
}

/// A card is built at the desk, and is on the phone at once.
async fn a_card(two: &mut Two<'_>) {
    two.amal_at("work-diary").await;
    two.amal.sees("diary-ask-for-card").await;
    two.ruth_at("diary").await;
    two.ruth.presses("diary-staff-card-begin").await;
    two.ruth.fills("label.1", "Dread").await;
    two.ruth.presses_on("Take out: Shame").await;
    two.ruth.fills("add-label", "Tea by the window").await;
    two.ruth.picks_from("add-kind", "number").await;
    two.ruth.fills("add-unit", "cups").await;
    two.ruth.presses("diary-add-do").await;
    two.ruth.finds_in("label.n1", "Tea by the window").await;
    two.ruth.presses("diary-staff-card-save").await;
    two.amal_at("work-diary").await;
    let card = two.amal.reads("Dread").await;
    assert!(card.contains("Tea by the window"), "{card}");
    assert!(!card.contains("Shame") && !card.contains("Fear"), "{card}");
}

/// A day on the card: how strong the first line was, and how many cups.
async fn a_day(two: &mut Two<'_>, strong: &str, cups: Option<&str>) {
    two.amal_at("work-diary").await;
    two.amal.chooses("i1", strong).await;
    if let Some(cups) = cups {
        two.amal.fills("i13", cups).await;
    }
    two.amal.presses_on(SEND).await;
    two.amal.sees("diary-sent").await;
}

/// Both see these words in their week, and those on their charts.
async fn week_and_charts(two: &mut Two<'_>, week: &[&str], charts: &[&str]) {
    two.amal_at("work-diary").await;
    two.amal.presses("diary-to-week").await;
    two.ruth_at("diary").await;
    for said in week {
        two.amal.reads(said).await;
        two.ruth.reads(said).await;
    }
    two.amal.presses("diary-to-charts").await;
    two.ruth.presses("diary-to-charts").await;
    for said in charts {
        two.amal.reads(said).await;
        two.ruth.reads(said).await;
    }
}

/// It is filled in on two days, and changed: what was said keeps the names it was said under.
async fn is_lived_with(two: &mut Two<'_>) {
    a_day(two, "3", Some("2")).await;
    two.sleep().await;
    a_day(two, "1", Some("4")).await;
    let charts = [
        "Said on 2 of 2 days. Lowest 1, highest 3.",
        "Said on 2 of 2 days. Lowest 2.0, highest 4.0.",
    ];
    let week = ["Dread", "3 of 5", "1 of 5", "2 cups", "4 cups"];
    week_and_charts(two, &week, &charts).await;
    two.ruth_at("diary").await;
    two.ruth.presses("diary-staff-card-change").await;
    two.ruth.fills("label.1", "Worry").await;
    two.ruth.presses_on("Take out: Tea by the window").await;
    two.ruth.presses("diary-staff-card-save").await;
    // The day that was sent keeps its card; the next has the new one.
    two.sleep().await;
    two.amal_at("work-diary").await;
    let card = two.amal.reads("Worry").await;
    assert!(!card.contains("Dread") && !card.contains("Tea"), "{card}");
    a_day(two, "2", None).await;
    let charts = ["Worry", "Said on 3 of 3 days. Lowest 1, highest 3."];
    let week = [
        "Worry",
        "Dread (its name then)",
        "Tea by the window",
        "2 cups",
        "4 cups",
    ];
    week_and_charts(two, &week, &charts).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_and_a_card_are_added_while_the_service_runs() {
    let library = tempfile::tempdir().unwrap();
    let own = Own {
        library: Some(library.path().to_owned()),
        ..Own::default()
    };
    let service = Service::empty_with(On::Memory, own).await;
    let folk = Folk::admit(&service, Language::English).await;
    let mut two = Two {
        service: &service,
        client: folk.amal,
        ruth: Hand::over_the_wire(&service),
        amal: Hand::over_the_wire(&service),
    };
    two.come_in().await;
    let folder = library.path().join("worksheets");
    one_file(&mut two, &folder).await;
    is_answered_twice(&mut two).await;
    another_is_broken(&mut two, &folder).await;
    a_card(&mut two).await;
    is_lived_with(&mut two).await;
}
