//! Measures between Amal and Ruth when a page is looked at: what is asked, and what was answered.

use crate::served::{OWN, Served};
use care::{RecordId, Section};
use jiff::tz::TimeZone;
use measures::{Change, Day, ReadersV1, Sent, change, complete, due};
use pages::form_view::{Taken, take};
use testing::{AMAL, RUTH};

const BOTH: &[Section] = &[Section::Measures, Section::Overview];
/// The steps of the PHQ-9, from not at all to nearly every day.
const STEPS: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];

impl Served {
    pub(crate) fn today(&self) -> Day {
        Day::of(self.vault.now(), &TimeZone::UTC)
    }

    /// Ruth changes what is asked.
    pub(crate) async fn plans(&self, wanted: Change) {
        let mut act = self.opens(RUTH, BOTH).await;
        change(&mut act, &self.offer, None, self.today(), &wanted)
            .await
            .unwrap();
        act.done().await.unwrap();
    }

    pub(crate) async fn asks(&self, measure: &str, every: u16) {
        self.plans(Change::Begin {
            measure: measure.to_owned(),
            every: Some(every),
            first: self.today(),
        })
        .await;
    }

    /// Amal answers the PHQ-9: so many steps to the first eight questions together, this to the
    /// ninth. It is the record of her answer.
    pub(crate) async fn phq(&self, eight: usize, ninth: usize, readers: ReadersV1) -> RecordId {
        let mut act = self.own().await;
        let all = due(&mut act, &self.offer, self.today()).await.unwrap();
        let one = all.iter().find(|due| due.measure == "phq-9").unwrap();
        let form = self.offer.measure("phq-9").unwrap().form().unwrap();
        let mut fields: Vec<(String, String)> = Vec::new();
        for place in 0..8 {
            let step = eight / 8 + usize::from(place < eight % 8);
            fields.push((format!("phq-9.{}", place + 1), STEPS[step].to_owned()));
        }
        fields.push(("phq-9.9".to_owned(), STEPS[ninth].to_owned()));
        let Taken::Answered(response) = take(form, &fields) else {
            panic!("these are answers");
        };
        let canonical = form.canonical();
        let sent = Sent {
            occurrence: one.occurrence,
            measure: "phq-9",
            form: &canonical,
            response: &response,
            readers,
            today: self.today(),
        };
        complete(&mut act, &self.offer, None, &sent).await.unwrap();
        act.done().await.unwrap();
        one.occurrence
    }

    /// Answers two weeks apart, each with these steps altogether and nothing about safety.
    pub(crate) async fn phqs(&self, scores: &[usize]) -> RecordId {
        self.asks("phq-9", 14).await;
        let mut last = None;
        for (place, score) in scores.iter().enumerate() {
            if place > 0 {
                self.clock.pass(14 * care::DAY);
            }
            last = Some(self.phq(*score, 0, ReadersV1::Section).await);
        }
        last.unwrap()
    }

    /// What Amal's own act opens.
    pub(crate) async fn own(&self) -> sealed::Act {
        self.opens(AMAL, &[OWN, BOTH].concat()).await
    }
}
