//! Resources: written down together, practised together, and for the client to use alone only where
//! both want it.

use crate::phases::Missing;
use crate::refused::Refused;
use crate::stored::{AllowedV1, PartV1, PractisedV1, ResourceV1, WentV1};
use crate::whole::{All, only_staff, only_the_client, put};
use crate::words::write_words;
use care::{DAY, Happened, Line, Moment, RecordId};
use sealed::{Act, Kept, ReadError};

/// The longest that a resource is allowed for before it is talked about again: a year, this
/// project's own choice.
pub const LONGEST: i64 = 366 * DAY;

/// A resource that the client may use alone now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Allowed {
    /// Which.
    pub resource: RecordId,
    /// What it is called.
    pub called: String,
    /// Until when.
    pub until: Moment,
    /// Whether with slow stimulation; otherwise with its words alone.
    pub slow: bool,
}

/// What the client may use alone now. The act opens Work. What does not open is not allowed.
///
/// # Errors
/// If the resources could not be read.
pub async fn allowed(act: &Act) -> Result<Vec<Allowed>, ReadError> {
    let now = act.now();
    let listing = act.latest::<ResourceV1>().await?;
    let mut kept = listing.kept;
    kept.sort_by_key(|kept| kept.value.at);
    let allowed = kept.into_iter().filter_map(|Kept { record, value, .. }| {
        let (until, slow) = value.alone(now)?;
        Some(Allowed {
            resource: record,
            called: value.called,
            until,
            slow,
        })
    });
    Ok(allowed.collect())
}

/// The therapist writes a resource down, with the client. `once`: sent twice, it is one.
///
/// # Errors
/// As [`Refused`] says.
pub async fn add_resource(
    act: &mut Act,
    once: RecordId,
    called: &Line<80>,
    script: Option<&Line<2000>>,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    if let Some(there) = find(&all, once) {
        return same(there.value.called == called.as_str());
    }
    let resource = ResourceV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        called: called.as_str().to_owned(),
        practised: Vec::new(),
        allowed: None,
    };
    put(&mut all.resources, act, once, resource)?;
    if let Some(script) = script {
        write_words(act, &mut all, once, &[(PartV1::Script, script.as_str())])?;
    }
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// What was sent twice is one thing; something else from the same page is refused.
pub(crate) const fn same(is: bool) -> Result<Vec<Happened>, Refused> {
    if is {
        Ok(Vec::new())
    } else {
        Err(Refused::Another)
    }
}

fn find(all: &All, resource: RecordId) -> Option<&Kept<ResourceV1>> {
    all.resources.iter().find(|kept| kept.record == resource)
}

/// Changes a resource's words.
///
/// # Errors
/// As [`Refused`] says.
pub async fn write_script(
    act: &mut Act,
    resource: RecordId,
    script: &Line<2000>,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    find(&all, resource).ok_or(Refused::None)?;
    write_words(
        act,
        &mut all,
        resource,
        &[(PartV1::Script, script.as_str())],
    )?;
    Ok(Vec::new())
}

/// A resource was practised together: how it went. What made it worse is not allowed any more.
///
/// # Errors
/// As [`Refused`] says.
pub async fn practise(
    act: &mut Act,
    resource: RecordId,
    went: WentV1,
    stimulated: bool,
    words: Option<&Line<300>>,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let mut value = find(&all, resource).ok_or(Refused::None)?.value.clone();
    let now = act.now().millis();
    let words = words.map_or("", Line::as_str).to_owned();
    let entry = PractisedV1 {
        by: *act.by().bytes(),
        at: now,
        went,
        stimulated,
        words,
    };
    // Sent twice within the moment it is one.
    if value.practised.last() == Some(&entry) {
        return Ok(Vec::new());
    }
    value.practised.push(entry);
    if went == WentV1::Worse {
        value.allowed = None;
    }
    put(&mut all.resources, act, resource, value)?;
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// The therapist lets the client use a resource alone, until a day, with slow stimulation or without.
///
/// # Errors
/// As [`Refused`] says; [`Refused::NotPractised`] where it was not practised together.
pub async fn allow(
    act: &mut Act,
    resource: RecordId,
    until: Moment,
    slow: bool,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let mut value = find(&all, resource).ok_or(Refused::None)?.value.clone();
    let now = act.now();
    if until <= now || until > now + LONGEST {
        return Err(Refused::OffScale("until"));
    }
    if !value.holds() {
        return Err(Refused::NotPractised);
    }
    if all.stop().is_some() {
        return Err(Refused::Missing(vec![Missing::Stopped]));
    }
    let is = (until.millis(), slow);
    if value.allowed.map(|was| (was.until, was.slow)) == Some(is) {
        return Ok(Vec::new());
    }
    value.allowed = Some(AllowedV1 {
        by: *act.by().bytes(),
        at: now.millis(),
        until: until.millis(),
        slow,
    });
    put(&mut all.resources, act, resource, value)?;
    Ok(vec![Happened::WorkGiven {
        client: act.whose(),
        work: resource,
    }])
}

/// Either side ends that a resource may be used alone. At once, and without a reason.
///
/// # Errors
/// As [`Refused`] says.
pub async fn end_allowed(act: &mut Act, resource: RecordId) -> Result<Vec<Happened>, Refused> {
    if only_the_client(act).is_err() {
        only_staff(act)?;
    }
    let mut all = All::read(act).await?;
    let mut value = find(&all, resource).ok_or(Refused::None)?.value.clone();
    if value.allowed.take().is_some() {
        put(&mut all.resources, act, resource, value)?;
    }
    Ok(Vec::new())
}

/// The client says that a resource made it worse: it is not theirs to use alone any more, does not
/// count as practised, and whoever treats them hears of it.
///
/// # Errors
/// As [`Refused`] says.
pub async fn made_worse(act: &mut Act, resource: RecordId) -> Result<Vec<Happened>, Refused> {
    only_the_client(act)?;
    let mut all = All::read(act).await?;
    let mut value = find(&all, resource).ok_or(Refused::None)?.value.clone();
    if !value.holds() {
        return Ok(Vec::new());
    }
    value.allowed = None;
    value.practised.push(PractisedV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        went: WentV1::Worse,
        stimulated: false,
        words: String::new(),
    });
    put(&mut all.resources, act, resource, value)?;
    all.keep_gist(act).await?;
    Ok(vec![Happened::ToolMadeWorse {
        client: act.whose(),
        noted: resource,
    }])
}
