@testable import Forms

extension Syntax {
  /// The tree in brackets, operators first: `(+ a (* b c))`.
  var outline: String {
    switch self {
    case .number(let digits, let isPercent, _): digits + (isPercent ? "%" : "")
    case .text(let text, _): "'\(text)'"
    case .address(let address): address.base + address.steps.map(\.outline).joined()
    case .call(let name, let arguments, _): "\(name)(\(arguments.map(\.outline).joined(separator: ", ")))"
    case .negate(let inner, _): "(neg \(inner.outline))"
    case .not(let inner, _): "(not \(inner.outline))"
    case .binary(let operation, let left, let right, _): "(\(operation.rawValue) \(left.outline) \(right.outline))"
    case .conditional(let condition, let then, let otherwise, _):
      "(if \(condition.outline) \(then.outline) \(otherwise.outline))"
    case .forEach(let variable, let rows, let body, _): "(each \(variable) \(rows.outline) \(body.outline))"
    case .selection(let selector, _): "<\(selector.outline)>"
    case .comprehension(let body, let variable, let rows): "(for \(body.outline) \(variable) \(rows.outline))"
    }
  }
}

extension Syntax.Step {
  var outline: String {
    switch self {
    case .member(let name, _): ".\(name)"
    case .rows(let selector, _): "[\(selector.outline)]"
    }
  }
}

extension Syntax.Selector {
  var outline: String {
    switch self {
    case .name(let name): name
    case .level(let level): "level \(level)"
    case .children(let variable): "children" + (variable.map { " of \($0)" } ?? "")
    case .siblings: "siblings"
    case .leaves: "leaves"
    case .under(let codes): "under " + codes.joined(separator: "|")
    case .list(let codes): "list " + codes.joined(separator: "|")
    case .range(let first, let last): "\(first)..\(last)"
    case .condition(let condition): "where \(condition.outline)"
    }
  }
}

/// What is wrong with an expression; nil when it can be read.
func syntaxError(_ source: String) -> SyntaxError? {
  do throws(SyntaxError) {
    _ = try ExpressionParser.parse(source)
    return nil
  } catch {
    return error
  }
}

/// What is wrong with a sentence; nil when it can be read.
func templateError(_ source: String) -> SyntaxError? {
  do throws(SyntaxError) {
    _ = try TemplateParser.parse(source)
    return nil
  } catch {
    return error
  }
}
