import { text } from "node:stream/consumers";
import openapiTypescript, { astToString } from "openapi-typescript";

// A program of its own, from standard input to standard output: the library ships ES modules, which jest does not load.
process.stdout.write(astToString(await openapiTypescript(await text(process.stdin), { alphabetize: true })));
