import { secretToken } from "../../contracts/secret-token";

const file = new RegExp(`^(${secretToken.source})\\.ics$`);

/** The token in the name of a feed's file; undefined for a name that is none. */
export const tokenOfFile = (name: string): string | undefined => file.exec(name)?.[1];
