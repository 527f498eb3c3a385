import "./plain-errors";
import { readPins } from "../stacks/config/read-pins";
import { imageArguments } from "./pins/base-images";

/** `npx tsx scripts/image-arguments.ts`: the Dockerfile's build arguments, one a line: its base images by digest. */
console.log(imageArguments(readPins()).join("\n"));
