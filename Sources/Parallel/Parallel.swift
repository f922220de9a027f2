import Dispatch
import Synchronization

/// Work that is independent, spread over the machine's cores. The caller waits for all of it, so that everything built
/// on it stays synchronous.
public enum Parallel {
  /// The results in the order of the items, whatever the order in which they were made.
  public static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ transform: @Sendable (Item) -> Result
  ) -> [Result] {
    guard items.count > 1 else { return items.map(transform) }
    let results = Mutex([Result?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let result = transform(items[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// Two pieces of work at the same time; the caller does the first.
  ///
  /// Not by `concurrentPerform`, inside of which another one goes about its items one by one.
  public static func both<First: Sendable, Second: Sendable>(
    _ first: () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    let task = Task(second)
    DispatchQueue.global().async { task.runIfNobodyDid() }
    let result = first()
    // Where all cores are busy nobody may have begun with it.
    task.runIfNobodyDid()
    return (result, task.result())
  }

  /// Work that whoever comes first does.
  private final class Task<Result: Sendable>: Sendable {
    private let work: Mutex<(@Sendable () -> Result)?>
    private let made = Mutex<Result?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () -> Result) {
      self.work = Mutex(work)
    }

    func runIfNobodyDid() {
      guard let work = work.withLock({ $0.take() }) else { return }
      let result = work()
      made.withLock { $0 = result }
      isDone.signal()
    }

    func result() -> Result {
      isDone.wait()
      guard let result = made.withLock({ $0 }) else { preconditionFailure("signalled when it is done") }
      return result
    }
  }
}
