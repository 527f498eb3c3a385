import { Store } from "./store";

/** The database in which this browser keeps what works without the platform, and its one store: offline/store.ts fills it. */
export const kept = { database: "freehold", store: "kept" };
/** Set in this browser while acts wait: then the next page reads them before it shows anything. */
export const waitingMark = "freehold.waiting";

/** Under this name a tab keeps what its user did, so that it can be undone: undo/kept-acts.ts fills it. */
export const actsKey = "freehold.acts";

/** Whether the user leaves: nothing is kept any more, in any tab. */
export const isLeaving = new Store(false);

const tabs = new BroadcastChannel("freehold.leave");
tabs.addEventListener("message", forgetTab);

/** Deletes what this browser keeps of people. */
export async function forgetKept(): Promise<void> {
  forgetTab();
  tabs.postMessage("leave");
  localStorage.removeItem(waitingMark);
  await new Promise<void>((resolve) => {
    const opening = indexedDB.open(kept.database);
    opening.onerror = () => resolve();
    // A database that was not there yet: it needs its store, or none would ever be made.
    opening.onupgradeneeded = () => opening.result.createObjectStore(kept.store);
    opening.onsuccess = () => {
      const clearing = opening.result.transaction(kept.store, "readwrite");
      clearing.oncomplete = clearing.onabort = () => resolve();
      clearing.objectStore(kept.store).clear();
    };
  });
}

function forgetTab(): void {
  isLeaving.set(true);
  sessionStorage.removeItem(actsKey);
}
