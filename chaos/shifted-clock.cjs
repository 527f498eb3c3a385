/** Preloaded with `node --require`: the clock of the process is off by FREEHOLD_CHAOS_CLOCK milliseconds. */
const off = Number(process.env.FREEHOLD_CHAOS_CLOCK);
const { now } = Date;

globalThis.Date = class extends Date {
  constructor(...parts) {
    if (parts.length === 0) super(now() + off);
    else super(...parts);
  }

  static now() {
    return now() + off;
  }
};
