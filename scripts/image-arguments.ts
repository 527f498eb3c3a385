import "./plain-errors";
import { readPins } from "../stacks/config/read-pins";
import { imageArguments } from "./pins/base-images";

/** `npx tsx scripts/image-arguments.ts`: the arguments of `docker buildx build` that name the base images by digest. */
console.log(imageArguments(readPins()).join(" "));
