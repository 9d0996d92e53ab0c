/* The therapist's end of the line: what is set goes over at once, and the page says twenty times a
   second that it is there. When it is out of sight, or gone, the other end stops. */
(() => {
  "use strict";
  const BEAT = 50;
  const part = document.querySelector("[data-stimulation-desk]");
  if (!part) return;
  const words = part.dataset;
  const form = part.querySelector("form[data-live-settings]");
  const [go, stop, said, device] = ["go", "stop", "said", "device"].map((name) => part.querySelector(`[data-live-${name}]`));
  const written = document.querySelector("form[data-live-set]");
  let [line, room, sets, since, tries] = [null, null, 0, 0, 0];
  const tell = (word) => { if (line?.readyState === WebSocket.OPEN) line.send(word); };
  const say = (place, text) => { if (place.textContent !== (text ?? "")) place.textContent = text ?? ""; };

  const settings = () => {
    const of = new FormData(form);
    return {
      speed: Number(of.get("speed")), way: of.get("way"), size: of.get("size"), colour: of.get("colour"),
      sound: of.has("sound"), taps: of.has("taps"), passes: Number(of.get("passes")),
    };
  };
  const set = () => { if (form.reportValidity()) tell(JSON.stringify({ set: settings() })); };

  /* What is written down after a set is filled in from what the client's page counted. */
  const fill = () => {
    if (!written || room.on || room.sets === 0 || room.sets === sets || room.last.lasted === 0) return;
    sets = room.sets;
    const put = (name, value) => { const field = written.elements.namedItem(name); if (field) field.value = value; };
    /* Stopped within the first pass, it is no number of passes. */
    put("passes", room.last.passes || "");
    put("seconds", Math.round(room.last.lasted / 1000) || "");
    put("per_minute", Math.round(room.settings.speed * 0.6));
    const stopped = written.elements.namedItem("stopped");
    if (stopped) stopped.checked = room.why === "client";
  };
  const show = () => {
    const { on, client, ready, why } = room;
    go.disabled = on || !client || !ready;
    stop.disabled = !on;
    say(said, on ? words.moves : !client ? words.nobody : words[`why-${why}`.replace(/-(.)/g, (_, one) => one.toUpperCase())] ?? "");
    say(device, !client ? "" : [ready ? words.ready : words.notReady, client.still ? words.still : "", client.taps ? "" : words.noTaps].filter(Boolean).join(" "));
    fill();
  };
  const connect = () => {
    line = new WebSocket(`${location.origin.replace(/^http/, "ws")}${words.line}`);
    line.addEventListener("open", () => { since = performance.now(); set(); });
    line.addEventListener("message", ({ data }) => {
      if (data === ".") return;
      const now = JSON.parse(data);
      if (now === "elsewhere") { say(said, words.elsewhere); go.disabled = stop.disabled = true; line = null; return; }
      room = now;
      show();
    });
    line.addEventListener("close", () => {
      if (!line) return;
      say(said, words.lost);
      say(device, "");
      go.disabled = stop.disabled = true;
      /* Each line that is opened stands in the client's ledger: one that does not hold is not asked
         for again and again. */
      tries = since && performance.now() - since > 10000 ? 0 : tries + 1;
      since = 0;
      if (tries < 6) setTimeout(connect, 500 * 2 ** tries);
      else say(said, words.givenUp);
    });
  };
  setInterval(() => tell("."), BEAT);
  form.addEventListener("input", set);
  form.addEventListener("submit", (event) => event.preventDefault());
  go.addEventListener("click", () => { set(); tell('"go"'); });
  stop.addEventListener("click", () => tell('"stop"'));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=range],[type=radio],[type=checkbox]), textarea, select");
    if (event.key !== " " || typing || event.target.closest?.("button")) return;
    event.preventDefault();
    if (room?.on) tell('"stop"');
    else if (!go.disabled) { set(); tell('"go"'); }
  });
  part.querySelector("[data-live-script]")?.removeAttribute("hidden");
  connect();
})();
