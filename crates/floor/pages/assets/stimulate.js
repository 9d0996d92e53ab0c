/* A dot that goes from side to side while someone else holds the other end of the line. The page
   moves nothing by itself: it goes on only while it hears the other end, and stops in the same task
   in which the person touches it, presses a key or looks away. Nothing is kept. */
(() => {
  "use strict";
  /* Silent for so long, in milliseconds, is gone. The other end says that it is there every 50. */
  const SILENT = 200;
  const BEAT = 50;
  const LOOK = 25;
  const TURN = 2 * Math.PI;
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");

  const begin = (part) => {
    const words = part.dataset;
    const find = (name) => part.querySelector(`[data-live-${name}]`);
    const [field, dot, said] = [find("field"), find("dot"), find("said")];
    const [ready, stop] = [find("ready"), find("stop")];
    const it = { line: null, heard: 0, room: null, ready: false, moving: false, set: 0, phase: 0, began: 0, drawn: 0, frame: 0, turns: 0, sound: null, told: false };
    const say = (text) => { if (text !== undefined && said.textContent !== text) said.textContent = text; };
    const tell = (word) => { if (it.line?.readyState === WebSocket.OPEN) it.line.send(word); };
    const device = () => ({ still: stillness.matches, taps: typeof navigator.vibrate === "function" });

    /* A soft tone on the side of the turn; there is none before someone has pressed "ready". */
    const hush = () => {
      it.sound?.suspend().catch(() => {});
      navigator.vibrate?.(0);
    };
    const tone = (side) => {
      if (!it.sound) return;
      const at = it.sound.currentTime;
      const [source, loud, place] = [it.sound.createOscillator(), it.sound.createGain(), it.sound.createStereoPanner()];
      source.frequency.value = 220;
      place.pan.value = side;
      loud.gain.setValueAtTime(0, at);
      loud.gain.linearRampToValueAtTime(0.12, at + 0.03);
      loud.gain.linearRampToValueAtTime(0, at + 0.16);
      source.connect(loud).connect(place).connect(it.sound.destination);
      source.start(at);
      source.stop(at + 0.2);
    };
    const turned = (side) => {
      const { sound, taps } = it.room.settings;
      if (sound) tone(side);
      if (taps) navigator.vibrate?.(40);
    };

    const ran = () => ({ passes: Math.min(Math.floor(it.phase / TURN), 60), lasted: Math.round(Math.max(0, it.drawn - it.began)) });
    const halt = () => {
      if (!it.moving) return;
      it.moving = false;
      cancelAnimationFrame(it.frame);
      dot.style.transform = "";
      part.classList.remove("moving", "still");
      hush();
    };
    const buttons = () => {
      stop.hidden = !it.moving;
      ready.hidden = it.moving || it.ready;
    };
    const lost = () => {
      halt();
      it.ready = false;
      it.told = true;
      say(words.lost);
      buttons();
    };
    const stopHere = () => {
      const was = it.moving || it.ready;
      halt();
      it.ready = false;
      if (was) tell(JSON.stringify({ stop: ran() }));
      it.told = true;
      say(words.stopped);
      buttons();
    };
    const isSilent = (now) => now - it.heard > SILENT;

    const place = () => {
      const wide = (field.clientWidth - dot.offsetWidth) / 2;
      const high = (field.clientHeight - dot.offsetHeight) / 2;
      const across = Math.sin(it.phase);
      const up = { rising: -across, falling: across, eight: Math.sin(2 * it.phase) / 2 }[it.room.settings.way] ?? 0;
      dot.style.transform = `translate3d(${(across * wide).toFixed(2)}px, ${(up * high * 0.8).toFixed(2)}px, 0)`;
    };
    const draw = (now) => {
      if (!it.moving) return;
      /* Asked at each frame as well as by the clock: whichever comes first. */
      if (!part.isConnected) { end(); return; }
      if (isSilent(performance.now())) { lost(); return; }
      it.phase += (Math.max(0, Math.min(now - it.drawn, 100)) / 1000) * (it.room.settings.speed / 100) * TURN;
      it.drawn = Math.max(it.drawn, now);
      const turns = Math.floor((it.phase + TURN / 4) / (TURN / 2));
      if (turns > it.turns) { it.turns = turns; turned(turns % 2 ? 1 : -1); }
      if (it.phase >= it.room.settings.passes * TURN) {
        halt();
        tell(JSON.stringify({ over: ran() }));
        it.told = true;
        /* Alone, each set is begun anew. */
        if (words.alone !== undefined) it.ready = false;
        say(words.over);
        buttons();
        return;
      }
      if (!stillness.matches) place();
      it.frame = requestAnimationFrame(draw);
    };
    const start = () => {
      Object.assign(it, { moving: true, told: false, set: it.room.sets, phase: 0, turns: 0, began: performance.now() });
      it.drawn = it.began;
      part.classList.add("moving");
      part.classList.toggle("still", stillness.matches);
      say(stillness.matches ? words.still : words.moves);
      it.sound?.resume().catch(() => {});
      /* Whoever follows a dot is here, without touching anything: the lock counts it as being seen. */
      dispatchEvent(new Event("wheel"));
      buttons();
      it.frame = requestAnimationFrame(draw);
    };
    const follow = (room) => {
      it.room = room;
      dot.className = `dot ${room.settings.size} ${room.settings.colour}`;
      if (room.on && it.ready && !it.moving && room.sets !== it.set) start();
      else if (!room.on && it.moving) {
        halt();
        /* How long it went is known here only. */
        tell(JSON.stringify({ over: ran() }));
        it.told = true;
        say(words.ended);
      } else if (!it.moving && !(it.told && room.therapist)) {
        /* Why it stopped is said until the next thing happens, and not talked over. */
        it.told = false;
        say(!room.therapist ? words.waits : it.ready ? words.ready : words.together);
      }
      buttons();
    };

    const connect = () => {
      if (it.line && it.line.readyState <= WebSocket.OPEN) return;
      const line = it.line = new WebSocket(`${location.origin.replace(/^http/, "ws")}${words.line}`);
      line.addEventListener("open", () => { it.heard = performance.now(); tell(JSON.stringify({ hello: device() })); });
      line.addEventListener("message", ({ data }) => {
        if (line !== it.line) return;
        it.heard = performance.now();
        if (data === ".") return;
        const room = JSON.parse(data);
        if (room === "elsewhere") { stopHere(); say(words.elsewhere); line.close(); return; }
        follow(room);
      });
      for (const gone of ["close", "error"]) line.addEventListener(gone, () => { if (line === it.line && said.textContent !== words.elsewhere) lost(); });
    };
    const isReady = async () => {
      /* Sound may begin only in answer to a touch: this is one. It plays nothing yet. */
      it.sound ??= window.AudioContext ? new AudioContext() : null;
      connect();
      const from = performance.now();
      while (it.line.readyState === WebSocket.CONNECTING && performance.now() - from < 5000) await new Promise((done) => setTimeout(done, 20));
      if (it.line.readyState !== WebSocket.OPEN) { lost(); return; }
      it.ready = true;
      it.told = false;
      tell(words.alone === undefined ? '"ready"' : '"go"');
      say(words.ready);
      buttons();
    };

    const touched = (event) => {
      if (!it.moving || event.target?.closest?.(".exit")) return;
      if (event.cancelable) event.preventDefault();
      stopHere();
    };
    const away = () => { if (document.hidden) end(); };
    const beat = setInterval(() => {
      if (it.line?.readyState === WebSocket.OPEN && !document.hidden) it.line.send(".");
    }, BEAT);
    const look = setInterval(() => {
      if (!part.isConnected) end();
      else if (it.moving && isSilent(performance.now())) lost();
    }, LOOK);
    const end = () => {
      halt();
      it.ready = false;
      clearInterval(beat);
      clearInterval(look);
      removeEventListener("pointerdown", touched, true);
      removeEventListener("keydown", touched, true);
      document.removeEventListener("visibilitychange", away);
      it.line?.close();
      it.sound?.close().catch(() => {});
      it.sound = null;
    };
    addEventListener("pointerdown", touched, true);
    addEventListener("keydown", touched, true);
    document.addEventListener("visibilitychange", away);
    ready.addEventListener("click", isReady);
    stop.addEventListener("click", stopHere);
    part.querySelector("[data-live-script]")?.removeAttribute("hidden");
    connect();
    buttons();
  };

  const seen = new WeakSet();
  const look = () => {
    const part = document.querySelector("[data-stimulation]");
    if (part && !seen.has(part)) { seen.add(part); begin(part); }
  };
  document.addEventListener("htmx:after:swap", look);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", look);
  else look();
})();
