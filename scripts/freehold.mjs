#!/usr/bin/env node
// What package.json names as the program "freehold".
import "tsx";

await import("./freehold.ts");
