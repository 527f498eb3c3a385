import { conformance } from "./suite";

describe("the embedded bus", () => conformance("embedded"));
