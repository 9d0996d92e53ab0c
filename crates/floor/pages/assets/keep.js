/* The sheet that opens without a connection. It is sealed and opened here, in the browser: the words
   that open it never leave the device, and nothing unsealed is ever written to it. Everything here
   can be missing; then the plan is on paper or behind the sign-in. */
(() => {
  "use strict";
  const SHELF = "k", BLOCK = "/k", TRIES = "/k.tries";
  const SIZE = 65536, SEALED = 40960, SALT = 16, NONCE = 12, TAG = 16;
  const ROOM = SEALED - SALT - NONCE - TAG;
  /* PBKDF2-SHA-256, as OWASP's password storage cheat sheet has it. */
  const ROUNDS = 600000;
  /* After five wrong tries half a minute, doubling, a quarter of an hour at most; in milliseconds. */
  const FREE = 5, PAUSE = 30000, LONGEST = 900000;
  const able = isSecureContext && "caches" in window && "serviceWorker" in navigator && Boolean(crypto.subtle);

  const shelf = () => caches.open(SHELF);
  const block = async () => {
    const found = await (await shelf()).match(BLOCK);
    return found ? new Uint8Array(await found.arrayBuffer()) : null;
  };

  /* This account's block takes the place of the one that was there. Signed in to nothing, or
     without a connection, it stays. */
  const sync = async () => {
    try {
      const answer = await fetch(BLOCK, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
      if (!answer.ok) return;
      const bytes = await answer.arrayBuffer();
      if (bytes.byteLength === SIZE) await (await shelf()).put(BLOCK, new Response(bytes));
    } catch { /* the next time */ }
  };

  /* Phones set capitals and spaces by themselves; what was meant is the same. */
  const meant = (words) => words.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
  const keyOf = async (words, salt) => {
    const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(meant(words)), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
    return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };
  /* Salt, nonce, and the plan padded to one length. `null`: too long. */
  const seal = async (text, words) => {
    const written = new TextEncoder().encode(text);
    if (written.length + 4 > ROOM) return null;
    const padded = new Uint8Array(ROOM);
    new DataView(padded.buffer).setUint32(0, written.length);
    padded.set(written, 4);
    const salt = crypto.getRandomValues(new Uint8Array(SALT));
    const iv = crypto.getRandomValues(new Uint8Array(NONCE));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(words, salt), padded);
    const bytes = new Uint8Array(SEALED);
    bytes.set(salt);
    bytes.set(iv, SALT);
    bytes.set(new Uint8Array(sealed), SALT + NONCE);
    return bytes;
  };
  const open = async (bytes, words) => {
    const iv = bytes.slice(SALT, SALT + NONCE);
    const key = await keyOf(words, bytes.slice(0, SALT));
    const padded = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.slice(SALT + NONCE, SEALED));
    const length = new DataView(padded).getUint32(0);
    return JSON.parse(new TextDecoder().decode(new Uint8Array(padded, 4, length)));
  };
  const written = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };

  /* A try is counted before it is made, so that closing the page does not undo it. The count is
     there for everyone, from the start. */
  const tries = async () => {
    try { return await (await (await shelf()).match(TRIES)).json(); } catch { return { wrong: 0, until: 0 }; }
  };
  const setTries = async (wrong, until) => (await shelf()).put(TRIES, new Response(JSON.stringify({ wrong, until })));
  const waitLeft = ({ until }) => {
    const left = until - Date.now();
    return left > 0 && left <= LONGEST ? left : 0;
  };
  const aboutToTry = async () => {
    const { wrong } = await tries();
    const over = wrong + 1 - FREE;
    const pause = over < 0 ? 0 : Math.min(PAUSE * 2 ** over, LONGEST);
    await setTries(wrong + 1, pause ? Date.now() + pause : 0);
  };

  const make = (name, words, kind) => {
    const made = document.createElement(name);
    if (words !== undefined) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  };
  /* The sheet as it was sealed: words only, never markup. */
  const draw = (sheet, from) => {
    const all = document.createDocumentFragment();
    const day = new Intl.DateTimeFormat(sheet.lang, { dateStyle: "long" }).format(new Date(sheet.at));
    all.append(make("p", from.replace("\u2026", day), "quiet"));
    for (const [heading, lines] of sheet.parts) {
      const list = make("dl", undefined, "answers plan-lines");
      for (const [label, words] of lines) list.append(make("dt", label, "quiet"), make("dd", words, "own-words"));
      all.append(make("h2", heading), list);
    }
    return all;
  };

  let held = null;
  const emptied = () => {
    held = null;
    for (const shown of document.querySelectorAll("[data-sheet-shown]")) shown.replaceChildren();
    for (const form of document.querySelectorAll("form[data-sheet-open]")) { form.reset(); form.hidden = false; }
  };
  addEventListener("pagehide", emptied);
  document.addEventListener("visibilitychange", () => { if (document.hidden) emptied(); });

  const show = (place, sheet) => {
    const { from, close } = place.dataset;
    const away = make("button", close, "button plain");
    away.type = "button";
    away.addEventListener("click", emptied);
    place.replaceChildren(draw(sheet, from), away);
    place.focus();
  };

  const opening = async (form) => {
    const input = form.querySelector("input");
    const say = (words) => { form.querySelector("[role=status]").textContent = words; };
    const place = form.parentElement.querySelector("[data-sheet-shown]");
    const left = waitLeft(await tries());
    if (left) return say(form.dataset.wait.replace("\u2026", String(Math.ceil(left / 1000))));
    say(form.dataset.opening);
    await aboutToTry();
    try {
      const sheet = await open(await block(), input.value);
      await setTries(0, 0);
      say("");
      form.hidden = true;
      show(place, sheet);
    } catch {
      const next = waitLeft(await tries());
      say(next ? `${form.dataset.wrong} ${form.dataset.wait.replace("\u2026", String(Math.ceil(next / 1000)))}` : form.dataset.wrong);
    }
    input.value = "";
  };

  let sent = false;
  const locking = async (form) => {
    const say = (words) => { form.querySelector("[data-said]").textContent = words; };
    const words = form.querySelector("[data-words]"), again = form.querySelector("[data-again]");
    if (meant(words.value).length < 12) { say(form.dataset.short); words.focus(); return; }
    if (meant(words.value) !== meant(again.value)) { say(form.dataset.differ); again.focus(); return; }
    say(form.dataset.working);
    const sealed = await seal(form.dataset.sheet, words.value);
    if (!sealed) return say(form.dataset.long);
    words.value = again.value = "";
    form.elements.sheet.value = written(sealed);
    form.dataset.sealed = "";
    sent = true;
    form.requestSubmit();
  };

  /* Taking it off: the service's copy first, then everything this address keeps on the device. What
     comes back with the next page is chance. */
  const takingOff = async () => {
    const body = new URLSearchParams({ do: "sheet-forget" });
    try {
      const answer = await fetch("/", { method: "POST", body, credentials: "same-origin", headers: { "HX-Request": "true" } });
      if (!answer.ok) return location.reload();
      await fetch("/k.away", { method: "POST", credentials: "omit" });
      await caches.delete(SHELF);
    } catch { /* said by what is still there */ }
    location.reload();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const own = form.matches("[data-sheet-open], [data-sheet-away]") || form.matches("[data-sheet-form]:not([data-sealed])");
    if (!own) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!able) return;
    if (form.matches("[data-sheet-open]")) opening(form);
    else if (form.matches("[data-sheet-form]")) locking(form);
    else takingOff();
  }, true);

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) print();
    const hold = event.target.closest?.("[data-hold]");
    if (!hold) return;
    const section = hold.closest("[data-sheet]");
    held = { sheet: JSON.parse(section.dataset.sheet), words: hold.dataset };
    section.querySelector("[data-hold-said]").textContent = hold.dataset.held;
  });
  /* The connection broke off: what is held can be opened where one stands. */
  const brokeOff = () => {
    const screen = document.getElementById("screen");
    if (!held || !screen || screen.querySelector("[data-sheet-held]")) return;
    const { sheet, words } = held;
    const place = make("div", undefined, "object");
    place.dataset.sheetHeld = place.dataset.sheetShown = "";
    Object.assign(place.dataset, { from: words.from, close: words.close });
    place.tabIndex = -1;
    const button = make("button", words.open, "button");
    button.type = "button";
    button.addEventListener("click", () => show(place, sheet));
    place.append(button);
    screen.prepend(place);
  };
  document.addEventListener("htmx:error", brokeOff);
  addEventListener("offline", brokeOff);

  const prepare = () => {
    for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = !(able || part.querySelector("[data-print]"));
    for (const form of document.querySelectorAll("form[data-sheet-open]")) {
      if (!form.parentElement.querySelector("[data-sheet-shown]").hasChildNodes()) form.hidden = !able;
    }
  };
  document.addEventListener("htmx:after:swap", () => {
    prepare();
    if (sent) { sent = false; sync(); }
  });
  prepare();
  if (able) {
    navigator.serviceWorker.register("/k.js", { scope: "/" }).then(() => navigator.serviceWorker.ready).then(sync).catch(() => {});
  }
})();
