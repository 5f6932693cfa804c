"""The templates of the naive pipeline: its own, so that it owes nothing to the compiler."""

# ruff: noqa: E501  # a sentence of a template is one line

from __future__ import annotations

from collections.abc import Mapping

_TABLE = """\
{% macro table(t) %}
### {{ t.title }}

编制部门：{{ department.name }}　单位：万元

| {{ t.head | join(" | ") }} |
|{% for _ in t.head %} --- |{% endfor %}

{% for row in t.rows %}
| {{ row | join(" | ") }} |
{% endfor %}
{% endmacro %}
"""

_DOCUMENT = """\
{% from "table.md" import table with context %}
{% macro versus(now, before, reason) -%}
{% if now == before %}与上年预算持平{% else -%}
比上年预算{{ "增加" if now > before else "减少" }}{{ (now - before) | abs | money }}万元，
{{- "增长" if now > before else "下降" }}{{ (now - before) | abs | percent(before) }}%，主要原因是{{ reason }}
{%- endif %}
{%- endmacro %}
# {{ department.name }}{{ year }}年部门预算公开

## 第一部分 部门概况

{% for duty in department.functions %}
（{{ loop.index }}）{{ duty.text }}。

{% for point in duty.points or [] %}
{{ loop.index }}、{{ point }}。

{% endfor %}
{% endfor %}
下设{{ department.offices | length }}个处室，分别是：{{ department.offices | join("、") }}。

{% set staff = department.staff %}
编制数{{ staff.establishment }}，在职{{ staff.in_service.current }}人，退休{{ staff.retired.current }}人，离休{{ staff.honorary_retired.current }}人。

## 第二部分 部门预算公开表

{% for t in tables %}
{{ table(t) }}
{% endfor %}
## 第三部分 部门预算情况说明

收支总预算{{ revenue | money }}万元。

{% for line in revenue_lines %}
{{ line.fund }}{{ line.amount | money }}万元，占{{ line.amount | percent(revenue) }}%，{{ versus(line.amount, line.prior, line.reason) }}。

{% endfor %}
基本支出{{ basic | money }}万元，占{{ basic | percent(expenditure) }}%，项目支出{{ project | money }}万元，占{{ project | percent(expenditure) }}%。

一般公共预算支出包括：{% for c in classes %}{{ c.name }}{{ c.amount | money }}万元，主要用于{{ c.purpose }}；{% endfor %}

{% for c in classes %}
{{ loop.index }}.{{ c.name }}（类）{{ c.amount | money }}万元，占{{ c.amount | percent(expenditure) }}%。

{% endfor %}
{% for item in items %}
{{ loop.index }}.{{ item.lineage }}：{{ year }}年预算数为{{ item.amount | money }}万元，{{ versus(item.amount, item.prior, item.reasons | join("；")) }}。

{% endfor %}
人员经费主要包括：{{ personnel | join("、") }}。

公用经费主要包括：{{ public | join("、") }}。

{% for p in projects %}
### 项目名称：{{ p.name }}

设立的政策依据：{{ p.legal_basis | join("、") }}。

预算安排规模：{{ p.amount | money }}万元

项目承担单位：{{ department.name }}

资金分配情况：{% for a in p.allocation %}{{ loop.index }}、{{ a.item }}{{ a.amount | money }}万元；{% endfor %}

资金执行时间：{{ p.period.start }}-{{ p.period.end }}

{% endfor %}
“三公”经费数为{{ three_public | money }}万元。

政府采购预算{{ procurement | money }}万元。

房屋价值{{ assets.building_value | money }}万元，车辆{{ assets.vehicles }}辆，办公家具价值{{ assets.furniture_value | money }}万元，其他资产价值{{ assets.other_value | money }}万元。

{% for t in targets %}
### {{ t.title }}

编制部门：{{ department.name }}

| 项目名称 | {{ t.name }} | 负责人 | {{ t.responsible }} |
| --- | --- | --- | --- |
| 资金总额 | {{ t.amount | money }} | 绩效目标 | {{ t.goal }} |

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 计量单位 | 分值权重 | 依据 |
| --- | --- | --- | --- | --- | --- | --- |
{% for i in t.indicators %}
| {{ i.dimension }} | {{ i.category }} | {{ i.name }} | {{ i.operator }}{{ i.target }} | {{ i.unit }} | {{ i.weight }} | {{ i.basis }} |
{% endfor %}

{% endfor %}
{% for matter in other_matters %}
{{ matter }}。
{% endfor %}

{{ department.name }}

{{ issued }}
"""

TEMPLATES: Mapping[str, str] = {"table.md": _TABLE, "document.md": _DOCUMENT}
