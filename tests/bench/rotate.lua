-- Asks for one address after the other from the file that BENCH_ADDRESSES names, for ever. A line is a path, and behind
-- a space, if there is one, the entity tag to send as If-None-Match. At the end one line says what came of it.

local prepared = {}
local turn = 0
local threads = {}
unexpected = 0

function setup(thread)
  threads[#threads + 1] = thread
end

function init()
  for line in io.lines(os.getenv("BENCH_ADDRESSES")) do
    local path, tag = line:match("^(%S+) ?(.*)$")
    local headers = { Host = wrk.headers.Host, Accept = "application/json" }
    if tag ~= "" then headers["If-None-Match"] = tag end
    prepared[#prepared + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  turn = turn % #prepared + 1
  return prepared[turn]
end

function response(status)
  if status ~= 200 and status ~= 304 then unexpected = unexpected + 1 end
end

function done(summary, latency)
  local failed = 0
  for _, thread in ipairs(threads) do failed = failed + thread:get("unexpected") end
  for _, kind in ipairs({ "connect", "read", "write", "timeout" }) do failed = failed + summary.errors[kind] end
  print(("measured %d %d %.0f %.0f %d"):format(
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
