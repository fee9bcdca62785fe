// Theme, hidden amounts and language: kept in cookies, so that the server writes them into the first byte of the next page.
const root = document.documentElement;

function remember(name, value) {
  const age = value === null ? 0 : 31536000;
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${age}; samesite=lax`;
}

function setTheme(theme) {
  remember("bankview-theme", theme === "system" ? null : theme);
  if (theme === "system") {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = theme;
  }
}

function setLanguage(language) {
  remember(".AspNetCore.Culture", encodeURIComponent(`c=${language}|uic=${language}`));
  location.reload();
}

function toggleAmounts() {
  const hide = !("hideAmounts" in root.dataset);
  remember("bankview-hide-amounts", hide ? "1" : null);
  if (hide) {
    root.dataset.hideAmounts = "";
  } else {
    delete root.dataset.hideAmounts;
  }
}

// An element of its own, because the circuit draws the prerendered page anew: whenever these controls appear, they say what holds.
class AppearanceControl extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => {
      if (event.target.name === "display-theme") {
        setTheme(event.target.value);
      } else if (event.target.name === "display-language") {
        setLanguage(event.target.value);
      }
    });
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-hide-amounts-switch]")) {
        toggleAmounts();
        this.show();
      }
    });
    queueMicrotask(() => this.show());
  }

  show() {
    this.querySelector("[data-hide-amounts-switch]")?.setAttribute("aria-pressed", String("hideAmounts" in root.dataset));
    const theme = this.querySelector(`[name="display-theme"][value="${root.dataset.theme ?? "system"}"]`);
    if (theme) {
      theme.checked = true;
    }
  }
}

customElements.define("appearance-control", AppearanceControl);
