"""The benefits by name, as pages and papers say them."""

from __future__ import annotations

from gongdun.kernel.words import Title

BENEFITS = {
    "disability_lump_sum": Title("一次性伤残补助金", "Disability lump sum"),
    "disability_allowance": Title("伤残津贴", "Disability allowance"),
    "living_care_fee": Title("生活护理费", "Living-care fee"),
    "injury_medical_subsidy": Title("一次性工伤医疗补助金", "Injury medical subsidy"),
    "employment_subsidy": Title("一次性伤残就业补助金", "Employment subsidy"),
    "funeral_subsidy": Title("丧葬补助金", "Funeral subsidy"),
    "death_lump_sum": Title("一次性工亡补助金", "Death lump sum"),
    "dependants_pension": Title("供养亲属抚恤金", "Dependants' pension"),
    "medical": Title("工伤医疗费", "Medical costs"),
}
MONTHLY = frozenset({"disability_allowance", "living_care_fee", "dependants_pension"})
AFTER_DEATH = frozenset({"funeral_subsidy", "death_lump_sum", "dependants_pension"})
GUARDS = {
    "identity": Title("身份核验", "Identity"),
    "death": Title("死亡", "Death"),
    "prison": Title("服刑", "Prison"),
    "pension": Title("养老待遇", "Pension"),
    "duplicate": Title("重复享受", "Duplicate"),
    "other_insurance": Title("其他保险", "Other insurance"),
    "cover": Title("受伤时参保", "Cover at the injury"),
    "wages": Title("缴费工资连续性", "Wages without gaps"),
    "resignation": Title("临退休离职", "Resignation near retirement"),
}
OUTCOMES = {"clear": Title("通过", "clear"), "ask": Title("待说明", "to be answered"), "stop": Title("阻止支付", "stops payment")}
