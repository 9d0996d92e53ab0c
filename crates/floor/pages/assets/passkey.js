// Makes a passkey, or comes in with one. Its forms stay hidden without scripts and where the browser
// has no passkeys; every other way in works without this file.
(() => {
  'use strict';
  const here = document.documentElement.dataset;
  if ('passkeys' in here || !window.PublicKeyCredential || !navigator.credentials) return;
  here.passkeys = '';

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

  const asked = ({ publicKey: key }) => {
    key.challenge = bytes(key.challenge);
    if (key.user) key.user.id = bytes(key.user.id);
    for (const one of [...(key.excludeCredentials ?? []), ...(key.allowCredentials ?? [])]) one.id = bytes(one.id);
    return { publicKey: key };
  };

  const answered = ({ id, rawId, type, response: from }) => {
    const response = { clientDataJSON: text(from.clientDataJSON) };
    if (from.attestationObject) {
      response.attestationObject = text(from.attestationObject);
    } else {
      response.authenticatorData = text(from.authenticatorData);
      response.signature = text(from.signature);
      response.userHandle = from.userHandle ? text(from.userHandle) : null;
    }
    return JSON.stringify({ id, rawId: text(rawId), type, response });
  };

  const run = async (form) => {
    const begun = await fetch(form.dataset.begin, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      redirect: 'error',
    });
    if (!begun.ok) throw new Error(String(begun.status));
    const asks = asked(await begun.json());
    const { credentials } = navigator;
    const shown = await (form.dataset.passkey === 'make' ? credentials.create(asks) : credentials.get(asks));
    form.elements.credential.value = answered(shown);
    form.dataset.ready = '';
    form.requestSubmit(form.querySelector('button'));
  };

  // Before anyone else hears of it: the form is sent when the device has answered.
  addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches?.('form[data-passkey]') || 'ready' in form.dataset) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const didNot = form.querySelector('[data-did-not]');
    if (didNot) didNot.hidden = true;
    run(form).catch(() => {
      if (didNot) didNot.hidden = false;
    });
  }, true);

  const show = () => {
    for (const form of document.querySelectorAll('form[data-passkey][hidden]')) form.hidden = false;
  };
  new MutationObserver(show).observe(document.documentElement, { childList: true, subtree: true });
  show();
})();
