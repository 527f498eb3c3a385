import { redisMemoryMib } from "../../config/platform";

/**
 * Arguments of redis-server for Redis Streams that survive a crash and a full memory.
 * Source: https://github.com/redis/redis/blob/7.0/redis.conf
 */
export const redisArgs = (data: string, password: string): string[] => [
  // An entry that Redis has accepted is on the disk.
  ...["--appendonly", "yes", "--appendfsync", "always", "--dir", data],
  // The log is enough; a snapshot beside it would take the memory of a fork.
  ...["--save", ""],
  // Less than half of the container's limit: a rewrite of the log can take as much again, and clients have buffers.
  ...["--maxmemory", `${redisMemoryMib}mb`, "--maxmemory-policy", "noeviction"],
  ...["--requirepass", password],
];

/**
 * Trims one stream behind the last entry that the slowest of the named groups has acknowledged, and answers how many
 * entries went. A group that does not exist yet has everything still to read. Without names, what is older than the
 * given milliseconds goes. Other groups, those of pods, go after the second milliseconds without a read.
 *
 * `redis-cli --eval trim.lua <stream> , <age> <silence> [group …]`
 */
export const trimScript = `
local function fields(list)
  local map = {}
  for i = 1, #list, 2 do map[list[i]] = list[i + 1] end
  return map
end

local function before(a, b)
  local a1, a2 = a:match("(%d+)-(%d+)")
  local b1, b2 = b:match("(%d+)-(%d+)")
  if a1 == b1 then return tonumber(a2) < tonumber(b2) end
  return tonumber(a1) < tonumber(b1)
end

local stream = KEYS[1]
if redis.call("EXISTS", stream) == 0 then return 0 end

local age, silence = tonumber(ARGV[1]), tonumber(ARGV[2])
local wanted, waiting = {}, #ARGV - 2
for i = 3, #ARGV do wanted[ARGV[i]] = true end

local limit
for _, raw in ipairs(redis.call("XINFO", "GROUPS", stream)) do
  local group = fields(raw)
  if wanted[group.name] then
    waiting = waiting - 1
    local read = group["last-delivered-id"]
    if group.pending > 0 then read = redis.call("XPENDING", stream, group.name)[2] end
    if not limit or before(read, limit) then limit = read end
  else
    local idle
    for _, consumer in ipairs(redis.call("XINFO", "CONSUMERS", stream, group.name)) do
      idle = math.min(idle or math.huge, fields(consumer).idle)
    end
    if idle and idle > silence then redis.call("XGROUP", "DESTROY", stream, group.name) end
  end
end

if waiting > 0 then return 0 end
if not limit then
  local now = redis.call("TIME")
  limit = string.format("%.0f-0", now[1] * 1000 - age)
end
return redis.call("XTRIM", stream, "MINID", limit)
`;
