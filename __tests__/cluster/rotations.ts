import { SignJWT } from "jose";
import { perSecond, recovered, refused, restartAll } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { underLoad } from "./under-load";

/** Secrets and certificates replaced by the documented procedures, under load. */
export function rotations(rehearsed: () => Rehearsed): void {
  afterEach(() => recovered(rehearsed()));

  test("the password of the database and every generated secret are replaced", async () => {
    const { config, platform, postgres, reconfigure } = rehearsed();
    const before = String(platform.stacks.output("connections", "jwt_secret"));
    const client = await rehearsed().client("rob");
    expect(await client.call("GET", "/api/tasks")).toMatchObject({ status: 200 });
    const tokenBefore = await signedWith(before);
    const result = await underLoad(rehearsed(), perSecond, async () => {
      await platform.stacks.replace("connections", (address) => !address.includes("jwt-secret"));
      await postgres.resetPassword();
      await reconfigure(config);
    });
    expect(refused(result)).toEqual([]);

    // The signing secret signs every user out: it is replaced last, without load.
    await platform.stacks.replace("connections", (address) => address.includes("jwt-secret"));
    await platform.deploy("apps");
    const call = (authorization: string) => client.call("GET", "/api/tasks", undefined, { authorization });
    // Until the old pods have gone, each answers by the secret that it knows.
    await recovered(rehearsed());
    expect(await call(tokenBefore)).toMatchObject({ status: 401 });
    const after = String(platform.stacks.output("connections", "jwt_secret"));
    expect(after).not.toBe(before);
    expect(await call(await signedWith(after))).toMatchObject({ status: 200 });
  });

  test("Dapr's root and issuer are replaced", async () => {
    const { platform, kubectl } = rehearsed();
    const root = () => kubectl.read(["get", "configmap", "dapr-trust-bundle", "-n", "dapr-system", "-o", "json"]);
    const before = await root();
    const result = await underLoad(rehearsed(), perSecond, async () => {
      await platform.stacks.replace("platform", (address) => address.includes("dapr_trust-root"));
      await platform.deploy("platform");
      await kubectl.read(["rollout", "restart", "deployment", "-n", "dapr-system"]);
      for (const name of ["dapr-sentry", "dapr-operator", "dapr-sidecar-injector"])
        await kubectl.read(["--request-timeout=0", "rollout", "status", `deployment/${name}`, "-n", "dapr-system"]);
      await restartAll(rehearsed());
      await recovered(rehearsed());
    });
    expect(refused(result)).toEqual([]);
    expect(await root()).not.toBe(before);
  });
}

const signedWith = async (secret: string): Promise<string> => {
  const token = new SignJWT({}).setProtectedHeader({ alg: "HS256" }).setSubject("rob").setExpirationTime("1 hour");
  return `Bearer ${await token.sign(new TextEncoder().encode(secret))}`;
};
