import { chaos, clean } from "./run-chaos";

/** A test of one fault on a transport: it fails if the fault did not happen, or lost, doubled or disordered an event. */
export const faultOn =
  (transport: string) => async (fault: string, events: string, times: string, happened: string) => {
    const printed = await chaos(fault, events, times, `--transport=${transport}`, "--seed=7");
    expect(printed).toContain(happened);
    expect(printed).toMatch(clean);
  };
