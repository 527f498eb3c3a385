import type { Pins } from "../../stacks/config/pins";
import { LookupError } from "./fetch-from";

const use = /^(\s*(?:- )?uses: )([\w.-]+\/[\w.-]+)(\/[\w./-]+)?@.*$/gm;

/**
 * A workflow with every action at the commit that pins.json names, and its release in a comment.
 *
 * @throws {LookupError} for an action that pins.json does not name.
 */
export const pinActions = (workflow: string, { actions }: Pins): string =>
  workflow.replace(use, (_, start: string, name: string, folder = "") => {
    const pin = actions[name];
    if (!pin) throw new LookupError(`the action ${name} is used in a workflow and not pinned: add it to pins.json`);
    return `${start}${name}${folder}@${pin.commit} # ${pin.version}`;
  });
