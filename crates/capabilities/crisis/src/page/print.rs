//! The plan on paper: a neutral sheet that names neither the service nor what it is, with the title
//! and the parts that the client chooses. Before it is printed it is asked where the paper will be.

use super::client::form;
use super::shown::{Part, parts};
use crate::plan::plan;
use crate::sheet::PrintV1;
use askama::Template;
use care::{Line, RecordId, Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words, wrong_words};
use sealed::Act;

/// The screen's name.
const PRINT: &str = "plan-print";
const OPENS: Sections = Sections::of(&[Section::CrisisPlan, Section::Drafts]);
/// The two sizes: the whole page, or a quarter of it to be folded into a pocket.
const SIZES: [&str; 2] = ["pocket", "page"];

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(PRINT, OPENS, show)
        .act("plan-paper", OPENS, choose)
}

#[derive(Template)]
#[template(path = "plan_print.html")]
struct PrintScreen {
    words: Words,
    /// Each part that says something: its name, its words, whether it is on the paper.
    choices: Vec<(String, String, bool)>,
    sizes: Vec<(&'static str, String, bool)>,
    title: String,
    title_wrong: Option<String>,
    size: String,
    parts: Vec<Part>,
    none: bool,
}

fn id(act: &Act) -> RecordId {
    act.id_for("crisis print", RecordId::from_bytes([0; 16]))
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    screen(&visit, &act, None).await
}

async fn screen(
    visit: &ClientVisit,
    act: &Act,
    wrong: Option<(PrintV1, String)>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let holds = plan(act).await?;
    let mut all = holds
        .holds()
        .map(|kept| parts(&kept.value.answers, words))
        .unwrap_or_default();
    let none = all.is_empty();
    let (chosen, title_wrong) = match wrong {
        Some((chosen, said)) => (Some(chosen), Some(said)),
        None => (
            act.find::<PrintV1>(id(act)).await?.map(|kept| kept.value),
            None,
        ),
    };
    let on_paper = |part: &Part| {
        chosen
            .as_ref()
            .is_none_or(|chosen| chosen.parts.contains(&part.link_id))
    };
    let choices = all
        .iter()
        .map(|part| (part.link_id.clone(), part.heading.clone(), on_paper(part)))
        .collect();
    all.retain(on_paper);
    let (title, size) = match &chosen {
        Some(chosen) => (chosen.title.clone(), chosen.size.clone()),
        None => (words.say("plan-paper-title"), "pocket".to_owned()),
    };
    let sizes = SIZES
        .iter()
        .map(|code| {
            (
                *code,
                words.say(&format!("plan-paper-{code}")),
                *code == size,
            )
        })
        .collect();
    Ok(Html::of(&PrintScreen {
        words,
        choices,
        sizes,
        title,
        title_wrong,
        size,
        parts: all,
        none,
    }))
}

async fn choose(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let posted = |name: &str| visit.form.get(name).unwrap_or_default();
    let known: Vec<&str> = form()?
        .items()
        .iter()
        .map(|item| item.link_id().as_str())
        .collect();
    let of_part = |(name, value): &(String, String)| {
        (name == "part" && known.contains(&value.as_str())).then(|| value.clone())
    };
    let size = SIZES.into_iter().find(|size| *size == posted("size"));
    let mut chosen = PrintV1 {
        title: posted("title").to_owned(),
        size: size.unwrap_or("pocket").to_owned(),
        parts: visit.form.fields().iter().filter_map(of_part).collect(),
    };
    match Line::<60>::parse_optional(Some(posted("title"))) {
        Ok(title) => {
            chosen.title = title.map_or_else(String::new, |title| title.as_str().to_owned());
        }
        Err(wrong) => {
            let said = wrong_words(wrong, visit.words);
            return Ok(Next::Stay(
                screen(&visit, &act, Some((chosen, said))).await?,
            ));
        }
    }
    let id = id(&act);
    act.overwrite(id, &chosen)?;
    visit.floor.finish(act, &[]).await?;
    Ok(Next::Go(Place::at(PRINT)))
}
