//! What a service offers: its measures, its pathways through them, and what it says when something
//! is urgent. Put together once, when the program starts.

use crate::pathway::{Pathway, PathwayRefused, pathways};
use instruments::{Measure, MeasureRefused, Measures};
use pages::{Language, Words};
use std::sync::Arc;

/// What a service offers.
pub struct Offer {
    measures: Measures,
    pathways: Vec<Pathway>,
    urgent: Option<String>,
    /// Within how many hours the service reads what was said about safety, if it says so.
    read_within_hours: Option<u16>,
}

/// Why a service's measures could not be offered.
#[derive(Debug, thiserror::Error)]
pub enum OfferRefused {
    /// A measure is not as it should be.
    #[error(transparent)]
    Measure(#[from] MeasureRefused),
    /// A pathway is not as it should be.
    #[error(transparent)]
    Pathway(#[from] PathwayRefused),
}

impl Offer {
    /// The measures and the pathways that ship with the program, with what the service itself says
    /// when something is urgent and within how many hours it reads what was said about safety.
    ///
    /// # Errors
    /// A pathway that asks for a measure that is not there, or more often than it may be asked.
    pub fn new(
        measures: Measures,
        urgent: Option<String>,
        read_within_hours: Option<u16>,
    ) -> Result<Arc<Self>, OfferRefused> {
        let pathways = pathways(&measures)?;
        Ok(Arc::new(Self {
            measures,
            pathways,
            urgent,
            read_within_hours,
        }))
    }

    /// What ships with the program, with nothing chosen.
    ///
    /// # Errors
    /// A file of the library that is not as it should be, which its tests would have said.
    pub fn shipped() -> Result<Arc<Self>, OfferRefused> {
        Self::new(Measures::shipped()?, None, None)
    }

    /// A measure, by its id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.get(id)
    }

    /// Every measure.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Measure> {
        self.measures.all().iter()
    }

    /// Every measure that can be asked: those whose words are here.
    pub fn askable(&self) -> impl Iterator<Item = &Measure> {
        self.measures.all().iter().filter(|m| m.form().is_some())
    }

    pub(crate) fn can_be_asked(&self, id: &str) -> bool {
        self.measure(id).is_some_and(|m| m.form().is_some())
    }

    /// The form of a measure whose words are not here, by its numbers, for someone who has the paper.
    pub(crate) fn numbered(&self, id: &str, words: Words) -> Option<forms::Questionnaire> {
        self.measure(id)?
            .numbered(&|number| words.say_with("paper-numbered", &[("number", number.into())]))
    }

    /// The measures whose results can be put in so.
    pub(crate) fn numbered_ones(&self) -> impl Iterator<Item = &Measure> {
        let all = self.measures.all().iter();
        all.filter(|measure| measure.numbered(&str::to_owned).is_some())
    }

    /// The fewest days between two answers: the measure's own shortest interval, and never less
    /// than a day.
    pub fn shortest(&self, id: &str) -> Option<u16> {
        let days = self.measure(id)?.shortest_interval();
        Some(u16::try_from(days).unwrap_or(u16::MAX).max(1))
    }

    /// The pathways.
    pub fn pathways(&self) -> &[Pathway] {
        &self.pathways
    }

    /// A pathway, by its id.
    pub fn pathway(&self, id: &str) -> Option<&Pathway> {
        self.pathways.iter().find(|pathway| pathway.id == id)
    }

    /// Within how many hours what was said about safety is read, if the service promises it.
    pub const fn read_within_hours(&self) -> Option<u16> {
        self.read_within_hours
    }

    /// What to do when it is urgent now, in the service's own words or in plain ones that name no
    /// number they cannot know.
    pub fn urgent_words(&self, words: Words) -> String {
        self.urgent
            .clone()
            .unwrap_or_else(|| words.say("measures-urgent"))
    }

    /// How a measure is called to a client: a plain name, or its own where there is none.
    pub fn called(&self, id: &str, words: Words) -> String {
        let key = format!("measure-called-{id}");
        if pages::catalogue::Catalogue::shipped().has(Language::English, &key) {
            return words.say(&key);
        }
        self.measure(id)
            .map_or_else(|| id.to_owned(), |measure| measure.name().to_owned())
    }

    /// How a measure is called among staff.
    pub fn short_name(&self, id: &str) -> String {
        self.measure(id)
            .map_or_else(|| id.to_owned(), |measure| measure.short_name().to_owned())
    }
}
