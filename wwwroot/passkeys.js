// A form with data-passkey="create" or "get" asks the browser for a passkey before it is posted.
const methods = {
  create: (options, signal) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal }),
  get: (options, signal) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), signal }),
};
let running;

async function ask(form) {
  running?.abort();
  running = new AbortController();
  const token = form.querySelector("[name=__RequestVerificationToken]");
  const answer = await fetch(form.dataset.options, {
    method: "POST",
    body: new URLSearchParams({ [token.name]: token.value }),
    signal: running.signal,
  });
  if (answer.status === 403) {
    // It was too long ago that the person confirmed who they are: the page, loaded anew, asks them again.
    location.replace(location.href);
    return new Promise(() => {});
  }
  if (!answer.ok) {
    throw new Error(`${form.dataset.options} answered ${answer.status}`);
  }
  const credential = await methods[form.dataset.passkey](await answer.json(), running.signal);
  form.elements.Credential.value = JSON.stringify(credential);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[type=submit]");
  const failed = form.querySelector("[data-passkey-failed]");
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    form.hidden = true;
    continue;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    failed.hidden = true;
    try {
      await ask(form);
      form.submit();
    } catch {
      // Said no, took too long, or has no passkey for this site: the page says so, and nothing was sent.
      failed.hidden = false;
      button.disabled = false;
    }
  });
}
