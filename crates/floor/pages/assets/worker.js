/* What lets this address open without a connection: a neutral page and a block of bytes, the same
   in size for everyone. Nothing else is ever kept, no other page is ever shown, and what is sent is
   never touched. */
"use strict";
const SHELF = "k";
const PAGE = "/k.html";
const BLOCK = "/k";
const TRIES = "/k.tries";
const SIZE = 65536;
/* A network that has not answered by then counts as none; in milliseconds. */
const PATIENCE = 10000;

const plain = (path) => fetch(path, { credentials: "omit", cache: "no-store", redirect: "error" });
const namedIn = (text) => text.match(/\/a\/[0-9a-f]{16}\.[a-z0-9]+/g) ?? [];

const fill = async () => {
  const shelf = await caches.open(SHELF);
  const page = await plain(PAGE);
  if (!page.ok) throw new Error("the page is not there");
  const files = new Set(namedIn(await page.clone().text()));
  for (const file of [...files].filter((file) => file.endsWith(".css"))) {
    for (const letters of namedIn(await (await fetch(file, { credentials: "omit" })).text())) files.add(letters);
  }
  for (const file of files) {
    const answer = await fetch(file, { credentials: "omit" });
    if (!answer.ok) throw new Error("a file is not there");
    await shelf.put(file, answer);
  }
  await shelf.put(PAGE, page);
  for (const request of await shelf.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/a/") && !files.has(pathname)) await shelf.delete(request);
  }
  /* Until an account's own block comes, there is one that is nobody's. */
  if (!await shelf.match(BLOCK)) await shelf.put(BLOCK, new Response(crypto.getRandomValues(new Uint8Array(SIZE))));
  if (!await shelf.match(TRIES)) await shelf.put(TRIES, new Response('{"wrong":0,"until":0}'));
};

const kept = async (what) => (await caches.open(SHELF)).match(what, { ignoreVary: true });

const arrive = async (request) => {
  let waited;
  const late = new Promise((_, refuse) => { waited = setTimeout(refuse, PATIENCE); });
  try {
    return await Promise.race([fetch(request), late]);
  } catch {
    return (await kept(PAGE)) ?? Response.error();
  } finally {
    clearTimeout(waited);
  }
};

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate" && pathname === "/") event.respondWith(arrive(request));
  else if (pathname.startsWith("/a/")) event.respondWith(kept(request).then((file) => file ?? fetch(request)));
});
