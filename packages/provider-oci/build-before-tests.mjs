/** jest's globalSetup: tests of stacks need the bindings, also after `npm ci --ignore-scripts`. */
export default async () => {
  await import("./build.mjs");
};
