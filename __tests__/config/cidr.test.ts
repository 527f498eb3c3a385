import { cidrContains, cidrHost, cidrsOverlap, isCidr } from "../../stacks/config/cidr";

test.each(["0.0.0.0/0", "10.0.0.0/8", "203.0.113.7/32", "128.0.0.0/1"])("%s is a network", (text) => {
  expect(isCidr(text)).toBe(true);
});

test.each(["10.0.0.0", "10.0.0.1/8", "10.0.0.0/33", "256.0.0.0/8", "10.0.0/8", "fd00::/8", "10.0.0.0/8 "])(
  "%s is none",
  (text) => expect(isCidr(text)).toBe(false),
);

test("a network contains its parts, and itself", () => {
  expect(cidrContains("10.0.0.0/16", "10.0.255.0/24")).toBe(true);
  expect(cidrContains("10.0.0.0/16", "10.0.0.0/16")).toBe(true);
  expect(cidrContains("10.0.0.0/16", "10.0.0.0/15")).toBe(false);
  expect(cidrContains("10.0.0.0/16", "10.1.0.0/24")).toBe(false);
});

test("networks overlap when one contains the other", () => {
  expect(cidrsOverlap("10.0.0.0/8", "10.42.0.0/16")).toBe(true);
  expect(cidrsOverlap("10.42.0.0/16", "10.0.0.0/8")).toBe(true);
  expect(cidrsOverlap("10.42.0.0/16", "10.43.0.0/16")).toBe(false);
});

test("an address is counted from the network's own", () => {
  expect(cidrHost("10.0.0.0/24", 10)).toBe("10.0.0.10");
  expect(cidrHost("192.168.255.240/28", 15)).toBe("192.168.255.255");
  expect(cidrHost("10.0.0.0/16", 300)).toBe("10.0.1.44");
});
