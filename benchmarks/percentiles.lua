done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "rate=%.1f p50=%.1f p95=%.1f errors=%d\n",
    summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000,
    latency:percentile(95) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
