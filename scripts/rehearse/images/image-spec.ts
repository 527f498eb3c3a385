/** A file, a folder with all it holds, or an empty folder of an image. Everything belongs to root. */
export type ImageFile = {
  /** Absolute path in the image. */
  to: string;
  /** Default: 755 for folders and programs, 644 for other files. A folder's files keep their defaults. */
  mode?: number;
} & (
  | {
      /** File or folder on this machine; links are followed. */
      from: string;
    }
  | { content: string }
  | { emptyFolder: true }
);

/** What a container image holds and how it runs. */
export interface ImageSpec {
  /** Full name with its tag, such as docker.io/rehearsal/freehold:1. */
  name: string;
  /** Files of the lower layer, which containerd keeps once for all images that have the same. Default: none. */
  base?: ImageFile[];
  files: ImageFile[];
  entrypoint: string[];
  cmd?: string[];
  env?: Record<string, string>;
  /** User and group by number, such as 65532:65532. */
  user: string;
  /** Default: /. */
  workdir?: string;
  exposedPorts?: number[];
}
