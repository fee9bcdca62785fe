// A transaction open beside its list: the focus comes in with it, Escape closes it, and the focus goes back to its row.
class TransactionSheet extends HTMLElement {
  connectedCallback() {
    this.from = new URLSearchParams(location.search).get("t");
    // Blazor puts the element in first and then fills it.
    queueMicrotask(() => this.querySelector("[tabindex='-1']")?.focus({ preventScroll: true }));
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    // Another one may have come in its place, and someone who is writing keeps the focus.
    requestAnimationFrame(() => {
      if (!document.querySelector("transaction-sheet") && document.activeElement === document.body) {
        document.querySelector(`a[data-transaction="${CSS.escape(this.from ?? "")}"]`)?.focus({ preventScroll: true });
      }
    });
  }

  handleEvent(event) {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open], [popover]:popover-open")) {
      this.querySelector("[data-close]")?.click();
    }
  }
}

customElements.define("transaction-sheet", TransactionSheet);
