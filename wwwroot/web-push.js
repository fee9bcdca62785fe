// Subscribes this browser to the installation's messages, after a click and never before.
function support() {
  if (!window.isSecureContext) {
    return "insecure";
  }
  if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
    return Notification.permission === "denied" ? "refused" : "ready";
  }
  // An iPad says that it is a Mac; no Mac has fingers on it.
  const isApples = /iPhone|iPad/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
  return isApples && !navigator.standalone ? "homeScreen" : "unsupported";
}

function describe(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { state: "ready", endpoint, key: keys.p256dh, secret: keys.auth, agent: navigator.userAgent };
}

// A subscription is bound to the key it was made with; after a change of the installation's key it is worth nothing.
function isFor(subscription, publicKey) {
  const key = subscription.options?.applicationServerKey;
  return !key || btoa(String.fromCharCode(...new Uint8Array(key))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === publicKey;
}

// What the browser can do, and its subscription if it has one; asks for nothing.
export async function look(publicKey) {
  const state = support();
  if (state === "ready" && Notification.permission === "granted") {
    const registration = await navigator.serviceWorker.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    if (subscription && isFor(subscription, publicKey)) {
      return describe(subscription);
    }
  }
  return { state };
}

async function subscribe(publicKey) {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") {
    return { state: permission === "denied" ? "refused" : "dismissed" };
  }
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  if (old && !isFor(old, publicKey)) {
    await old.unsubscribe();
  }
  return describe(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }));
}

// The click is heard here and not by the circuit: browsers ask a person only right after one.
export function listen(place, publicKey, page) {
  place.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    button.disabled = true;
    // A push service that is not reached, or is switched off, is all that is left to go wrong.
    const answer = await subscribe(publicKey).catch(() => ({ state: "failed" }));
    button.disabled = false;
    await page.invokeMethodAsync("Take", answer);
  });
}
