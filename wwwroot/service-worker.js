// Makes the site installable, and shows messages while no page is open. It keeps nothing: pages hold members' figures, and those
// belong in no cache.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const icon = "icons/bankview-512.png";

function read(data) {
  try {
    return data.json();
  } catch {
    // A browser takes the permission from a site that shows nothing for a message.
    return { title: "BankView", body: "" };
  }
}

// The same delivery has the same tag: should it come twice, it shows once.
self.addEventListener("push", (event) => {
  const { id, title, body, lang } = read(event.data);
  event.waitUntil(self.registration.showNotification(title, { body, lang, icon, tag: id }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path ?? "/alerts"));
});

// A window that shows something else is left alone: somebody may be in the middle of it.
async function open(path) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((one) => new URL(one.url).pathname === path);
  return there ? there.focus() : self.clients.openWindow(path);
}

// The browser has given up the address that BankView knows. Nobody is signed in here who could say its new one, so it is not kept up
// in secret: the person is told to turn messages on again.
const changed = {
  en: ["BankView: messages stopped", "This browser has a new address for messages. Open BankView and turn them on again."],
  de: ["BankView: keine Meldungen mehr", "Dieser Browser hat eine neue Adresse für Meldungen. Öffnen Sie BankView und schalten Sie sie wieder ein."],
};

self.addEventListener("pushsubscriptionchange", (event) => {
  const lang = navigator.language.startsWith("de") ? "de" : "en";
  const [title, body] = changed[lang];
  event.waitUntil(
    Notification.permission === "granted"
      ? self.registration.showNotification(title, { body, lang, icon, tag: "changed", data: { path: "/settings/messages" } })
      : Promise.resolve(),
  );
});
