/// Draws self-evaluations: what was aimed at, what was achieved, and the points.
struct ProgrammeDraw {
  let draw: FactsDraw

  private static let subjects = [
    "桥梁养护", "河道巡查", "林木抚育", "种苗繁育", "展陈布置", "水质监测", "站点维修", "设备检定", "课程开发", "志愿服务", "古树保护", "农机检修", "渔政巡航", "观测资料汇编",
    "灯光改造", "步道维护", "标本制作", "公益讲座", "管网清淤", "苗圃灌溉",
  ]

  func drawProgrammes(_ facts: inout Facts, _ numbers: inout SeededNumbers) {
    let subjects = numbers.some(numbers.within(2...5), of: Self.subjects).shuffled(using: &numbers)
    facts.overall.indicators = indicators(on: subjects[0], facts.year, &numbers)
    facts.projects = subjects.dropFirst().map { subject in
      var project = Facts.Programme(name: subject + "经费")
      project.original = 50_000 + draw.money(9_000_000, &numbers)
      project.revised = draw.scaled(project.original, 85...120, &numbers)
      project.executed = numbers.happens(25) ? project.revised : draw.scaled(project.revised, 80...100, &numbers)
      project.indicators = indicators(on: subject, facts.year, &numbers)
      return project
    }
  }

  /// What an indicator may measure: its name after the subject, its unit, and how large targets are.
  private struct Template {
    var name: String
    var direction = "≥"
    var unit: String
    var range: ClosedRange<Int>
  }

  private static let groups: [(level1: String, weight: Int, level2: String, templates: [Template])] = [
    (
      "产出指标", 40, "数量指标",
      [
        Template(name: "次数", unit: "次", range: 2...90), Template(name: "点位数", unit: "处", range: 5...400),
        Template(name: "工作量", unit: "万件", range: 2...60),
      ]
    ),
    (
      "产出指标", 40, "质量指标",
      [Template(name: "合格率", unit: "%", range: 85...98), Template(name: "完好率", unit: "%", range: 85...98)]
    ),
    ("产出指标", 40, "时效指标", [Template(name: "及时率", unit: "%", range: 85...98)]),
    ("效益指标", 20, "社会效益指标", [Template(name: "受益人次", unit: "人次", range: 300...9_000)]),
    ("效益指标", 20, "可持续影响指标", [Template(name: "长效机制", unit: "", range: 0...0)]),
    ("满意度指标", 10, "服务对象满意度指标", [Template(name: "公众满意度", unit: "%", range: 85...97)]),
    (
      "成本指标", 20, "经济成本指标",
      [
        Template(name: "单次成本", direction: "≤", unit: "元/次", range: 200...9_000),
        Template(name: "材料支出", direction: "≤", unit: "万元", range: 3...60),
      ]
    ),
  ]

  static let levels = ["产出指标": 40, "效益指标": 20, "满意度指标": 10, "成本指标": 20]

  private func indicators(on subject: String, _ year: Int, _ numbers: inout SeededNumbers) -> [Facts.Indicator] {
    var indicators: [Facts.Indicator] = []
    for group in Self.groups {
      let count = numbers.within(1...group.templates.count)
      for template in numbers.some(count, of: group.templates) {
        indicators.append(
          indicator(template, subject + template.name, (group.level1, group.level2), year, &numbers))
      }
    }
    for (level, weight) in Self.levels.sorted(by: { $0.key < $1.key }) {
      let members = indicators.indices.filter { indicators[$0].level1 == level }
      var rest = weight
      for (place, index) in members.enumerated() {
        let left = members.count - place
        let own = left == 1 ? rest : max(2, min(rest - 2 * (left - 1), rest / left + numbers.within(-2...2)))
        indicators[index].weight = own
        rest -= own
      }
    }
    return indicators
  }

  private func indicator(
    _ template: Template, _ name: String, _ levels: (String, String), _ year: Int, _ numbers: inout SeededNumbers
  ) -> Facts.Indicator {
    guard !template.unit.isEmpty else {
      return Facts.Indicator(
        level1: levels.0, level2: levels.1, name: name, target: .words("持续完善"), actual: .words("已完善"), weight: 0)
    }
    let target = numbers.within(template.range) * 100
    let isMissed = template.direction == "≥" && numbers.happens(20)
    var actual: Int
    if template.direction == "≤" {
      actual = target * numbers.within(85...100) / 100
    } else {
      actual = target * (isMissed ? numbers.within(75...98) : numbers.within(100...125)) / 100
    }
    if template.unit == "%" { actual = min(actual, 10_000) }
    if template.unit != "%", template.unit != "万元", template.unit != "万件" { actual = actual / 100 * 100 }
    return Facts.Indicator(
      level1: levels.0, level2: levels.1, name: name,
      target: .number(target, before: template.direction, after: template.unit),
      actual: .number(actual, before: "", after: template.unit), weight: 0,
      reason: actual < target && template.direction == "≥" ? "原因：雨季停工。改进措施：错峰安排。" : "")
  }
}
