/* What the pages of those who work here do beyond plain forms: half-written notes are kept by the
   server while they are written, and Ctrl+Enter sends. Everything here can be missing: then keeping
   is a button. Nothing is ever kept on the device. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const { keep: to, saved, notSaved } = form.dataset;
  const place = form.querySelector(".saved");
  const say = (text) => { if (place && place.textContent !== text) place.textContent = text; };
  let timer = 0, since = 0, sending = null, again = false;
  const body = () => new URLSearchParams(new FormData(form));
  const options = (more) => ({
    method: "POST", body: body(), credentials: "same-origin", redirect: "manual",
    headers: { "HX-Request": "true" }, ...more,
  });
  const keep = async () => {
    clearTimeout(timer);
    if (sending) { again = true; return; }
    since = 0;
    const now = sending = new AbortController();
    let kept = false;
    try {
      const answer = await fetch(to, options({ signal: now.signal }));
      /* A sign-in that rests answers with a way elsewhere: that is not kept. */
      kept = answer.status === 204;
    } catch { /* said below */ }
    sending = null;
    if (now.signal.aborted) return;
    say(kept ? saved : notSaved);
    /* What could not be kept is tried again, less often: the words are still on the page. */
    if (!kept) { since ||= performance.now(); timer = setTimeout(keep, 10 * 1000); }
    else if (again) { say(""); changed(); }
    again = false;
  };
  const changed = () => {
    const now = performance.now();
    since ||= now;
    clearTimeout(timer);
    /* Two seconds after the last change; five after the first, for someone who does not pause. */
    timer = setTimeout(keep, Math.max(0, Math.min(2000, since + 5000 - now)));
  };
  form.addEventListener("input", () => { say(""); changed(); });
  form.addEventListener("submit", () => { clearTimeout(timer); since = 0; again = false; sending?.abort(); });
  const leaving = () => {
    if (!since) return;
    clearTimeout(timer);
    since = 0;
    try { fetch(to, options({ keepalive: String(body()).length < 48 * 1024 })).catch(() => {}); } catch { /* gone */ }
  };
  addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", () => { if (document.hidden && since) keep(); });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
})();
