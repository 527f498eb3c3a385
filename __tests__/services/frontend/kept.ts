import type { Page } from "playwright-core";

/** The keys of what the browser keeps of people. Opening a database that is not there yet would make another one. */
export const keptKeys = (page: Page): Promise<string[]> =>
  page.evaluate(`(async () => {
    const all = await indexedDB.databases();
    if (!all.some(({ name }) => name === "freehold")) return [];
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const database = await done(indexedDB.open("freehold"));
    const keys = await done(database.transaction("kept").objectStore("kept").getAllKeys());
    database.close();
    return keys;
  })()`);

/** What a tab keeps of what its user did, as it is kept. */
export const keptActs = (page: Page): Promise<string> => page.evaluate("sessionStorage.getItem('freehold.acts') ?? ''");
