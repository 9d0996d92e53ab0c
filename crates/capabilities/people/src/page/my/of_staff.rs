//! The staff's pages about their own coming in: the same as a client's screens, at addresses.

use super::{Answer, Arc, Became, Looks, SignInDesk, Trouble, Visit, became, page};
use crate::way_back;
use care::{ClientId, Purpose};
use pages::shell::see_other;
use sealed::Act;

pub(in crate::page) async fn hub(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    Ok(page(&visit, &Looks::at(&desk, &visit).hub().await?))
}

pub(in crate::page) async fn phrase(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let sheet = Looks::at(&desk, &visit).phrases(None, None, None).await?;
    Ok(page(&visit, &sheet))
}

pub(in crate::page) async fn keep_phrase(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let kept = Looks::at(&desk, &visit).keep_call_phrase(None).await?;
    Ok(became(&visit, kept))
}

pub(in crate::page) async fn sign_ins(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    Ok(page(&visit, &Looks::at(&desk, &visit).sign_ins().await?))
}

pub(in crate::page) async fn end(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let looks = Looks::at(&desk, &visit);
    let ended: Became = match visit.form.get("do") {
        Some("sign-ins-end-others") => looks.end_others().await?,
        Some("sign-in-end") => looks.end_one().await?,
        _ => return Err(Trouble::NotUnderstood),
    };
    Ok(became(&visit, ended))
}

pub(in crate::page) async fn passphrase(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    Ok(page(
        &visit,
        &Looks::at(&desk, &visit).passphrase(None, None),
    ))
}

pub(in crate::page) async fn keep_passphrase(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let kept = Looks::at(&desk, &visit).keep_passphrase().await?;
    Ok(became(&visit, kept))
}

/// Stops a new way in that is being made for whoever asks.
pub(in crate::page) async fn stop(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let asker = visit.who.asker;
    let own = ClientId::of(asker.person);
    let access = desk
        .vault
        .decide(asker, own, way_back::OPENS, Purpose::OwnRecord)
        .await??;
    desk.stop_way_back(Act::open(&desk.vault, access).await?)
        .await?;
    Ok(see_other("/my"))
}
