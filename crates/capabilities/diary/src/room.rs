//! What others ask of the diary: whether today's card is still empty, for the client alone; and the
//! week in the order it is to be looked at, for the session room.

use crate::card::{KindV1, card};
use crate::entry::{EntryV1, entries, id};
use crate::page::tally;
use crate::week::{Group, week};
use jiff::civil::Date;
use pages::Words;
use pages::form_view::Said;
use sealed::{Act, ReadError};

/// Whether nothing is written about this day yet. `None`: there is no card. For the client's own
/// screens only; a day that was kept is nobody else's business. The act opens the work.
///
/// # Errors
/// If it could not be read; [`ReadError::NotCovered`] for anyone but the client.
pub async fn due(act: &Act, today: Date) -> Result<Option<bool>, ReadError> {
    if act.by() != act.whose().person() {
        return Err(ReadError::NotCovered);
    }
    if card(act).await?.now().is_none() {
        return Ok(None);
    }
    let kept = act.find::<EntryV1>(id(act, today)).await?;
    Ok(Some(kept.is_none_or(|kept| kept.value.gone)))
}

/// The last seven days that whoever acts may read, a line for each line of the card that has something
/// to count, in the order they are to be looked at: what can cost a life first. The act opens the work.
///
/// # Errors
/// If something could not be read.
pub async fn room_lines(act: &Act, today: Date, words: Words) -> Result<Vec<Said>, ReadError> {
    let card = card(act).await?;
    let items = card.now().map_or(&[][..], |card| &card.items);
    let all = entries(act).await?;
    let shown = week(today, items, &all.kept);
    let first = shown.rows.iter().filter(|row| {
        let counts = matches!(row.item.kind, KindV1::Urge | KindV1::Act { .. });
        counts || Group::of(&row.item) <= Group::Daily
    });
    let lines = first.filter_map(|row| {
        let strongest = row.cells.iter().flatten().filter_map(crate::often::number);
        let strongest = strongest.fold(None, |most: Option<f64>, one| {
            Some(most.map_or(one, |most| most.max(one)))
        });
        let strongest = strongest
            .filter(|_| row.item.kind == KindV1::Urge)
            .map(|most| {
                let most = format!("{most:.0}");
                words.say_with("diary-room-strongest", &[("n", (&most).into())])
            });
        let said: Vec<String> = strongest.into_iter().chain(tally(row, words)).collect();
        (!said.is_empty()).then(|| Said {
            label: row.item.called(words),
            words: said.join(" "),
        })
    });
    Ok(lines.collect())
}
