import { conformance } from "./suite";

describe("the embedded transport", () => conformance("embedded"));
