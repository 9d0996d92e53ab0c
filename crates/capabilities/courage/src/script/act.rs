//! Writing a script, going through it line by line, saying how it went.

use super::stored::{AtLineV1, FeedbackV1, LineV1, ScriptV1};
use super::{ABOUT, LINES, SAID, SPOKEN};
use crate::refused::Refused;
use crate::shared::{given, is_client, shared};
use care::{Happened, Line, RecordId};
use sealed::{Act, ReadError, ReadersV1};

/// A line to be written.
pub struct NewLine {
    /// Whether the client says it.
    pub mine: bool,
    /// The words.
    pub words: Line<SPOKEN>,
}

/// A script to be written.
pub struct NewScript<'a> {
    /// What it is about.
    pub about: &'a Line<ABOUT>,
    /// What the client wants to say.
    pub want: Option<&'a Line<ABOUT>>,
    /// The lines.
    pub lines: &'a [NewLine],
}

/// Writes a script, or its next version; `seen` is the version its page began with, 0 for a new one.
/// Who may read a script that is there already is not changed by writing on it.
///
/// # Errors
/// If someone wrote meanwhile, there are too many lines, it is not there, or could not be read.
pub async fn keep_script(
    act: &mut Act,
    script: RecordId,
    seen: u32,
    new: &NewScript<'_>,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    if new.lines.len() > LINES {
        return Err(Refused::Full);
    }
    let stands = act.find::<ScriptV1>(script).await?;
    let by_client = is_client(act);
    let readers = match &stands {
        Some(kept) => kept.value.readers,
        None if by_client => readers,
        None => ReadersV1::Section,
    };
    let line = |line: &NewLine| LineV1 {
        mine: line.mine,
        words: line.words.as_str().to_owned(),
    };
    let next = ScriptV1 {
        begun_by_client: stands
            .as_ref()
            .map_or(by_client, |kept| kept.value.begun_by_client),
        by: *act.by().bytes(),
        by_client,
        at: act.now().millis(),
        about: new.about.as_str().to_owned(),
        want: new.want.map_or("", Line::as_str).to_owned(),
        lines: new.lines.iter().map(line).collect(),
        readers,
    };
    match stands {
        Some(kept) => {
            let was = &kept.value;
            let same = was.about == next.about && was.want == next.want && was.lines == next.lines;
            if same {
                return Ok(Vec::new());
            }
            if kept.version != seen {
                return Err(Refused::Newer);
            }
            act.amend(&kept, &next)?;
        }
        None if seen == 0 => act.keep(script, &next)?,
        None => return Err(Refused::None),
    }
    Ok(told(act, script, readers))
}

fn told(act: &Act, record: RecordId, readers: ReadersV1) -> Vec<Happened> {
    match readers {
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section if is_client(act) => vec![shared(act, record)],
        ReadersV1::Section => vec![given(act, record)],
    }
}

fn at_id(act: &Act, script: RecordId) -> RecordId {
    act.id_for("courage at line", script)
}

/// Where the client is in a script; at the beginning, with every line shown, if nowhere yet.
///
/// # Errors
/// If it could not be read.
pub async fn at_line(act: &Act, script: RecordId) -> Result<AtLineV1, ReadError> {
    let begin = AtLineV1 {
        line: 0,
        hidden: false,
        shown: false,
    };
    match act.find::<AtLineV1>(at_id(act, script)).await {
        Ok(found) => Ok(found.map_or(begin, |kept| kept.value)),
        // Whoever does not find their place begins again; no words are in it.
        Err(ReadError::Damaged(_)) => Ok(begin),
        Err(error) => Err(error),
    }
}

/// Remembers where the client is, so that they find their place again.
///
/// # Errors
/// If there is no such script, or it could not be read.
pub async fn go_to(act: &mut Act, script: RecordId, at: AtLineV1) -> Result<(), Refused> {
    act.find::<ScriptV1>(script).await?.ok_or(Refused::None)?;
    let id = at_id(act, script);
    act.overwrite(id, &at)?;
    Ok(())
}

/// Says how it went, in one's own words, under this id. What a therapist says both can read.
///
/// # Errors
/// If nothing was written, the script is kept for the client alone and this is not, it is not there,
/// or could not be read.
pub async fn say_after(
    act: &mut Act,
    script: RecordId,
    once: RecordId,
    said: (Option<&Line<SAID>>, Option<&Line<SAID>>),
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let (well, change) = said;
    if well.is_none() && change.is_none() {
        return Err(Refused::Empty);
    }
    let of = act.find::<ScriptV1>(script).await?.ok_or(Refused::None)?;
    let by_client = is_client(act);
    let readers = if by_client {
        readers
    } else {
        ReadersV1::Section
    };
    if readers == ReadersV1::Section && of.value.readers == ReadersV1::Nobody {
        return Err(Refused::Apart);
    }
    let feedback = FeedbackV1 {
        script: *script.bytes(),
        by: *act.by().bytes(),
        by_client,
        at: act.now().millis(),
        well: well.map_or("", Line::as_str).to_owned(),
        change: change.map_or("", Line::as_str).to_owned(),
        readers,
    };
    if let Some(before) = act.find::<FeedbackV1>(once).await? {
        let was = &before.value;
        let same = was.well == feedback.well && was.change == feedback.change;
        let same = same && was.by == feedback.by && was.script == feedback.script;
        return same.then(Vec::new).ok_or(Refused::Newer);
    }
    act.keep(once, &feedback)?;
    Ok(told(act, once, readers))
}
