import { follow } from "./follow";
import { hrefOf } from "./place";

/** A tag that leads to the tasks that have it. */
export const tagLink = (tag: string) => (
  // What is dragged is the task.
  <a href={hrefOf({ tag })} draggable={false} onClick={(event) => follow(event, { tag })}>
    {tag}
  </a>
);
