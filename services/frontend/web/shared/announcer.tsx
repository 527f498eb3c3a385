import { Store, useStore } from "./store";

const announcement = new Store("");

/** Has screen readers say what the eye can see. The same again is another text, or nothing would be said. */
export const announce = (words: string): void =>
  announcement.set(announcement.get() === words ? `${words}\u00a0` : words);

export const Announcer = () => (
  <p id="announcement" className="visually-hidden" role="status">
    {useStore(announcement)}
  </p>
);
