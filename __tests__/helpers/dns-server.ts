import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** Codes of DNS. Source: RFC 1035, sections 3.2.2 and 4.1.1. */
const typeA = 1;
const isAnswer = 0x8180;

/** A DNS server, by TCP, to which every name has the address 127.0.0.1 and no other record. */
export async function startDnsServer(): Promise<{ address: string; stop(): void }> {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => {
      received = Buffer.concat([received, data]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE()) {
        const end = 2 + received.readUInt16BE();
        socket.write(withLength(answer(received.subarray(2, end))));
        received = received.subarray(end);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Who asks may leave its connection open.
  server.unref();
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

function answer(query: Buffer): Buffer {
  const headerLength = 12;
  let end = headerLength;
  while (query[end]) end += 1 + query.readUInt8(end);
  const question = query.subarray(headerLength, end + 5);
  const isAddress = query.readUInt16BE(end + 1) === typeA;
  const header = Buffer.alloc(headerLength);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(isAnswer, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(isAddress ? 1 : 0, 6);
  // Name (a pointer to the question), type, class, time to live, length, address.
  const record = Buffer.from([0xc0, headerLength, 0, typeA, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1]);
  return Buffer.concat([header, question, ...(isAddress ? [record] : [])]);
}

const withLength = (message: Buffer): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
};
