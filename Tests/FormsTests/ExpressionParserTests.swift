import Testing

@testable import Forms

@Suite("Expressions")
struct ExpressionParserTests {
  private func expectOutline(_ source: String, _ outline: String) throws {
    #expect(try ExpressionParser.parse(source).outline == outline, "\(source)")
  }

  @Test(
    "each production of the grammar",
    arguments: [
      ("1", "1"), ("1.5", "1.5"), ("30%", "30%"), ("\"政府性基金\"", "'政府性基金'"), ("basic", "basic"), ("(a)", "a"),
      ("-a", "(neg a)"),
      ("not a", "(not a)"), ("a + b", "(+ a b)"), ("a - b", "(- a b)"), ("a * b", "(* a b)"), ("a / b", "(/ a b)"),
      ("a = b", "(= a b)"), ("a != b", "(!= a b)"), ("a < b", "(< a b)"), ("a <= b", "(<= a b)"), ("a > b", "(> a b)"),
      ("a >= b", "(>= a b)"), ("a and b", "(and a b)"), ("a or b", "(or a b)"), ("a implies b", "(implies a b)"),
      ("if a then b else c", "(if a b c)"),
      ("for each r in T05[codes]: r.total >= 0", "(each r T05[codes] (>= r.total 0))"),
      ("level1 starts 产出", "(starts level1 '产出')"), ("level1 starts \"产出 \"", "(starts level1 '产出 ')"),
    ] as [(String, String)])
  func productions(_ source: String, _ outline: String) throws {
    try expectOutline(source, outline)
  }

  @Test(
    "addresses",
    arguments: [
      ("T01.income[total]", "T01.income[total]"), ("T04.expenditure[201].general", "T04.expenditure[201].general"),
      ("T06[30101]", "T06[30101]"), ("T09.budget.receptions", "T09.budget.receptions"), ("r.类.name", "r.类.name"),
      ("projects[\"党代表活动经费\"].funds[total].executed", "projects[党代表活动经费].funds[total].executed"),
      ("T05[level 类]", "T05[level 类]"), ("T05[children]", "T05[children]"),
      ("T05[children of r]", "T05[children of r]"),
      ("T06[under 301, 303]", "T06[under 301|303]"), ("T05[siblings]", "T05[siblings]"), ("T05[leaves]", "T05[leaves]"),
      ("T05[codes]", "T05[codes]"), ("T01.income[general..other]", "T01.income[general..other]"),
      ("T06[301..303]", "T06[301..303]"),
      ("T06[302, 310]", "T06[list 302|310]"), ("T05[where total > 0]", "T05[where (> total 0)]"),
      ("indicators[where level1 starts 产出].weight", "indicators[where (starts level1 '产出')].weight"),
      ("level.total", "level.total"),
      ("children[total]", "children[total]"),
    ] as [(String, String)])
  func addresses(_ source: String, _ outline: String) throws {
    try expectOutline(source, outline)
  }

  @Test(
    "calls",
    arguments: [
      ("sum(level 类)", "sum(<level 类>)"), ("sum(children)", "sum(<children>)"), ("sum(301, 303)", "sum(<301>, <303>)"),
      ("sum(30101..30103)", "sum(<30101..30103>)"), ("sum(general..other)", "sum(<general..other>)"),
      ("sum(classes)", "sum(classes)"),
      ("sum(under 301)", "sum(<under 301>)"), ("min(1, executed / revised)", "min(1, (/ executed revised))"),
      ("max(100 - a, 0)", "max((- 100 a), 0)"), ("min(100, a)", "min(<100>, a)"),
      ("count(T05[children of r])", "count(T05[children of r])"),
      ("list(r.name for r in T06[under 301])", "list((for r.name r T06[under 301]))"),
      ("near(a, b, 5%)", "near(a, b, 5%)"),
      ("empty(T07)", "empty(T07)"), ("f()", "f()"), ("level(1)", "level(1)"), ("all(a > 0, b)", "all((> a 0), b)"),
      ("prior(T01.income[grand])", "prior(T01.income[grand])"),
    ] as [(String, String)])
  func calls(_ source: String, _ outline: String) throws {
    try expectOutline(source, outline)
  }

  @Test(
    "precedence and grouping",
    arguments: [
      ("a + b * c", "(+ a (* b c))"), ("a * b + c", "(+ (* a b) c)"), ("(a + b) * c", "(* (+ a b) c)"),
      ("a - b - c", "(- (- a b) c)"),
      ("a - (b - c)", "(- a (- b c))"), ("a / b / c", "(/ (/ a b) c)"), ("-a * b", "(* (neg a) b)"),
      ("- -a", "(neg (neg a))"),
      ("a - -b", "(- a (neg b))"), ("a + b = c - d", "(= (+ a b) (- c d))"),
      ("a = b and c < d", "(and (= a b) (< c d))"),
      ("a or b and c", "(or a (and b c))"), ("a and b or c", "(or (and a b) c)"), ("not a and b", "(and (not a) b)"),
      ("not a = b", "(not (= a b))"), ("not not a", "(not (not a))"), ("a or b or c", "(or (or a b) c)"),
      ("a implies b implies c", "(implies a (implies b c))"), ("a or b implies c", "(implies (or a b) c)"),
      ("if a then b else c + d", "(if a b (+ c d))"), ("if a then b else if c then d else e", "(if a b (if c d e))"),
      ("for each r in T: for each s in U: r = s", "(each r T (each s U (= r s)))"),
      ("a implies if b then c else d", "(implies a (if b c d))"), ("(a > 0) = (b > 0)", "(= (> a 0) (> b 0))"),
      ("a starts 甲 and b", "(and (starts a '甲') b)"),
    ] as [(String, String)])
  func precedence(_ source: String, _ outline: String) throws {
    try expectOutline(source, outline)
  }

  @Test("blanks and line breaks mean nothing")
  func blanks() throws {
    try expectOutline("a+b", "(+ a b)")
    try expectOutline("  a\n\t+   b ", "(+ a b)")
  }

  @Test("operators and steps remember where they stand")
  func places() throws {
    let syntax = try ExpressionParser.parse("T01.income[grand] = T06[30101].x")
    guard case .binary(.equal, let left, let right, at: 18) = syntax,
      case .address(let first) = left, case .address(let second) = right
    else {
      Issue.record("not an equation")
      return
    }
    #expect(first.offset == 0)
    #expect(first.steps == [.member("income", at: 4), .rows(.name("grand"), at: 11)])
    #expect(second.offset == 20)
    #expect(second.steps == [.rows(.name("30101"), at: 24), .member("x", at: 31)])
  }
}
