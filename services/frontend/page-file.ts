/** A file that browsers get. */
export interface PageFile {
  /** Path below the root, as `assets/app-1A2B3C4D.js`. */
  name: string;
  body: Buffer;
}
