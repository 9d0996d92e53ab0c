//! What happened in the demo's year besides sessions, check-ins and questionnaires: who agreed on
//! what, wrote, promised, was late, was sorry, changed a session, noted something. Each is a line:
//! whose record, when, what. [`super::played`] does it, by the acts that people's pages call.

use alliance::rupture::FitV1;
use care::{DAY, HOUR, MINUTE};
use promises::Kind;

/// When something happened.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    /// So long before now.
    Ago(i64),
    /// So long after a session began: the last one is 0 back.
    After(u32, i64),
}

/// The lines of an agreement: which question, and what is agreed.
pub(crate) type Lines = &'static [(&'static str, &'static str)];

/// What someone did.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Does {
    /// The client says that something felt wrong.
    Named(&'static str, FitV1),
    /// The therapist answers the rupture that is open: noticed, plan.
    Answered(&'static str, &'static str),
    /// The therapist says what was done, and asks whether it is repaired.
    Repaired(&'static str),
    /// The client says "not yet".
    NotYet(&'static str),
    /// The client says that it is repaired.
    Closed(&'static str),
    /// The therapist writes the next version of the agreement.
    Proposes(Lines),
    /// The client writes the next version.
    Wishes(Lines),
    /// The other side signs the newest version: the client, or else the therapist.
    Signs { client: bool },
    /// The client writes a message.
    Writes(&'static str),
    /// The therapist answers whatever waits.
    Replies(&'static str),
    /// The therapist promises something, due so long from then.
    Promises(&'static str, i64),
    /// The therapist says in time that what was promised by hand comes so much later.
    TellsLate(&'static str, i64),
    /// The therapist says that what was promised by hand is done.
    Done,
    /// The therapist is sorry about the newest promise of this kind.
    Sorry(Kind, &'static str),
    /// The therapist says how that is made good.
    MadeGood(Kind, &'static str),
    /// Someone wants to speak about something in the next session: the client, or the therapist.
    Raises { client: bool, words: &'static str },
    /// The therapist changes the room of the next session, and its time by so much.
    Moves(&'static str, i64, &'static str),
    /// What the client takes along from the last session.
    Step(&'static str),
    /// What the therapist does after the last session, due so long from then.
    Task(&'static str, i64),
    /// The client wants the few questions on the day after the last session.
    WantsNextDay,
    /// The therapist's note about the session so many back: did, mattered, next.
    Notes(u32, &'static str, &'static str, &'static str),
    /// The therapist sets the newest note right: what we did, and why it is changed.
    SetsRight(&'static str, &'static str),
    /// The client says something beside the newest note.
    SaysBeside(&'static str),
    /// The client agrees to whoever stands in.
    AgreesToCover,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene {
    /// Whose record: the name they come in with.
    pub(crate) who: &'static str,
    pub(crate) when: When,
    pub(crate) does: Does,
}

const fn of(who: &'static str, when: When, does: Does) -> Scene {
    Scene { who, when, does }
}

use Does::{
    AgreesToCover, Answered, Closed, Done, MadeGood, Moves, Named, NotYet, Notes, Promises,
    Proposes, Raises, Repaired, Replies, SaysBeside, SetsRight, Signs, Sorry, Step, Task,
    TellsLate, WantsNextDay, Wishes, Writes,
};
use When::{After, Ago};

const CLOCK: Does = Answered(
    "I looked at the clock twice while you spoke about your sister, and I moved on too soon.",
    "Begin the next session with this, before anything else, and leave the worksheet at home.",
);
const RANG: Does =
    Repaired("I rang as we had agreed. I said that I had hurried you, and that this was mine.");
const SEE_FIRST: Does = NotYet("I want to see how the next session goes first.");

/// A fall in spring, repaired; an agreement, in its second version; a next session with an agenda.
pub(crate) const AMAL: [Scene; 13] = [
    of(
        "amal",
        After(46, HOUR),
        Proposes(&[
            ("length", "50"),
            ("place", "Room 4, the one with the garden"),
            ("reply_hours", "72"),
            (
                "late_therapist",
                "I ring before the time, never after it. You do not wait without a word.",
            ),
            ("touch", "None, unless you ask for it."),
        ]),
    ),
    of("amal", After(46, DAY), Signs { client: true }),
    of("amal", After(27, DAY), CLOCK),
    of("amal", After(27, 3 * DAY), RANG),
    of("amal", After(27, 4 * DAY), SEE_FIRST),
    of(
        "amal",
        After(27, 5 * DAY),
        Repaired("We agreed a sign: you raise a hand and I stop. We will try it next time."),
    ),
    of(
        "amal",
        After(27, 6 * DAY),
        Closed("The sign helps. That was good to have."),
    ),
    of(
        "amal",
        After(8, 2 * DAY),
        Wishes(&[
            ("length", "50"),
            ("place", "Room 4, the one with the garden"),
            ("reply_hours", "48"),
            (
                "late_therapist",
                "You ring before the time, never after it. I do not wait without a word.",
            ),
            ("touch", "None, unless I ask for it."),
            ("seating", "I sit where I see the door."),
            (
                "helps",
                "When I raise a hand, we stop and look out of the window first.",
            ),
        ]),
    ),
    of("amal", After(8, 3 * DAY), Signs { client: false }),
    of("amal", After(0, 2 * HOUR), WantsNextDay),
    of(
        "amal",
        After(0, 3 * HOUR),
        Notes(
            0,
            "We went through the week, and tried the sign twice.",
            "That she stopped me the second time, and it was easy.",
            "The letter to her sister, if she still wants to write it.",
        ),
    ),
    of(
        "amal",
        After(0, 20 * HOUR),
        Raises {
            client: false,
            words: "How we end the year",
        },
    ),
    of(
        "amal",
        After(0, 22 * HOUR),
        Raises {
            client: true,
            words: "The letter to my sister",
        },
    ),
];

/// What is open with those of Ruth's clients whose record holds one thing to look at each.
pub(crate) const RUTHS: [Scene; 23] = [
    of(
        "noor",
        Ago(8 * DAY),
        Proposes(&[
            ("length", "50"),
            ("reply_hours", "24"),
            ("touch", "None."),
            (
                "avoid",
                "We say \"what happened\", and no other word for it.",
            ),
        ]),
    ),
    of(
        "noor",
        After(0, 53 * MINUTE),
        Step("Ten minutes outside before it gets dark, if it is a good day"),
    ),
    of(
        "noor",
        After(0, 54 * MINUTE),
        Task("Ask the housing office which papers they need", 2 * DAY),
    ),
    of(
        "noor",
        After(0, 58 * MINUTE),
        Writes("I forgot to ask: may I bring the letter from the housing office next time?"),
    ),
    of(
        "iris",
        After(0, 5 * HOUR),
        Named(
            "When you laughed I did not know if it was about me. I went quiet after that.",
            FitV1::PulledBack,
        ),
    ),
    of("jonas", After(1, DAY), CLOCK),
    of("jonas", After(1, 3 * DAY), RANG),
    of("jonas", After(1, 4 * DAY), SEE_FIRST),
    of(
        "jonas",
        After(0, 3 * HOUR),
        Notes(
            0,
            "We spoke about the week. He had not slept on Sunday.",
            "That I hurried him last time, and that he told me so.",
            "Begin with how it is between us.",
        ),
    ),
    of(
        "jonas",
        After(0, 20 * HOUR),
        SetsRight(
            "We spoke about the week. He had not slept since Sunday.",
            "He told me that it was every night since then, not one.",
        ),
    ),
    of(
        "jonas",
        After(0, 26 * HOUR),
        SaysBeside(
            "It was not only that you hurried. I had asked for something and got no answer to it.",
        ),
    ),
    of(
        "vera",
        After(0, 3 * HOUR),
        Moves(
            "Room 2, beside the stairs",
            -2 * HOUR,
            "The garden room is being repaired that afternoon. Room 2 is quiet and free two hours earlier.",
        ),
    ),
    of(
        "wren",
        Ago(12 * DAY),
        Promises("I send you the list of the sleep clinic", 6 * DAY),
    ),
    of("wren", Ago(7 * DAY), Done),
    of(
        "wren",
        Ago(5 * DAY),
        Promises("I ask the clinic for a place near you", 6 * DAY),
    ),
    of(
        "wren",
        Ago(DAY),
        TellsLate(
            "The clinic answers on Thursdays only. I write to you as soon as I know.",
            3 * DAY,
        ),
    ),
    of(
        "maya",
        Ago(20 * DAY),
        Writes("Could we look at the form of the job centre together?"),
    ),
    of(
        "maya",
        Ago(20 * DAY - 9 * HOUR),
        Replies("Yes. Bring it along, we take the first ten minutes for it."),
    ),
    of(
        "maya",
        Ago(9 * DAY),
        Writes("The form came back. I do not know what they want."),
    ),
    of(
        "maya",
        Ago(9 * DAY - 80 * HOUR),
        Replies("Bring it along, we read it together and ring them if you like."),
    ),
    of(
        "maya",
        Ago(9 * DAY - 80 * HOUR - 5 * MINUTE),
        Sorry(
            Kind::Reply,
            "I had said three days and it became longer. I am sorry. It was mine, not yours.",
        ),
    ),
    of(
        "elif",
        After(0, 3 * HOUR),
        Notes(
            0,
            "Breathing, then the week.",
            "That she came although the bus was late.",
            "",
        ),
    ),
    of(
        "wren",
        After(0, 3 * HOUR),
        Notes(
            0,
            "Few words today, and that was all right.",
            "The quiet. I do not know yet what it says.",
            "Ask, without pressing.",
        ),
    ),
];

/// Those who come to Daniel and to Leila.
pub(crate) const OTHERS: [Scene; 18] = [
    of(
        "kai",
        Ago(16 * DAY),
        Writes("¿Podemos cambiar la hora de enero? Empiezo un curso."),
    ),
    of(
        "kai",
        Ago(11 * DAY),
        Replies("Sí, claro. Busco dos horas y te las propongo el lunes."),
    ),
    of(
        "kai",
        Ago(11 * DAY - 2 * MINUTE),
        Sorry(
            Kind::Reply,
            "Te dije que respondería en tres días y no lo hice. Lo siento. No fue por ti.",
        ),
    ),
    of(
        "kai",
        Ago(11 * DAY - 10 * MINUTE),
        Answered(
            "Dejé tu mensaje sin respuesta cinco días después de haberte prometido una.",
            "Hablar de esto al comienzo de la próxima sesión, y mirar los mensajes cada mañana.",
        ),
    ),
    of(
        "kai",
        Ago(9 * DAY),
        MadeGood(
            Kind::Reply,
            "Desde esta semana miro los mensajes cada mañana antes de la primera sesión.",
        ),
    ),
    of(
        "kai",
        Ago(9 * DAY - HOUR),
        Repaired("Hablamos de ello. Tienes dos horas para enero, y sabes cuándo leo los mensajes."),
    ),
    of(
        "kai",
        Ago(8 * DAY),
        Closed("Gracias por decirlo así. Está bien."),
    ),
    of(
        "samuel",
        Ago(5 * DAY + 2 * HOUR),
        Writes("No sé si voy a poder venir la semana que viene. ¿Podemos hablar?"),
    ),
    of("theo", Ago(2 * DAY), AgreesToCover),
    of(
        "theo",
        Ago(30 * DAY),
        Promises("Te paso el informe para el seguro", 4 * DAY),
    ),
    of("theo", Ago(27 * DAY), Done),
    of(
        "bram",
        After(3, DAY),
        Answered(
            "I told a colleague's story instead of listening. You looked at the floor from then on.",
            "Say so first thing, and ask what it was like.",
        ),
    ),
    of(
        "bram",
        After(3, 3 * DAY),
        Repaired("I said that it was wrong of me, and that his time is his."),
    ),
    of(
        "bram",
        After(3, 4 * DAY),
        NotYet("You said it. I do not believe it yet."),
    ),
    of(
        "bram",
        After(0, 3 * HOUR),
        Notes(
            0,
            "We spoke little. He asked whether someone else could take part once.",
            "It is not mended between us, and I take it to supervision.",
            "Say what supervision is, and what is told there.",
        ),
    ),
    of(
        "nadia",
        After(0, 3 * HOUR),
        Notes(
            0,
            "The week, and the plan for the holidays.",
            "",
            "The list for the journey.",
        ),
    ),
    of(
        "nadia",
        Ago(13 * DAY),
        Promises("I ask the group leader when the new round starts", 5 * DAY),
    ),
    of("nadia", Ago(10 * DAY), Done),
];
