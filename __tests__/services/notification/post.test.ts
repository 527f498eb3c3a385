import { createServer } from "node:net";
import { post } from "../../../services/notification/post";
import { startPushService } from "../../helpers/push-service";

const body = Buffer.from("x");
let service: Awaited<ReturnType<typeof startPushService>>;
beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.stop());

test("a name that leads to this machine is not connected to, and its path is not told", async () => {
  let connections = 0;
  const server = createServer(() => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `https://localhost:${typeof address === "object" ? address?.port : 0}/secret`;
  const posted = post({ url, headers: {}, body });
  await expect(posted).rejects.toThrow("localhost is not public");
  await expect(posted).rejects.not.toThrow("secret");
  expect(connections).toBe(0);
  await new Promise((resolve) => server.close(resolve));
});

test("an address that is looked up must be allowed, whatever the name looks like", async () => {
  const { url, ca, requests } = service;
  const refused = post({ url: `${url}/x`, headers: {}, body }, { ca, isAllowed: () => false });
  await expect(refused).rejects.toMatchObject({ code: "RULE_VIOLATED", message: "localhost is not public" });
  expect(requests).toEqual([]);
});

test.each([
  ...["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
  ...[
    "[::1]",
    "[fd00::1]",
    "[fe80::1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::a00:1]",
    "0x7f.1",
    "2130706433",
  ],
])("nothing is posted to %s", async (host) => {
  await expect(post({ url: `https://${host}/`, headers: {}, body })).rejects.toMatchObject({ code: "RULE_VIOLATED" });
});

test("a certificate of no known authority is refused", async () => {
  const { url, requests } = service;
  await expect(post({ url: `${url}/x`, headers: {}, body }, { isAllowed: () => true })).rejects.toThrow(
    /^localhost did not answer: .*(SELF_SIGNED|UNABLE_TO_VERIFY)/,
  );
  expect(requests).toEqual([]);
});
