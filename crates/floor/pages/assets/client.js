/* What the client's pages do beyond plain forms. Everything here can be missing: without scripts
   Exit is a form, questions are radios and boxes, and screens are whole pages.
   Nothing is ever kept on the device: no storage of any kind is used. */
(() => {
  "use strict";
  const page = document.documentElement;
  const words = () => document.body?.dataset ?? {};
  const away = words().away;

  /* Exit. The order is what was measured to hold: blank first, in this same task; then mark the
     exit where even an offline device remembers it; then tell the server without waiting; then
     replace the page, so that no entry of it is left to go back to. Words that were not kept yet
     travel with the telling, in one request: they can neither be late for the end of the sign-in
     nor hold it up. A browser sends 64 KiB at most on the way out; more than 48 is not tried, for
     leaving must be told. */
  const wipe = () => page.replaceChildren();
  const leave = () => {
    wipe();
    document.cookie = "x=1; Secure; SameSite=Strict; path=/";
    let body;
    try {
      const unkept = draft.since || draft.sending ? fieldsOf(draft.form) : null;
      if (unkept && String(unkept).length < 48 * 1024) body = unkept;
    } catch { /* nothing to send along */ }
    try {
      fetch("/x", { method: "POST", body, keepalive: true, credentials: "same-origin" }).catch(() => {});
    } catch { /* leaving matters more than telling */ }
    location.replace(away);
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".exit button")) return;
    event.preventDefault();
    leave();
  }, true);
  /* Shift three times within five seconds, with no other key between: writing a sentence with
     capital letters is not leaving. */
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    const now = event.timeStamp;
    presses = presses.filter((at) => now - at < 5000).concat(now);
    if (presses.length >= 3) leave();
  }, true);

  /* A page that is put away keeps nothing, and one that is taken out again asks the server anew.
     Whoever goes elsewhere without leaving has locked. Without htmx every step is a new page, and
     then going on must not lock. Nor must a form that the browser sends by itself: one that is
     answered with a file, or one that was pressed before htmx had taken it over. */
  let sent = -Infinity;
  addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sent = performance.now();
    const form = event.target;
    if ((form.getAttribute("hx-boost") ?? form.dataset.hxBoost) !== "false") return;
    /* A file leaves the page as it is: what opens things does not stay in it. */
    setTimeout(() => { for (const field of form.querySelectorAll("input[type=password]")) field.value = ""; });
  });
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => { sent = -Infinity; }, true);
  addEventListener("pagehide", () => {
    const goesOn = performance.now() - sent < 10 * 1000;
    if (window.htmx && !goesOn && inside()) putAway();
    else keepWords();
    wipe();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { wipe(); location.reload(); } });

  /* Saying something quietly, in a place that screen readers follow. */
  const say = (place, text) => { if (place && place.textContent !== text) place.textContent = text; };
  const said = () => document.getElementById("said");

  /* Half-written words go to the server a moment after they change, never to the device. "Saved"
     is said only when the server has said so. */
  const draft = { form: null, timer: 0, since: 0, sending: null, again: false };
  const fieldsOf = (form) => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      /* A file is never kept as a draft: that there was one is. */
      if (typeof value === "string") fields.append(name, value);
      else if (value.size > 0) fields.set("files-left", "on");
    }
    fields.set("do", "draft");
    return fields;
  };
  const keepDraft = async () => {
    clearTimeout(draft.timer);
    const form = draft.form;
    if (!form?.isConnected) return;
    if (draft.sending) { draft.again = true; return; }
    draft.since = 0;
    const sending = draft.sending = new AbortController();
    const place = form.querySelector(".saved");
    let kept = false;
    try {
      const answer = await fetch("/", {
        method: "POST", body: fieldsOf(form), credentials: "same-origin", signal: sending.signal,
        redirect: "manual", headers: { "HX-Request": "true" },
      });
      kept = answer.ok;
    } catch { /* said below */ }
    if (kept && form.matches("[data-told]")) await beTold(form, sending.signal);
    draft.sending = null;
    if (sending.signal.aborted) return;
    say(place, kept ? words().saved : words().notSaved);
    if (draft.again) { draft.again = false; wordsChanged(form); }
  };
  const wordsChanged = (form) => {
    const now = performance.now();
    draft.form = form;
    draft.since ||= now;
    clearTimeout(draft.timer);
    say(form.querySelector(".saved"), "");
    /* Two seconds after the last change, sooner where the server is waited for; five after the
       first, for someone who does not pause. */
    const pause = form.matches("[data-told]") ? 600 : 2000;
    draft.timer = setTimeout(keepDraft, Math.max(0, Math.min(pause, draft.since + 5000 - now)));
  };
  const keepWords = () => {
    if (!draft.since || !draft.form?.isConnected) return;
    clearTimeout(draft.timer);
    draft.since = 0;
    fetch("/", { method: "POST", body: fieldsOf(draft.form), keepalive: true, credentials: "same-origin" }).catch(() => {});
  };
  const forgetDraft = () => {
    clearTimeout(draft.timer);
    draft.sending?.abort();
    draft.form = null; draft.since = 0; draft.again = false;
  };
  /* A form that is sent says itself what becomes of its words. Going elsewhere, with the way back or
     any other, takes them along first. */
  document.addEventListener("submit", (event) => {
    if (event.target !== draft.form) {
      if (draft.sending) draft.since ||= performance.now();
      keepWords();
    }
    forgetDraft();
  }, true);

  /* The lock. What is behind it is gone from the page in the same task in which the page goes out of
     sight, and after five minutes in which nobody did anything; words that were not kept yet travel
     with the telling, and stay in this memory until the server has them. On return the server shows
     the lock, and behind it the same screen with the same words. */
  const OPEN_FOR = 5 * 60 * 1000;
  const lock = { on: false, seen: Date.now(), told: Date.now(), body: null, telling: null, retry: 0 };
  const inside = () => document.querySelector("#screen[data-inside]");
  const post = (body) => {
    /* What outlives the page may have 64 KiB at most; a page that is only hidden lives on. */
    const keepalive = String(body).length < 48 * 1024;
    return fetch("/", { method: "POST", body, keepalive, credentials: "same-origin", redirect: "manual", headers: { "HX-Request": "true" } });
  };
  const tell = async (body) => {
    try {
      const answer = await post(body);
      /* A sign-in that has ended answers with a page or a way elsewhere: that is locked, too. */
      return answer.status < 500;
    } catch { return false; }
  };
  const putAway = () => {
    if (lock.on || !inside()) return;
    lock.on = true;
    let body = new URLSearchParams({ do: "hide" });
    const sending = draft.sending;
    try {
      if ((draft.since || sending) && draft.form?.isConnected) {
        body = fieldsOf(draft.form);
        body.set("do", "hide");
      }
    } catch { /* then nothing goes along */ }
    forgetDraft();
    document.getElementById("app")?.replaceChildren();
    say(said(), "");
    lock.body = body;
    lock.telling = tell(body);
    /* Words that were on their way could arrive after these: these are said once more. */
    if (sending) lock.telling = lock.telling.then((kept) => kept && tell(body));
  };
  const comeBack = async () => {
    if (!lock.on || document.hidden) return;
    clearTimeout(lock.retry);
    if (await lock.telling) { lock.body = null; location.reload(); return; }
    say(said(), words().notReached);
    lock.retry = setTimeout(() => { lock.telling = tell(lock.body); comeBack(); }, 2000);
  };
  /* Whoever chooses a file on a phone leaves the page for the phone's own list of pictures. Once, and
     for two minutes, the page waits for them unseen instead of being put away: otherwise nothing
     could ever be sent along. */
  const PICKED_WITHIN = 2 * 60 * 1000;
  const pick = { begun: -Infinity, away: 0, timer: 0 };
  document.addEventListener("click", (event) => {
    pick.begun = event.target.closest?.("input[type=file]") && inside() ? performance.now() : -Infinity;
  }, true);
  const waitUnseen = () => {
    const app = document.getElementById("app");
    if (!app || performance.now() - pick.begun > 10 * 1000) return false;
    pick.begun = -Infinity;
    pick.away = Date.now();
    app.hidden = true;
    keepWords();
    pick.timer = setTimeout(() => { if (pick.away) { pick.away = 0; putAway(); } }, PICKED_WITHIN);
    return true;
  };
  const seenAgain = () => {
    clearTimeout(pick.timer);
    const inTime = pick.away && Date.now() - pick.away < PICKED_WITHIN;
    if (pick.away && !inTime) putAway();
    pick.away = 0;
    const app = document.getElementById("app");
    if (app) app.hidden = false;
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) { seenAgain(); comeBack(); }
    else if (inside() && !waitUnseen()) putAway();
    else keepWords();
  });
  /* Someone who reads is there, too: the server is told, once a minute at most. */
  const seen = () => {
    const now = Date.now();
    lock.seen = now;
    if (now - lock.told < 60 * 1000 || lock.on || !inside()) return;
    lock.told = now;
    post(new URLSearchParams({ do: "here" })).catch(() => {});
  };
  for (const name of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
    addEventListener(name, seen, { passive: true, capture: true });
  }
  setInterval(() => {
    if (!lock.on && inside() && Date.now() - lock.seen >= OPEN_FOR) { putAway(); comeBack(); }
  }, 5000);

  /* A slider over the same radios that are there without scripts: what is sent does not change.
     Until it is touched it is not answered, and says so; an answer can be taken back. */
  const makeSlider = (scale) => {
    const radios = [...scale.querySelectorAll("input[type=radio]")];
    const { title, notAnswered, takeBack, of, ends } = scale.dataset;
    if (radios.length < 2) return;
    const numbers = radios.map((radio) => Number(radio.value));
    const box = document.createElement("div");
    box.className = "slider";
    const value = document.createElement("output");
    const range = document.createElement("input");
    const undo = document.createElement("button");
    Object.assign(range, { type: "range", min: numbers[0], max: numbers.at(-1), step: numbers[1] - numbers[0] });
    range.setAttribute("aria-label", ends ? `${title} ${ends}` : title);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      const given = scale.getAttribute(name);
      if (given) range.setAttribute(name, given);
    }
    Object.assign(undo, { type: "button", className: "link small", textContent: takeBack });
    const show = () => {
      const chosen = radios.find((radio) => radio.checked);
      const text = chosen ? of.replace("\u2026", chosen.value) : notAnswered;
      range.value = chosen ? chosen.value : (numbers[0] + numbers.at(-1)) / 2;
      range.setAttribute("aria-valuetext", text);
      value.textContent = text;
      box.classList.toggle("unanswered", !chosen);
      undo.hidden = !chosen;
    };
    const answer = () => {
      const near = radios.find((radio) => Number(radio.value) === Number(range.value));
      if (!near) return;
      near.checked = true;
      show();
      near.dispatchEvent(new Event("change", { bubbles: true }));
    };
    range.addEventListener("input", (event) => { event.stopPropagation(); answer(); });
    range.addEventListener("change", (event) => event.stopPropagation());
    /* Resting the thumb where it already is, is an answer too. */
    range.addEventListener("click", answer);
    range.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); answer(); } });
    undo.addEventListener("click", () => {
      for (const radio of radios) radio.checked = false;
      show();
      range.focus();
      radios[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
    for (const radio of radios) radio.addEventListener("change", show);
    box.append(value, range);
    scale.hidden = true;
    scale.before(box);
    /* The words of the two ends stand right under the line; taking back comes after them. */
    const words = scale.parentElement.querySelector(".ends");
    if (words) { box.append(words); }
    box.append(undo);
    show();
  };

  /* Questions that are asked only after certain answers. Hidden, never emptied: going back loses
     nothing, and the server leaves out what was not asked. */
  const answerTo = (form, name) => {
    const skipped = form.querySelector(`input[type=checkbox][data-skips="${CSS.escape(name)}"]`);
    if (skipped?.checked) return null;
    const all = new FormData(form).getAll(name).filter((one) => one !== "");
    return all.length ? String(all[0]) : null;
  };
  const holds = (form, { question, test, value }) => {
    const answer = answerTo(form, question);
    switch (test) {
      case "exists": return (answer !== null) === value;
      case "is": return answer === value;
      case "is-not": return answer !== value;
      case "above": return answer !== null && Number(answer) > value;
      case "below": return answer !== null && Number(answer) < value;
      case "at-least": return answer !== null && Number(answer) >= value;
      case "at-most": return answer !== null && Number(answer) <= value;
      default: return true;
    }
  };
  const askWhatApplies = (form) => {
    for (const part of form.querySelectorAll("[data-when]")) {
      const conditions = JSON.parse(part.dataset.when);
      const one = (condition) => holds(form, condition);
      part.hidden = !(part.dataset.whenAny === undefined ? conditions.every(one) : conditions.some(one));
      part.querySelector(":scope > .only-if")?.setAttribute("hidden", "");
    }
    for (const box of form.querySelectorAll("input[data-skips]")) {
      box.closest(".question")?.classList.toggle("skipped", box.checked);
    }
  };

  /* Where the server works out what is asked, the page is asked for again once the words are kept,
     and taken over place by place: what came up is put in, what fell away is hidden and keeps its
     words, what is worked out is said anew. What someone is writing in is never touched. */
  const takeOver = (old, fresh) => {
    const places = (part) => [...part.children].filter((one) => one.dataset.at !== undefined);
    const known = new Map(places(old).map((one) => [one.dataset.at, one]));
    let last = null;
    for (const one of places(fresh)) {
      const here = known.get(one.dataset.at);
      known.delete(one.dataset.at);
      if (here) {
        here.hidden = false;
        const [was, is] = [here, one].map((part) => part.querySelector(":scope > [data-said]"));
        if (was && is) was.replaceChildren(...is.childNodes);
        takeOver(here, one);
      } else if (last) last.after(one);
      else if (places(old).length) places(old)[0].before(one);
      else old.append(one);
      last = here ?? one;
    }
    for (const gone of known.values()) gone.hidden = !gone.contains(document.activeElement);
  };
  const beTold = async (form, signal) => {
    try {
      const answer = await fetch("/", { credentials: "same-origin", signal, redirect: "manual", headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("form[data-told]");
      /* Something was changed meanwhile: the next answer of the server will know of it. */
      if (!fresh || !form.isConnected || draft.since || draft.again) return;
      takeOver(form, fresh);
      const [was, is] = [form, fresh].map((one) => one.querySelector(":scope > input[name=unasked]"));
      if (was && is) was.value = is.value;
      prepare();
    } catch { /* it is asked again when the form is sent */ }
  };

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    /* Own words take the place of an option. */
    const instead = event.target.dataset.insteadOf;
    if (instead && event.target.value.trim()) {
      for (const radio of form.querySelectorAll(`input[type=radio][name="${CSS.escape(instead)}"]`)) radio.checked = false;
    }
    if (form?.matches("[data-draft]")) wordsChanged(form);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form) return;
    /* "None of these" goes with none of the others. */
    const { type, name, checked, dataset } = event.target;
    if (type === "checkbox" && checked) {
      for (const box of form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)) {
        if (box !== event.target && (dataset.alone ?? box.dataset.alone) !== undefined) box.checked = false;
      }
    }
    askWhatApplies(form);
    if (form.matches("[data-draft]")) wordsChanged(form);
  });

  const prepare = () => {
    document.querySelectorAll(".scale[data-slider]:not([hidden])").forEach(makeSlider);
    document.querySelectorAll("form").forEach(askWhatApplies);
  };
  /* A new screen: begin at its top, and tell a screen reader where one is. */
  const arrive = () => {
    prepare();
    /* Something was added or taken out: one goes on there. */
    const here = document.querySelector("#screen [autofocus]");
    if (here) {
      const seen = here.closest("[hidden]")?.previousElementSibling?.querySelector("input") ?? here;
      seen.focus({ preventScroll: true });
      seen.scrollIntoView({ block: "center" });
      return;
    }
    const begin = document.querySelector("#screen [data-focus], #screen h1");
    scrollTo(0, 0);
    begin?.setAttribute("tabindex", "-1");
    begin?.focus({ preventScroll: true });
  };
  let slow = 0;
  /* An answer that comes after the page was put away is not shown. */
  document.addEventListener("htmx:before:swap", (event) => { if (lock.on) event.preventDefault(); });
  document.addEventListener("htmx:before:request", (event) => {
    if (lock.on) { event.preventDefault(); return; }
    lock.seen = lock.told = Date.now();
    forgetDraft();
    clearTimeout(slow);
    slow = setTimeout(() => say(said(), words().working), 400);
  });
  document.addEventListener("htmx:finally:request", () => {
    clearTimeout(slow);
    if (said()?.textContent === words().working) say(said(), "");
  });
  document.addEventListener("htmx:after:swap", () => { say(said(), ""); arrive(); });
  document.addEventListener("htmx:error", () => { clearTimeout(slow); say(said(), words().notSent); });

  /* The skip link moves within the page without leaving a second entry in the history. */
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".skip-link")) return;
    event.preventDefault();
    arrive();
  });
  /* So does the way to a question that needs another look. */
  document.addEventListener("click", (event) => {
    const question = document.getElementById(event.target.closest?.("a.to")?.hash.slice(1))?.closest(".question, .group");
    if (!question) return;
    event.preventDefault();
    [...question.querySelectorAll("input, select, textarea")].find((one) => !one.closest("[hidden]"))?.focus({ preventScroll: true });
    question.scrollIntoView({ block: "center" });
  });
  prepare();
  const begin = document.querySelector("#screen [data-focus]");
  begin?.setAttribute("tabindex", "-1");
  begin?.focus();
})();
