/// Which prefix means which namespace, where the builder stands.
struct NamespaceScope {
  private struct Binding {
    var prefix: Range<Int>
    var namespace: XMLNamespace
    /// How many elements were open around the one that declares it.
    var depth: Int
  }

  private var bindings: [Binding] = []
  /// The last answer: nearly all tags of a part have one prefix.
  private var last: (prefix: Range<Int>, namespace: XMLNamespace)?

  /// Looking up is a walk over all of them.
  var isCrowded: Bool { bindings.count > 512 }

  mutating func bind(_ prefix: Range<Int>, to uri: String, depth: Int) {
    bindings.append(Binding(prefix: prefix, namespace: XMLNamespace(uri: uri), depth: depth))
    last = nil
  }

  /// Forgets what the element that is left declared.
  mutating func leave(depth: Int) {
    while let binding = bindings.last, binding.depth >= depth {
      bindings.removeLast()
      last = nil
    }
  }

  mutating func lookUp(_ prefix: Range<Int>, in bytes: [UInt8]) -> XMLNamespace {
    if let last, bytes[last.prefix] == bytes[prefix] { return last.namespace }
    let found = bindings.last { bytes[$0.prefix] == bytes[prefix] }?.namespace
    let namespace = found ?? (prefix.isEmpty ? .none : .other)
    last = (prefix, namespace)
    return namespace
  }
}
