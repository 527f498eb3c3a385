import { describeReal } from "../helpers/real";
import { chaosWithin } from "./run-chaos";

/** Minutes of nothing. CI takes twelve, beside all the other tests. */
const minutes = Number(process.env.IDLE_MINUTES ?? 1);
/** Seconds that the platform may take to start and to settle. */
const around = 420;

describeReal("an idle platform", ["chromium"], () => {
  test(
    "gets not one statement to its database, with the task page and /ops open, whose picture moves on",
    async () => {
      const printed = await chaosWithin(minutes * 60 + around, "idle", `--minutes=${minutes}`);
      expect(printed).toContain("/ops moved all the time");
      expect(printed).toContain(`0 statements in ${minutes} minutes`);
    },
    (minutes * 60 + around) * 1_000 + 10_000,
  );
});
