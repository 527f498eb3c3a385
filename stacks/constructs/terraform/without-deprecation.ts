import util from "node:util";

// cdktf asks util.isArray, of which Node 24 warns (DEP0044) in every synth, and cdktf is archived: no release will fix it.
Object.assign(util, { isArray: Array.isArray });
