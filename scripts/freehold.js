#!/usr/bin/env node
/** The program "freehold" of package.json. It loads the list of commands, and then the one command that is called. */
const { root } = require("./freehold/bundle-files.js");
const { load } = require("./freehold/load.js");

// Commands read .env and write cdktf.out in the checkout, from whichever of its folders they are called.
process.chdir(root);
void load("scripts/freehold.ts").then(({ main }) => main(load));
