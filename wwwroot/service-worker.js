// Makes the site installable. It keeps nothing: pages hold members' figures, and those belong in no cache.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
