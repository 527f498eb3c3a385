import { ownerOf } from "../../../../services/backend/oidc/entry";

test("the same subject of another provider is somebody else, wherever one name ends and the other begins", () => {
  const people = [
    { issuer: "https://id.example.org", subject: "1" },
    { issuer: "https://id.example.com", subject: "1" },
    { issuer: "https://id.example.org", subject: "2" },
    { issuer: "https://id.example.org1", subject: "" },
  ];
  expect(new Set(people.map(ownerOf)).size).toBe(people.length);
  expect(people.map(ownerOf)).toEqual(people.map(ownerOf));
});
