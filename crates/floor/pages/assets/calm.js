/* A few quiet minutes, one step at a time and at one's own pace. Without scripts the steps are a
   list. A soft tone comes only after it was asked for on this page, is made on the device, and is
   forgotten with the page. Nothing is kept and nothing is sent. */
(() => {
  "use strict";
  let sound = null;
  /* A tone that glides from one height to another and is never loud: at most a twelfth. */
  const LOUD = 1 / 12;
  const tone = (from, to, seconds) => {
    if (!sound) return;
    const now = sound.currentTime;
    const wave = sound.createOscillator();
    const gain = sound.createGain();
    wave.type = "sine";
    wave.frequency.setValueAtTime(from, now);
    wave.frequency.linearRampToValueAtTime(to, now + seconds);
    gain.gain.setValueAtTime(0, now);
    gain.gain.linearRampToValueAtTime(LOUD, now + seconds / 3);
    gain.gain.linearRampToValueAtTime(0, now + seconds);
    wave.connect(gain).connect(sound.destination);
    wave.start(now);
    wave.stop(now + seconds);
  };
  const hush = () => { sound?.close(); sound = null; };

  const button = (said, look) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: look, textContent: said });
    return made;
  };
  const ready = (list) => {
    list.dataset.ready = "";
    const steps = [...list.children].map((one) => one.textContent);
    const said = list.dataset;
    const box = document.createElement("div");
    const at = document.createElement("p");
    const step = document.createElement("p");
    const ways = document.createElement("div");
    box.className = "step-by-step stack";
    at.className = "of";
    step.className = "lead";
    step.setAttribute("role", "status");
    ways.className = "row";
    const begin = button(said.begin, "button plain");
    const back = button(said.back, "button plain");
    const next = button(said.next, "button plain");
    const all = button(said.all, "link");
    const sounds = button(said.tone, "link");
    sounds.setAttribute("aria-pressed", "false");
    ways.append(begin, back, next, all, sounds);
    box.append(at, step, ways);
    let now = -1;
    const show = (where) => {
      now = where;
      const one = now >= 0;
      list.hidden = one;
      at.hidden = step.hidden = all.hidden = back.hidden = next.hidden = !one;
      begin.hidden = one;
      at.textContent = one ? said.of.replace("\u2026", now + 1).replace("#", steps.length) : "";
      step.textContent = one ? steps[now] : "";
      back.disabled = now <= 0;
      next.disabled = now === steps.length - 1;
      if (one) tone(330, 330, 1);
    };
    begin.addEventListener("click", () => { show(0); next.focus(); });
    back.addEventListener("click", () => show(now - 1));
    next.addEventListener("click", () => show(now + 1));
    all.addEventListener("click", () => { show(-1); begin.focus(); });
    sounds.addEventListener("click", () => {
      if (sound) hush();
      else if (globalThis.AudioContext) sound = new AudioContext();
      const on = sound !== null;
      for (const other of document.querySelectorAll(".step-by-step [aria-pressed]")) other.setAttribute("aria-pressed", String(on));
      for (const other of document.querySelectorAll(".step-by-step [aria-pressed]")) other.textContent = on ? said.quiet : said.tone;
      tone(330, 330, 1);
    });
    list.before(box);
    show(-1);
  };
  const prepare = () => document.querySelectorAll("[data-steps]:not([data-ready])").forEach(ready);

  /* With the circle the tone goes up with the way in and down with the way out. */
  const breath = (event) => {
    if (!event.animationName?.startsWith("breath-")) return;
    const [within, out] = event.animationName.split("-").slice(1).map(Number);
    tone(220, 294, within);
    const circle = event.target;
    setTimeout(() => { if (circle.isConnected && circle.checkVisibility?.() !== false) tone(294, 220, out); }, within * 1000);
  };
  document.addEventListener("animationstart", breath);
  document.addEventListener("animationiteration", breath);
  /* Out of sight there is no sound. */
  document.addEventListener("visibilitychange", () => { if (document.hidden) hush(); });
  document.addEventListener("htmx:after:swap", () => { hush(); prepare(); });
  prepare();
})();
