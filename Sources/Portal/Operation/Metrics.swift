import Synchronization

/// Counts of what was answered, in the text format that Prometheus reads.
final class Metrics: Sendable {
  private struct Key: Hashable {
    var route: String
    var status: Int
  }

  private struct Counts {
    var requests: [Key: Int] = [:]
    var buckets: [Int] = Array(repeating: 0, count: Metrics.bounds.count)
    var count = 0
    var seconds = 0.0
  }

  private let counts = Mutex(Counts())
  private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  func count(route: String, status: Int, seconds: Double) {
    counts.withLock { counts in
      counts.requests[Key(route: route, status: status), default: 0] += 1
      for (index, bound) in Self.bounds.enumerated() where seconds <= bound { counts.buckets[index] += 1 }
      counts.count += 1
      counts.seconds += seconds
    }
  }

  var text: String {
    counts.withLock { counts in
      var lines = ["# HELP mingzhang_requests_total Requests answered.", "# TYPE mingzhang_requests_total counter"]
      for (key, number) in counts.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) })
      {
        lines.append("mingzhang_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(number)")
      }
      lines += [
        "# HELP mingzhang_request_seconds Time to answer.", "# TYPE mingzhang_request_seconds histogram",
      ]
      for (bound, number) in zip(Self.bounds, counts.buckets) {
        lines.append("mingzhang_request_seconds_bucket{le=\"\(bound)\"} \(number)")
      }
      lines.append("mingzhang_request_seconds_bucket{le=\"+Inf\"} \(counts.count)")
      lines += ["mingzhang_request_seconds_sum \(counts.seconds)", "mingzhang_request_seconds_count \(counts.count)"]
      return lines.joined(separator: "\n") + "\n"
    }
  }
}
